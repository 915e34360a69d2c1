/** Single differences between the draft and another state of it, taken into the draft; and what a paper says, in terms of the draft. */
import { readNumber } from '../shared/amount.ts';
import { FEE_FIELDS, FORM, fillable, ofEachText, type TextId } from '../shared/form.ts';
import { expand } from '../shared/live.ts';
import { LINE_END } from '../shared/outline.ts';
import { type Figures, figuresOf, type Report, typedText, withNumbers, withoutAgreeing } from '../shared/report.ts';
import { align } from './align.ts';
import { type Differences, idOf, type Pair, type ParagraphPair, tokens } from './compare.ts';

/** The left report with one difference as it is on the right. */
type Adopt = (left: Report, right: Report, pair: Pair) => Report;

export const ADOPT: Readonly<Record<Exclude<keyof Differences, 'texts'>, Adopt>> = {
  unit: (left, right, { id }) =>
    id === 'year' ? { ...left, year: right.year } : { ...left, unit: { ...left.unit, [id]: right.unit[id as keyof Report['unit']] } },
  numbers: (left, _, pair) => withoutAgreeing(withNumbers(left, new Map([[pair.id, pair.right]]))),
  reasons: ({ reasons = [], ...left }, right, { id }) => ({
    ...left,
    reasons: [...reasons.filter((reason) => idOf(reason) !== id), ...(right.reasons ?? []).filter((reason) => idOf(reason) === id)],
  }),
};

export function adoptParagraph(left: Report, id: TextId, { at, written, left: replaced }: ParagraphPair): Report {
  const all = left.texts[id].split(LINE_END);
  const held = all.flatMap((line, index) => (line.trim() === '' ? [] : [index]));
  all.splice(held[at] ?? (held.at(-1) ?? -1) + 1, replaced ? 1 : 0, ...(written === null ? [] : [written]));
  return { ...left, texts: { ...left.texts, [id]: all.join('\n') } };
}

/**
 * What was read from a paper that the draft was printed on, for comparing it with the draft: what no paper says is the draft's, and
 * so is how a number was typed; a number that is live in the draft stays so where the paper still says it.
 */
export function inTermsOf(draft: Report, paper: Report): Report {
  const said = [...fillable(FORM), ...FEE_FIELDS].flatMap((field) => {
    const [ours, theirs] = [typedText(draft, field), typedText(paper, field)];
    const [mine, other] = [readNumber(ours, field.unit), readNumber(theirs, field.unit)];
    const isSame = mine.kind === 'number' && other.kind === 'number' && mine.amount === other.amount;
    return isSame || ours.trim() === theirs.trim() ? [] : [[field.id, theirs] as const];
  });
  const changed = withNumbers(draft, new Map(said));
  // The table and the sentence may both have been corrected, or only one of them.
  const live = (written: string, other: string): string =>
    [draft, changed].reduce((text, report) => withLiveNumbers(written, text, figuresOf(report)), other);
  return { ...changed, texts: ofEachText((id) => live(draft.texts[id], paper.texts[id])) };
}

/** A number that happens to be the same somewhere else is not the live one: words around it must be the same, too. */
const AROUND = 3;
function withLiveNumbers(written: string, other: string, figures: Figures): string {
  if (!written.includes('{{')) return other;
  const [ours, theirs] = [tokens(written), tokens(other)];
  const shown = (all: readonly string[]): string[] => all.map((token) => expand(token, figures).text);
  let [left, right] = [0, 0];
  return align(shown(ours), shown(theirs), { steps: 4_000_000 })
    .flatMap(({ same, left: { length }, right: { length: put } }) => {
      const [from, of] = [left, right];
      left += length;
      right += put;
      return same && length >= AROUND ? ours.slice(from, left) : theirs.slice(of, right);
    })
    .join('');
}
