/** `nianbao render`: the Word file and the web page of each draft, read back and compared before they take their name. */
import { basename, dirname, extname, join } from 'node:path';
import { readDocx } from '../importers/docx.ts';
import { readHtml } from '../importers/html.ts';
import type { DocumentBlock } from '../shared/document.ts';
import type { Report } from '../shared/report.ts';
import { countsOf, validate } from '../shared/validate.ts';
import { type RenderModel, renderModel } from '../templates/render-model.ts';
import { proofSentence, verify } from '../templates/verify.ts';
import { Failure, makeFolder, pathOf, readDraft, writeWhole } from './files.ts';
import { EXIT, type Exit, Progress, print, warn } from './output.ts';

interface RenderOptions {
  readonly docx?: string | undefined;
  readonly html?: string | undefined;
  readonly fragment?: string | undefined;
  readonly folder?: string | undefined;
  readonly final: boolean;
  readonly siteName?: string | undefined;
  readonly published: string;
}
type Format = 'docx' | 'html' | 'fragment';

export async function render(files: readonly string[], options: RenderOptions): Promise<Exit> {
  if (files.length > 1 && (options.docx ?? options.html ?? options.fragment) !== undefined) {
    throw new Failure('一次导出多份时，请用 -o 指定文件夹，不用 --docx、--html、--fragment。');
  }
  const named = [options.docx, options.html, options.fragment].filter((path) => path !== undefined);
  if (named.length > 0 && options.folder !== undefined) throw new Failure('-o 与 --docx、--html、--fragment 只能用一种。');
  refuseSameTarget(files, options);
  if (options.folder !== undefined) await makeFolder(options.folder);
  const progress = new Progress('已导出', files.length);
  let exit: Exit = EXIT.ok;
  for (const file of files) {
    exit = worse(exit, await renderOne(file, options));
    progress.step();
  }
  return exit;
}
const worse = (a: Exit, b: Exit): Exit => (a > b ? a : b);

/** Two reports must not be written into one file, the second over the first. */
function refuseSameTarget(files: readonly string[], options: RenderOptions): void {
  const seen = new Set<string>();
  for (const [, target] of files.flatMap((file) => targetsOf(file, options))) {
    if (seen.has(pathOf(target))) throw new Failure(`“${target}”：有两份要写进同一个文件，没有导出。请分别导出。`);
    seen.add(pathOf(target));
  }
}

async function renderOne(file: string, options: RenderOptions): Promise<Exit> {
  try {
    const { report, lastYear } = await readDraft(file);
    const errors = countsOf(validate(report, { lastYear })).error;
    if (errors > 0 && options.final) {
      warn(`“${file}”：还有错误 ${errors}，没有导出定稿。先用 nianbao check 查看并改正。`);
      return EXIT.findings;
    }
    if (errors > 0) warn(`“${file}”：还有错误 ${errors}，导出的每一页都印“草稿”。`);
    const model = renderModel(report, errors);
    for (const [format, target] of targetsOf(file, options)) await write(format, target, report, model, options);
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    warn(error.message);
    return EXIT.unreadable;
  }
}

/** The files to write: those named, or a Word file and a web page beside the draft (or in the folder). */
function targetsOf(file: string, { docx, html, fragment, folder }: RenderOptions): [Format, string][] {
  const base = join(folder ?? dirname(file), basename(file, extname(file)));
  const named = Object.entries({ docx, html, fragment }).flatMap(([format, path]) =>
    path === undefined ? [] : [[format, path] as [Format, string]],
  );
  const targets =
    named.length > 0
      ? named
      : ([
          ['docx', `${base}.docx`],
          ['html', `${base}.html`],
        ] as [Format, string][]);
  for (const [format, target] of targets) {
    const fitting = format === 'docx' ? ['.docx'] : ['.html', '.htm'];
    if (!fitting.includes(extname(target).toLowerCase())) throw new Failure(`“${target}”：文件名应以 ${fitting[0]} 结尾，没有导出。`);
  }
  return targets;
}

/** What is to be written is read back first, so that a wrong document never stands under its name; `writeWhole` compares the bytes on the disk. */
async function write(format: Format, target: string, report: Report, model: RenderModel, options: RenderOptions): Promise<void> {
  const content = await bytesOf(format, model, options);
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const proof = verify(report, model, read(format, bytes), format !== 'fragment');
  const { differences } = proof;
  if (differences.length > 0) throw new Failure(`“${target}”：读回核对不上，没有写出。${differences.slice(0, 3).join('；')}。`);
  await writeWhole(target, bytes);
  print(`${target}　${proofSentence(proof)}`);
}

/** The printers are loaded when they are needed: `check` does without them. */
async function bytesOf(format: Format, model: RenderModel, options: RenderOptions): Promise<string | Uint8Array> {
  if (format === 'docx') return (await import('../templates/docx.ts')).renderDocx(model, new Date());
  const { renderFragment, renderPage } = await import('../templates/html.ts');
  const publication = { published: options.published, ...(options.siteName && { siteName: options.siteName }) };
  return format === 'html' ? renderPage(model, publication) : renderFragment(model);
}

const read = (format: Format, bytes: Uint8Array): DocumentBlock[] =>
  format === 'docx' ? readDocx(bytes) : readHtml(new TextDecoder().decode(bytes));
