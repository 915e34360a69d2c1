/** The export sheet: for what, in which formats, where to; then the proof of what was written. */
import { useEffect, useId, useRef, useState } from 'react';
import type { Folder, Outcome } from '../shared/api.ts';
import type { Draft } from '../shared/draft.ts';
import { canPickFolders } from './browser-files.ts';
import { errorsLeft, isDirty, summaryOf, viewOf } from './derived.ts';
import { Dialog } from './dialog.tsx';
import { save } from './document.ts';
import { exportBeside, exportFile, exportName, type FileResult, type Format, isRight, type Purpose, printDraft } from './export.ts';
import { ExportPlan } from './export-plan.tsx';
import { ExportResult, isWritten, type Retry, safeRetry } from './export-result.tsx';
import { Icon } from './icon.tsx';
import { api } from './machine.ts';
import { NotesLine } from './review-notes.tsx';
import { closeDialog, markExported, type OpenDocument, state, theDocument, useStore } from './store.ts';
import { untouched } from './untouched.ts';
import { dateText } from './when.ts';

const isDesktop = api.edition === 'desktop';
/** In the order of the sheet, with what a clerk calls them. */
const FORMATS: readonly (readonly [Format, string])[] = [
  ['docx', 'Word（.docx）'],
  ['html', '网页（.html）'],
  // A browser makes a PDF in its own print dialog.
  ...(isDesktop ? [['pdf', 'PDF'] as const] : []),
];
const chosenFormats = (chosen: ReadonlySet<Format>): Format[] => FORMATS.map(([format]) => format).filter((format) => chosen.has(format));
const canChooseFolder = isDesktop || canPickFolders();

/** What was chosen last stays chosen until the window closes; the folder belongs to the document it was chosen for. */
const remembered: { formats: Readonly<Record<Purpose, ReadonlySet<Format>>>; folder: { session: string; folder: Folder } | null } = {
  formats: { review: new Set(['docx']), final: new Set(['docx', 'html']) },
  folder: null,
};

interface Choice {
  readonly purpose: Purpose;
  readonly formats: ReadonlySet<Format>;
  readonly published: string;
}
const withPurpose = (purpose: Purpose, published: string): Choice => ({ purpose, formats: remembered.formats[purpose], published });

/** Where to: the folder chosen for this document, or the one its draft lies in. */
function useFolder({ session, file }: OpenDocument) {
  const known = remembered.folder?.session === session ? remembered.folder.folder : null;
  const [folder, setFolder] = useState(known);
  const id = file?.id ?? null;
  useEffect(() => {
    let here = true;
    if (!known) api.folderOf(id).then((found) => here && setFolder((chosen) => chosen ?? found));
    return () => {
      here = false;
    };
  }, [known, id]);
  const choose = async (): Promise<Folder | null> => {
    const chosen = await api.chooseFolder();
    if (!chosen) return null;
    remembered.folder = { session, folder: chosen };
    setFolder(chosen);
    return chosen;
  };
  return { folder, choose };
}

/** What is published under the office's name is proposed once nothing asks to be looked at; with doubts left it is the person's choice. */
const purposeFor = (open: OpenDocument): Purpose =>
  errorsLeft(open.draft) > 0 || summaryOf(open).warnings > 0 || untouched(state()).length > 0 ? 'review' : 'final';

/** The list of recent files is told at once: a draft that is saved already is not saved again. */
function noteExported(draft: Draft): void {
  markExported(draft);
  const now = theDocument();
  if (now.file && !isDirty(now)) void api.remember(now.file.id, summaryOf(now));
}

function useExport(open: OpenDocument) {
  const [choice, setChoice] = useState(() => withPurpose(purposeFor(open), dateText()));
  const [results, setResults] = useState<readonly FileResult[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const { folder, choose } = useFolder(open);
  const filled = useRef<HTMLButtonElement>(null);
  const published = choice.published || dateText();

  const choosing = (next: Choice): void => {
    remembered.formats = { ...remembered.formats, [next.purpose]: next.formats };
    setChoice(next);
    setResults([]);
    setProblem('');
  };
  const working = async (work: () => Promise<void>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem('');
    await work().finally(() => setBusy(false));
  };
  const take = (list: readonly FileResult[]): void => {
    setResults(list);
    if (list.some((result) => result.kind === 'written' && isRight(result.proof))) noteExported(open.draft);
  };
  const write = (): Promise<void> =>
    working(async () => {
      const place = folder ?? (isDesktop ? await choose() : null);
      if (isDesktop && !place) return;
      const list: FileResult[] = [];
      for (const format of chosenFormats(choice.formats)) {
        const target = { folder: place?.id ?? null, name: exportName(open.draft.report, format, choice.purpose), overwrite: false };
        list.push(await exportFile(open.draft, format, published, target));
      }
      take(list);
    });
  const anew = (result: FileResult, how: Retry): Promise<FileResult> => {
    if (isWritten(result)) return Promise.resolve(result);
    const target = { folder: folder?.id ?? null, name: result.name, overwrite: how === 'replace' };
    return (how === 'beside' ? exportBeside : exportFile)(open.draft, result.format, published, target);
  };
  const retry = (result: FileResult, how: Retry): Promise<void> =>
    working(async () => {
      const again = await anew(result, how);
      take(results.map((item) => (item === result ? again : item)));
      // The button that was pressed is gone.
      filled.current?.focus();
    });
  const retryAll = (): Promise<void> =>
    working(async () => {
      const list: FileResult[] = [];
      for (const result of results) list.push(await anew(result, safeRetry(result)));
      take(list);
    });
  const changeFolder = async (): Promise<void> => {
    if (await choose()) setResults([]);
  };
  const outcome = (given: Outcome): void => setProblem(given.kind === 'failed' ? given.message : '');
  const print = (): Promise<void> => working(async () => outcome(await printDraft(open.draft, published)));
  return { choice, choosing, folder, changeFolder, results, busy, problem, outcome, write, retry, retryAll, print, filled };
}

export function ExportDialog() {
  const open = useStore((s) => s.document) ?? theDocument();
  const sheet = useExport(open);
  const { choice, results, busy } = sheet;
  const isDone = results.length > 0;
  const first = results.find(isWritten);
  const left = results.filter((result) => !isWritten(result));
  const next = left.length > 0 ? sheet.retryAll : isDone ? closeDialog : sheet.write;
  const inDownloads = !isDesktop && !sheet.folder;
  return (
    <Dialog
      title="导出"
      className="wide-dialog export"
      onClose={closeDialog}
      footer={
        <>
          <button type="button" className="edge" onClick={sheet.print}>
            打印…
          </button>
          <span className="spring" />
          {isDesktop && first && (
            <button type="button" className="edge" onClick={async () => sheet.outcome(await api.reveal(first.file.id))}>
              打开所在文件夹
            </button>
          )}
          {left.length > 0 && (
            <button type="button" className="edge" onClick={closeDialog}>
              关闭 <kbd>Esc</kbd>
            </button>
          )}
          <button
            ref={sheet.filled}
            type="button"
            className="primary"
            aria-disabled={busy || choice.formats.size === 0}
            // The second click of a double click on 导出 must not put the proof away.
            onClick={(event) => event.detail < 2 && choice.formats.size > 0 && void next()}
          >
            {labelOf(left, isDone)} <kbd>Enter</kbd>
          </button>
        </>
      }
    >
      <div className="two">
        <Choices open={open} sheet={sheet} />
        <div className="result" aria-live="polite" aria-busy={busy}>
          {isDone ? (
            <ExportResult draft={open.draft} results={results} inDownloads={inDownloads} onRetry={sheet.retry} onOutcome={sheet.outcome} />
          ) : (
            <ExportPlan open={open} purpose={choice.purpose} formats={chosenFormats(choice.formats)} />
          )}
          {sheet.problem && (
            <p className="say error" role="alert">
              <Icon name="error" />
              {sheet.problem}
            </p>
          )}
          {isDone && <Rest open={open} inDownloads={inDownloads} isWritten={first !== undefined} />}
        </div>
      </div>
    </Dialog>
  );
}

/** While a file was not written, nothing looks done. */
function labelOf(left: readonly FileResult[], isDone: boolean): string {
  if (left.length === 0) return isDone ? '完成' : '导出';
  return left.some((result) => safeRetry(result) === 'beside') ? '换个名字导出' : '再试一次';
}

type Sheet = ReturnType<typeof useExport>;

function Choices({ open, sheet: { choice, choosing, folder, changeFolder } }: { open: OpenDocument; sheet: Sheet }) {
  const hasErrors = errorsLeft(open.draft) > 0;
  const id = useId();
  const purpose = (wanted: Purpose, label: string, note: string, disabled = false) => (
    <label className="radio">
      <input
        type="radio"
        name={`${id}purpose`}
        checked={choice.purpose === wanted}
        disabled={disabled}
        aria-describedby={`${id}${wanted}`}
        onChange={() => choosing(withPurpose(wanted, choice.published))}
      />
      <b>{label}</b>
      <span id={`${id}${wanted}`}>{note}</span>
    </label>
  );
  const toggle = (format: Format): void => {
    const formats = new Set(choice.formats);
    if (!formats.delete(format)) formats.add(format);
    choosing({ ...choice, formats });
  };
  return (
    <div className="choose">
      <fieldset>
        <legend>用途</legend>
        {purpose('review', '送审稿', hasErrors ? '还有错误或空格，每页印“草稿”' : '文件名带“送审稿”，给领导看、在 Word 里改')}
        {purpose('final', '定稿', hasErrors ? '没有错误、没有空格时才能选' : '公开用', hasErrors)}
      </fieldset>
      <fieldset>
        <legend>格式</legend>
        {FORMATS.map(([format, label]) => (
          <label className="check" key={format}>
            <input type="checkbox" checked={choice.formats.has(format)} onChange={() => toggle(format)} />
            <i>
              <Icon name="done" />
            </i>
            {label}
          </label>
        ))}
        {choice.formats.has('html') && (
          <label className="published">
            网页上的发布日期
            <input type="date" value={choice.published} onChange={({ target }) => choosing({ ...choice, published: target.value })} />
          </label>
        )}
      </fieldset>
      <h3>存到</h3>
      <p className="path">
        {folder?.path ?? (isDesktop ? '还没有选文件夹' : '浏览器的下载文件夹')}{' '}
        {canChooseFolder && (
          <button type="button" className="link" onClick={changeFolder}>
            更改…
          </button>
        )}
      </p>
    </div>
  );
}

/** What is left to know once the files stand there. */
function Rest({ open, inDownloads, isWritten: some }: { open: OpenDocument; inDownloads: boolean; isWritten: boolean }) {
  const doubts = useStore((s) => viewOf(s).counts.doubt);
  const { errors, blanks } = summaryOf(open);
  return (
    <>
      {inDownloads && <p className="say">浏览器把文件存到了“下载”文件夹，请到那里打开。浏览器询问是否允许下载多个文件时，请选允许。</p>}
      <p className="say">
        错误 {errors}，未填 {blanks}，待核实 {doubts}。
      </p>
      {some && isDirty(open) && (
        <p className="say doubt">
          <Icon name="doubt" />
          导出的文件写好了，草稿里的改动还没有存盘。{' '}
          <button type="button" className="link" onClick={() => void save()}>
            保存草稿
          </button>
        </p>
      )}
      <NotesLine />
    </>
  );
}
