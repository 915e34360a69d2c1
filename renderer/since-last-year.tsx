/** What the bar under the form says of a number with which nothing is wrong. */
import { formatAmount } from '../shared/amount.ts';
import type { Draft } from '../shared/draft.ts';
import { type CellId, fieldOf } from '../shared/form.ts';
import { figuresOf } from '../shared/report.ts';
import { lastYearsAmount, sinceLastYear } from './across-years.ts';
import { type OpenDocument, useStore } from './store.ts';

/** Its number alone, where a finding takes the room. */
export function LastYears({ id }: { id: CellId }) {
  const number = useStore((s) => lastYearsNumber((s.document as OpenDocument).draft, id));
  return number && <span>上年 {number}</span>;
}
function lastYearsNumber(draft: Draft, id: CellId): string {
  const field = fieldOf(id);
  const before = field && lastYearsAmount(draft, field);
  return before === undefined ? '' : formatAmount(before);
}

export function SinceLastYear({ id }: { id: CellId }) {
  const said = useStore((s) => {
    const { draft } = s.document as OpenDocument;
    const field = fieldOf(id);
    const before = field && lastYearsAmount(draft, field);
    return before === undefined ? '' : sinceLastYear(before, figuresOf(draft.report).value(id));
  });
  if (!said) return null;
  return <span className="since">{id.startsWith('requests.carriedIn.') ? said.replace('上年 ', '上年“结转下年度” ') : said}</span>;
}
