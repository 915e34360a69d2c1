/** What reading a published report gives: a report, and everything about the reading that a person must know before using it. */
import type { CellId } from '../shared/form.ts';
import type { Report } from '../shared/report.ts';

/** Something of the paper that is not in the report. Nothing is thrown away: text is in the report or here. */
export interface Unplaced {
  readonly text: string;
  /** `page`: page numbers, index lines, headers and footers of a website, signature; `doubt`: what may belong to the report. */
  readonly kind: 'page' | 'doubt';
  /** Where it stands in the source: 第 12 段, 第 2 张表第 6 行. */
  readonly place: string;
}

/** Numbers that were not read, because it is not certain where they belong. `cells` stay blank. */
export interface Gap {
  readonly cells: readonly CellId[];
  /** A sentence that names the place and why. */
  readonly message: string;
}

/** A row of a table as the source prints it. */
export interface SourceRow {
  readonly cells: readonly CellId[];
  readonly label: string;
  readonly place: string;
}

/** What is not read from the paper but taken as likely: the unit's name where only the region is printed, the year from the text. */
export interface Doubt {
  readonly about: 'unit' | 'year' | 'title';
  readonly message: string;
}

export interface Imported {
  readonly report: Report;
  /** Every printed total, whether it agrees or not (R14–R16). */
  readonly printed: Readonly<Record<CellId, string>>;
  /** How many of the numbers of the form were printed and read, totals included; of `numbersWanted`. */
  readonly numbersRead: number;
  readonly numbersWanted: number;
  readonly rows: readonly SourceRow[];
  readonly gaps: readonly Gap[];
  readonly doubts: readonly Doubt[];
  readonly unplaced: readonly Unplaced[];
}
