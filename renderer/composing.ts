/** Words that an input method still holds: no text has them yet, and a command that would pass over them lets them end first. */
import { update } from './store.ts';

let field: HTMLElement | null = null;

/** Until it ends, what is composed is unsaved work like any other. */
export function followComposing(): () => void {
  const onStart = (event: Event): void => {
    field = event.composedPath()[0] as HTMLElement;
    update({ composing: true });
  };
  const onEnd = (): void => {
    field = null;
    update({ composing: false });
  };
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
}
