/** Esc closes what was opened last, and nothing else with it. */
import { useEffect } from 'react';

interface Layer {
  /** The dialog it was opened in. */
  readonly dialog: Element | null;
  readonly close: () => void;
}
const layers: Layer[] = [];
const topDialog = (): Element | null => [...document.querySelectorAll('dialog[open]')].at(-1) ?? null;

function onKeyDown(event: KeyboardEvent): void {
  const top = layers.at(-1);
  if (event.key !== 'Escape' || event.isComposing || event.keyCode === 229 || !top) return;
  // A dialog or a menu that came over it goes first, by its own means.
  if (top.dialog !== topDialog() || document.querySelector('[role="menu"]')) return;
  // Prevented, it does not close the dialog either.
  event.preventDefault();
  event.stopPropagation();
  top.close();
}

/** While `isOpen`, Esc closes this before what lies under it. `close` must not change from one drawing to the next for nothing. */
export function useEscape(isOpen: boolean, close: () => void): void {
  useEffect(() => {
    if (!isOpen) return;
    const layer = { dialog: topDialog(), close };
    if (layers.push(layer) === 1) addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      layers.splice(layers.indexOf(layer), 1);
      if (layers.length === 0) removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, [isOpen, close]);
}
