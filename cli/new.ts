/** `nianbao new`: an empty draft. */
import { dirname } from 'node:path';
import { serialiseDraft } from '../shared/draft.ts';
import { emptyReport, LEVELS, type Level, UNIT_KINDS, type UnitKind } from '../shared/report.ts';
import { Failure, makeFolder, refuseToReplace, writeWhole } from './files.ts';
import { EXIT, type Exit, print } from './output.ts';
import { yearToWrite, yearTyped } from './year.ts';

interface NewOptions {
  readonly unit?: string | undefined;
  readonly year?: string | undefined;
  readonly output?: string | undefined;
  readonly self?: string | undefined;
  readonly kind?: string | undefined;
  readonly level?: string | undefined;
}

/** Never writes over a file that is there. */
export async function newDraft({ unit, year, output, self = '', kind, level }: NewOptions): Promise<Exit> {
  if (!unit?.trim() || !year || !output) throw new Failure('new：要写 --unit 单位全称、--year 年度和 -o 文件名。');
  const report = emptyReport(unit.trim(), yearToWrite('new', yearTyped('new', year, 2025)));
  refuseToReplace(output);
  const described = {
    ...report.unit,
    selfName: self,
    kind: kind === undefined ? report.unit.kind : (oneOf('kind', UNIT_KINDS, kind) as UnitKind),
    level: level === undefined ? report.unit.level : (oneOf('level', LEVELS, level) as Level),
  };
  await makeFolder(dirname(output));
  await writeWhole(output, serialiseDraft({ report: { ...report, unit: described }, lastYear: null }));
  print(`${output}　已新建${report.unit.name}${report.year}年度的空白草稿`);
  return EXIT.ok;
}

function oneOf(option: string, values: readonly string[], value: string): string {
  if (values.includes(value)) return value;
  throw new Failure(`new：--${option} 只能是 ${values.join('、')} 之一。`);
}
