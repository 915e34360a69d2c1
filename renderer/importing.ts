/** Published reports and last year's drafts: chosen, read, looked at, and only then used. */
import { UnreadableFile } from '../importers/unreadable.ts';
import type { Opened } from '../shared/api.ts';
import type { Draft } from '../shared/draft.ts';
import { isOfSame, type Report } from '../shared/report.ts';
import { inTermsOf } from './adopt.ts';
import { ask, tell } from './ask.ts';
import { leaveDocument, moving, whenNoDialog } from './document.ts';
import { readDraftBytes } from './draft-file.ts';
import { later } from './later.ts';
import { api } from './machine.ts';
import { type Review, type RolloverSource, reviewedReport, reviewOf } from './review.ts';
import { askForCheck, attachLastYear, closeDialog, type Dialog, notify, openDocument, state, theDocument, update } from './store.ts';
import { yearToReport } from './unit-form.ts';

/** A screen takes the place of another one when it is there, so that nothing flickers. Where it is missing, the window says so. */
const loaded = (screen: Promise<unknown>): Promise<unknown> => screen.catch(() => undefined);

type File = Extract<Opened, { kind: 'opened' }>;

/** Where no year is printed: the report before the one that is written now. */
const likelyYear = (): number => (state().document?.draft.report.year ?? yearToReport()) - 1;

/** Reads a published report and shows what was read of it. */
async function review({ file, bytes }: File, wants: Review['wants'], left: Draft | null): Promise<void> {
  try {
    const { importInWorker } = await later.files();
    const imported = await importInWorker(bytes, file.name, likelyYear());
    await loaded(later.review());
    await whenNoDialog();
    update({ dialog: { kind: 'review', review: reviewOf(file.name, imported, wants, left) } });
  } catch (error) {
    await tell('没有读出来', `“${file.name}”：${reasonOf(error)}`);
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof UnreadableFile ? error.message : '读不出来，可能已损坏。请换用 Word 文件（docx）或网页再试。';

/** A published report that was opened or dropped. `left` is the draft that may go, because it was asked about already. */
export async function openReport(file: File, left: Draft | null): Promise<void> {
  // Mail programs put another ending behind the name of a draft.
  const read = readDraftBytes(file.bytes);
  if (read.kind === 'failed') await review(file, 'draft', left);
  else if (await mayLeave(left)) openDocument(read.draft, null, '');
}
const mayLeave = async (left: Draft | null): Promise<boolean> =>
  (left !== null && state().document?.draft === left) || (await leaveDocument());

/** A draft, or what may be a published report. */
type Chosen =
  | { readonly kind: 'draft'; readonly name: string; readonly report: Report }
  | { readonly kind: 'report'; readonly file: File }
  | { readonly kind: 'none' };

/** Asks for a file. What cannot be read is told. */
async function choose(): Promise<Chosen> {
  const opened = await api.choose();
  if (opened.kind === 'failed') await tell('没有打开', opened.message);
  if (opened.kind !== 'opened') return { kind: 'none' };
  const { name } = opened.file;
  const read = readDraftBytes(opened.bytes);
  if (read.kind === 'ok') return { kind: 'draft', name, report: read.draft.report };
  if (!/\.nianbao$/i.test(name)) return { kind: 'report', file: opened };
  await tell('没有打开', `“${name}”：${read.message}`);
  return { kind: 'none' };
}

/** 导入…. */
export async function importReport(): Promise<void> {
  const chosen = await choose();
  if (chosen.kind === 'report') await review(chosen.file, 'draft', null);
  if (chosen.kind === 'draft') await tell('不用导入', `“${chosen.name}”是年报草稿。用“打开”接着写，或用“以上年为基础新建”开始下一年的。`);
}

/** 以上年为基础新建…: from a draft at once, from a published report after a look at what was read. */
export async function newFromLastYear(): Promise<void> {
  const chosen = await choose();
  if (chosen.kind === 'report') await review(chosen.file, 'draft', null);
  if (chosen.kind !== 'draft') return;
  await loaded(later.rollover());
  await whenNoDialog();
  const source = { file: chosen.name, report: chosen.report, imported: null, left: null };
  update({ dialog: { kind: 'rollover', source, back: null } });
}

/** 附上…, 更换…. */
export const chooseLastYear = (): Promise<void> => moving(chooseAndAttach());
async function chooseAndAttach(): Promise<void> {
  const chosen = await choose();
  if (chosen.kind === 'report') await review(chosen.file, 'lastYear', null);
  if (chosen.kind === 'draft') await attach(chosen.report);
}
/** What does not fit is asked about first: Enter does not take it. */
async function attach(lastYear: Report): Promise<void> {
  const problem = misfit(lastYear);
  const answers = [
    { id: 'no', label: '不附上' },
    { id: 'attach', label: '仍然附上' },
  ];
  if (problem && (await ask({ title: '要附上这份年报吗？', lines: [problem], answers })) !== 'attach') return;
  if (!state().document) return;
  closeDialog();
  attachLastYear(lastYear);
  if (problem) notify(`已附上。${problem}`, 'doubt');
  else notify(`已附上 ${lastYear.year} 年度的年报。`);
}
/** What a clerk should know before a report stands beside the draft as last year's. */
export function misfit({ year, unit }: Report): string | null {
  const report = state().document?.draft.report;
  if (!report) return null;
  if (year !== report.year - 1) return `这是 ${year} 年度的年报，上年应当是 ${report.year - 1} 年度，跨年的数不核对。`;
  return unit.name && report.unit.name && unit.name !== report.unit.name ? `这是“${unit.name}”的年报，与这份草稿的单位不同。` : null;
}

// What a report that was looked at is used for

export async function showRollover(review: Review): Promise<void> {
  const back: Dialog = { kind: 'review', review };
  await loaded(later.rollover());
  if (state().dialog?.kind === 'review') update({ dialog: { kind: 'rollover', source: sourceOf(review), back } });
}
const sourceOf = (review: Review): RolloverSource => ({
  file: review.file,
  report: reviewedReport(review),
  imported: review.imported,
  left: review.left,
});

/** The paper of the very draft that is open: it went round for sign-off, and its wording was changed there. */
export function isOfOpenDraft(report: Report): boolean {
  const { document: open } = state();
  return open !== null && isOfSame(open.draft.report, report);
}
export function compareReviewed(review: Review): void {
  const report = inTermsOf(theDocument().draft.report, reviewedReport(review));
  update({ dialog: { kind: 'compare', left: null, right: { name: review.file, at: null, report }, back: null } });
}

export const attachReviewed = (review: Review): Promise<void> => attach(reviewedReport(review));

/** Everything in it counts as written: it is checked at once. */
export async function openReviewed(review: Review): Promise<void> {
  if (!(await mayLeave(review.left))) return;
  openDocument({ report: reviewedReport(review), lastYear: null }, null, '');
  askForCheck();
}

export async function beginDraft(draft: Draft, { left }: RolloverSource): Promise<void> {
  if (await mayLeave(left)) openDocument(draft, null, '');
}
