/** What stands before the first section: the title, the preamble, and what a website or a letter has there. */
import type { Unplaced } from './imported.ts';
import { isLayout, isOfThePage, paragraphsOf } from './lines.ts';
import { isHeading, type TextItem } from './parts.ts';
import { type Title, titleIn } from './title.ts';

interface Front {
  readonly title: Title | undefined;
  readonly preamble: readonly string[];
  readonly unplaced: readonly Unplaced[];
}

export function frontOf(items: readonly TextItem[], broken: boolean): Front {
  const lines = items
    .flatMap((item) => item.text.split('\n').map((text) => ({ ...item, text: text.trim() })))
    .filter(({ text }) => !isLayout(text));
  const found = printedTitle(lines.map(({ text }) => text));
  const before = lines.slice(0, found?.from ?? 0);
  const after = paragraphsOf(lines.slice(found?.to ?? 0), broken);
  const isPreamble = (text: string): boolean =>
    !isOfTheSite(text) && text.replace(/\s/g, '') !== found?.unit && (found !== undefined || isSentence(text));
  const unplaced = [...before, ...after.filter(({ text }) => !isPreamble(text))].map(
    ({ text, place }): Unplaced => ({ text, kind: isOfTheSite(text) || text.replace(/\s/g, '') === found?.unit ? 'page' : 'doubt', place }),
  );
  const preamble = after.map(({ text }) => text).filter(isPreamble);
  return { title: found ?? preamble.map((text) => titleIn(text, 'quoted')).find((title) => title?.unit), preamble, unplaced };
}
const isSentence = (text: string): boolean => /[。：:]/.test(text) || text.length > 30;
/** Index lines hold bars and no sentence; notes of a tool hold no Chinese; a table of contents names the headings; 县政府办公室： is addressed. */
const isOfTheSite = (text: string): boolean =>
  isOfThePage(text) ||
  /^目\s*[录次]$|^[^，。；、]{2,30}[:：]$/.test(text) ||
  isHeading(text.replace(/[\s.…·\d]+$/, '')) ||
  (/[|\t]/.test(text) && !text.includes('。')) ||
  !/[\u4e00-\u9fff]/.test(text);

/** The last line before the text that reads as a title; it may be broken over two or three lines. */
function printedTitle(lines: readonly string[]): (Title & { from: number; to: number }) | undefined {
  for (let to = lines.length; to > 0; to--) {
    const own = titleIn(lines[to - 1] ?? '');
    if (own && (own.unit !== '' || to === 1)) return { ...own, from: to - 1, to };
    if (!own && !/(?:报告|年报)$/.test(lines[to - 1] ?? '')) continue;
    for (const from of [to - 2, to - 3]) {
      const parts = lines.slice(Math.max(0, from), to);
      // Only the head of a document has a title of three lines; on a website other things stand above it.
      if (from < 0 || (from === to - 3 && from > 1) || parts.slice(0, -1).some((line) => line.length > 30 || /[，。：:；|]/.test(line)))
        continue;
      const title = titleIn(parts.join(''));
      const longer =
        from === to - 2 &&
        from === 1 &&
        (lines[0]?.length ?? 99) <= 30 &&
        !/[，。：:；|]/.test(lines[0] ?? '') &&
        !isOfTheSite(lines[0] ?? '');
      if (title && longer) return { ...title, unit: (lines[0] ?? '').replace(/\s/g, '') + title.unit, from: 0, to };
      if (title) return { ...title, from, to };
    }
    if (own) return { ...own, from: to - 1, to };
  }
  return undefined;
}
