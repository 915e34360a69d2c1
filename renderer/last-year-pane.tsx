/** Last year beside this year, for the section that is being written: the numbers with their difference, the text by paragraph. */
import { useEffect, useRef } from 'react';
import { formatAmount } from '../shared/amount.ts';
import { feeName } from '../shared/fee.ts';
import { type CellId, FEE_FIELDS, type Field, FORM, isTable, requestColumnOf, type TableId } from '../shared/form.ts';
import { figuresOf, formOf, type Report } from '../shared/report.ts';
import { percentOf, uncounted } from './across-years.ts';
import { Icon } from './icon.tsx';
import { misfit } from './importing.ts';
import { LastText } from './last-text.tsx';
import { later } from './later.ts';
import { attachLastYear, useLastYear, useReport, useStore } from './store.ts';

const attach = async (): Promise<void> => (await later.importing()).chooseLastYear();

export function LastYearPane() {
  const lastYear = useLastYear();
  return lastYear ? <LastYear last={lastYear} /> : <NoLastYear />;
}

function NoLastYear() {
  const { year } = useReport();
  return (
    <div className="scroll">
      <div className="empty">
        <Icon name="past" className="quiet" />
        <h2>还没有附上上年的年报</h2>
        <p>
          附上 {year - 1}{' '}
          年度的草稿或已发布的年报，这里就逐项列出上年的数和文字；上年结转、现行有效件数也能自动核对。附上以后随这份草稿保存。
        </p>
        <button type="button" className="edge" onClick={() => void attach()}>
          附上上年年报…
        </button>
      </div>
    </div>
  );
}

function LastYear({ last }: { last: Report }) {
  const section = useStore((s) => s.section);
  const list = useRef<HTMLDivElement>(null);
  useReport();
  const problem = misfit(last);
  const here = useStore((s) => (s.place?.kind === 'cell' ? s.place.id : ''));
  useEffect(() => {
    if (here) list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [here]);
  return (
    <>
      <div className="pagebar">
        <p className="whose-last">
          <b title={last.unit.name}>{last.unit.name || '没有印单位名称'}</b>
          {last.year} 年度报告
        </p>
        <span className="pg">
          <button type="button" className="small" onClick={() => void attach()}>
            更换…
          </button>
          <button type="button" className="small" onClick={() => attachLastYear(null)}>
            去掉
          </button>
        </span>
      </div>
      {problem && (
        <p className="warning misfit">
          <Icon name="doubt" className="doubt" />
          {problem}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without it the region cannot be scrolled by keyboard */}
      <section className="scroll last" ref={list} tabIndex={0} aria-label="上年的数和文字">
        {section === 'overview' && <LastText id="preamble" last={last} />}
        {isTable(section) && <LastTable id={section} last={last} />}
        {section === 'other' && <LastFee last={last} />}
        <LastText id={section} last={last} />
      </section>
      <div className="foot">
        <kbd>Ctrl+L</kbd> 上年同一处　<kbd>F9</kbd> 收起右栏
      </div>
    </>
  );
}

interface Row {
  readonly field: Field;
  readonly label: string;
}

/** Of table 三 one column: that of the focused cell, otherwise the totals. */
function rowsOf(id: TableId, here: CellId): { readonly caption: string; readonly rows: readonly Row[] } {
  const table = FORM.tables[id];
  const shown = requestColumnOf(here) ?? 'total';
  const fields = id === 'requests' ? table.fields.filter((field) => requestColumnOf(field.id) === shown) : table.fields;
  const [, column = ''] = fields[0]?.place.split(' · ') ?? [];
  const name = `表${table.number}`;
  const skipped = id === 'requests' ? 2 : 1;
  const rows = fields.map((field) => ({
    field,
    label: field.place.split(' · ').slice(skipped).join(' · ') + unitNote(field),
  }));
  return { caption: id === 'requests' ? `${name} · ${column}` : name, rows };
}

/** The unit, where the form does not print it: 本年收费金额（单位：万元）. */
const unitNote = ({ unit, place }: Field): string => (unit === '件' || place.endsWith(`（单位：${unit}）`) ? '' : `（${unit}）`);

function LastTable({ id, last }: { id: TableId; last: Report }) {
  const report = useReport();
  const here = useStore((s) => (s.place?.kind === 'cell' ? s.place.id : ''));
  const { caption, rows } = rowsOf(id, here);
  if (!rows.some(({ field }) => formOf(last).fields.has(field.id)))
    return (
      <p className="note">
        {last.year} 年用的是旧格式，{caption}的栏目不同，不能逐项对照。
      </p>
    );
  const isZero = ({ field }: Row): boolean => figuresOf(report).value(field.id) === 0n && figuresOf(last).value(field.id) === 0n;
  const zeros = rows.filter(isZero).length;
  return (
    <>
      <h2>{caption}</h2>
      <Comparison rows={rows.filter((row) => !isZero(row) || row.field.id === here)} last={last} here={here} />
      <Uncounted rows={rows} last={last} />
      {zeros > 0 && <p className="note">两年都是 0 的 {zeros} 项没有列出。</p>}
    </>
  );
}

/** Why a total of last year shows as —. */
function Uncounted({ rows, last }: { rows: readonly Row[]; last: Report }) {
  const why = uncounted(
    last,
    rows.map(({ field }) => field),
  );
  return why && <p className="note">{why}</p>;
}

function Comparison({ rows, last, here }: { rows: readonly Row[]; last: Report; here: CellId }) {
  const report = useReport();
  if (rows.length === 0) return null;
  return (
    <table className="cmp">
      <thead>
        <tr>
          <th scope="col">
            <span className="unseen">项目</span>
          </th>
          <th scope="col">上年</th>
          <th scope="col">本年</th>
          <th scope="col">增减</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ field, label }) => (
          <tr key={field.id} {...(field.id === here && { 'aria-current': 'true' })}>
            <th scope="row">{label}</th>
            <td>{shownValue(last, field.id)}</td>
            <td>{shownValue(report, field.id)}</td>
            <td>
              {difference(last, report, field.id)}
              {field.id === here && <small>{percentage(last, report, field.id)}</small>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function shownValue(report: Report, id: CellId): string {
  const value = figuresOf(report).value(id);
  return value === undefined ? '—' : formatAmount(value);
}
function difference(last: Report, report: Report, id: CellId): string {
  const before = figuresOf(last).value(id);
  const now = figuresOf(report).value(id);
  if (before === undefined || now === undefined) return '—';
  if (now === before) return '0';
  return now > before ? `+${formatAmount(now - before)}` : `−${formatAmount(before - now)}`;
}

/** Only beside the focused number: in every row it would ask for a wider pane. */
function percentage(last: Report, report: Report, id: CellId): string {
  const [before, now] = [figuresOf(last).value(id), figuresOf(report).value(id)];
  return before === undefined || now === undefined ? '' : percentOf(before, now);
}

function LastFee({ last }: { last: Report }) {
  const here = useStore((s) => (s.place?.kind === 'cell' ? s.place.id : ''));
  const rows = FEE_FIELDS.map((field) => ({ field, label: feeName(field) + unitNote(field) }));
  return (
    <>
      <h2>信息处理费</h2>
      <Comparison rows={rows} last={last} here={here} />
    </>
  );
}
