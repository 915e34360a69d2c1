/** Drafts, and the program's own small files, with values that nobody types: all of it follows from a seed. */
import { strToU8 } from 'fflate';
import { Chance } from './chance.ts';
import { exampleFiles, exampleText } from './drafts.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const ODD_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '',
  'a\nb',
  '.',
  '0',
  'x'.repeat(5_000),
  '\ud800',
  '总计',
];
const deep = (levels: number): Json => {
  let value: Json = [];
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? { a: value } : [value];
  return value;
};
const VALUES: readonly ((chance: Chance) => Json)[] = [
  () => null,
  () => true,
  (chance) => chance.of([0, -1, 1e308, -1e308, 2 ** 53, 1e9, 0.5, 2025, 99, 253402300800000]),
  (chance) =>
    chance.of([
      '',
      ' ',
      '1',
      '1e9',
      '９',
      '-1',
      '1,000',
      '0x10',
      '1.5',
      '9'.repeat(400),
      '\u0000',
      '\ud800',
      '\u202e12',
      '<script>',
      '{{',
      '{{__proto__}}',
      '=1+1',
      '\r\n',
    ]),
  (chance) => '县'.repeat(chance.of([100, 5_000])),
  (chance) => '{{requests.newReceived.total}}'.repeat(chance.of([1, 500])),
  () => [],
  () => ({}),
  () => ['a', 1, null, {}],
  (chance) => deep(chance.of([3, 70, 2_000])),
  (chance) => Object.fromEntries(ODD_KEYS.map((key): [string, Json] => [key, chance.of<Json>([1, '1', null, {}])])),
  (chance) =>
    Array.from({ length: chance.of([10, 3_000]) }, () => chance.of<Json>(['x', 1, { rule: 'R24', key: 'requests', facts: [], text: 'x' }])),
];

/** A value with one to three of its parts exchanged, given away or named otherwise. */
function oddJson(value: Json, chance: Chance): Json {
  const copy = structuredClone(value);
  for (let left = 1 + chance.number(3); left > 0; left--) {
    let here: Json = copy;
    for (let depth = chance.number(4); depth > 0; depth--) {
      const inner: Json[] =
        typeof here === 'object' && here !== null ? Object.values(here).filter((child) => typeof child === 'object' && child !== null) : [];
      if (inner.length > 0) here = chance.of(inner);
    }
    if (typeof here !== 'object' || here === null) return chance.of(VALUES)(chance);
    const target = here as { [key: string]: Json };
    const keys = Object.keys(target);
    const key = chance.number(4) === 0 || keys.length === 0 ? chance.of(ODD_KEYS) : chance.of(keys);
    if (chance.number(6) === 0) Reflect.deleteProperty(target, key);
    // As `JSON.parse` has it: an own property, whatever its name.
    else Object.defineProperty(target, key, { value: chance.of(VALUES)(chance), enumerable: true, configurable: true, writable: true });
  }
  return copy;
}

const EXAMPLES = exampleFiles.map(exampleText);
const PARSED = EXAMPLES.map((text) => JSON.parse(text) as Json);

const IN_BYTES: readonly ((text: string, chance: Chance) => Uint8Array)[] = [
  (text) => Buffer.from(`\ufeff${text}`),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  (text) => Buffer.from(text, 'latin1'),
  (text, chance) => Buffer.from(text).subarray(0, chance.number(text.length)),
  (text, chance) => {
    const bytes = Buffer.from(text);
    for (let left = 1 + chance.number(20); left > 0; left--)
      bytes[chance.number(bytes.length)] = chance.of([0, 0xff, 0x80, 0x22, 0x7b, 0x5d, 0x2c, chance.number(256)]);
    return bytes;
  },
  // Twice the same name: the last one counts, for every reader of JSON.
  (text, chance) =>
    Buffer.from(text.replace(/"(\w+)": "/, (found, key: string) => `"${key}": ${chance.of(['1', 'null', '{}'])}, ${found}`)),
  (text, chance) => Buffer.from(text.replace(/\d+/, chance.of(['1e999', '-0', '01', '9'.repeat(500), 'NaN', 'Infinity', '"2025"']))),
  (text) => Buffer.from(text + text),
  (text, chance) => Buffer.from('[{"a":'.repeat(chance.of([100, 100_000])) + text),
  (_, chance) => Buffer.alloc(chance.of([1, 100, 100_000]), chance.of([0, 0x20, 0x5b, 0x22, 0xe5])),
];

/** The bytes of a draft file of this seed. */
export function hostileDraft(seed: number): Uint8Array {
  const chance = new Chance(seed);
  const index = chance.number(EXAMPLES.length);
  if (chance.number(4) > 0) return strToU8(JSON.stringify(oddJson(PARSED[index] as Json, chance)));
  return chance.of(IN_BYTES)(EXAMPLES[index] as string, chance);
}

/** The text of a small file of the program's own, made from one that is as it should be. */
export function hostileJson(seed: number, whole: Json): string {
  const chance = new Chance(seed);
  const text = JSON.stringify(chance.number(5) === 0 ? whole : oddJson(whole, chance));
  const [place, kind] = [chance.number(text.length), chance.number(12)];
  if (kind === 0) return text.slice(0, place);
  if (kind === 1) return `${text.slice(0, place)}${chance.of(['\u0000', '{', '"', '1e999', ']'])}${text.slice(place)}`;
  return text;
}
