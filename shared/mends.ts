/** What follows from the form, the other numbers or last year's report without any guessing at how it went wrong. */
import { type Amount, formatAmount, readNumber } from './amount.ts';
import { APPLICANTS, type CellId, requestCell } from './form.ts';
import { before, type Case, fieldIn, type Guess, gapOf, nameOf, now, type Words } from './guess.ts';
import { chineseNumeral } from './quantities.ts';
import { halfWidth } from './width.ts';

export function certainGuesses(of: Case): Guess[] {
  switch (of.finding.rule) {
    case 'R6':
      return zeroForPlaceholder(of);
    case 'R7':
    case 'R8':
      return numberMeant(of);
    case 'R25':
      return carryOver(of);
    case 'R26':
      return stock(of);
    case 'R27':
      return isTenThousandfold(of) ? unitSlip(of) : [];
    case 'R90':
      return unitSlip(of);
    case 'R59':
      return swapFee(of);
    default:
      return [];
  }
}

const setTo = (of: Case, id: CellId, value: Amount, message: string): Words => ({
  where: nameOf(of, id),
  action: `改为 ${formatAmount(value)}`,
  message,
});

/** Marks that mean there was nothing; 略 and 待定 mean something else. */
const NOTHING = /^(?:[/／\\\-—–－]+|无|没有|未发生|不涉及|不适用)$/;
export const meansNothing = (typed: string): boolean => NOTHING.test(typed.trim());
function zeroForPlaceholder(of: Case): Guess[] {
  const { cells, quote } = of.finding;
  const [id] = cells;
  if (!id || !quote || !meansNothing(quote)) return [];
  return [{ kind: 'zero', tier: 0, changes: new Map([[id, 0n]]), say: () => setTo(of, id, 0n, '没有的填 0。') }];
}

const ONLY_DIGITS = '格子里只填阿拉伯数字。';
/** How a number may have been written instead of its digits, and what is said then. */
type Way = readonly [typed: RegExp, digits: (typed: string) => string, says: string];
const MEANT: readonly Way[] = [
  [/^\+\d/, (typed) => typed.slice(1), '数字前面不写加号。'],
  [/^0+\d/, (typed) => typed.replace(/^0+(?=\d)/, ''), '数字前面的 0 不写。'],
  [/^\d*[Oo〇][\dOo〇]*$/, (typed) => typed.replace(/[Oo〇]/g, '0'), '可能把 0 打成了字母 O。'],
  [/^\d+\.0+$/, (typed) => typed.replace(/\..*$/, ''), '件数不写小数。'],
  [/^\d+[.。,，、;；]$/, (typed) => typed.slice(0, -1), '数字后面不写标点。'],
  [/^[零一二两三四五六七八九十百千]{1,8}$/, (typed) => formatAmount(chineseNumeral(typed)?.value ?? -1n), ONLY_DIGITS],
];
/** 352.4万, in a cell that counts in 万元. */
const WAN: Way = [/^\d+(?:\.\d+)?\s*万$/, (typed) => typed.slice(0, -1).trim(), '这一格以万元为单位，不再写“万”。'];
/** 112,000元, there. */
const YUAN: Way = [/^\d[\d,.]*\s*元$/, (typed) => wanOf(typed), '写的是元，这一格以万元为单位。'];
function wanOf(typed: string): string {
  const yuan = readNumber(typed, '元');
  return yuan.kind === 'number' ? formatAmount(yuan.amount / 10_000n) : '';
}
/** R7, R8: 六, 06, +6, 1O: the number that can only be meant. */
function numberMeant(of: Case): Guess[] {
  const { cells, quote } = of.finding;
  const [id = ''] = cells;
  const field = fieldIn(of, id);
  const typed = halfWidth(quote ?? '').trim();
  if (!field || field.parts) return [];
  const way = (field.unit === '万元' ? [...MEANT, WAN, YUAN] : MEANT).find(([pattern]) => pattern.test(typed));
  if (!way) return [];
  const [, digits, says] = way;
  const meant = readNumber(digits(typed), field.unit);
  if (meant.kind !== 'number') return [];
  return [{ kind: 'typed', tier: 0, changes: new Map([[id, meant.amount]]), say: () => setTo(of, id, meant.amount, says) }];
}

/**
 * R25: 二 is last year's 四 in each column that differs. Where the column was balanced, the difference was counted in 一, so that 一
 * changes by as much the other way.
 */
function carryOver(of: Case): Guess[] {
  const named = new Set([...of.finding.cells, ...of.finding.includes.flatMap(({ cells }) => cells)]);
  const columns = APPLICANTS.map(({ id }) => id).filter((column) => named.has(requestCell('carriedIn', column)));
  const changes = new Map(columns.flatMap((column) => carriedInAs(of, column)));
  if (changes.size === 0) return [];
  return [{ kind: 'lastYear', tier: 1, changes, say: () => sayCarryOver(of, changes) }];
}
function carriedInAs(of: Case, column: string): [CellId, Amount][] {
  const [carriedIn, received] = [requestCell('carriedIn', column), requestCell('newReceived', column)];
  const last = before(of, requestCell('carriedOut', column));
  if (last === undefined || last === now(of, carriedIn)) return [];
  const gap = gapOf(of.ledger.line(`R13 ${column}`));
  const wasBalanced = gap === 0n && of.ledger.line(`R13 ${column}`) !== undefined;
  const adjusted = now(of, received) + now(of, carriedIn) - last;
  return [[carriedIn, last], ...(wasBalanced ? ([[received, adjusted]] as [CellId, Amount][]) : [])];
}
function sayCarryOver(of: Case, changes: ReadonlyMap<CellId, Amount>): Words {
  const carried = [...changes].filter(([id]) => id.includes('.carriedIn.'));
  const received = [...changes].filter(([id]) => id.includes('.newReceived.'));
  const [[id, last] = ['', 0n], ...more] = carried;
  if (more.length > 0) {
    const moved = '原来相等的列，差数计入“本年新收”，两边仍相等。';
    const action = received.length > 0 ? `${changes.size} 格一起改` : `${changes.size} 格都改成上年的数`;
    return { where: '', action, message: `与上年年报“结转下年度”逐列相同。${received.length > 0 ? moved : ''}` };
  }
  const says = `上年年报“结转下年度”是 ${formatAmount(last)} 件`;
  const [first] = received;
  if (!first) return setTo(of, id, last, `${says}${stillUneven(of, id, last)}。`);
  const message = `${says}。上年结转改为 ${formatAmount(last)}，本年新收改为 ${formatAmount(first[1])}，两边仍相等。`;
  return { where: '', action: '两格一起改', message };
}
/** What the column would be, where something else is wrong with it too. */
function stillUneven(of: Case, id: CellId, last: Amount): string {
  const line = of.ledger.line(`R13 ${id.split('.').at(-1)}`);
  if (!line) return '';
  const left = line.left - now(of, id) + last;
  return left === line.right
    ? `，改后两边都是 ${formatAmount(left)}`
    : `；改后一＋二 ${formatAmount(left)}，三（七）＋四 ${formatAmount(line.right)}，这一列还要核对`;
}

/** R26: in force = last year's + issued − repealed. */
function stock(of: Case): Guess[] {
  const [inForce = ''] = of.finding.cells;
  const cell = (name: string): CellId => inForce.replace(/[^.]+$/, name);
  const [last, issued, repealed] = [before(of, inForce), now(of, cell('issued')), now(of, cell('repealed'))];
  if (last === undefined || last + issued < repealed) return [];
  const value = last + issued - repealed;
  const [a, b, c] = [last, issued, repealed].map(formatAmount);
  const say = (): Words => setTo(of, inForce, value, `上年 ${a}＋制发 ${b}－废止 ${c}。`);
  return [{ kind: 'derived', tier: 4, changes: new Map([[inForce, value]]), say }];
}

/** Of last year's amount. */
function isTenThousandfold(of: Case): boolean {
  const [id = ''] = of.finding.cells;
  const [value, last] = [now(of, id), before(of, id) ?? 0n];
  return value >= last * 5_000n && value <= last * 20_000n;
}
/** R27, R90: an amount in 元 where 万元 is asked for. */
function unitSlip(of: Case): Guess[] {
  const [id = ''] = of.finding.cells;
  const value = now(of, id);
  if (fieldIn(of, id)?.unit !== '万元' || value % 10_000n !== 0n) return [];
  const wan = value / 10_000n;
  if (readNumber(formatAmount(wan), '万元').kind !== 'number') return [];
  const message = `${formatAmount(value)} 元合 ${formatAmount(wan)} 万元。`;
  return [{ kind: 'unit', tier: 0, changes: new Map([[id, wan]]), say: () => setTo(of, id, wan, message) }];
}

/** R59: more was collected than was asked for. */
function swapFee(of: Case): Guess[] {
  const [noticed, collected] = ['fee.noticedAmount', 'fee.collectedAmount'];
  if (of.finding.cells[0] !== collected) return [];
  const changes = new Map([
    [noticed as CellId, now(of, collected as CellId)],
    [collected as CellId, now(of, noticed as CellId)],
  ]);
  const message = `改后通知 ${formatAmount(now(of, collected as CellId))} 元，实收 ${formatAmount(now(of, noticed as CellId))} 元。`;
  return [{ kind: 'unit', tier: 0, changes, say: () => ({ where: '', action: '两数对调', message }) }];
}
