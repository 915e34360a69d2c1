import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readDocx } from '../importers/docx.ts';
import { readHtml } from '../importers/html.ts';
import type { Imported } from '../importers/imported.ts';
import { recognise } from '../importers/recognise.ts';
import { readText } from '../importers/text.ts';
import { UnreadableFile } from '../importers/unreadable.ts';
import { FORM, fillable } from '../shared/form.ts';
import { figuresOf, printedText, type Report } from '../shared/report.ts';
import { renderDocx } from '../templates/docx.ts';
import { renderModel } from '../templates/render-model.ts';
import { anyDamage, damaged, intact } from './damage.ts';
import { example, soundReport } from './drafts.ts';
import { LAYOUTS, type Layout } from './layouts.ts';
import { publishedTexts } from './published.ts';

const read = (kind: Layout['kind'], text: string): Imported =>
  recognise(kind === 'html' ? readHtml(text) : readText(text), { name: '', year: 2025 });
/** The body of a Word file; one that is too broken to be read holds nothing. */
function readBody(xml: string): Imported {
  try {
    return recognise(readDocx(zipSync({ 'word/document.xml': strToU8(xml) }, { level: 0 })), { name: '', year: 2025 });
  } catch (error) {
    if (error instanceof UnreadableFile) return read('text', '');
    throw error;
  }
}

/** Every number of a report as it is printed, totals included. */
function printedNumbers(report: Report): Map<string, string> {
  const figures = figuresOf(report);
  return new Map([...FORM.fields.values()].map((field) => [field.id, printedText(figures, report, field)]));
}
function compare(imported: Imported, wanted: ReadonlyMap<string, string>): { wrong: string[]; blank: string[] } {
  const read: Readonly<Record<string, string>> = { ...imported.report.cells, ...imported.printed };
  const differing = [...wanted].filter(([id, text]) => (read[id] ?? '') !== text);
  return {
    wrong: differing.filter(([id]) => (read[id] ?? '') !== '').map(([id, text]) => `${id}: ${text}, read ${read[id]}`),
    blank: differing.filter(([id]) => (read[id] ?? '') === '').map(([id]) => id),
  };
}
const EXAMPLES = ['示例县档案馆', '示例县自然资源局', '示例市'];

describe('the same numbers in every layout', () => {
  test.each(LAYOUTS.map((layout) => [layout.name, layout] as const))('%s', (_name, layout) => {
    for (const name of EXAMPLES) {
      const { report } = example(name);
      const imported = read(layout.kind, layout.write(report));
      expect(compare(imported, printedNumbers(report)), name).toEqual({ wrong: [], blank: [] });
      expect(imported.gaps).toEqual([]);
      expect(imported.report.unit.name).toBe(report.unit.name);
      expect(imported.report.year).toBe(report.year);
    }
  });

  test('with blank cells: none wrong, and how many are left blank is told', () => {
    const counts = new Map(LAYOUTS.map(({ name }) => [name, { wrong: 0, blank: 0, all: 0 }]));
    fc.assert(
      fc.property(soundReport, fc.array(fc.constantFrom(...fillable(FORM).map(({ id }) => id)), { maxLength: 60 }), (sound, blanks) => {
        const report = { ...sound, cells: { ...sound.cells, ...Object.fromEntries(blanks.map((id) => [id, ''])) } };
        for (const layout of LAYOUTS) {
          const { wrong, blank } = compare(read(layout.kind, layout.write(report)), printedNumbers(report));
          const count = counts.get(layout.name);
          if (count) Object.assign(count, { wrong: count.wrong + wrong.length, blank: count.blank + blank.length, all: count.all + 200 });
          expect(wrong, layout.name).toEqual([]);
        }
      }),
      { numRuns: 25 },
    );
    for (const [name, { blank, all }] of counts)
      console.info(`${name}: ${((100 * blank) / all).toFixed(1)} % of the numbers left blank, none wrong`);
  }, 120_000);
});

/** What the fuzz damages: the examples in every layout, and published reports where they are at hand. */
const bodyOf = async (report: Report): Promise<string> => {
  const files = unzipSync(await renderDocx(renderModel(report, 0), new Date(0)));
  return strFromU8(files['word/document.xml'] ?? new Uint8Array()).replace(/(?<=>)(?=<w:(?:p|tbl|tr|tc|sectPr)[ >])/g, '\n');
};
const bodies = await Promise.all(EXAMPLES.map(async (name) => ({ name: `${name}, Word`, text: await bodyOf(example(name).report) })));
const sources: { name: string; read: (text: string) => Imported; text: string }[] = [
  ...EXAMPLES.flatMap((name) =>
    LAYOUTS.map(({ name: layout, kind, write }) => ({
      name: `${name}, ${layout}`,
      read: (text: string) => read(kind, text),
      text: write(example(name).report),
    })),
  ),
  ...bodies.flatMap(({ name, text }) => Array.from({ length: 4 }, () => ({ name, read: readBody, text }))),
  ...publishedTexts().map(({ file, text }) => ({
    name: file,
    read: (damagedText: string) => read(file.endsWith('.html') ? 'html' : 'text', damagedText),
    text,
  })),
];
const RUNS = Number(process.env['NIANBAO_FUZZ'] ?? 1000);

test('a table of which only the heads are printed was found', () => {
  const heads =
    '| 行政复议 ||||| 行政诉讼 ||||||||||\n| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 ||||| 复议后起诉 |||||';
  const messages = (table: string): string[] =>
    read(
      'text',
      `某县档案馆2024年政府信息公开工作年度报告\n一、总体情况\n甲。\n四、政府信息公开行政复议、行政诉讼情况\n${table}\n五、存在的主要问题及改进情况\n乙。`,
    ).gaps.map(({ message }) => message);
  expect(messages(heads)).toEqual(['没有找到表二。', '没有找到表三。', '表四只有表头，没有数。']);
  expect(messages('')).toContain('没有找到表四。');
});

test('a number that cannot be read is told, and the one beside it does not stand for both', () => {
  const row = (...cells: readonly (readonly [string, number])[]): string =>
    `<tr>${cells.map(([text, span]) => `<td colspan="${span}">${text}</td>`).join('')}</tr>`;
  const purchases = (amount: string): Imported =>
    read(
      'html',
      `<p>示例区体育局2019年政府信息公开工作年度报告</p><p>二、主动公开政府信息情况</p><table>${[
        row(['第二十条第（八）项', 5]),
        row(['信息内容', 1], ['上一年项目数量', 2], ['本年增/减', 2]),
        row(['行政事业性收费', 1], ['3', 2], ['0', 2]),
        row(['第二十条第（九）项', 5]),
        row(['信息内容', 1], ['采购项目数量', 2], ['采购总金额', 2]),
        row(['政府集中采购', 1], ['6', 2], [amount, 2]),
      ].join('')}</table>`,
    );
  const whole = purchases('25.1').report.cells;
  expect([whole['proactive.procurement.projects'], whole['proactive.procurement.amountWan']]).toEqual(['6', '25.1']);
  const { report, gaps } = purchases('251000囗');
  expect(report.cells['proactive.procurement.projects']).toBe('6');
  expect(report.cells['proactive.procurement.amountWan'] ?? '').toBe('');
  expect(gaps.map(({ message }) => message)).toContain('“表二 · 政府集中采购 · 采购总金额”印的不是数，没有填。');
});

test.each(['【打印】【关闭】', '【字体：大 中 小】 【打印本页】 【关闭窗口】', '[打印] [关闭]'])('%s is of the website', (buttons) => {
  const { report } = example('示例县档案馆');
  const layout = LAYOUTS.find(({ kind }) => kind === 'text');
  const { unplaced } = read('text', `${layout?.write(report)}\n${buttons}`);
  expect(unplaced.filter(({ text }) => text.includes('打印'))).toEqual([expect.objectContaining({ kind: 'page' })]);
  // Words of a report in the same brackets are not.
  expect(read('text', `${layout?.write(report)}\n【打印室】`).unplaced.filter(({ kind }) => kind === 'page')).toEqual([]);
});

describe('damaged files', () => {
  const whole = sources.map((source) => {
    const { report, printed } = source.read(source.text);
    return new Map(Object.entries({ ...report.cells, ...printed }).filter(([, number]) => number !== ''));
  });
  const numbers = (imported: Imported): [string, string][] =>
    Object.entries({ ...imported.report.cells, ...imported.printed }).filter(([, text]) => text !== '');

  test.each([
    ['with whole labels', intact],
    ['damaged anyhow', anyDamage],
  ])(
    `${RUNS} variants %s: no number is wrong, nothing is thrown`,
    (kind, arbitrary) => {
      let left = 0;
      let all = 0;
      fc.assert(
        fc.property(fc.nat({ max: sources.length - 1 }), arbitrary, (index, damages) => {
          const source = sources[index];
          const wanted = whole[index];
          if (!source || !wanted) return;
          const found = numbers(source.read(damaged(source.text, damages)));
          const wrong = found.filter(([id, text]) => wanted.get(id) !== text.normalize('NFKC'));
          all += wanted.size;
          left += wanted.size - found.length;
          expect(wrong, `${source.name}: ${damages.map(([{ name }]) => name).join(', ')}`).toEqual([]);
        }),
        { numRuns: RUNS },
      );
      console.info(`${RUNS} variants ${kind}: no wrong number; ${((100 * left) / all).toFixed(1)} % left blank`);
    },
    600_000,
  );
});
