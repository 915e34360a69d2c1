/** The three tables of a report that was read: how many numbers, from which rows of the source, what contradicts, what stayed blank. */
import { Fragment, useCallback, useState } from 'react';
import type { Imported, SourceRow } from '../importers/imported.ts';
import { feeName } from '../shared/fee.ts';
import type { Finding } from '../shared/finding.ts';
import { type CellId, FEE_FIELDS, type Field, type Table } from '../shared/form.ts';
import { meansNothing } from '../shared/mends.ts';
import { formOf, typedText } from '../shared/report.ts';
import { placeAndFact } from './derived.ts';
import { useEscape } from './escape.ts';
import { Icon } from './icon.tsx';
import { numberRead, type Review, strangeIn, unreadIn } from './review.ts';
import { firstOf, Kind, Note } from './screen.tsx';

interface Props {
  readonly review: Review;
  /** What was read, with what the person made of it. */
  readonly imported: Imported;
  readonly found: readonly Finding[];
  readonly onChange: (review: Review) => void;
}
export function TablesRead({ review, imported, found, onChange }: Props) {
  const tables = Object.values(formOf(imported.report).tables);
  const isSound = imported.numbersRead === imported.numbersWanted && tables.every(({ id }) => found.every(({ section }) => section !== id));
  return (
    <Kind mark={isSound ? 'done' : 'doubt'} icon={isSound ? 'done' : 'doubt'} name="表格" note="拿不准属于哪一格的数不填，留空">
      <table>
        <thead className="heads">
          <tr>
            <th scope="col">表</th>
            <th scope="col">读到</th>
            <th scope="col">在原文</th>
          </tr>
        </thead>
        <tbody>
          {tables.map((table) => (
            <TableRead
              key={table.id}
              table={table}
              review={review}
              imported={imported}
              found={found.filter(({ section }) => section === table.id)}
              onChange={onChange}
            />
          ))}
          <FeeRead imported={imported} />
        </tbody>
      </table>
    </Kind>
  );
}

/** More would be a hostile file: no table has so many rows, and no report so many contradictions. */
const MOST = 40;

function TableRead({ table, review, imported, found, onChange }: Props & { table: Table }) {
  const [isOpen, setOpen] = useState(false);
  const ids = new Set(table.fields.map(({ id }) => id));
  const rows = imported.rows.filter(({ cells }) => cells.some((id) => ids.has(id)));
  const unread = unreadIn(table, imported);
  const read = table.fields.length - unread.length - strangeIn(table.fields, imported).length;
  const gaps = firstOf(gapsIn(imported, unread, ids), MOST);
  const marks = marksIn(table, review);
  const others = found.filter(({ rule, cells }) => rule !== 'R6' || !marks.some(({ id }) => id === cells[0]));
  const errors = firstOf(others, MOST);
  const close = useCallback(() => setOpen(false), []);
  useEscape(isOpen, close);
  const toggle = isOpen ? '收起' : '逐行看';
  return (
    <Fragment>
      <tr>
        <th scope="row">
          表{table.number} {table.brief}
        </th>
        <td className="amount">
          <b>{read}</b> / {table.fields.length} 个数字
        </td>
        <td>
          {span(rows)}
          {rows.length > 0 && (
            <button
              type="button"
              className="link"
              aria-expanded={isOpen}
              aria-label={`${toggle}：表${table.number}`}
              onClick={() => setOpen(!isOpen)}
            >
              {toggle}
            </button>
          )}
        </td>
      </tr>
      {errors.shown.length + gaps.shown.length + marks.length > 0 && (
        <tr className="notes">
          <td colSpan={3}>
            <Marks fields={marks} review={review} onChange={onChange} />
            {errors.shown.map((finding) => (
              <Contradiction key={finding.message} finding={finding} />
            ))}
            {gaps.shown.map((message) => (
              <Note key={message} icon="blank">
                {message}
              </Note>
            ))}
            {errors.rest + gaps.rest > 0 && <p className="noted">还有 {errors.rest + gaps.rest} 处没有列出。</p>}
          </td>
        </tr>
      )}
      {isOpen && <Rows rows={rows} imported={imported} />}
    </Fragment>
  );
}

/** The cells of a table in which the paper has “/”, “无” and the like. */
const marksIn = ({ fields }: Table, { imported: { report } }: Review): readonly Field[] =>
  fields.filter(({ id, parts }) => !parts && meansNothing(report.cells[id] ?? ''));

/** A mark for nothing keeps its totals from being computed: it may be read as the 0 it means. */
function Marks({ fields, review, onChange }: Omit<Props, 'imported' | 'found'> & { fields: readonly Field[] }) {
  const { shown, rest } = firstOf(fields, MOST);
  const { zeros, imported } = review;
  const left = fields.filter(({ id }) => !zeros.has(id));
  const read = (ids: Iterable<CellId>): void => onChange({ ...review, zeros: new Set(ids) });
  return (
    <>
      {shown.map(({ id, place }) => (
        <Note key={id} icon={zeros.has(id) ? 'blank' : 'error'}>
          <b>{place}　</b>原文写“{imported.report.cells[id]?.trim()}”，{zeros.has(id) ? '读作 0。' : '不是数。'}
          <button
            type="button"
            className="link"
            aria-label={`${zeros.has(id) ? '照原文' : '改为 0'}：${place}`}
            onClick={() => read(zeros.has(id) ? [...zeros].filter((zero) => zero !== id) : [...zeros, id])}
          >
            {zeros.has(id) ? '照原文' : '改为 0'}
          </button>
        </Note>
      ))}
      {rest > 0 && <p className="noted">还有 {rest} 格没有列出。</p>}
      {left.length > 1 && (
        <p className="noted">
          <button type="button" className="link" onClick={() => read([...zeros, ...left.map(({ id }) => id)])}>
            {left.length} 格都改为 0
          </button>
        </p>
      )}
    </>
  );
}

/** What stayed blank and why: because it is not certain, or because nothing stands there. */
function gapsIn({ gaps }: Imported, unread: readonly Field[], ids: ReadonlySet<CellId>): readonly string[] {
  const own = gaps.filter(({ cells }) => cells.some((id) => ids.has(id)));
  const told = new Set(own.flatMap(({ cells }) => cells));
  const empty = unread.filter(({ id }) => !told.has(id)).map(({ place }) => place);
  const named = empty.slice(0, NAMED).map((place) => `“${place}”`);
  const more = empty.length > NAMED ? `等 ${empty.length} 格` : '';
  return [...own.map(({ message }) => message), ...(empty.length > 0 ? [`${named.join('')}${more}在原文里是空的，没有填。`] : [])];
}
const NAMED = 3;

/** 第 29 段至第 41 段, 第 2 张表. */
function span(rows: readonly SourceRow[]): string {
  const [first, last] = [rows[0], rows.at(-1)].map((row) => row?.place.replace(/第 \d+ 行$/, '') ?? '');
  return !first || first === last ? (first ?? '') : `${first}至${last}`;
}

export function Contradiction({ finding: { message, severity } }: { finding: Finding }) {
  const [place, fact] = placeAndFact(message);
  return (
    <Note icon={severity === 'error' ? 'error' : 'doubt'}>
      {place && <b>{place}　</b>}
      {fact}
    </Note>
  );
}

function Rows({ rows, imported }: { rows: readonly SourceRow[]; imported: Imported }) {
  const { shown, rest } = firstOf(rows, MOST);
  return (
    <>
      {shown.map(({ label, place, cells }) => (
        <tr key={`${place} ${label}`} className="source">
          <th scope="row">{label}</th>
          <td className="numbers">
            {cells.map((id) => (
              <span key={id}>{numberRead(id, imported) || '空'} </span>
            ))}
          </td>
          <td className="place">{place}</td>
        </tr>
      ))}
      {rest > 0 && (
        <tr className="source">
          <td colSpan={3}>还有 {rest} 行没有列出。</td>
        </tr>
      )}
    </>
  );
}

/** The fee stands in no table: it is read from the sentence of section 六. */
function FeeRead({ imported: { report } }: { imported: Imported }) {
  const read = FEE_FIELDS.map((field) => ({ name: feeName(field), text: typedText(report, field).trim(), unit: field.unit }));
  const told = read.filter(({ text }) => text !== '');
  return (
    <tr>
      <th scope="row">六、信息处理费</th>
      {told.length === 0 ? (
        <td className="nothing" colSpan={2}>
          <Icon name="blank" className="blank" />
          正文里没有读到，三项留空
        </td>
      ) : (
        <>
          <td className="amount">
            <b>{told.length}</b> / {read.length} 项
          </td>
          <td>{told.map(({ name, text, unit }) => `${name} ${text} ${unit}`).join('，')}</td>
        </>
      )}
    </tr>
  );
}
