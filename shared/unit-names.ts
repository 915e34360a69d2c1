/** What the name of a unit says about its category and level: proposed for a new report, and asked about where the choice is plainly another. */
import { LEVEL_NAMES, type Level, type Report, UNIT_KIND_NAMES, type UnitKind } from './report.ts';

type Unit = Report['unit'];
type Guesses<V> = readonly (readonly [RegExp, V])[];

/** 宿迁市 is a place and not yet a body: its report is that of its people's government. */
export const isPlace = (unit: string): boolean => /(?:省|市|自治州|自治县|县|自治旗|旗)$/.test(unit) || /[^验发新园景]区$/.test(unit);

const KINDS: Guesses<UnitKind> = [
  [/(?:乡|镇)人民政府$|街道(?:办事处)?$|街$/, 'town'],
  [/人民政府$/, 'government'],
  [/(?:办公室|办公厅|管理委员会|管委会|片区管理局|派出所)$/, 'office'],
  [/(?:中心|学校|大学|学院|医院|馆|站|院|所|台|报社)$/, 'publicInstitution'],
];
/** The smallest place in the name; a character that only looks like one is part of a task: 城乡, 乡村, 市场, 区划. */
const LEVELS: Guesses<Level> = [
  [/[^城乡](?:镇|乡(?![村镇]))(?!.*[市县区局委厅])|街道/, 'town'],
  [/县(?![域级乡])|旗|(?<!自治|社|园|景|库|灾|矿)区(?![划域])/, 'county'],
  [/(?:北京|上海|天津|重庆)市/, 'province'],
  [/市(?![场政容民])|自治州|州人民|盟/, 'prefecture'],
  [/省|自治区/, 'province'],
];
/** Whatever stands for a name in a file that nobody vouches for: no pattern looks at more of it. */
const LONGEST = 60;
const saidIn = <V>(guesses: Guesses<V>, name: string): V | undefined =>
  guesses.find(([pattern]) => pattern.test(name.trim().slice(-LONGEST)))?.[1];

/** As the name suggests them; a person may choose others. */
export function unitNamed(name: string): Pick<Unit, 'kind' | 'level'> {
  const kind = saidIn(KINDS, name) ?? (isPlace(name) ? 'government' : 'department');
  return { kind, level: kind === 'town' ? 'town' : (saidIn(LEVELS, name) ?? 'county') };
}

const TOWN = /(?:[乡镇]人民政府|街道办事处)$/;
/** Where a name leaves no doubt, what it may be. A district may be of any level above towns, a city of three. */
const PLAIN_KINDS: Guesses<readonly UnitKind[]> = [
  [TOWN, ['town']],
  [/[省市县区旗州盟]人民政府$/, ['government']],
  [/(?:局|厅|(?<!管理)委员会|馆|中心|医院|学校)$/, ['department', 'office', 'publicInstitution']],
];
const PLAIN_LEVELS: Guesses<readonly Level[]> = [
  [TOWN, ['town']],
  [/(?:省|自治区)人民政府$|^[^市县区州盟旗]{2,4}省[^市县区州盟旗]*(?:厅|局|委员会)$/, ['province']],
  [/[州盟]人民政府$/, ['prefecture']],
  [/[县旗]人民政府$/, ['county']],
  [/县(?![域级乡]).*(?:局|委员会)$/, ['county', 'town']],
];
const LEVELS_OF_KIND: Partial<Readonly<Record<UnitKind, readonly Level[]>>> = {
  town: ['town'],
  government: ['province', 'prefecture', 'county'],
};

/** What of the category and the level cannot be, as a sentence; null while nothing is plain. */
export function unitDoubt({ name, kind, level }: Unit): string | null {
  const kinds = saidIn(PLAIN_KINDS, name) ?? [kind];
  const [onlyKind, ...others] = kinds;
  const levels = saidIn(PLAIN_LEVELS, name) ?? LEVELS_OF_KIND[others.length === 0 && onlyKind ? onlyKind : kind] ?? [level];
  const wrong = [
    ...(kinds.includes(kind) ? [] : [oddity('类别', UNIT_KIND_NAMES[kind], others.length === 0 && onlyKind && UNIT_KIND_NAMES[onlyKind])]),
    ...(levels.includes(level) ? [] : [oddity('级别', LEVEL_NAMES[level], levels.length === 1 && levels[0] && LEVEL_NAMES[levels[0]])]),
  ];
  return wrong.length === 0 ? null : `“${name.trim()}”${wrong.join('；')}。`;
}
const oddity = (what: string, chosen: string, right: string | false | undefined): string =>
  `的${what}选了“${chosen}”，${right ? `应当是“${right}”` : '与名称不符'}`;
