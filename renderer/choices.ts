/** 插入表中数字: which numbers are offered for a text, and in which order. Loaded with its dialog: what every number is called takes a while to gather. */
import { CALLED } from '../shared/claim-subjects.ts';
import { type CellId, FEE_FIELDS, type Field, FORM } from '../shared/form.ts';
import { liveDigits } from '../shared/live.ts';
import { figuresOf, type Report } from '../shared/report.ts';
import { GRIDS } from './grid-map.ts';

/** A number that a text may follow, with what it is now; nothing while it is not filled in. */
export interface Choice {
  readonly field: Field;
  readonly digits: string | undefined;
}

const FIELDS: readonly Field[] = [...FORM.fields.values(), ...FEE_FIELDS];
const searched = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** What clerks call a number. A word for a total of table 三 is one for its row, so that a column can be named with it. */
function calledOf(): Map<CellId, string> {
  const called = new Map<CellId, string>();
  for (const [{ says, readings }, ...also] of CALLED) {
    const [usual] = readings;
    const cells = new Set((usual?.plus(FORM) ?? []).map((id) => id.replace(/^(requests\..*)\.total$/, '$1.')));
    const words = [says, usual?.name ?? '', ...also].map(searched).join(' ');
    for (const { id } of FIELDS)
      if (cells.has(id) || cells.has(id.replace(/[^.]+$/, ''))) called.set(id, `${called.get(id) ?? ''} ${words}`);
  }
  return called;
}
/** The labels above and beside those that its place is made of: 法人或其他组织. */
function labelsOf({ id, table }: Field): string {
  const names = table === 'fee' ? undefined : GRIDS[table].names.get(id);
  return searched(
    Object.values(names ?? {})
      .map((label) => label.text)
      .join(' '),
  );
}
/** Where a word is looked for, the surest first. */
const NAMES: readonly ReadonlyMap<CellId, string>[] = [
  new Map(FIELDS.map((field) => [field.id, searched(field.place)])),
  calledOf(),
  new Map(FIELDS.map((field) => [field.id, labelsOf(field)])),
];

/**
 * The numbers that all the words name, or with just that value; the one looked at last first, then those of the form's own words, then
 * those that a text is likely to state.
 */
export function choicesFor(report: Report, words: string, recent: string | null): Choice[] {
  const wanted = words.split(/\s+/).map(searched).filter(Boolean);
  const choices = FIELDS.map((field): Choice => ({ field, digits: liveDigits(field, figuresOf(report)) }));
  /** How far the least sure of the words is off; undefined where one names something else. */
  const distance = ({ field, digits }: Choice): number | undefined => {
    const found = wanted.map((word) => (digits === word ? 0 : NAMES.findIndex((names) => names.get(field.id)?.includes(word))));
    return found.includes(-1) ? undefined : Math.max(0, ...found);
  };
  const rank = ({ field, digits }: Choice): number => {
    if (field.id === recent) return 0;
    const isMain = field.id.endsWith('.total') || (field.table !== 'requests' && field.table !== 'disputes');
    if (wanted.length > 0) return 2 * (distance({ field, digits }) ?? 0) + (isMain ? 1 : 2);
    return digits === undefined || digits === '0' ? 3 : isMain ? 1 : 2;
  };
  return choices.filter((choice) => distance(choice) !== undefined).sort((a, b) => rank(a) - rank(b));
}
