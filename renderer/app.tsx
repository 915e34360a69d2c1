/** The window: a start screen, or a document with its sections on the left, the form in the middle and the pane on the right. */
import { lazy, Suspense, useEffect, useState } from 'react';
import type { MachineEvent, RecentFile } from '../shared/api.ts';
import { tell } from './ask.ts';
import { Boundary } from './boundary.tsx';
import { describe, isUnsaved, onKey, runCommand } from './commands.ts';
import { followComposing } from './composing.ts';
import { keepSafe } from './copies.ts';
import { lookAtDisk, openDropped, openFromOutside, takeOpened, tryToClose } from './document.ts';
import { ExplainBar } from './explain-bar.tsx';
import { FindBar } from './find-bar.tsx';
import { Icon } from './icon.tsx';
import { later, readAhead } from './later.ts';
import { api } from './machine.ts';
import { NarrativeSection } from './narrative-section.tsx';
import { OtherSection } from './other-section.tsx';
import { Pane } from './pane.tsx';
import { usePaneOver } from './pane-over.ts';
import { QuestionDialog } from './question-dialog.tsx';
import { Rail } from './rail.tsx';
import { Start } from './start.tsx';
import { StatusBar } from './status-bar.tsx';
import { type Dialog, state, update, useStore } from './store.ts';
import { TableSection } from './table-section.tsx';
import { TopBar } from './top-bar.tsx';
import { UnitDialog } from './unit-dialog.tsx';

const CompareDialog = lazy(async () => ({ default: (await later.compare()).CompareDialog }));
const ExportDialog = lazy(async () => ({ default: (await later.export()).ExportDialog }));
const HistoryDialog = lazy(async () => ({ default: (await later.history()).HistoryDialog }));
const InsertDialog = lazy(async () => ({ default: (await later.insert()).InsertDialog }));
const PasteDialog = lazy(async () => ({ default: (await later.paste()).PasteDialog }));
const NotesDialog = lazy(async () => ({ default: (await later.notes()).NotesDialog }));
const ReasonDialog = lazy(async () => ({ default: (await later.reason()).ReasonDialog }));
const RecoveryDialog = lazy(async () => ({ default: (await later.recovery()).RecoveryDialog }));
const ReviewDialog = lazy(async () => ({ default: (await later.review()).ReviewDialog }));
const RolloverDialog = lazy(async () => ({ default: (await later.rollover()).RolloverDialog }));
const AboutDialog = lazy(async () => ({ default: (await later.help()).AboutDialog }));
const LicencesDialog = lazy(async () => ({ default: (await later.help()).LicencesDialog }));
const KeysDialog = lazy(async () => ({ default: (await later.help()).KeysDialog }));
const ManualDialog = lazy(async () => ({ default: (await later.manual()).ManualDialog }));
const MeaningDialog = lazy(async () => ({ default: (await later.help()).MeaningDialog }));

/** When the first screen has long been painted. */
const READ_AHEAD_AFTER = 1000;

/** What the window begins with. */
interface Begun {
  readonly recent: readonly RecentFile[];
  readonly version: string;
}

export function App({ begun }: { begun: Begun }) {
  const isOpen = useStore((s) => s.document !== null);
  const [recent, setRecent] = useState(begun.recent);
  useMachine(recent);
  // A file that was opened, saved or closed is in the list from then on.
  useEffect(
    () => useStore.subscribe((now, before) => void (now.document?.file !== before.document?.file && api.recent().then(setRecent))),
    [],
  );
  useEffect(() => {
    const timer = setTimeout(readAhead, READ_AHEAD_AFTER);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Boundary questions={<OpenQuestion />}>
      {isOpen ? <DocumentWindow /> : <Start recent={recent} onForget={setRecent} />}
      <Suspense>
        <OpenDialog version={begun.version} />
      </Suspense>
      <OpenQuestion />
    </Boundary>
  );
}

/**
 * Asks the machine what there is to begin with, before anything is drawn: a start screen that turns into a document would flicker.
 * A draft that the start was asked for is the first thing to be seen.
 */
export async function begin(): Promise<Begun> {
  const start = await api.start().catch(() => null);
  update({ theme: start?.theme ?? 'system', unchecked: Boolean(start?.opened) });
  followTheme();
  if (!start) {
    api.listen(hear);
    void tell('没有读到最近文件和恢复副本', '可以照常新建和打开。要找上次没有存盘的内容，请关闭程序再打开一次。');
    return { recent: [], version: '' };
  }
  const opening = start.opened ? takeOpened(start.opened) : Promise.resolve();
  void opening.then(() => {
    if (start.recovered.length > 0) update({ dialog: { kind: 'recovery', copies: start.recovered } });
    // What came meanwhile comes after that: a second draft takes the place of the first, and waits for the question.
    api.listen(hear);
  });
  return start;
}

function hear(event: MachineEvent): void {
  if (event.kind === 'command') runCommand(event.id);
  else if (event.kind === 'closing') void tryToClose();
  else if (event.kind === 'open') void openFromOutside(event.file);
  else update({ isElsewhere: event.isOpen });
}

/** One attribute on the root element chooses the colours, from before the first frame. */
function followTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    const { theme } = state();
    document.documentElement.dataset['theme'] = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
  };
  apply();
  dark.addEventListener('change', apply);
  useStore.subscribe((now, before) => void (now.theme !== before.theme && apply()));
}

/** What comes from around the page: the keyboard, dropped files, other programs that change the file. The menu's commands: `hear`. */
function useMachine(recent: readonly RecentFile[]): void {
  useEffect(() => {
    const stopKeeping = keepSafe();
    const stopComposing = followComposing();
    const onFocus = (): void => void lookAtDisk();
    const prevent = (event: DragEvent): void => event.preventDefault();
    const onDrop = (event: DragEvent): void => {
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      void openDropped(file);
    };
    addEventListener('keydown', onKey);
    addEventListener('focus', onFocus);
    addEventListener('dragover', prevent);
    addEventListener('drop', onDrop);
    return () => {
      stopKeeping();
      stopComposing();
      removeEventListener('keydown', onKey);
      removeEventListener('focus', onFocus);
      removeEventListener('dragover', prevent);
      removeEventListener('drop', onDrop);
    };
  }, []);
  useEffect(() => {
    let timer: number | undefined;
    const describeNow = (): void => {
      timer = undefined;
      describe(state(), recent);
    };
    describeNow();
    const stop = useStore.subscribe((now, before) => {
      // Of unsaved work the machine knows before it can close the window; the menu has time.
      if (isUnsaved(now) !== isUnsaved(before)) describeNow();
      else timer ??= window.setTimeout(describeNow, 30);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [recent]);
}

/** Checks what the start had no time for, once the form has been painted. */
function useCheckAfterPaint(): void {
  useEffect(() => {
    if (state().unchecked) requestAnimationFrame(() => setTimeout(() => update({ unchecked: false })));
  }, []);
}

function DocumentWindow() {
  useCheckAfterPaint();
  const section = useStore((s) => s.section);
  const paneOpen = useStore((s) => s.paneOpen);
  const paneOver = usePaneOver();
  const session = useStore((s) => s.document?.session);
  const isElsewhere = useStore((s) => s.isElsewhere);
  const searching = useStore((s) => s.search > 0);
  return (
    <div className="window" data-pane={paneOpen ? (paneOver ? 'over' : 'open') : 'closed'}>
      <TopBar />
      <Rail />
      <main className="main">
        {isElsewhere && (
          <p className="warning" role="status">
            <Icon name="doubt" />
            这份草稿在另一个窗口里也开着，改动会互相盖过。请只在一个窗口里写。
          </p>
        )}
        {searching && <FindBar />}
        {/* A new document gets new editors: words half composed in one must not go into the other. */}
        <Section key={`${session} ${section}`} section={section} />
        <ExplainBar />
      </main>
      {paneOpen && <Pane />}
      <StatusBar />
    </div>
  );
}

function Section({ section }: { section: ReturnType<typeof state>['section'] }) {
  switch (section) {
    case 'overview':
    case 'problems':
      return <NarrativeSection id={section} />;
    case 'other':
      return <OtherSection />;
    default:
      return <TableSection id={section} />;
  }
}

function OpenQuestion() {
  const dialog = useStore((s) => s.dialog);
  return dialog?.kind === 'question' && <QuestionDialog key={dialog.question.title} question={dialog.question} answer={dialog.answer} />;
}

const underQuestions = (dialog: Dialog | null): Exclude<Dialog, { kind: 'question' }> | null =>
  dialog?.kind === 'question' ? underQuestions(dialog.over) : dialog;

function OpenDialog({ version }: { version: string }) {
  const dialog = useStore((s) => underQuestions(s.dialog));
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'unit':
      return <UnitDialog isNew={dialog.isNew} />;
    case 'export':
      return <ExportDialog />;
    case 'insertNumber':
      return <InsertDialog />;
    case 'paste':
      return <PasteDialog plan={dialog.plan} />;
    case 'review':
      return <ReviewDialog review={dialog.review} />;
    case 'rollover':
      return <RolloverDialog source={dialog.source} back={dialog.back} />;
    case 'recovery':
      return <RecoveryDialog copies={dialog.copies} />;
    case 'history':
      return <HistoryDialog />;
    case 'compare':
      return <CompareDialog left={dialog.left} right={dialog.right} back={dialog.back} />;
    case 'meaning':
      return <MeaningDialog field={dialog.field} />;
    case 'manual':
      return <ManualDialog at={dialog.at} />;
    case 'reason':
      return <ReasonDialog finding={dialog.finding} />;
    case 'notes':
      return <NotesDialog />;
    case 'keys':
      return <KeysDialog />;
    case 'licences':
      return <LicencesDialog />;
    case 'about':
      return <AboutDialog version={version} />;
  }
}
