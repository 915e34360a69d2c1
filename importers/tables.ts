/**
 * The numbers of the three tables, read by label from whatever layout: real tables, bars, one cell a line, the lines of a PDF.
 *
 * Labels pile up until numbers come; the row is the one whose label the pile ends with. A row is taken only where it has exactly the
 * numbers its label asks for, or where each stands under its head; otherwise it stays blank and is named.
 */
import type { CellId, Field, Form, TableId } from '../shared/form.ts';
import { isReadable, isSpaced, isUnit, isValue, type Line, remarkIn, type Token, unspaced } from './cells.ts';
import { DISPUTE_COLUMNS, DISPUTE_GROUPS, type Heads, NOTHING_ODD, type Oddity, oddityIn } from './heads.ts';
import type { Gap, SourceRow, Unplaced } from './imported.ts';
import { bare, isOfTheForm, type LabelledRow, labelledRows, rowEnding, rowId, uncovered } from './labels.ts';
import { addsUp, chosenFrom, nameOf, ownLength, valueIn, withoutEnd } from './rows.ts';

/** So many rows with two different numbers are of two tables, not of a slip. */
const MANY = 3;
/** All heads of table 四 and the text before them. */
const MAX_LABEL = 200;

interface Loose {
  readonly text: string;
  readonly place: string;
}

export class TableReader {
  readonly numbers = new Map<CellId, string>();
  readonly rows: SourceRow[] = [];
  readonly gaps: Gap[] = [];
  readonly unplaced: Unplaced[] = [];
  /** Cells of which two different numbers were read. */
  readonly #torn = new Set<CellId>();
  /** How often each row was printed with numbers. */
  readonly #printed = new Map<string, number>();
  readonly #form: Form;
  readonly #known: readonly LabelledRow[];
  readonly #heads: Heads;
  #labels: Loose[] = [];
  #values: Token[] = [];
  /** How many numbers stood in the line of the label when the line ended; the others come from lines after it. */
  #inLine = 0;
  #isOfPage = false;
  #place = '';
  #loose: Loose[] = [];
  #oddity: Oddity = NOTHING_ODD;
  /** The five results of table 四 stand above rows of their own: 行政复议 | 3 | 0 | 0 | 1 | 4. */
  #hasDisputeRows = false;
  /** Tables that were found where they belong: what stands elsewhere is another year's or another unit's. */
  readonly #closed = new Set<TableId>();

  constructor(form: Form, heads: Heads) {
    this.#form = form;
    this.#known = labelledRows(form);
    this.#heads = heads;
  }

  line(line: Line): void {
    if (line.isGrid) this.#gridLine(line);
    else {
      for (const token of line.tokens) this.#token(token, line.place);
      this.#isOfPage = line.isOfPage;
      if (line.tokens.some(({ kind }) => kind === 'label')) this.#inLine = this.#values.filter(({ kind }) => kind === 'value').length;
    }
  }

  /** After the last line of a part. `isCut` where the source ends in the middle of it: its last number may lack digits. */
  end(isCut = false): void {
    this.#flush(false, isCut);
    this.#tellLoose();
    this.#heads.forget();
    this.#oddity = NOTHING_ODD;
    this.#hasDisputeRows = false;
  }

  /** After the sections that have tables: from here on only tables count of which nothing was found. */
  closeFound(): void {
    this.finish();
    const found = [...this.numbers].flatMap(([id, text]) => (text === '' ? [] : [id]));
    for (const id of [...found, ...this.gaps.flatMap(({ cells }) => cells)]) this.#closed.add(id.slice(0, id.indexOf('.')) as TableId);
  }

  /** Where most of a table was printed twice, a row that was seen once may be of either: the other's is blank or was not read. */
  finish(): void {
    const times = (field: Field): number => this.#printed.get(rowId(field)) ?? 0;
    for (const { fields, number } of Object.values(this.#form.tables)) {
      const torn = new Set(fields.filter((field) => times(field) > 1 && this.#torn.has(field.id)).map(rowId));
      const once = fields.filter((field) => times(field) === 1 && this.numbers.get(field.id));
      if (torn.size >= MANY && once.length > 0) this.#leaveBlank(once, `表${number}印了两次，数不一样，其中只读到一次的行`);
    }
  }

  #gridLine(line: Line): void {
    this.#flush(false);
    const hasNumbers = line.tokens.some(({ kind }) => kind === 'value');
    const label = bare(line.tokens.map((token) => (token.kind === 'label' ? token.text : '')).join(''));
    const row = this.#rowOf(line.cells, label);
    if (!hasNumbers && !row) this.#heads.add(line.cells);
    const columns = row || hasNumbers ? this.#heads.columnsOf(row, line.cells) : undefined;
    if (columns && (row || label === '')) {
      const fields = row?.fields ?? this.#disputes();
      const fit = this.#heads.fitOf(columns, line.cells);
      const firsts = columns.map(([first = 0]) => first);
      if (fit === 'certain') this.#underHeads(fields, firsts, line, row);
      if (fit === 'otherOrder') this.#gap(fields, `${nameOf(fields, row)}的表头不是格式里的顺序`, line);
      if (fit !== 'unlike') return;
    }
    for (const token of line.tokens) this.#token(token, line.place);
    if (hasNumbers || row) this.#flush(true);
  }

  /** The row that a line of a grid is of. Words behind its numbers are none of its name: a remark, a number that cannot be read. */
  #rowOf(cells: readonly string[], label: string): LabelledRow | undefined {
    const before = this.#heads.labelsIn(cells);
    const beforeNumber = before.slice(0, Math.max(0, before.findIndex(isValue)));
    const named = (own: readonly string[]): LabelledRow | undefined => {
      const words = own.filter((cell, i, all) => cell !== all[i - 1] && !isReadable(cell) && !isUnit(cell.trim()));
      return rowEnding(bare(words.join('')), this.#known);
    };
    return named(before) ?? rowEnding(label, this.#known) ?? named(beforeNumber);
  }

  /** Each number stands under its head, so that a blank cell is known to be blank. */
  #underHeads(fields: readonly Field[], columns: readonly number[], line: Line, row: LabelledRow | undefined): void {
    const printed = columns.map((column) => line.cells[column] ?? '');
    const own = printed.some(isSpaced) && addsUp(printed.map(unspaced), fields) ? printed.map(unspaced) : printed;
    const strange = fields.filter((_, i) => !isReadable(own[i] ?? ''));
    if (strange.length > 0) this.#gap(strange, `${nameOf(strange)}印的不是数`, line);
    this.#take(
      fields.filter((field) => !strange.includes(field)),
      own.filter(isReadable),
      line.place,
      row?.label ?? '表四',
    );
    const isWords = (cell: string, i: number, all: readonly string[]): boolean =>
      bare(cell) !== '' && !isReadable(cell) && cell !== all[i - 1];
    const loose = (cells: readonly string[]): Loose[] => cells.filter(isWords).map((text) => ({ text, place: line.place }));
    this.#labels = loose(line.cells.slice(0, Math.min(...columns)));
    this.#release(row);
    this.#loose.push(...loose(line.cells.filter((_, column) => column > Math.min(...columns) && !columns.includes(column))));
  }

  #token(token: Token, place: string): void {
    if (token.kind === 'label') {
      if (this.#values.some(({ kind }) => kind === 'value') || this.#isBlankRow()) this.#flush(false);
      // Blank cells before a label are layout.
      this.#values = [];
      this.#labels.push({ text: token.text, place });
    } else {
      if (this.#labels.length > 0 || token.kind === 'value') this.#values.push(token);
    }
    this.#place = place;
  }
  #isBlankRow(): boolean {
    const row = this.#row();
    return row !== undefined && this.#values.length >= row.fields.length;
  }
  #row(): LabelledRow | undefined {
    return rowEnding(this.#label(), this.#known);
  }
  #label(): string {
    // Only its end is looked at, and a text may be anything.
    return bare(
      this.#labels
        .slice(-60)
        .map(({ text }) => text)
        .join(''),
    ).slice(-MAX_LABEL);
  }

  #flush(isRow: boolean, isCut = false): void {
    const values = this.#values;
    this.#values = [];
    const row = this.#row();
    if (!values.some(({ kind }) => kind === 'value')) {
      if (isRow && row && values.length > 0) this.#take(row.fields, [], this.#place, row.label);
      if (isRow || row) this.#release(isRow ? row : undefined);
      return;
    }
    this.#oddity = oddityIn(this.#label()) ?? this.#oddity;
    const fields = row?.fields ?? this.#disputeFields(values);
    const isUnproven = !isRow && this.#isOfPage && fields?.some(({ parts }) => parts) === true;
    const isDoubtful = isCut || isUnproven || this.#isPatched(values) || this.#oddity.isDoubtful || (!row && this.#hasDisputeRows);
    const chosen = fields && !this.#isUnlikeForm(row) && chosenFrom(values, fields, isRow, isDoubtful);
    if (fields && chosen) this.#take(fields, chosen, this.#place, row?.label ?? '表四');
    else this.#notTaken(row, fields, values);
    this.#release(row);
  }

  /** Its columns are in another order, or its amount is in 元. */
  #isUnlikeForm(row: LabelledRow | undefined): boolean {
    if (this.#oddity.isOtherOrder) return true;
    const isMoney = row?.fields.some(({ unit }) => unit === '万元') ?? false;
    return isMoney && (this.#oddity.isInYuan || /[^万]元$/.test(this.#label()));
  }

  /** A row that was broken in two: what is put together must add up. */
  #isPatched(values: readonly Token[]): boolean {
    return this.#inLine > 1 && values.filter(({ kind }) => kind === 'value').length > this.#inLine;
  }

  #notTaken(row: LabelledRow | undefined, fields: readonly Field[] | undefined, values: readonly Token[]): void {
    const printed = values.flatMap(({ kind, text }) => (kind === 'value' ? [text] : []));
    const label =
      row?.label ??
      this.#labels
        .slice(-3)
        .map(({ text }) => text)
        .join(' ');
    this.unplaced.push({ text: [label, ...printed].join(' ').trim(), kind: 'doubt', place: this.#place });
    if (!fields) return;
    const count = printed.length === fields.length ? '其中有的可能没有印全' : `印了 ${printed.length} 个数，应有 ${fields.length} 个`;
    const why = this.#isUnlikeForm(row) ? '的表头和格式不一样' : count;
    if (!fields.some(({ table }) => this.#isElsewhere(table))) this.#count(fields);
    this.#leaveBlank(fields, `${nameOf(fields, row)}${why}`);
  }

  #take(fields: readonly Field[], texts: readonly string[], place: string, label: string): void {
    const [first] = fields;
    if (first && this.#isElsewhere(first.table)) {
      this.unplaced.push({ text: [label, ...texts].join(' ').trim(), kind: 'doubt', place });
      return;
    }
    this.#count(fields);
    // A label at the foot of a page, printed again on the next one.
    const isAgain = this.rows.at(-1)?.cells[0] === first?.id;
    if (isAgain && texts.every((text) => text === '')) return;
    const wasBlank = isAgain && fields.every(({ id }) => this.numbers.get(id) === '');
    const isTwice =
      !wasBlank && fields.some(({ id }, i) => this.numbers.has(id) && this.numbers.get(id) !== valueIn(texts[i] ?? '', fields[i]));
    if (isTwice) {
      this.#leaveBlank(fields, `${nameOf(fields)}印了两次，数不一样`);
      this.unplaced.push({ text: [label, ...texts].join(' '), kind: 'doubt', place });
    }
    fields.forEach((field, i) => {
      const text = texts[i] ?? '';
      const remark = remarkIn(text)?.remark;
      if (remark) this.unplaced.push({ text: `${field.place}：${remark}`, kind: 'doubt', place });
      if (!this.#torn.has(field.id)) this.numbers.set(field.id, valueIn(text, field));
    });
    if (!isTwice) this.rows.push({ cells: fields.map(({ id }) => id), label, place });
  }
  #isElsewhere(table: Field['table']): boolean {
    return table !== 'fee' && this.#closed.has(table);
  }
  #count(fields: readonly Field[]): void {
    for (const row of new Set(fields.map(rowId))) this.#printed.set(row, (this.#printed.get(row) ?? 0) + 1);
  }
  /** Also where the same row is printed elsewhere: which of them is the report's is not certain. */
  #leaveBlank(fields: readonly Field[], why: string): void {
    const open = fields.filter(({ table }) => !this.#isElsewhere(table));
    for (const { id } of open) {
      this.#torn.add(id);
      this.numbers.delete(id);
    }
    if (open.length > 0) this.gaps.push({ cells: open.map(({ id }) => id), message: `${why}，没有填。` });
  }
  #gap(fields: readonly Field[], what: string, line: Line): void {
    this.#leaveBlank(fields, what);
    this.unplaced.push({ text: line.text, kind: 'doubt', place: line.place });
  }

  /** The labels before a row's own are heads and groups; what is none of these must not be lost. */
  #release(row: LabelledRow | undefined): void {
    let own = row ? ownLength(this.#label(), row) : 0;
    const before: Loose[] = [];
    for (const { text, place } of this.#labels.toReversed()) {
      const rest = withoutEnd(text, own);
      own = Math.max(0, own - bare(text).length);
      if (bare(rest) !== '') before.unshift({ text: rest, place });
    }
    this.#loose.push(...before);
    this.#labels = [];
    this.#inLine = 0;
  }

  /** A label may be broken in two with a row between: （四）无 … 法提供. What is no label at all is told once, a line at a time. */
  #tellLoose(): void {
    this.#release(undefined);
    const owners = this.#loose.flatMap((loose) => Array.from({ length: bare(loose.text).length }, () => loose));
    const strange = new Set(uncovered(this.#loose.map(({ text }) => bare(text)).join('')).flatMap((at) => owners[at] ?? []));
    for (const loose of this.#loose) if (/[。；]/.test(loose.text)) strange.add(loose);
    const lines = new Map<string, string[]>();
    for (const { text, place } of strange)
      if (!isOfTheForm(text) || /[。；]/.test(text)) lines.set(place, [...(lines.get(place) ?? []), text.trim()]);
    const told = new Set<string>();
    for (const [place, texts] of lines) {
      const text = texts.join(' ');
      if (!told.has(text)) this.unplaced.push({ text, kind: 'doubt', place });
      told.add(text);
    }
    this.#loose = [];
  }

  #disputes(): readonly Field[] {
    return this.#form.tables.disputes.fields;
  }
  /** Table 四 has one row of 15 numbers without a label; some reports print it as three of five. */
  #disputeFields(values: readonly Token[]): readonly Field[] | undefined {
    const label = this.#label();
    const all = this.#disputes();
    const heads = label.replace('行政法复议', '行政复议');
    const groups = DISPUTE_GROUPS.map((name) => heads.lastIndexOf(name));
    const solid = values.filter(({ kind }) => kind === 'value').length;
    const group = groups.indexOf(Math.max(...groups));
    const ofGroup = (): readonly Field[] => all.slice(group * DISPUTE_COLUMNS.length, (group + 1) * DISPUTE_COLUMNS.length);
    if (heads.endsWith(`${DISPUTE_COLUMNS.join('')}${DISPUTE_GROUPS[0]}`)) this.#hasDisputeRows = true;
    if (this.#hasDisputeRows && heads.endsWith(DISPUTE_GROUPS[group] ?? '?')) return ofGroup();
    // Behind its heads stands the year of another row, or something else.
    if (![...DISPUTE_COLUMNS, ...DISPUTE_GROUPS].some((name) => heads.endsWith(name))) return undefined;
    if (groups.every((at) => at >= 0)) return groups.every((at, i) => i === 0 || at > (groups[i - 1] ?? 0)) ? all : undefined;
    const results = DISPUTE_COLUMNS.join('');
    if (solid === 2 * DISPUTE_COLUMNS.length && heads.endsWith(DISPUTE_GROUPS.slice(1).join('') + results + results))
      return all.slice(DISPUTE_COLUMNS.length);
    if (solid !== DISPUTE_COLUMNS.length || !heads.endsWith(results)) return undefined;
    return (groups[group] ?? -1) < 0 ? undefined : ofGroup();
  }
}
