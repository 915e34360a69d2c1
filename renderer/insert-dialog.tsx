/** Ctrl+I: the numbers of the three tables and of the fee as a list to search in; Enter puts one at the caret. */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { tokenOf } from '../shared/live.ts';
import { type Choice, choicesFor } from './choices.ts';
import { Dialog } from './dialog.tsx';
import { insertIntoText } from './editor.tsx';
import { closeDialog, useReport, useStore } from './store.ts';

function insert(choice: Choice | undefined): void {
  if (!choice) return;
  closeDialog();
  // The dialog gives the focus back first.
  requestAnimationFrame(() => insertIntoText(tokenOf(choice.field.id)));
}

export function InsertDialog() {
  const report = useReport();
  const recent = useStore((s) => s.lastCell);
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const choices = choicesFor(report, words, recent);
  const chosen = choices[at];
  const list = useId();
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (!step || event.nativeEvent.isComposing) return;
    event.preventDefault();
    setAt(Math.max(0, Math.min(choices.length - 1, at + step)));
  };
  return (
    <Dialog
      title="插入表中数字"
      detail="插入的数字随表更新，总与表一致。"
      className="insert-dialog"
      onClose={closeDialog}
      footer={<Buttons chosen={chosen} />}
    >
      <input
        data-autofocus
        className="search"
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={chosen ? `${list}-${chosen.field.id}` : undefined}
        aria-label="要找的栏目或数字"
        placeholder="栏目里的字，例如 新收 总计；或者现在的数，例如 52"
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="choices" id={list} role="listbox" aria-label="三张表和信息处理费的数">
        {choices.map((choice, index) => (
          <Option
            key={choice.field.id}
            id={`${list}-${choice.field.id}`}
            choice={choice}
            isChosen={index === at}
            isRecent={choice.field.id === recent}
            onPoint={() => setAt(index)}
            onTake={() => insert(choice)}
          />
        ))}
      </div>
      <p className="none" aria-live="polite">
        {choices.length === 0 && '没有找到，换个词再试。两格相加的数不在表里，请自己写。'}
      </p>
    </Dialog>
  );
}
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

function Buttons({ chosen }: { chosen: Choice | undefined }) {
  return (
    <>
      <span className="spring" />
      <button type="button" className="edge" onClick={closeDialog}>
        取消 <kbd>Esc</kbd>
      </button>
      <button type="button" className="primary" disabled={!chosen} onClick={() => insert(chosen)}>
        插入 <kbd>Enter</kbd>
      </button>
    </>
  );
}

interface OptionProps {
  readonly id: string;
  readonly choice: Choice;
  readonly isChosen: boolean;
  readonly isRecent: boolean;
  readonly onPoint: () => void;
  readonly onTake: () => void;
}
/** The keys stay in the search field; a click chooses, a second one inserts. */
function Option({ id, choice: { field, digits }, isChosen, isRecent, onPoint, onTake }: OptionProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isChosen) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the search field has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: it names the current option to a reader of the screen
    <div
      ref={element}
      id={id}
      role="option"
      aria-selected={isChosen}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPoint}
      onDoubleClick={onTake}
    >
      <span className="place">{field.place}</span>
      {isRecent && <small>刚才那一格</small>}
      <span className={digits === undefined ? 'value unfilled' : 'value'}>{digits === undefined ? '未填' : `${digits} ${field.unit}`}</span>
    </div>
  );
}
