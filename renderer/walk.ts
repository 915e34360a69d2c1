/** F8: the way from one finding to the next. */
import { type CellId, FORM, fieldOf, TABLE_IDS } from '../shared/form.ts';
import { currentFinding, landingOf, type Shown, spokenFinding, type View, viewOf } from './derived.ts';
import { goTo, state, update } from './store.ts';

/** A place of the list: a finding, or the first blank cell of a table. */
export type Stop = { readonly key: string; readonly shown: Shown } | { readonly key: CellId; readonly shown: null };

export interface BlankGroup {
  readonly name: string;
  readonly count: number;
  readonly first: CellId;
}
export function blankGroups({ blank }: View): BlankGroup[] {
  return TABLE_IDS.flatMap((id) => {
    const cells = [...blank].filter((cell) => fieldOf(cell)?.table === id);
    const [first] = cells;
    return first ? [{ name: `表${FORM.tables[id].number}`, count: cells.length, first }] : [];
  });
}

/** What F8 walks: the findings in their numbering, then the first blank of each table; the blanks one by one once nothing else is left. */
function stopsOf(view: View): Stop[] {
  const blanks = view.shown.length > 0 ? blankGroups(view).map(({ first }) => first) : [...view.blank];
  return [...view.shown.map((shown) => ({ key: shown.key, shown })), ...blanks.map((key) => ({ key, shown: null }))];
}

/** F8 and Shift+F8. After the last one comes the first; with nothing to walk the pane says so. */
export function jumpToFinding(direction: 1 | -1): void {
  const stops = stopsOf(viewOf(state()));
  if (stops.length === 0) {
    update({ pane: 'findings', paneOpen: true });
    return;
  }
  const next = (startOf(stops, direction) + direction + stops.length) % stops.length;
  const stop = stops[next];
  if (stop) visit(stop, next + 1);
}

/** The index to go on from. A finding that was mended is gone: then the one that has its number now is next. */
function startOf(stops: readonly Stop[], direction: 1 | -1): number {
  const { place, walked } = state();
  const current = currentFinding(state());
  const indexOf = (key: string | undefined): number => stops.findIndex((stop) => stop.key === key);
  const here = indexOf(current ? current.key : place?.kind === 'cell' ? place.id : undefined);
  if (here >= 0) return here;
  // The bar speaks of the broken sum of the column: it comes next, unless the person was led to it and came here to mend it.
  const spoken = spokenFinding(state());
  if (spoken && spoken.key !== walked?.key) return indexOf(spoken.key) - direction;
  const before = indexOf(walked?.key);
  if (before >= 0) return before;
  const gone = Math.min(walked?.number ?? 1, stops.length + 1);
  return direction > 0 ? gone - 2 : gone - 1;
}

export function visit({ key, shown }: Stop, number: number): void {
  const { document } = state();
  if (!document) return;
  const place = shown ? landingOf(shown, document.draft.report) : ({ kind: 'cell', id: key } as const);
  if (place) goTo(place);
  else update({ dialog: { kind: 'unit', isNew: false } });
  update({ walked: { key, number, place: state().place } });
}
