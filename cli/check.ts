/** `nianbao check`: the findings of each draft, for people or for programs. */
import { type Finding, type LocalProfile, SEVERITY_NAMES } from '../shared/finding.ts';
import { isOpen, statementOf, withReasons } from '../shared/reasons.ts';
import type { Report } from '../shared/report.ts';
import { type Counts, countsOf, validate } from '../shared/validate.ts';
import { Failure, readDraft } from './files.ts';
import { EXIT, type Exit, Progress, print, warn } from './output.ts';

interface CheckOptions {
  readonly last?: string | undefined;
  readonly json: boolean;
  readonly local?: LocalProfile;
}

type Checked = { file: string; report: Report; findings: readonly Finding[]; counts: Counts } | { file: string; error: string };

export async function check(files: readonly string[], { last, json, local }: CheckOptions): Promise<Exit> {
  const lastYear = last === undefined ? undefined : (await readDraft(last)).report;
  const progress = new Progress('已检查', files.length);
  let exit: Exit = EXIT.ok;
  if (json) print('[');
  for (const [index, file] of files.entries()) {
    const checked = await checkOne(file, lastYear, local);
    if ('error' in checked) exit = EXIT.unreadable;
    else if (checked.counts.error > 0 && exit === EXIT.ok) exit = EXIT.findings;
    if (json) print(JSON.stringify(shapeOf(checked), null, 2) + (index < files.length - 1 ? ',' : ''));
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
    return { file, report, findings, counts: countsOf(findings) };
  } catch (error) {
    if (error instanceof Failure) return { file, error: error.message };
    throw error;
  }
}

/** One element of `check --json`, a fixed shape: every finding, those closed with a reason like any other. */
function shapeOf(checked: Checked): object {
  if ('error' in checked) return checked;
  const { file, findings, counts } = checked;
  return { file, findings: findings.map(({ correction: _, ...finding }) => finding), counts };
}

const countsText = (counts: Counts): string =>
  (['error', 'warning', 'info'] as const).map((severity) => `${SEVERITY_NAMES[severity]} ${counts[severity]}`).join('　');

function tell(checked: Checked): void {
  if ('error' in checked) {
    warn(checked.error);
    return;
  }
  const findings = withReasons(checked.findings, checked.report);
  const open = findings.filter(isOpen);
  const closed = findings.length - open.length;
  print(`${checked.file}　${countsText(countsOf(open))}${closed > 0 ? `　已写明理由 ${closed}` : ''}`);
  for (const { severity, message, former } of open) {
    print(`  ${SEVERITY_NAMES[severity]}　${message}${former ? `（${former.said}原来的理由：${former.given.text}）` : ''}`);
  }
  for (const { message, reason } of findings) if (reason !== undefined) print(`  已写明理由　${statementOf(message)}（理由：${reason}）`);
}
