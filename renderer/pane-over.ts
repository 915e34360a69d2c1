/** Where the pane would leave the form too little room it lies over it, as a sheet that goes when the person goes on. */
import { type RefObject, useCallback, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { isTable } from '../shared/form.ts';
import { useEscape } from './escape.ts';
import { goTo, type State, state, update, useStore } from './store.ts';

/** Beside the pane of 320 px a table keeps the 772 px it needs from 1140 on, a text a readable line much earlier. */
export const TABLE_TOO_NARROW = '(max-width: 1139px)';
const TEXT_TOO_NARROW = '(max-width: 959px)';
const tooNarrow = ({ section }: State): string => (isTable(section) ? TABLE_TOO_NARROW : TEXT_TOO_NARROW);

export const isPaneOver = (): boolean => matchMedia(tooNarrow(state())).matches;
export function usePaneOver(): boolean {
  const query = useStore(tooNarrow);
  const listen = useCallback(
    (changed: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(listen, () => matchMedia(query).matches);
}

const close = (): void => update({ paneOpen: false });
function backToForm(): void {
  close();
  const { place } = state();
  if (place) goTo(place);
}

/** Nothing is typed under the sheet: it takes the focus when it comes, and goes with Esc or when the form is gone to. */
export function useSheet(element: RefObject<HTMLElement | null>): void {
  const isOver = usePaneOver();
  const isNew = useRef(true);
  useEscape(isOver, backToForm);
  useLayoutEffect(() => {
    const wasThere = !isNew.current;
    isNew.current = false;
    if (!isOver) return;
    // It stood beside the form, and what is gone to has no room for it.
    if (wasThere) return close();
    const entrances = ['.go[tabindex="0"]', '[aria-selected="true"]'];
    const entrance = entrances.map((selector) => element.current?.querySelector<HTMLElement>(selector)).find(Boolean);
    entrance?.focus();
    const form = document.querySelector('.main');
    const events = ['focusin', 'pointerdown'];
    for (const event of events) form?.addEventListener(event, close);
    return () => {
      for (const event of events) form?.removeEventListener(event, close);
    };
  }, [isOver, element]);
}
