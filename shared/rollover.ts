/**
 * Next year's draft from last year's report. Wording comes over, numbers do not: of all the numbers of last year only the six of
 * 四、结转下年度 come into the new tables, as 二、上年结转 (R25). What happened is told line by line, for the window and the command line alike.
 */
import { formatAmount, sumOf } from './amount.ts';
import { carriedWording, withoutFee } from './carried-wording.ts';
import type { Draft } from './draft.ts';
import {
  APPLICANTS,
  type CellId,
  FEE_FIELDS,
  type Field,
  fillable,
  headingOf,
  ofEachText,
  requestCell,
  type Table,
  TEXT_IDS,
  type TextId,
} from './form.ts';
import { disputeTotalFields, documentCells } from './identities.ts';
import { asPrinted, expand, printed, printedSpan } from './live.ts';
import { aroundOnLine, charactersIn, grouped, paragraphsIn } from './outline.ts';
import { lastProblems, measureCount, type Problem } from './problems.ts';
import { emptyReport, type Figures, feeKey, figuresOf, LEVEL_NAMES, type Report, typedText, UNIT_KIND_NAMES } from './report.ts';
import { type StaleParagraph, staleParagraphs } from './stale.ts';
import type { YearMove } from './years.ts';

/** One line of what happened: 内容, 上年报告, 新草稿, 接着要做. */
export interface RolloverLine {
  readonly id: 'unit' | TextId | 'carryOver' | 'years' | 'checklist' | Table['id'] | 'measures' | 'fee';
  /** How many things it counts: fields, paragraphs, cells, places. */
  readonly count: number;
  readonly what: string;
  readonly before: string;
  readonly after: string;
  readonly next: string;
}
/** A year that was moved on, with offsets in the new text. */
interface MovedYear extends YearMove {
  readonly text: TextId;
  /** What stands around it in the new text, for showing. */
  readonly context: string;
}
export interface Rollover {
  /** The new report, and last year's beside it. */
  readonly draft: Draft;
  readonly copied: readonly RolloverLine[];
  readonly converted: readonly RolloverLine[];
  readonly cleared: readonly RolloverLine[];
  readonly movedYears: readonly MovedYear[];
  /** 上年问题改得怎样: derived from last year's text, to be answered in section 五. */
  readonly problems: readonly Problem[];
  /** What did not go as a clerk would expect, as sentences. */
  readonly notes: readonly string[];
}

/** What the report for `year` begins with. `year` is the one after last year's; with another gap only the wording comes over. */
export function nextYear(lastYear: Report, year: number): Rollover {
  const figures = figuresOf(lastYear);
  const follows = lastYear.year === year - 1;
  const carried = follows ? carriedIn(figures) : {};
  const texts = newTexts(lastYear, year);
  const empty = emptyReport(lastYear.unit.name, year);
  const report: Report = { ...empty, unit: lastYear.unit, texts, cells: { ...empty.cells, ...carried } };
  const movedYears = yearsIn(lastYear, report);
  const problems = lastProblems(lastYear);
  return {
    draft: { report, lastYear },
    copied: [unitLine(lastYear), ...textLines(report, lastYear)],
    converted: [...(follows ? [carryOverLine(figures, carried)] : []), ...yearsLine(movedYears), ...checklistLine(lastYear, problems)],
    cleared: [...tableLines(lastYear, figures, follows), ...measuresLine(lastYear), ...feeLine(lastYear)],
    movedYears,
    problems,
    notes: notes(lastYear, year, figures),
  };
}

const rowOut = APPLICANTS.map(({ id }) => requestCell('carriedOut', id));
/** A cell that was blank or no number stays blank: a guess would look like a number that somebody counted. */
function carriedIn(figures: Figures): Record<CellId, string> {
  return Object.fromEntries(
    APPLICANTS.map(({ id }) => {
      const reading = figures.reading(requestCell('carriedOut', id));
      return [requestCell('carriedIn', id), reading.kind === 'number' ? reading.text : ''];
    }),
  );
}

/** Section 五 begins empty, so that nobody publishes last year's problems and measures again. */
function newTexts(lastYear: Report, year: number): Report['texts'] {
  const wording = carriedWording(lastYear, year);
  return ofEachText((id) => (id === 'problems' ? '' : wording[id].text));
}

const AROUND = 12;
function yearsIn(lastYear: Report, report: Report): MovedYear[] {
  const wording = carriedWording(lastYear, report.year);
  const { texts } = printed(report);
  return TEXT_IDS.filter((id) => id !== 'problems').flatMap((text) =>
    wording[text].moves.map((move) => {
      const { before, behind } = aroundOnLine(texts[text].text, printedSpan(texts[text], move), AROUND);
      return { ...move, text, context: before + move.after + behind };
    }),
  );
}

const NO_PROBLEMS = '没有认出问题，没有清单';
const SAME = '同左';
const EMPTY = '空';
const GAP = '　';

function unitLine({ unit }: Report): RolloverLine {
  const before = [unit.name, unit.selfName || '本机关', UNIT_KIND_NAMES[unit.kind], LEVEL_NAMES[unit.level]].join(' · ');
  return { id: 'unit', count: 4, what: '单位全称、自称、类别、层级', before, after: SAME, next: '' };
}

function textLines(report: Report, lastYear: Report): RolloverLine[] {
  const stale = staleParagraphs(report, lastYear);
  return TEXT_IDS.filter((id) => report.texts[id].trim() !== '').map((id) => textLine(id, report.texts[id], stale, lastYear));
}
function textLine(id: TextId, text: string, stale: readonly StaleParagraph[], lastYear: Report): RolloverLine {
  const exception = id === 'other' && withoutFee(lastYear.texts.other).removed.length > 0 ? '（信息处理费一句除外）' : '';
  const shown = expand(text, figuresOf(lastYear)).text;
  const paragraphs = paragraphsIn(shown);
  const open = stale.filter((paragraph) => paragraph.text === id).length;
  const before = `${paragraphs} 段，${grouped(charactersIn(shown))} 字`;
  // Fixed sentences, where the report can be read and the like, are the same every year.
  const fixed = paragraphs > open ? `，另 ${paragraphs - open} 段每年照写` : '';
  return { id, count: paragraphs, what: headingOf(id) + exception, before, after: SAME, next: open > 0 ? `${open} 段待确认${fixed}` : '' };
}

function carryOverLine(figures: Figures, carried: Readonly<Record<CellId, string>>): RolloverLine {
  const filled = Object.values(carried).filter((text) => text !== '');
  const blank = APPLICANTS.length - filled.length;
  const total = figures.computed(requestCell('carriedOut', 'total'));
  const sum = total === undefined ? '' : `，总计 ${formatAmount(total)} 件由程序相加`;
  return {
    id: 'carryOver',
    count: filled.length,
    what: '表三 四、结转下年度 → 二、上年结转',
    before: rowOut.map((id) => shown(figures, id)).join(GAP),
    after: Object.values(carried)
      .map((text) => text || EMPTY)
      .join(GAP),
    next: blank === 0 ? `6 格，已填好${sum}` : `填好 ${filled.length} 格；上年没有填清的 ${blank} 格留空，请核对`,
  };
}
function shown(figures: Figures, id: CellId): string {
  const reading = figures.reading(id);
  if (reading.kind === 'number') return reading.text;
  return reading.kind === 'blank' ? EMPTY : '看不懂';
}

function yearsLine(moved: readonly MovedYear[]): RolloverLine[] {
  if (moved.length === 0) return [];
  const each = (of: (move: MovedYear) => string): string => [...new Set(moved.map(of))].map((year) => `${year}年`).join('、');
  const [before, after] = [each((move) => move.before), each((move) => move.after)];
  return [{ id: 'years', count: moved.length, what: '正文里的年份', before, after, next: `${moved.length} 处，请逐处看` }];
}

function checklistLine(lastYear: Report, problems: readonly Problem[]): RolloverLine[] {
  const [count, what] = [problems.length, '五、存在的主要问题'];
  const written = asPrinted(lastYear).texts.problems;
  if (count > 0)
    return [{ id: 'checklist', count, what, before: `${count} 条`, after: '“上年问题改得怎样”清单', next: `${count} 条待回答` }];
  if (written.trim() === '') return [];
  return [{ id: 'checklist', count, what, before: `${paragraphsIn(written)} 段`, after: NO_PROBLEMS, next: '请对照上年原文写' }];
}

/** The cells of each table that held something and are blank now; what was carried over is not among them. */
function tableLines(lastYear: Report, figures: Figures, follows: boolean): RolloverLine[] {
  return Object.values(figures.form.tables).flatMap((table): RolloverLine[] => {
    const converted = follows ? rowOut : [];
    const typed = fillable(table).filter((field) => typedText(lastYear, field).trim() !== '' && !converted.includes(field.id));
    if (typed.length === 0) return [];
    const telling = examples(table, figures);
    const before = telling ? `${telling} 等 ${typed.length} 格` : `${typed.length} 格，没有大于 0 的数`;
    const what = `表${table.number}${table.id === 'requests' && follows ? ' 其余各格' : ''}`;
    return [
      { id: table.id, count: typed.length, what, before, after: EMPTY, next: table.id === 'proactive' ? stockBase(figures, follows) : '' },
    ];
  });
}

/** 规范性文件 现行有效 17 件; 新收 37 件、办结 35 件; 复议 3 件、诉讼 1 件. */
function examples(table: Table, figures: Figures): string {
  const said = ([name, ...ids]: readonly [string, ...CellId[]]): string[] => {
    const sum = sumOf(ids.map((id) => figures.value(id) ?? 0n));
    return sum > 0n ? [`${name} ${formatAmount(sum)} 件`] : [];
  };
  if (table.id === 'requests') {
    return [['新收', requestCell('newReceived', 'total')] as const, ['办结', requestCell('totalDisposed', 'total')] as const]
      .flatMap(said)
      .join('、');
  }
  if (table.id === 'disputes') {
    const [review = '', ...suits] = disputeTotalFields(figures.form).map(({ id }) => id);
    return [['复议', review] as const, ['诉讼', ...suits] as const].flatMap(said).join('、');
  }
  const positive = table.fields.filter(({ id }) => (figures.value(id) ?? 0n) > 0n);
  const field = positive.find(({ id }) => id === documentCells('normativeDocs').inForce) ?? positive[0];
  return field
    ? `${field.place.split(' · ').slice(1).map(brief).join(' ')} ${formatAmount(figures.value(field.id) ?? 0n)} ${field.unit}`
    : '';
}
const brief = (label: string): string => label.replace(/^本年|件数$|（单位.*$|^行政(?=规范性)/g, '');

/** R26 counts this year's 现行有效 from last year's; 对外公开总数量 of 2019 is another quantity (R32). */
function stockBase(figures: Figures, follows: boolean): string {
  const base = follows ? figures.value(documentCells('normativeDocs').inForce) : undefined;
  return base === undefined ? '' : `现行有效从 ${formatAmount(base)} 起核对`;
}

function measuresLine(lastYear: Report): RolloverLine[] {
  const { texts } = asPrinted(lastYear);
  if (texts.problems.trim() === '') return [];
  const count = measureCount(texts.problems);
  const before = count > 0 ? `${count} 条` : `${paragraphsIn(texts.problems)} 段，${grouped(charactersIn(texts.problems))} 字`;
  return [{ id: 'measures', count: Math.max(count, 1), what: '五、改进措施', before, after: EMPTY, next: '' }];
}

/** The three figures, and where the text of section 六 stated them, that statement. */
function feeLine(lastYear: Report): RolloverLine[] {
  const typed = FEE_FIELDS.filter((field: Field) => lastYear.fee[feeKey(field)].trim() !== '');
  const { removed } = withoutFee(lastYear.texts.other);
  if (typed.length + removed.length === 0) return [];
  const figures = typed.map((field) => `${lastYear.fee[feeKey(field)].trim()} ${field.unit}`).join('、');
  const before = figures || `“${shorten(removed.join(''))}”`;
  return [{ id: 'fee', count: typed.length || 1, what: '六、信息处理费', before, after: EMPTY, next: '三项数字填好后自动成句' }];
}
const shorten = (text: string): string => (text.length > 24 ? `${text.slice(0, 24)}……` : text);

function notes(lastYear: Report, year: number, figures: Figures): string[] {
  const total = requestCell('carriedOut', 'total');
  const computed = figures.computed(total);
  const follows = lastYear.year === year - 1;
  return [
    ...(follows ? [] : [`带入的是 ${lastYear.year} 年度的年报，不是 ${year - 1} 年度的。只带入文字，没有带入结转件数。`]),
    ...(follows && figures.isPrinted(total) && computed !== undefined
      ? [
          `上年年报“结转下年度继续办理”的总计印的是 ${formatAmount(figures.value(total) ?? 0n)} 件，各格相加是 ${formatAmount(computed)} 件。按各格带入，请核对。`,
        ]
      : []),
    ...(figures.form.id === '2019' ? ['上年年报用的是 2019 年的格式。新草稿用现行格式，表二不与上年比对。'] : []),
  ];
}
