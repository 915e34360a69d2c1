/** What the bar under the form says of a number with which nothing is wrong. */
import { type CellId, fieldOf } from '../shared/form.ts';
import { figuresOf } from '../shared/report.ts';
import { lastYearsAmount, sinceLastYear } from './across-years.ts';
import { type OpenDocument, useStore } from './store.ts';

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
