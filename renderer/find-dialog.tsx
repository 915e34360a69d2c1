/** Ctrl+F: words in the texts, and rows and columns of the form by their labels. */
import { useState } from 'react';
import { FEE_FIELDS, FORM, fillable, SECTIONS, TEXT_IDS } from '../shared/form.ts';
import type { Report } from '../shared/report.ts';
import { Dialog } from './dialog.tsx';
import { goTo, type Place, update, useReport } from './store.ts';

interface Hit {
  readonly key: string;
  readonly where: string;
  readonly before: string;
  readonly match: string;
  readonly after: string;
  readonly place: Place;
}
const MAX_HITS = 50;
const AROUND = 16;

function hitsIn(report: Report, words: string): Hit[] {
  if (words.trim() === '') return [];
  const texts = TEXT_IDS.flatMap((id) => {
    const where = SECTIONS.find((section) => section.id === id)?.heading ?? '开头';
    return positions(report.texts[id], words).map((at): Hit => {
      const text = report.texts[id];
      const to = at + words.length;
      const [before, after] = [text.slice(Math.max(0, at - AROUND), at), text.slice(to, to + AROUND)];
      return { key: `${id} ${at}`, where, before, match: words, after, place: { kind: 'text', id, from: at, to } };
    });
  });
  const cells = [...fillable(FORM), ...FEE_FIELDS]
    .filter(({ place }) => place.includes(words))
    .map(({ id, place }): Hit => {
      const at = place.indexOf(words);
      return {
        key: id,
        where: '',
        before: place.slice(0, at),
        match: words,
        after: place.slice(at + words.length),
        place: { kind: 'cell', id },
      };
    });
  return [...texts, ...cells].slice(0, MAX_HITS);
}
function positions(text: string, words: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(words); at >= 0 && found.length < MAX_HITS; at = text.indexOf(words, at + words.length)) found.push(at);
  return found;
}

export function FindDialog() {
  const report = useReport();
  const [words, setWords] = useState('');
  const hits = hitsIn(report, words);
  const close = (): void => update({ dialog: null });
  const go = (hit: Hit | undefined): void => {
    if (!hit) return;
    close();
    goTo(hit.place);
  };
  return (
    <Dialog
      title="查找"
      onClose={close}
      className="find-dialog"
      footer={
        <>
          <span className="spring" />
          <button type="button" className="primary" disabled={hits.length === 0} onClick={() => go(hits[0])}>
            到第一处 <kbd>Enter</kbd>
          </button>
        </>
      }
    >
      <div className="fields">
        <input
          data-autofocus
          aria-label="要找的文字"
          placeholder="正文里的字，或表里的行名、列名"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      <ol className="hits" aria-live="polite" aria-label="找到的地方">
        {hits.map((hit) => (
          <li key={hit.key}>
            <button type="button" onClick={() => go(hit)}>
              {hit.where && <small>{hit.where}</small>} {hit.before}
              <mark>{hit.match}</mark>
              {hit.after}
            </button>
          </li>
        ))}
        {words.trim() !== '' && hits.length === 0 && <li className="none">没有找到“{words}”，换个词再试。</li>}
      </ol>
    </Dialog>
  );
}
