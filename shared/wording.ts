/** What is wrong with the words of a narrative themselves: years, names, fixed phrases, what was left to be filled in, what stands twice (R47, R48, R50, R85–R87). */
import type { Facts, Proposal, Violation } from './finding.ts';
import { TEXT_IDS, type TextId } from './form.ts';
import { expand, wholeTokens } from './live.ts';
import { misprintsIn } from './misprints.ts';
import { locatedLines, problemsUnwritten, UNFINISHED_ITEM } from './narrative.ts';
import { plain, type Span } from './outline.ts';
import { spanOf, type WorkingCopy, workingCopy, yearAs } from './quantities.ts';
import { remembered } from './remembered.ts';
import type { Report } from './report.ts';
import { slipOf } from './slips.ts';
import { cleaned } from './tidy-text.ts';

/** A stretch of a narrative with what is wrong in it, and what it may be changed to. */
interface Slip extends Span {
  readonly fact: string;
  /** Milder than the rule. */
  readonly severity?: 'info';
  readonly insert?: string;
  readonly label?: string;
}
/** `from` and `to` are in the working copy, the slip's in the text itself. */
const slip = (copy: WorkingCopy, from: number, to: number, fact: string, insert?: string, label?: string): Slip => ({
  ...spanOf(copy, from, to),
  fact,
  ...(insert !== undefined && { insert }),
  ...(label && { label }),
});
const all = (copy: WorkingCopy, pattern: RegExp, of: (match: RegExpExecArray) => Slip | undefined): Slip[] =>
  [...copy.text.matchAll(pattern)].flatMap((match) => of(match) ?? []);

function violationsIn({ texts }: Report, slipsOf: (text: string, id: TextId) => readonly Slip[]): Violation[] {
  return TEXT_IDS.flatMap((id) =>
    texts[id] === ''
      ? []
      : slipsOf(texts[id], id).map(({ from, to, fact, insert, label, severity }): Violation => {
          const span = { text: id, from, to };
          const proposals: Proposal[] = insert === undefined ? [] : [{ ...span, insert, label: label ?? `改为 ${insert}` }];
          return { section: id, quote: texts[id].slice(from, to), correction: { span, proposals }, fact, ...(severity && { severity }) };
        }),
  );
}

// R47

/** A sentence that begins with a year and tells what the unit did in it. */
const YEAR_FIRST =
  /(?:^|[。\n!?]|[:;)、](?=[^。\n]{0,2}(?:19|20)\d\d年))(?:\([一二三四五六七八九十]\)[^。\n]{0,16}。)?((?:19|20)\d\d)年度?,?(?=(?:我|本|全[市县区镇乡省年街]|[市县区镇乡](?:政府|委)|街道|共|通过|累计|[^,。\d\n]{2,16}(?:局|委|中心|馆|街道|政府|办公室)))/g;
const REPORT_OF =
  /((?:19|20)\d\d)年度?的?(?:我[^\d,。]{1,4}的?)?政府信息公开(?:工作)?(?:年度报告|年报|情况报告|工作情况|情况(?=报告|如下|汇报))/g;
const END_OF_YEAR = /截[至止]到?((?:19|20)\d\d)年(?:12月31日|12月底|底|年底)/g;
const LOOKS_BACK = /上一?年|去年|今年|本年|以来|延续|整改|历年|自20|五年|三年/;
/** What a sentence says of growth is no sign that it means to speak of another year. */
const GROWTH =
  /(?:与|和|同|比|较|相比)?(?:上一?年|去年)(?:度|同期)?(?:相比|同期|结转|增|减|上升|下降|多|少|提高|持平)|(?:比|较)(?:上一?年|去年)(?:度|同期)?/g;
/** What a year brought, which is told in the year after. */
const HONOURED = /(?:19|20)\d\d年度?,?[^,。;]{0,8}(?:获评|荣获|获得|被评|被授予|入选|受到表彰)/;
const PLANS = /将|计划|拟|继续|进一步|下一步|力争|着力|切实|确保|重点|目标|打算|努力|要/;
/** What began in one year and was counted to the end of the next: 2024年，我局启动…，截至2025年12月31日…. */
const BEGUN = /启动|开始|开通|开展|上线|建成|成立|设立|开设|印发|出台|制定|推出|试行|启用/;
const COUNTED = /(?:共|累计|收到|受理|公开|发布|召开|举办)[^。]{0,24}\d/;

/** R47: last year's, or next year's, number in a sentence about this year. */
export function wrongYears({ report }: Facts): Violation[] {
  return violationsIn(report, (text, id) => {
    const copy = workingCopy(text);
    const wrong = (
      match: RegExpExecArray,
      allowed: (year: number, sentence: string) => boolean,
      names: (sentence: string, year: number) => boolean = namesYear,
    ): Slip | undefined => {
      const written = match[1] ?? '';
      const year = Number(written);
      const from = match.index + match[0].indexOf(written);
      const sentence = sentenceAt(copy.text, from);
      // Far off years are history, and both years in one sentence compare.
      if (year === report.year || Math.abs(year - report.year) > 3 || names(sentence, report.year)) return undefined;
      if (allowed(year, sentence)) return undefined;
      const fact = `写的是 ${year}年，本报告年度是 ${report.year}年。`;
      const span = spanOf(copy, from, from + 4);
      return slip(copy, from, from + 5, fact, `${yearAs(report.year, text.slice(span.from, span.to))}年`);
    };
    const isFirst = (sentence: string): boolean => copy.text.trimStart().startsWith(sentence);
    return [
      ...all(copy, YEAR_FIRST, (match) =>
        wrong(match, (year, sentence) =>
          year > report.year
            ? PLANS.test(sentence) || !COUNTED.test(sentence)
            : looksBack(sentence) || HONOURED.test(sentence) || (id === 'problems' && (!isFirst(sentence) || /改进情况|已/.test(sentence))),
        ),
      ),
      ...all(copy, REPORT_OF, (match) =>
        wrong(match, (_, sentence) => /通知|要点|提出|上一?年|整改|指出|存在|问题/.test(sentence) || id === 'problems'),
      ),
      ...all(copy, END_OF_YEAR, (match) =>
        wrong(
          match,
          (_, sentence) => looksBack(sentence),
          (sentence, year) => sentence.includes(String(year)),
        ),
      ),
    ];
  });
}
const looksBack = (sentence: string): boolean => LOOKS_BACK.test(sentence.replace(GROWTH, ''));
/** The report year stands in the sentence, and not only as the day to which a text that was not begun in it counts. */
function namesYear(sentence: string, year: number): boolean {
  const rest = BEGUN.test(sentence) ? sentence : sentence.replace(new RegExp(`截[至止]到?${year}年12月31日`), '');
  return rest.includes(String(year));
}
function sentenceAt(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 300), at);
  const after = text.slice(at, at + 300);
  const end = after.search(/[。!?\n]/);
  return before.slice(Math.max(...[...'。!?\n'].map((mark) => before.lastIndexOf(mark))) + 1) + after.slice(0, end < 0 ? 300 : end);
}

// R48

/** 我局 and the like; what follows in the second part makes another word of it. */
const SELF = /[我本](局(?![限部面势长外])|镇(?!痛)|街道|乡(?![村土亲愁])|馆(?![藏内])|委(?![托派员])|厅|院(?![落校])|校|中心)/g;
/** Words of a name that a self-name may come from. */
const FITS: Readonly<Record<string, RegExp>> = {
  局: /局/,
  镇: /镇/,
  街道: /街/,
  乡: /乡/,
  馆: /馆/,
  委: /委/,
  厅: /厅/,
  院: /院/,
  校: /校|学|院/,
  中心: /中心/,
};

/** R48: the unit calls itself what it is not, once for each wrong word of a section; or names another unit's report. */
export function wrongNames({ report }: Facts): Violation[] {
  const { name, selfName } = report.unit;
  if (name.trim() === '') return [];
  const known = name + selfName;
  return violationsIn(report, (text) => {
    const copy = workingCopy(text);
    const told = new Set<string>();
    const selves = all(copy, SELF, (match) => {
      const [word = '', suffix = ''] = match;
      if (FITS[suffix]?.test(known) || told.has(word) || inQuotes(copy.text, match.index)) return undefined;
      told.add(word);
      const right = selfName.trim() || '本机关';
      const count = copy.text.split(word).length - 1;
      const many = count > 1 ? `，共 ${count} 处` : '';
      const fact = `写的是“${word}”${many}，本单位是${name.trim()}。请核对是否照搬了别处的文字。`;
      return slip(copy, match.index, match.index + word.length, fact, count > 1 ? undefined : right);
    });
    return [
      ...selves,
      ...all(copy, SUBJECT, (match) => otherSubject(copy, match, report.unit)),
      ...all(copy, OWN_WORK, (match) => ownWorkOf(copy, match, report.unit, told)),
      ...all(copy, /《([^《》\d]{4,40})(?:19|20)\d\d年度?政府信息公开工作年度报告/g, (match) => otherReport(copy, match, name)),
    ];
  });
}
/** 2025年，示例县水利局通过…: a unit of the same place that does what a report tells of its own unit. */
const SUBJECT =
  /(?:^|[。\n])(?:\([一二三四五六七八九十]\)[^。\n]{0,16}。)?(?:(?:19|20)\d\d年度?,?)([\u4e00-\u9fff]{4,24}?(?:局|委员会|馆|中心|街道办事处|镇人民政府|乡人民政府))(?=(?:通过|坚持|严格|认真|深入|全面|主动公开|共|累计|积极|持续|高度重视|按照)[^。\n]{2})/g;
const TOGETHER = /联合|会同|牵头|配合|指导|[对为向与和同给][我本]/;
function otherSubject(copy: WorkingCopy, match: RegExpExecArray, unit: Report['unit']): Slip | undefined {
  const [own, other] = [plain(unit.name), match[1] ?? ''];
  const at = match.index + match[0].lastIndexOf(other);
  const sentence = sentenceAt(copy.text, at);
  if (namesItself(sentence, unit) || TOGETHER.test(sentence) || !areNeighbours(own, other)) return undefined;
  return notThisUnit(copy, at, other, unit);
}
const namesItself = (sentence: string, { name, selfName }: Report['unit']): boolean =>
  sentence.includes(plain(name)) ||
  (selfName !== '' && sentence.includes(selfName)) ||
  /[我本](?:局|馆|委|办|中心|镇|乡|街道|机关|单位)/.test(sentence);
function notThisUnit(copy: WorkingCopy, at: number, other: string, { name }: Report['unit']): Slip {
  const fact = `写的是“${other}”，本单位是${name.trim()}。请核对是否照搬了别处的文字。`;
  return slip(copy, at, at + other.length, fact, name.trim());
}
/** 县水利局高度重视政府信息公开工作: what a unit says of its own disclosure work, told of another at the beginning of a sentence. */
const OWN_WORK =
  /(?:^|[。\n])(?:\([一二三四五六七八九十]\)[^。\n]{0,16}。)?([\u4e00-\u9fff]{3,24}?(?:局|委员会|委|馆|中心|办公室|街道办事处|镇人民政府|乡人民政府))(?=(?:始终|一直|党组|领导班子){0,2}(?:高度重视|坚持|成立[^。\n]{0,20}领导小组|(?:认真|严格|深入|切实|全面|扎实)(?:贯彻|落实|学习|执行|按照|遵守|做好|加强|开展|推进)))/g;
const DISCLOSURE = /(?:信息|政务)公开|公开(?:工作|条例)|《条例》/;
function ownWorkOf(copy: WorkingCopy, match: RegExpExecArray, unit: Report['unit'], told: Set<string>): Slip | undefined {
  const [own, other] = [plain(unit.name), match[1] ?? ''];
  const at = match.index + match[0].lastIndexOf(other);
  const sentence = sentenceAt(copy.text, at);
  if (told.has(other) || !DISCLOSURE.test(sentence) || TOGETHER.test(sentence) || NO_SUCH_UNIT.test(other)) return undefined;
  if (namesItself(sentence, unit) || !areNeighbours(own, inFull(own, other))) return undefined;
  told.add(other);
  return notThisUnit(copy, at, other, unit);
}
/** Organs of the party report nothing; 县政务公开办公室 is a part of the unit that reports. */
const NO_SUCH_UNIT = /[省市县区旗州盟](?:委|纪委|监委|政法委|党)|公开|小组/;
/** 县水利局 beside 示例县农业农村局 is 示例县水利局. */
function inFull(own: string, other: string): string {
  const [level = ''] = other;
  const place = /[省市县区旗州盟]/.test(level) ? own.lastIndexOf(level, own.length - 4) : -1;
  return place > 0 ? own.slice(0, place) + other : other;
}
/** Two units of one place and one rank, neither the short name of the other: 示例县气象局, 示例县水利局. */
function areNeighbours(own: string, other: string): boolean {
  let same = 0;
  while (own[same] !== undefined && own[same] === other[same]) same++;
  const kind = /(?:局|委员会|委|馆|中心|办公室|街道办事处|镇人民政府|乡人民政府)$/;
  const [ownKind = '', otherKind = ''] = [own, other].map((name) => kind.exec(name)?.[0] ?? '');
  const place = Math.max(...[...'省市县区旗州盟'].map((mark) => own.slice(0, same).lastIndexOf(mark)));
  if (place < 1 || ownKind === '' || ownKind.slice(0, 1) !== otherKind.slice(0, 1)) return false;
  const [a, b] = [own.slice(place + 1, -ownKind.length), other.slice(place + 1, -otherKind.length)];
  const isShort = (short: string, long: string): boolean => [...short].every((character) => long.includes(character));
  // 自规局 and 资环局 are short for what begins alike or has their characters.
  return a !== '' && b !== '' && a[0] !== b[0] && !isShort(a, b) && !isShort(b, a);
}
function otherReport(copy: WorkingCopy, match: RegExpExecArray, name: string): Slip | undefined {
  const [own, other] = [plain(name), match[1] ?? ''];
  if (own.endsWith(other) || other.endsWith(own) || !/[局委镇乡办馆院会厅]$|街道|政府|中心/.test(other)) return undefined;
  return slip(copy, match.index + 1, match.index + 1 + other.length, `写的是“${other}”，本单位是${name.trim()}。请核对。`, name.trim());
}
/** Words that somebody else said. */
function inQuotes(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 60), at);
  return before.lastIndexOf('“') > before.lastIndexOf('”') || before.lastIndexOf('《') > before.lastIndexOf('》');
}

// R50

const ORGAN = '(国办公开办函|国办函|国办发|国发|国令|[\\u4e00-\\u9fff]{1,6}[发函办字令])';
const WRONG_BRACKETS = new RegExp(`${ORGAN}[[(【{]((?:19|20)\\d\\d)[\\])】}](?=第?\\d{1,4}号)`, 'g');

/** R50: the fixed phrases, the 条例 and the numbers of documents. */
export const fixedPhrases = ({ report }: Facts): Violation[] => violationsIn(report, phrasesIn);
const phrasesIn = remembered((text) => {
  const copy = workingCopy(text);
  const known = knownPhrases(copy);
  const misprints = misprintsIn(copy.text).map(({ from, to, written, right }) =>
    slip(copy, from, to, `“${written}”有错字，应当是“${right}”。`, right, '改正错字'),
  );
  return [...known, ...misprints.filter((one) => !known.some((other) => other.from < one.to && one.from < other.to))];
});
function knownPhrases(copy: WorkingCopy): Slip[] {
  return [
    ...all(copy, /公开为常态[,、]?以?公开为例外/g, ({ 0: words, index }) => {
      const at = index + words.lastIndexOf('公开');
      return slip(copy, at, at + 2, '“公开为常态、不公开为例外”漏了“不”字。', '不公开', '改为“不公开为例外”');
    }),
    ...all(copy, /(?<!以)不公开为常态/g, ({ index }) =>
      slip(copy, index, index + 3, '写成了“不公开为常态”。应当是“公开为常态、不公开为例外”。', '公开', '改为“公开为常态”'),
    ),
    ...all(copy, /《([^《》]{2,24}信息公开条例)》/g, (match) => regulation(copy, match)),
    ...all(copy, NO_LAW, ({ 0: written, index }) => {
      const right = written.startsWith('中') ? REGULATION : SHORT_NAME;
      return slip(copy, index, index + written.length, `没有“${written}”这部法。应当是“${right}”。`, right);
    }),
    ...all(copy, /国(?:务院)?令第?(\d{1,4})号/g, (match) => decree(copy, match)),
    ...all(copy, /(?<=^|[,。;:(])截止(?=20\d\d年(?:12月31日|12月底|底|年底))/gm, ({ index }) => ({
      ...slip(copy, index, index + 2, '到某一天为止的数，写“截至”；“截止”后面不带日期。', '截至'),
      severity: 'info' as const,
    })),
    ...all(copy, WRONG_BRACKETS, ({ 1: organ = '', 2: year = '', index }) => {
      const from = index + organ.length;
      return slip(copy, from, from + 6, `文号的年份写在〔〕里。这里用了别的括号。`, `〔${year}〕`);
    }),
    ...all(copy, /(国办[公开办函发]{1,4})[〔[(【]((?:19|20)\d\d)[〕\])】]第?(\d{1,4})号?/g, (match) => documentNumber(copy, match)),
  ];
}

const REGULATION = '中华人民共和国政府信息公开条例';
const SHORT_NAME = '政府信息公开条例';
/** There is a regulation and no law; 政府信息公开法律法规 and 法定内容 are other words. */
const NO_LAW =
  /(?:(?:中华人民共和国)?政府|(?<=《))信息公开法(?=[》"”,。;、()]|$|第[一二三四五六七八九十\d]|的?(?:规定(?![期时])|要求|实施))/gm;
function regulation(copy: WorkingCopy, match: RegExpExecArray): Slip | undefined {
  const written = match[1] ?? '';
  const national = written.startsWith('中') || /^(?:政务|政务公开|信息|政府)?信息公开条例$/.test(written);
  if (written === REGULATION || written === SHORT_NAME || !national) return undefined;
  const right = written.startsWith('中') ? REGULATION : SHORT_NAME;
  return slip(copy, match.index + 1, match.index + 1 + written.length, `条例的名称写成了“${written}”。应当是“${right}”。`, right);
}
/** The decree with which the 条例 was revised; others are of other regulations. */
function decree(copy: WorkingCopy, match: RegExpExecArray): Slip | undefined {
  const before = copy.text.slice(Math.max(0, match.index - 24), match.index);
  const number = match[1] ?? '';
  // 第492号 is that of 2007; who names both tells the history of the 条例.
  const tellsHistory = number === '492' && /711|2007|修订/.test(copy.text.slice(Math.max(0, match.index - 40), match.index + 60));
  if (number === '711' || tellsHistory || !/信息公开条[例列]》?[^》]{0,10}$/.test(before)) return undefined;
  const from = match.index + match[0].indexOf(number);
  return slip(copy, from, from + number.length, `《条例》的令号写成了第${number}号。现行的是国令第711号。`, '711');
}

const DOCUMENTS = [
  { organ: '国办公开办函', year: '2021', number: '30', about: /年度报告格式|报告格式/ },
  { organ: '国办函', year: '2020', number: '109', about: /处理费/ },
] as const;
const isNearly = (written: string, right: string): boolean => written === right || slipOf(written, right)?.kind === 'swapped';
function documentNumber(copy: WorkingCopy, match: RegExpExecArray): Slip | undefined {
  const [whole, organ = '', year = '', number = ''] = match;
  const near = copy.text.slice(Math.max(0, match.index - 40), match.index);
  // A notice is known by what is named just before it, or by two of its three parts, also where a digit of them slipped.
  const known = DOCUMENTS.find(
    (one) =>
      one.about.test(near) ||
      (one.year === year && one.number === number) ||
      (one.organ === organ && organ.length > 4 && (isNearly(year, one.year) || isNearly(number, one.number))),
  );
  if (!known || !/^国办(?:公开办)?(?:函|发)$/.test(organ) || whole.length > 24) return undefined;
  if (organ === known.organ && year === known.year && number === known.number) return undefined;
  const other = DOCUMENTS.some((one) => one.organ === organ && one.year === year && one.number === number);
  // The format of 2019 has a notice of its own.
  if (other || (organ === '国办公开办函' && year === '2019')) return undefined;
  const right = `${known.organ}〔${known.year}〕${known.number}号`;
  return slip(copy, match.index, match.index + whole.length, `文号写成了“${whole}”。应当是“${right}”。`, right);
}

// R85, R86, R87

const PLACEHOLDERS =
  /【[^】\n]{0,12}】|[(〔[](?:待[^)〕\]\n]{1,8}|此处[^)〕\]\n]{0,12}|略|请?填写?[^)〕\]\n]{0,10})[)〕\]]|(?<![A-Za-z])[XＸx×]{2,}(?![A-Za-z])|[○□△▲]{2,}|_{2,}|待填写?|待补充|(?<=[共计到为])(?:…|\.{3}|。{3})+(?=[件条次份元])|^(?:…|\.{3,})+$/;
/** Also what this program puts there for a clerk to go on from: 一是…；二是…。 and 今年……。 */
const PLACEHOLDER = new RegExp(`${PLACEHOLDERS.source}|${UNFINISHED_ITEM}|(?:…|\\.{3,})+(?=[。;；])`, 'gm');
/** Signs that stand for something: 【政策解读】 is the name of a column. */
const MEANT = /^【(?!.*(?:填|待|单位|年份|数字|数量|此处|X|×|…))[^】]{2,}】$|^〔略〕$/;

/** R85: something was left to be filled in; once a section, with its number of places. */
export const placeholdersLeft = ({ report }: Facts): Violation[] =>
  violationsIn(report, (text, id) => (id === 'problems' && problemsUnwritten(text) ? [] : placeholdersIn(text)));
const placeholdersIn = remembered((text): Slip[] => {
  const copy = workingCopy(text);
  const left = [...copy.text.matchAll(PLACEHOLDER)].filter(({ 0: words }) => !MEANT.test(words));
  const [first] = left;
  if (!first) return [];
  const many = left.length > 1 ? `等 ${left.length} 处` : '';
  const fact = `“${first[0].slice(0, 20)}”${many}像是还没有填的地方。请填上或删去。`;
  return [slip(copy, first.index, first.index + first[0].length, fact)];
});

/** R86: marks and spaces, one finding a section; `cleaned` puts them right. */
export function untidyText({ written, figures }: Facts): Violation[] {
  return TEXT_IDS.flatMap((id): Violation[] => {
    // What is put right is the text as it is written, or live numbers would become digits.
    const text = written.texts[id];
    const { text: insert, marks, digits, spaces } = cleaned(text);
    const odd = [
      [marks, '标点', '半角或重复的标点'],
      [digits, '数字', '全角的数字'],
      [spaces, '空格', '多余的空格'],
    ] as const;
    const what = odd.filter(([count]) => count > 0);
    if (what.length === 0) return [];
    const span = { text: id, ...wholeTokens(expand(text, figures), firstChange(text, insert)) };
    const proposals = [{ text: id, from: 0, to: text.length, label: digits > 0 ? '整理标点、数字和空格' : '整理标点和空格', insert }];
    const places = what.map(([count, name]) => `${count} 处${name}`).join('、');
    const fact = `有 ${places}不规范，例如${what.map(([, , example]) => example).join('、')}。可以一并整理。`;
    return [{ section: id, quote: text.slice(span.from, span.to), asWritten: true, correction: { span, proposals }, fact }];
  });
}
/** Where two texts begin to differ, with a few characters around it on its line. */
function firstChange(before: string, after: string): { from: number; to: number } {
  let at = 0;
  while (at < before.length && before[at] === after[at]) at++;
  const start = before.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
  const end = before.indexOf('\n', at + 1);
  return { from: Math.max(start, at - 8), to: Math.min(end < 0 ? before.length : end, at + 8) };
}

/** A paragraph of fewer characters may well stand twice. */
const LONG = 30;
const paragraphsIn = remembered((text) =>
  locatedLines(text)
    .map(({ line, from }) => ({ words: plain(line), from, to: from + line.length }))
    .filter(({ words }) => words.length >= LONG),
);
/** R87: a paragraph that stands twice in the report. */
export function repeatedParagraphs({ report }: Facts): Violation[] {
  const seen = new Map<string, TextId>();
  return violationsIn(report, (text, id) =>
    paragraphsIn(text).flatMap(({ words, from, to }): Slip[] => {
      const first = seen.get(words);
      if (!first) seen.set(words, id);
      return first ? [{ from, to, fact: `这一段与${first === id ? '本部分' : '别的部分'}的一段一字不差。请核对是否重复粘贴。` }] : [];
    }),
  );
}

/** Short words that end no other word and begin none, so that one behind itself is a slip; 办公室办公室 and 年度年度 may be right. */
const NEVER_TWICE =
  '全年|今年|本年|去年|上年|我[局委馆办厅镇县市区]|本[局委馆办厅镇县市区]|同时|进一步|积极|认真|严格|切实|不断|持续|按照|根据|以及|其中|累计|截至|依法|及时|全面|深入|高度|坚持|围绕|主动|关于|收到|开展|加强|推进';
/** Of four characters or more everything is. */
const TWICE = new RegExp(`(${NEVER_TWICE}|[\\u4e00-\\u9fff]{4,12}?)\\1`, 'g');
/** R87: 全年全年, a word typed or pasted twice. What a space parts may be two cells of a table. */
export const doubledWords = ({ report }: Facts): Violation[] => violationsIn(report, doubledIn);
const doubledIn = remembered((text): Slip[] => {
  const copy = workingCopy(text);
  return all(copy, TWICE, ({ 0: written, 1: word = '', index }) => {
    const found = slip(copy, index, index + written.length, `“${word}”连着写了两遍。`, word, '删去重复的字');
    return found.to - found.from === written.length ? found : undefined;
  });
});
