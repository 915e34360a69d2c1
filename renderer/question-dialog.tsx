/** A question with buttons. The first answer is the filled button, which Enter presses; Esc is no answer. */
import type { Question } from './ask.ts';
import { Dialog } from './dialog.tsx';

export function QuestionDialog({ question, answer }: { question: Question; answer: (id: string | null) => void }) {
  const { title, detail, lines, answers, calm } = question;
  const [first, ...others] = answers;
  return (
    <Dialog
      title={title}
      detail={detail}
      alert
      className="question"
      onClose={() => answer(null)}
      calm={calm}
      footer={
        <>
          {others
            .filter(({ grave }) => grave)
            .map(({ id, label }) => (
              <button key={id} type="button" className="small-text" onClick={() => answer(id)}>
                {label}
              </button>
            ))}
          <span className="spring" />
          {others
            .filter(({ grave }) => !grave)
            .map(({ id, label, keys }) => (
              <button key={id} type="button" className="edge" onClick={() => answer(id)}>
                {label} {keys && <kbd>{keys}</kbd>}
              </button>
            ))}
          {first && (
            <button type="button" className="primary" onClick={() => answer(first.id)}>
              {first.label} <kbd>Enter</kbd>
            </button>
          )}
        </>
      }
    >
      {lines.map((line) => (
        <p key={line} className="say">
          {line}
        </p>
      ))}
    </Dialog>
  );
}
