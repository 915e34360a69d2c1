/** Questions that the window asks the person, and what must not be missed. */
import { state, update } from './store.ts';

/** A question with buttons; the first is the filled one and Enter, `cancel` is Esc. */
export interface Question {
  readonly title: string;
  readonly detail?: string;
  readonly lines: readonly string[];
  readonly answers: readonly { readonly id: string; readonly label: string; readonly keys?: string; readonly grave?: true }[];
  /** Grey line at the foot. */
  readonly calm?: string;
}

/** Asks and waits for the answer: the id of a button, or null where the person closed the question. */
export function ask(question: Question): Promise<string | null> {
  const over = state().dialog;
  return new Promise((resolve) => {
    const answer = (id: string | null): void => {
      update({ dialog: over });
      resolve(id);
    };
    update({ dialog: { kind: 'question', question, answer, over } });
  });
}
/** Tells something that must not be missed. */
export const tell = (title: string, ...lines: string[]): Promise<string | null> =>
  ask({ title, lines, answers: [{ id: 'ok', label: '知道了', keys: 'Enter' }] });
