/** Printed totals that are not what their cells add up to (R14–R16). */
import { readNumber } from '../shared/amount.ts';
import type { CellId } from '../shared/form.ts';
import { figuresOf, type Report } from '../shared/report.ts';

export function withContradictions(report: Report, printed: Readonly<Record<CellId, string>>): Report {
  const figures = figuresOf(report);
  const contradicting = Object.entries(printed).filter(([id, text]) => {
    const computed = figures.computed(id);
    const reading = readNumber(text, '万元');
    return computed !== undefined && (reading.kind !== 'number' || reading.amount !== computed);
  });
  return contradicting.length === 0 ? report : { ...report, printedTotals: Object.fromEntries(contradicting) };
}
