/** `nianbao next`: next year's draft from last year's, and what became of each part of it. */
import { dirname, extname } from 'node:path';
import { serialiseDraft } from '../shared/draft.ts';
import { placeName } from '../shared/finding.ts';
import type { Report } from '../shared/report.ts';
import { nextYear, type Rollover, type RolloverLine } from '../shared/rollover.ts';
import { Failure, makeFolder, readDraft, refuseToReplace, writeWhole } from './files.ts';
import { EXIT, type Exit, print } from './output.ts';
import { readReport, tellReading } from './reports.ts';
import { yearToWrite, yearTyped } from './year.ts';

interface NextOptions {
  readonly year?: string | undefined;
  readonly output?: string | undefined;
}

/** Never writes over a file that is there, last year's least of all. */
export async function next(files: readonly string[], { year, output }: NextOptions): Promise<Exit> {
  const [file = ''] = files;
  if (files.length > 1) throw new Failure('next：一次只能从一份上年年报新建。');
  if (!output) throw new Failure('next：要写 -o 文件名。');
  const wanted = year === undefined ? undefined : yearTyped('next', year, 2026);
  refuseToReplace(output);
  const last = await readLastYear(file);
  const rollover = nextYear(last, yearOf(file, last, wanted));
  await makeFolder(dirname(output));
  await writeWhole(output, serialiseDraft(rollover.draft));
  const { unit, year: made } = rollover.draft.report;
  print(`${output}　已新建${unit.name}${made}年度的草稿，以 ${last.year} 年度的年报为基础`);
  tell(rollover);
  return EXIT.ok;
}

/** Last year's report, from a draft or as it was published. What was not read with certainty is told before anything is made of it. */
async function readLastYear(file: string): Promise<Report> {
  if (extname(file) === '.nianbao') return (await readDraft(file)).report;
  const imported = await readReport(file);
  tellReading(file, imported);
  return imported.report;
}

function yearOf(file: string, last: Report, wanted = last.year + 1): number {
  if (wanted <= last.year) throw new Failure(`“${file}”：是 ${last.year} 年度的年报，不能作为 ${wanted} 年度的上年年报。请核对 --year。`);
  return yearToWrite('next', wanted);
}

function tell({ copied, converted, cleared, movedYears, problems, notes }: Rollover): void {
  for (const note of notes) print(`注意：${note}`);
  print(`照搬 ${countOf(copied)} 项　原样带入，正文改过或确认属实后才算本年的`);
  for (const { what, before, next: todo } of copied) print(`  ${what}：${before}${inBrackets(todo)}`);
  print(`换算 ${countOf(converted)} 项　变成本年的数字和清单`);
  for (const { id, what, before, after, next: todo } of converted) {
    print(`  ${what}：${before} → ${after}${inBrackets(todo)}`);
    if (id === 'years') for (const { text, before: was, context } of movedYears) print(`    ${placeName(text)}　${was} 改为：“${context}”`);
    if (id === 'checklist') for (const [index, { problem }] of problems.entries()) print(`    ${index + 1}. ${problem}`);
  }
  print(`清空 ${countOf(cleared)} 项　留空，不填 0`);
  for (const { what, before, next: todo } of cleared) print(`  ${what}：${before}${inBrackets(todo)}`);
}
const countOf = (lines: readonly RolloverLine[]): number => lines.reduce((sum, { count }) => sum + count, 0);
const inBrackets = (text: string): string => (text === '' ? '' : `（${text}）`);
