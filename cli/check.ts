/** `nianbao check`: the findings of each draft, for people or for programs. */

import type { Finding, LocalProfile, Severity } from '../shared/finding.ts';
import type { Report } from '../shared/report.ts';
import { type Counts, countsOf, validate } from '../shared/validate.ts';
import { Failure, readDraft } from './files.ts';
import { EXIT, type Exit, Progress, print, warn } from './output.ts';

export interface CheckOptions {
  readonly last?: string | undefined;
  readonly json: boolean;
  readonly local?: LocalProfile;
}

/** One element of `check --json`, a fixed shape (PRODUCT section 5). */
type Checked = { file: string; findings: Omit<Finding, 'correction'>[]; counts: Counts } | { file: string; error: string };

export async function check(files: readonly string[], { last, json, local }: CheckOptions): Promise<Exit> {
  const lastYear = last === undefined ? undefined : (await readDraft(last)).report;
  const progress = new Progress('已检查', files.length);
  let exit: Exit = EXIT.ok;
  if (json) print('[');
  for (const [index, file] of files.entries()) {
    const checked = await checkOne(file, lastYear, local);
    if ('error' in checked) exit = EXIT.unreadable;
    else if (checked.counts.error > 0 && exit === EXIT.ok) exit = EXIT.findings;
    if (json) print(JSON.stringify(checked, null, 2) + (index < files.length - 1 ? ',' : ''));
    else tell(checked);
    progress.step();
  }
  if (json) print(']');
  return exit;
}

async function checkOne(file: string, last: Report | undefined, local: LocalProfile | undefined): Promise<Checked> {
  try {
    const { report, lastYear } = await readDraft(file);
    const findings = validate(report, { lastYear: last ?? lastYear, ...(local && { local }) });
    return { file, findings: findings.map(({ correction: _, ...finding }) => finding), counts: countsOf(findings) };
  } catch (error) {
    if (error instanceof Failure) return { file, error: error.message };
    throw error;
  }
}

const SEVERITY_NAMES: Readonly<Record<Severity, string>> = { error: '错误', warning: '待核实', info: '提示' };
const countsText = (counts: Counts): string =>
  (['error', 'warning', 'info'] as const).map((severity) => `${SEVERITY_NAMES[severity]} ${counts[severity]}`).join('　');

function tell(checked: Checked): void {
  if ('error' in checked) {
    warn(checked.error);
    return;
  }
  print(`${checked.file}　${countsText(checked.counts)}`);
  for (const finding of checked.findings) print(`  ${SEVERITY_NAMES[finding.severity]}　${finding.message}`);
}
