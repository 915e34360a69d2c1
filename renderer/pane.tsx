/** The pane on the right: what is wrong, the page as it will be published, and last year. */
import { type KeyboardEvent, lazy, type RefObject, Suspense, useLayoutEffect, useRef } from 'react';
import { viewOf } from './derived.ts';
import { FindingsPane } from './findings-pane.tsx';
import { Icon } from './icon.tsx';
import { later } from './later.ts';
import { useSheet } from './pane-over.ts';
import { type Pane as PaneId, update, useStore } from './store.ts';

const TABS: readonly { readonly id: PaneId; readonly label: string }[] = [
  { id: 'findings', label: '检查' },
  { id: 'preview', label: '预览' },
  { id: 'lastYear', label: '上年' },
];
const PreviewPane = lazy(async () => ({ default: (await later.preview()).PreviewPane }));
const LastYearPane = lazy(async () => ({ default: (await later.lastYear()).LastYearPane }));
const PANES = { findings: FindingsPane, preview: PreviewPane, lastYear: LastYearPane };

export function Pane() {
  const pane = useStore((s) => s.pane);
  const Content = PANES[pane];
  const isLarge = useStore((s) => s.largePreview);
  const width = pane !== 'preview' ? '' : isLarge ? 'large' : 'wide';
  // Last year's is another panel when it was attached or taken away.
  const panel = useStore((s) => (s.pane === 'lastYear' && s.document?.draft.lastYear ? 'lastYear with' : s.pane));
  const element = useRef<HTMLElement>(null);
  useHandOver(element);
  useSheet(element);
  return (
    <aside ref={element} className={`pane ${width}`} aria-label="检查、预览和上年">
      <div className="tabs">
        <Tabs selected={pane} />
        <button
          type="button"
          className="icon fold"
          aria-label="收起右栏 F9"
          title="收起右栏 F9"
          onClick={() => update({ paneOpen: false })}
        >
          <Icon name="fold" />
        </button>
      </div>
      <div className="panel" id="panel" role="tabpanel" aria-labelledby={`tab-${pane}`}>
        <Suspense>
          <Content />
        </Suspense>
        <FocusGuard key={panel} />
      </div>
    </aside>
  );
}

/** A panel that goes, or is hidden until the next one is loaded, leaves the focus to the tab of the one that comes. */
function FocusGuard() {
  // While the panel is still in the page.
  useLayoutEffect(
    () => () => {
      const before = document.activeElement;
      const tabs = before?.closest('.panel')?.previousElementSibling;
      if (!before || !tabs) return;
      queueMicrotask(() => {
        if (document.activeElement === document.body || document.activeElement === before)
          tabs.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
      });
    },
    [],
  );
  return null;
}

/** The button that opens the pane and the pane hand the focus to each other, as each goes when the other comes. */
function useHandOver(element: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const pane = element.current;
    if (document.activeElement?.matches('.reopen')) pane?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
    return () => {
      if (!pane?.contains(document.activeElement)) return;
      // The button is not there before the pane is gone, and the focus may have been led elsewhere by then.
      setTimeout(() => {
        if (document.activeElement === document.body) document.querySelector<HTMLElement>('.reopen')?.focus();
      });
    };
  }, [element]);
}

function Tabs({ selected }: { selected: PaneId }) {
  const count = useStore((s) => viewOf(s).shown.length);
  return (
    <div role="tablist" aria-label="右栏" onKeyDown={moveTab}>
      {TABS.map(({ id, label }, index) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`tab-${id}`}
          aria-selected={id === selected}
          aria-controls="panel"
          tabIndex={id === selected ? 0 : -1}
          title={`Alt+${index + 1}`}
          onClick={() => update({ pane: id })}
        >
          {label} {id === 'findings' && count > 0 && <span className="n">{count}</span>}
        </button>
      ))}
    </div>
  );
}

function moveTab(event: KeyboardEvent<HTMLElement>): void {
  const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, Home: -TABS.length, End: TABS.length };
  const step = steps[event.key];
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')];
  const at = tabs.indexOf(document.activeElement as HTMLElement);
  const to = Math.abs(step) === 1 ? (at + step + tabs.length) % tabs.length : step < 0 ? 0 : tabs.length - 1;
  tabs[to]?.focus();
  tabs[to]?.click();
}
