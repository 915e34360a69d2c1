/** The frame of every dialog. The browser's own modal element keeps the focus inside and gives it back. */
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { Icon } from './icon.tsx';

interface Props {
  readonly title: string;
  readonly detail?: ReactNode;
  readonly className?: string;
  readonly alert?: boolean;
  /** Esc and the cross. A dialog without it must be answered. */
  readonly onClose?: () => void;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  readonly calm?: ReactNode;
}

const OWN_ENTER = 'button, a, textarea, summary, [contenteditable], [data-own-enter]';
/** Enter presses the filled button, unless something with an Enter of its own has the focus. */
function pressPrimary(event: KeyboardEvent<HTMLDialogElement>): void {
  const target = event.target as HTMLElement;
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || target.closest(OWN_ENTER)) return;
  event.preventDefault();
  event.currentTarget.querySelector<HTMLButtonElement>('footer .primary:not(:disabled)')?.click();
}

/** React hears no events while it takes a dialog away: the element that has the focus again is told of it now. */
const tellFocus = (): void => void document.activeElement?.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));

export function Dialog({ title, detail, className = '', alert = false, onClose, children, footer, calm }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  const name = useId();
  // While it is still in the page: an element that is closed after it was taken out gives the focus back to nobody.
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    const wanted = dialog?.querySelector<HTMLElement>('[data-autofocus]') ?? dialog?.querySelector<HTMLElement>('footer .primary');
    wanted?.focus();
    return () => {
      dialog?.close();
      queueMicrotask(tellFocus);
    };
  }, []);
  return (
    <dialog
      ref={element}
      className={`dialog ${className}`}
      role={alert ? 'alertdialog' : 'dialog'}
      aria-labelledby={name}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      onKeyDown={pressPrimary}
    >
      <header>
        <h2 id={name}>{title}</h2>
        {detail && <p>{detail}</p>}
        {onClose && (
          <button type="button" className="icon" aria-label="关闭 Esc" onClick={onClose}>
            <Icon name="close" />
          </button>
        )}
      </header>
      {children}
      {footer && <footer>{footer}</footer>}
      {calm && <p className="calm">{calm}</p>}
    </dialog>
  );
}

/** What must be put right before the filled button does its work. */
export const Problem = ({ id, text, tone = 'error' }: { id: string; text: string | null; tone?: 'error' | 'doubt' }) =>
  text && (
    <p className={`problem ${tone}`} id={id} role="alert">
      {text}
    </p>
  );
