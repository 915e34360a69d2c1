/** `nianbao import`: published reports into drafts, with everything about the reading that a person must know. */
import { basename, extname, join } from 'node:path';
import type { Imported } from '../importers/imported.ts';
import { serialiseDraft } from '../shared/draft.ts';
import type { Finding } from '../shared/finding.ts';
import { DEFAULT_FORM } from '../shared/form.ts';
import { validate } from '../shared/validate.ts';
import { Failure, makeFolder, refuseToReplace, writeWhole } from './files.ts';
import { EXIT, type Exit, Progress, print, warn } from './output.ts';
import { readReport, tellReading } from './reports.ts';

interface ImportOptions {
  readonly output?: string | undefined;
  readonly json: boolean;
}

/** One element of `import --json`, a fixed shape. */
type Shown =
  | {
      file: string;
      unit: string;
      year: number;
      form: string;
      numbersRead: number;
      cells: Imported['report']['cells'];
      printed: Imported['printed'];
      findings: Finding[];
      unplaced: string[];
    }
  | { file: string; error: string };

export async function importReports(files: readonly string[], { output, json }: ImportOptions): Promise<Exit> {
  const isFile = output !== undefined && extname(output) === '.nianbao';
  if (isFile && files.length > 1) throw new Failure('import：一次读多份时，-o 要写文件夹。');
  if (output !== undefined && !isFile) await makeFolder(output);
  const progress = new Progress('已读', files.length);
  let exit: Exit = EXIT.ok;
  if (json) print('[');
  for (const [index, file] of files.entries()) {
    const shown = await importOne(file, output, isFile, json);
    if (shown.exit > exit) exit = shown.exit;
    if (json) print(JSON.stringify(shown.element, null, 2) + (index < files.length - 1 ? ',' : ''));
    progress.step();
  }
  if (json) print(']');
  return exit;
}

async function importOne(
  file: string,
  output: string | undefined,
  isFile: boolean,
  json: boolean,
): Promise<{ element: Shown; exit: Exit }> {
  try {
    const imported = await readReport(file);
    const { report, printed, numbersRead, unplaced } = imported;
    const findings = validate(report);
    const target = output === undefined ? undefined : isFile ? output : join(output, draftName(file, imported));
    if (!json) tellReading(file, imported);
    if (!json) tellErrors(findings);
    if (target !== undefined) await save(target, imported, json);
    else if (!json) print('  没有写 -o，没有存成草稿。');
    const { unit, year, form = DEFAULT_FORM, cells } = report;
    const texts = unplaced.map(({ text }) => text);
    const element = { file, unit: unit.name, year, form, numbersRead, cells, printed, findings, unplaced: texts };
    return { element, exit: isSure(imported) ? EXIT.ok : EXIT.findings };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (!json) warn(error.message);
    return { element: { file, error: error.message }, exit: EXIT.unreadable };
  }
}

/** Sure of all that it read: no number left blank, no name or year taken from elsewhere, no text that may belong to the report. */
const isSure = ({ gaps, doubts, unplaced }: Imported): boolean =>
  gaps.length === 0 && doubts.length === 0 && unplaced.every(({ kind }) => kind === 'page');

const draftName = (file: string, { report }: Imported): string =>
  `${report.unit.name === '' ? `${basename(file, extname(file))}　` : report.unit.name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '')}${report.year}.nianbao`;

/** Never writes over a file that is there. */
async function save(target: string, { report }: Imported, json: boolean): Promise<void> {
  refuseToReplace(target, '请换一个文件名或文件夹。');
  await writeWhole(target, serialiseDraft({ report, lastYear: null }));
  if (!json) print(`  已存成草稿 ${target}`);
}

/** What is wrong in the report itself; that cells are blank was told with the reading. */
function tellErrors(findings: readonly Finding[]): void {
  for (const { message, severity, rule } of findings) if (severity === 'error' && rule !== 'R6') print(`  错误　${message}`);
}
