/** A text of last year, paragraph by paragraph: the same still, changed with the words that changed, or not taken over. */
import { Fragment, useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { printedFeeSentence } from '../shared/fee.ts';
import { headingOf, isTable, type TextId } from '../shared/form.ts';
import { asPrinted } from '../shared/live.ts';
import { locatedLines } from '../shared/narrative.ts';
import { lines } from '../shared/outline.ts';
import { figuresOf, type Report } from '../shared/report.ts';
import { changedWords, counterparts } from './counterparts.ts';
import { Icon } from './icon.tsx';
import { goTo, replaceText, theDocument, useReport, useStore } from './store.ts';

export function LastText({ id, last }: { id: TextId; last: Report }) {
  const report = useReport();
  const paragraphs = useMemo(() => lines(asPrinted(last).texts[id]), [last, id]);
  const written = useMemo(() => lines(last.texts[id]), [last, id]);
  // A key is shown first, and then what it changes here.
  const text = useDeferredValue(report.texts[id]);
  const shown = useDeferredValue(asPrinted(report).texts[id]);
  const now = useMemo(() => linesNow(text, shown), [text, shown]);
  const found = useMemo(
    () =>
      counterparts(
        paragraphs,
        now.map(({ line }) => line),
      ),
    [paragraphs, now],
  );
  const here = useStore(({ place }) => (place?.kind === 'text' && place.id === id ? paragraphAt(now, place.from) : -1));
  const sentence = id === 'other' ? printedFeeSentence(last, figuresOf(last)) : undefined;
  if (paragraphs.length === 0 && !sentence) return isNarrative(id) ? <p className="note">上年{headingOf(id)}没有写。</p> : null;
  return (
    <>
      <h2>{headingOf(id)}</h2>
      {sentence && (
        <p className="old">
          <Figures text={sentence} />
        </p>
      )}
      {paragraphs.map((paragraph, index) => {
        const to = found[index] ?? -1;
        return (
          <LastParagraph
            // biome-ignore lint/suspicious/noArrayIndexKey: last year's paragraphs never move
            key={index}
            id={id}
            text={paragraph}
            written={written[index] ?? paragraph}
            now={now[to]}
            isHere={to >= 0 && to === here}
          />
        );
      })}
    </>
  );
}
const isNarrative = (id: TextId): boolean => id !== 'preamble' && !isTable(id);

/** A paragraph as it is printed, and where it is written. */
interface Line {
  readonly line: string;
  readonly from: number;
  readonly to: number;
}
function linesNow(text: string, shown: string): Line[] {
  const printed = lines(shown);
  return locatedLines(text).map(({ line, from }, index) => ({ line: printed[index] ?? line, from, to: from + line.length }));
}
const paragraphAt = (now: readonly Line[], at: number | undefined): number =>
  at === undefined ? -1 : now.findIndex(({ from, to }) => from <= at && at <= to);

/** `isHere`: the caret is in the paragraph of this year that it became. */
function LastParagraph({
  id,
  text,
  written,
  now,
  isHere,
}: {
  id: TextId;
  text: string;
  written: string;
  now: Line | undefined;
  isHere: boolean;
}) {
  const element = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (isHere) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isHere]);
  const line = now?.line;
  const look = line === text ? 'old same' : 'old';
  return (
    <p className={look} ref={element} {...(isHere && { 'aria-current': 'true' })}>
      {line === undefined ? <Figures text={text} /> : line === text ? text : <Changed before={text} now={line} />}
      {line === text && <span>与本年相同</span>}
      {line === undefined && (
        <>
          {' '}
          <button type="button" className="edge small" onClick={() => copyToThisYear(id, written)}>
            <Icon name="copy" />
            抄到本年
          </button>
        </>
      )}
      {now && line !== text && !isHere && (
        <>
          {' '}
          <button type="button" className="edge small" onClick={() => goTo({ kind: 'text', id, from: now.from })}>
            到本年这一段
          </button>
        </>
      )}
    </p>
  );
}

function Changed({ before, now }: { before: string; now: string }) {
  const words = useMemo(() => changedWords(before, now), [before, now]);
  return words.map(({ text, kind }, index) => {
    const Tag = kind === 'out' ? 'del' : kind === 'in' ? 'ins' : Fragment;
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one comparison
    return <Tag key={index}>{text}</Tag>;
  });
}

/** Last year's figures are what must not be copied unread: they are underlined, but for the number of an official document. */
const FIGURE = /(?<![〔\d.])(\d+(?:\.\d+)?)(?![〕号\d])/;
function Figures({ text }: { text: string }) {
  return text.split(FIGURE).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text
    <Fragment key={index}>{index % 2 === 1 ? <u>{part}</u> : part}</Fragment>
  ));
}

/** Appended, and lit, its live numbers now of this year: a paragraph of last year is there to be changed. */
function copyToThisYear(id: TextId, paragraph: string): void {
  const before = theDocument().draft.report.texts[id].replace(/\s+$/, '');
  const from = before === '' ? 0 : before.length + 1;
  replaceText(id, before === '' ? paragraph : `${before}\n${paragraph}`);
  goTo({ kind: 'text', id, from, to: from + paragraph.length });
}
