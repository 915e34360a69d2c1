/** R88: live numbers that name no cell, and those whose cell is not filled in. */
import type { Facts, Violation } from './finding.ts';
import { type CellId, type Field, TEXT_IDS } from './form.ts';
import { type Expanded, liveDigits, printed } from './live.ts';
import type { Figures } from './report.ts';

/** A token that names no cell is printed as it was typed. */
export const unknownNumbers = ({ written }: Facts): Violation[] =>
  TEXT_IDS.flatMap((id) =>
    printed(written).texts[id].unknown.map(({ from, to }): Violation => {
      const quote = written.texts[id].slice(from, to);
      const fact = '双花括号里的名称对不上表里的任何一格，会照原样印出。请删去，再用“插入表中数字”插入。';
      return { section: id, quote, fact, asWritten: true, correction: { span: { text: id, from, to }, proposals: [] } };
    }),
  );

/** Once a text. The blank itself is an error of its table (R6): here it is said that a sentence waits for it. */
export function unfilledNumbers({ written, figures }: Facts): Violation[] {
  return TEXT_IDS.flatMap((id): Violation[] => {
    const expanded = printed(written).texts[id];
    const open = expanded.numbers.filter(({ isFilled }) => !isFilled);
    const [first] = open;
    if (!first) return [];
    const count = new Set(open.map(({ field }) => field.id)).size;
    const what = count === 1 ? `“${first.field.place}”` : `“${first.field.place}”等 ${count} 个数`;
    const fact = `正文用到的${what}还没有填好，会印成〔未填〕。填好后正文自动更新。`;
    return [{ section: id, quote: sentenceAround(expanded, first.printed), cells: [openCell(first.field, figures)], fact }];
  });
}

/** The cell to fill in: of a total the first part that holds no number. */
function openCell(field: Field, figures: Figures): CellId {
  const part = field.parts?.map((id) => figures.form.fields.get(id)).find((of) => of && liveDigits(of, figures) === undefined);
  return part ? openCell(part, figures) : field.id;
}
function sentenceAround({ text }: Expanded, { from, to }: { from: number; to: number }): string {
  const before = Math.max(...[...'。！？；\n'].map((mark) => text.lastIndexOf(mark, from - 1))) + 1;
  const end = text.slice(to).search(/[。！？；\n]/);
  return text.slice(from === 0 ? 0 : before, end < 0 ? text.length : to + end).trim();
}
