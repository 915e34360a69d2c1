/** A number of a table: an input where a person fills it in, text where it is computed. Each is drawn anew only when it changes. */
import { type AriaAttributes, type CSSProperties, type InputHTMLAttributes, memo, useLayoutEffect, useRef } from 'react';
import { formatAmount, readNumber, tidyNumber } from '../shared/amount.ts';
import { type CellId, type Field, fieldOf } from '../shared/form.ts';
import { figuresOf, typedText } from '../shared/report.ts';
import { lastYearsAmount } from './across-years.ts';
import type { Tone } from './derived.ts';
import { shownTotal, spokenName } from './grid-map.ts';
import { Icon } from './icon.tsx';
import { type Mark, markCode, markOf } from './marks.ts';
import { suspectsOf } from './proposals.ts';
import { type State, typeNumber, useStore } from './store.ts';

interface Props {
  readonly field: Field;
  readonly colSpan: number;
  readonly picked: boolean;
}

export const NumberCell = memo(function NumberCell({ field, colSpan, picked }: Props) {
  const text = useStore((state) => typedIn(state, field));
  const isLit = useStore(({ lit }) => lit?.id === field.id);
  const before = useStore((state) => lastYearsNumber(state, field));
  const mark = markOf(useStore((state) => markCode(state, field.id)));
  const suspect = useStore((state) => suspicionOf(state, field.id));
  const blank = text.trim() === '';
  const reading = readNumber(text, field.unit);
  const zero = reading.kind === 'number' && reading.amount === 0n;
  const states = [blank && 'blank', zero && 'zero', suspect && `suspect flagged ${suspect}`];
  return (
    <td {...looksOf({ field, colSpan, picked, isLit, mark, text, before }, states)}>
      <NumberInput
        id={field.id}
        text={text}
        aria-label={spokenName(field)}
        aria-invalid={mark?.look === 'primary' || mark?.look === 'invalid' || undefined}
        aria-describedby={mark?.describedBy}
      />
      <Before number={before} />
      {blank && <span className="nil" />}
      {suspect && !(mark && mark.look !== 'none') && (
        <span className={`tag outline ${suspect}`} aria-hidden="true">
          ?
        </span>
      )}
      <Flag mark={mark} />
    </td>
  );
});

type InputAttributes = Pick<InputHTMLAttributes<HTMLInputElement>, 'className' | 'onKeyDown' | keyof AriaAttributes>;
/** Not a controlled input: while an input method composes, nothing may write into it. */
export function NumberInput({ id, text, ...attributes }: { id: CellId; text: string } & InputAttributes) {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (!input.current || input.current.value === text) return;
    const isTidied = tidyNumber(input.current.value, fieldOf(id)?.unit ?? '件') === text;
    input.current.value = text;
    // Undone or pasted: the next key replaces it. Only tidied, for it was saved: typing goes on behind it.
    if (input.current === document.activeElement && !isTidied) input.current.select();
  }, [id, text]);
  const take = (): void => {
    if (input.current) typeNumber(id, input.current.value);
  };
  return (
    <input
      ref={input}
      type="text"
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      onInput={(event) => !(event.nativeEvent as InputEvent).isComposing && take()}
      onCompositionEnd={take}
      {...attributes}
    />
  );
}

export const TotalCell = memo(function TotalCell({ field, colSpan, picked }: Props) {
  const text = useStore(({ document }) =>
    document ? shownTotal(document.draft.report, figuresOf(document.draft.report), field).text : '',
  );
  const partial = useStore(
    ({ document }) => !!document && shownTotal(document.draft.report, figuresOf(document.draft.report), field).partial,
  );
  const isLit = useStore(({ lit }) => lit?.id === field.id);
  const before = useStore((state) => lastYearsNumber(state, field));
  const mark = markOf(useStore((state) => markCode(state, field.id)));
  const states = ['total', partial && 'partial', text === '0' && 'zero'];
  // A total can be led to; it stays out of the order of Tab.
  return (
    <td {...looksOf({ field, colSpan, picked, isLit, mark, text, before }, states)} tabIndex={-1} aria-describedby={mark?.describedBy}>
      <Before number={before} />
      <span className="v">{text}</span>
      {partial && <span className="unseen">尚不完整</span>}
      <Flag mark={mark} />
    </td>
  );
});

interface Looks extends Props {
  readonly isLit: boolean;
  readonly mark: Mark | null;
  readonly text: string;
  readonly before: string;
}
/** What every cell with a number shows of it; `own` are the classes of its kind. */
function looksOf({ field, colSpan, picked, isLit, mark, text, before }: Looks, own: readonly (string | false)[]) {
  const classes = [
    ...own,
    isLit && 'lit',
    picked && 'picked',
    ...lengthClasses(field, text),
    lookClass(mark),
    mark && mark.look !== 'none' && 'flagged',
  ];
  return {
    colSpan,
    'data-cell': field.id,
    className: classes.filter(Boolean).join(' '),
    style: measures(text, before),
    title: wholeNumbers(text, before),
  };
}

const LOOKS: Readonly<Record<Mark['look'], string>> = {
  primary: 'primary',
  invalid: 'invalid',
  related: 'related',
  asked: 'asked',
  askedRelated: 'related doubtful',
  noted: '',
  closed: '',
  none: '',
};
const lookClass = (mark: Mark | null): string => (mark ? LOOKS[mark.look] : '');
const ICONS: Partial<Record<Mark['look'], 'error' | 'doubt'>> = { primary: 'error', invalid: 'error', asked: 'doubt' };

function Flag({ mark }: { mark: Mark | null }) {
  if (!mark || mark.look === 'none') return null;
  if (mark.look === 'closed') return <ClosedTag />;
  const icon = ICONS[mark.look];
  const outline = mark.look === 'related' || mark.look === 'askedRelated';
  return (
    <>
      {icon && <Icon name={icon} />}
      <span className={`tag ${mark.tone}${outline ? ' outline' : ''}`} aria-hidden="true">
        {mark.number}
      </span>
    </>
  );
}

/** 已写明理由: a tick where the number was. */
export const ClosedTag = () => (
  <span className="tag closed" aria-hidden="true">
    <Icon name="done" />
  </span>
);

/** The cell that is probably wrong, where the finding itself stands at another one. */
const suspicionOf = (state: State, id: CellId): Tone | '' => {
  const { cells, tone } = suspectsOf(state);
  return cells.includes(id) ? tone : '';
};

const typedIn = ({ document }: State, field: Field): string => (document ? typedText(document.draft.report, field) : '');

/** The number beside a cell. Zeros are left out. */
function lastYearsNumber({ document, showLastYear }: State, field: Field): string {
  const value = showLastYear && document ? lastYearsAmount(document.draft, field) : undefined;
  return value ? formatAmount(value) : '';
}
const Before = ({ number }: { number: string }) =>
  number && (
    <s aria-hidden="true">
      <span>{number}</span>
    </s>
  );

// Whether numbers fit the style sheet reckons (cell.css): it knows the width of the columns.

/** More do not fit in every cell as they are; more are set closer to the tag; more need its room, too. */
const USUAL = 4;
const CLOSE = 5;
const CLOSEST = 6;
/** In digits; a Chinese character is as wide as two. */
const widthOf = (text: string): number => [...text].reduce((width, character) => width + (character > '\u2e7f' ? 2 : 1), 0);
/** Whether its cell may not show it whole. */
export const isLong = (text: string): boolean => widthOf(text) > CLOSE;
function lengthClasses({ table }: Field, text: string): readonly string[] {
  // There the cells are wide.
  if (table === 'proactive') return [];
  const width = widthOf(text);
  return [width > USUAL ? 'long' : '', width > CLOSE ? 'longer' : '', width > CLOSEST ? 'longest' : ''];
}
const measures = (text: string, before: string): CSSProperties =>
  ({ '--own': Math.max(1, widthOf(text)), '--was': before.length }) as CSSProperties;
function wholeNumbers(text: string, before: string): string | undefined {
  return [isLong(text) && text, before && `上年 ${before}`].filter(Boolean).join('，') || undefined;
}
