/** Draft -> files: rendered, read back before they are written and again from where they were written, compared with the draft. */
import { readHtml } from '../importers/html.ts';
import type { FileRef, Outcome } from '../shared/api.ts';
import type { DocumentBlock } from '../shared/document.ts';
import type { Draft } from '../shared/draft.ts';
import { placeName } from '../shared/finding.ts';
import { TEXT_IDS } from '../shared/form.ts';
import { charactersIn, textOfBlock } from '../shared/outline.ts';
import { leftOver } from '../shared/repeated.ts';
import { type Report, titleOf } from '../shared/report.ts';
import type { StaleParagraph } from '../shared/stale.ts';
import { renderFragment, renderPage } from '../templates/html.ts';
import { type RenderModel, renderModel } from '../templates/render-model.ts';
import { proofSentence, type Verified, verify } from '../templates/verify.ts';
import { tell } from './ask.ts';
import { equalBytes } from './bytes.ts';
import { errorsLeft, summaryOf } from './derived.ts';
import { later } from './later.ts';
import { api } from './machine.ts';
import { type OpenDocument, state, theDocument } from './store.ts';
import { untouched } from './untouched.ts';
import { dateText } from './when.ts';

export type Format = 'docx' | 'html' | 'pdf';
/** What was found when a written file was read back: its numbers and texts, or for a PDF that it is what the verified page printed. */
type Proof = ({ readonly kind: 'read' } & Verified) | { readonly kind: 'printed'; readonly differences: readonly string[] };
export type FileResult =
  | {
      readonly kind: 'written';
      readonly format: Format;
      readonly file: FileRef;
      readonly size: number;
      readonly at: number;
      readonly proof: Proof;
    }
  /** A file of that name stands there and was not written by this window. */
  | { readonly kind: 'exists'; readonly format: Format; readonly name: string; readonly at: number }
  /** Another program holds the file. */
  | { readonly kind: 'held'; readonly format: Format; readonly name: string; readonly message: string }
  | { readonly kind: 'failed'; readonly format: Format; readonly name: string; readonly message: string };
interface Target {
  readonly folder: string | null;
  readonly name: string;
  readonly overwrite: boolean;
}

// Names of files

const WIDE: Readonly<Record<string, string>> = {
  '\\': '＼',
  '/': '／',
  ':': '：',
  '*': '＊',
  '?': '？',
  '"': '＂',
  '<': '＜',
  '>': '＞',
  '|': '｜',
};
/** Windows gives these names to devices, whatever follows the first dot. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
/** Other systems count bytes: 255, less what an ending and a number take. */
const MAX_NAME_BYTES = 220;

/** What goes round for sign-off, or what is published. Their names differ, so that the one is not taken for the other. */
export type Purpose = 'review' | 'final';
/** 示例县档案馆2025年政府信息公开工作年度报告.docx, or …（送审稿）.docx, in characters every system allows. */
export function exportName(report: Report, format: Format, purpose: Purpose): string {
  const wide = [...titleOf(report)].map((char) => WIDE[char] ?? (char < ' ' || char === '\u007f' ? '' : char));
  while (new TextEncoder().encode(wide.join('')).length > MAX_NAME_BYTES) wide.shift();
  return `${wide.join('').trim().replace(DEVICES, '$&_')}${purpose === 'review' ? '（送审稿）' : ''}.${format}`;
}
/** 报告.docx, 2 -> 报告（2）.docx. */
function numbered(name: string, number: number): string {
  const dot = name.lastIndexOf('.');
  return `${name.slice(0, dot)}（${number}）${name.slice(dot)}`;
}
export const nextName = (name: string): string => numbered(name, 2);

// Writing

/** The Word reader and printer are loaded when they are needed; the window starts without them. */
async function read(kind: 'docx' | 'html', bytes: Uint8Array): Promise<DocumentBlock[]> {
  return kind === 'html' ? readHtml(new TextDecoder().decode(bytes)) : (await later.wordReader()).readDocx(bytes);
}

/** The bytes as a reader sees them, against the draft. What cannot be read at all differs as a whole. */
async function proofOf(report: Report, model: RenderModel, kind: 'docx' | 'html', bytes: Uint8Array, titled = true): Promise<Verified> {
  try {
    return verify(report, model, await read(kind, bytes), titled);
  } catch (error) {
    const total = verify(report, model, [], titled).total;
    return { equal: 0, total, open: 0, differences: [error instanceof Error ? error.message : '文件读不出来'] };
  }
}
/** Nothing was found that a file says otherwise than its draft. */
export const isRight = ({ differences }: { readonly differences: readonly string[] }): boolean => differences.length === 0;
const unlike = (name: string, { differences }: Verified): string =>
  `“${name}”和草稿核对不上，没有写出。${differences.slice(0, 3).join('；')}。请把草稿交给维护本软件的人查看。`;

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

type Rendered = { readonly kind: 'bytes'; readonly bytes: Uint8Array } | { readonly kind: 'failed'; readonly message: string };

/** The bytes to write. They are verified already: a wrong document must never stand under its name. */
async function render(report: Report, model: RenderModel, format: Format, published: string, name: string): Promise<Rendered> {
  const kind = format === 'docx' ? 'docx' : 'html';
  const html = format === 'docx' ? '' : renderPage(model, { published });
  const bytes = format === 'docx' ? await (await later.word()).renderDocx(model, new Date()) : utf8(html);
  const proof = await proofOf(report, model, kind, bytes);
  if (!isRight(proof)) return { kind: 'failed', message: unlike(name, proof) };
  if (format !== 'pdf') return { kind: 'bytes', bytes };
  const pdf = await api.pdf(html);
  if (pdf?.kind === 'pdf') return { kind: 'bytes', bytes: pdf.bytes };
  return pdf ?? { kind: 'failed', message: '这里不能直接写 PDF。请用“打印…”，在打印对话框里选“另存为 PDF”。' };
}

export async function exportFile(draft: Draft, format: Format, published: string, target: Target): Promise<FileResult> {
  const { report } = draft;
  const model = renderModel(report, errorsLeft(draft));
  const { name } = target;
  const rendered = await render(report, model, format, published, name);
  if (rendered.kind === 'failed') return { kind: 'failed', format, name, message: rendered.message };
  const written = await api.writeExport({ ...target, bytes: rendered.bytes });
  if (written.kind !== 'written') return { ...written, format, name };
  const { file, bytes, at } = written;
  const proof: Proof =
    format === 'pdf'
      ? { kind: 'printed', differences: equalBytes(bytes, rendered.bytes) ? [] : ['磁盘上的文件和打印出来的不一样'] }
      : { kind: 'read', ...(await proofOf(report, model, format, bytes)) };
  return { kind: 'written', format, file, size: bytes.length, at, proof };
}
/** Under the first name with a number that nobody uses: 报告（2）.docx. */
export async function exportBeside(draft: Draft, format: Format, published: string, target: Target): Promise<FileResult> {
  for (let number = 2; ; number++) {
    const result = await exportFile(draft, format, published, { ...target, name: numbered(target.name, number), overwrite: false });
    if (result.kind !== 'exists' || number === 99) return result;
  }
}

/** How many characters of text were compared beside the numbers, white space apart. */
export function charactersOf(draft: Draft): number {
  const { preamble, sections } = renderModel(draft.report, 0);
  const texts = [...preamble, ...sections.flatMap(({ blocks }) => blocks)].map(textOfBlock);
  return charactersIn(texts.join(''));
}

/** What is open and stands against nothing, for it may be true: doubts, and paragraphs of last year. */
const leftToSee = (open: OpenDocument, stale: readonly StaleParagraph[]): string[] =>
  [doubtsLeft(open), untouchedLeft(stale)].filter((sentence) => sentence !== null);
export function doubtsLeft(open: OpenDocument): string | null {
  const { warnings } = summaryOf(open);
  return warnings === 0 ? null : `还有待核实 ${warnings} 条，没有改，也没有写明理由。属实的可以照发。`;
}
export function untouchedLeft(stale: readonly StaleParagraph[]): string | null {
  if (stale.length === 0) return null;
  const counted = TEXT_IDS.map((id) => ({ id, count: stale.filter(({ text }) => text === id).length })).filter(({ count }) => count > 0);
  const told = counted.map(({ id, count }) => `${placeName(id)} ${count} 段`).join('，');
  return `${leftOver(stale.length)}：${told}。属实的可以照发。`;
}

// Without a file

/** The report as code for the editor of a website, in the clipboard. */
export async function copyFragment(draft: Draft): Promise<Outcome & { readonly proof?: Verified }> {
  const model = renderModel(draft.report, errorsLeft(draft));
  const html = renderFragment(model);
  const proof = await proofOf(draft.report, model, 'html', utf8(html), false);
  if (!isRight(proof)) return { kind: 'failed', message: unlike('网页代码', proof) };
  // As text it is the code itself: what an editor that shows the source wants.
  const copied = await api.copy({ html, text: html });
  return copied.kind === 'done' ? { ...copied, proof } : copied;
}
export async function exportFragment(): Promise<void> {
  const { draft } = theDocument();
  const copied = await copyFragment(draft);
  if (copied.kind === 'failed') await tell('没有复制', copied.message);
  else
    await tell(
      '已复制网页代码',
      ...(copied.proof ? [`${proofSentence(copied.proof)}。`] : []),
      '请在网站后台的编辑器里按 Ctrl+V。',
      ...draftNote(draft),
      ...leftToSee(theDocument(), untouched(state())),
    );
}
const draftNote = (draft: Draft): string[] => (errorsLeft(draft) > 0 ? ['还有错误没有改正，开头印着“草稿”。'] : []);

/** Prints the page, once it is verified. */
export async function printDraft(draft: Draft, published: string): Promise<Outcome> {
  const model = renderModel(draft.report, errorsLeft(draft));
  const html = renderPage(model, { published });
  const proof = await proofOf(draft.report, model, 'html', utf8(html));
  return isRight(proof) ? api.print(html) : { kind: 'failed', message: unlike('打印的页面', proof) };
}
export async function printReport(): Promise<void> {
  const printed = await printDraft(theDocument().draft, dateText());
  if (printed.kind === 'failed') await tell('没有打印', printed.message);
}
