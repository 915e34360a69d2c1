/** Words that an input method still holds: no text has them yet, and a command that would pass over them lets them end first. */
import { update } from './store.ts';

let field: HTMLElement | null = null;

const note = (composed: HTMLElement | null): void => {
  field = composed;
  update({ composing: composed !== null });
};
/** Until it ends, what is composed is unsaved work like any other. */
export function followComposing(): () => void {
  const onStart = (event: Event): void => note(event.composedPath()[0] as HTMLElement);
  const onEnd = (): void => note(null);
  addEventListener('compositionstart', onStart);
  addEventListener('compositionend', onEnd);
  return () => {
    removeEventListener('compositionstart', onStart);
    removeEventListener('compositionend', onEnd);
  };
}

/** The words stay as they are shown, and their text has them afterwards; the field they are in keeps the focus. */
export async function endComposing(): Promise<void> {
  const composed = field;
  composed?.blur();
  composed?.focus();
  // A field that was taken out of the page ends nothing any more.
  if (composed) note(null);
}
