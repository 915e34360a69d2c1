/** What the first screen does without: read right after it while nobody is waiting, so that it is there when it is asked for. */
export const later = {
  clean: () => import('./clean-text.ts'),
  compare: () => import('./compare-dialog.tsx'),
  export: () => import('./export-dialog.tsx'),
  files: () => import('./read-file.ts'),
  help: () => import('./help-dialogs.tsx'),
  history: () => import('./history-dialog.tsx'),
  insert: () => import('./insert-dialog.tsx'),
  importing: () => import('./importing.ts'),
  lastYear: () => import('./last-year-pane.tsx'),
  paste: () => import('./paste-dialog.tsx'),
  preview: () => import('./preview-pane.tsx'),
  notes: () => import('./review-notes.tsx'),
  reason: () => import('./reason-dialog.tsx'),
  recovery: () => import('./recovery-dialog.tsx'),
  review: () => import('./review-dialog.tsx'),
  rollover: () => import('./rollover-dialog.tsx'),
  word: () => import('../templates/docx.ts'),
  wordReader: () => import('../importers/docx.ts'),
};

/** A server may have stopped and a program been replaced by the time something is first used. */
export function readAhead(): void {
  const one = (loads: (() => Promise<unknown>)[]): void => {
    const [load, ...rest] = loads;
    if (load)
      requestIdleCallback(
        () =>
          void load()
            .catch(() => undefined)
            .then(() => one(rest)),
        { timeout: 2000 },
      );
  };
  one(Object.values(later));
}
