/** When a report is due: departments by 31 January, governments of counties and above by 31 March of the next year (条例第四十九条; R79, R80). */
import type { Report } from './report.ts';

/** Offices that Article 49 does not name, such as towns, follow the departments' date in practice. */
const monthOf = ({ kind }: Report['unit']): 1 | 3 => (kind === 'government' ? 3 : 1);

export interface Deadline {
  readonly month: 1 | 3;
  readonly day: 31;
  /** Whole days from today to the day itself: 0 on the day, negative after it. */
  readonly daysLeft: number;
}
const DAY = 24 * 60 * 60 * 1000;

/** `today` is a date of the calendar: its year, month (1–12) and day. */
export function deadlineOf(report: Pick<Report, 'unit' | 'year'>, today: readonly [year: number, month: number, day: number]): Deadline {
  const month = monthOf(report.unit);
  const [year, now, day] = today;
  return { month, day: 31, daysLeft: Math.round((Date.UTC(report.year + 1, month - 1, 31) - Date.UTC(year, now - 1, day)) / DAY) };
}
