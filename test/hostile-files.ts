/**
 * Files as nobody writes them by accident: valid ones of every kind, with one to four things changed in their structure. All of it
 * follows from a number, so that a file that does harm can be made again.
 */
import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { renderDocx } from '../templates/docx.ts';
import { renderPage } from '../templates/html.ts';
import { renderModel } from '../templates/render-model.ts';
import { Chance, type Change, changed, exchange, IN_ANY_TEXT, IN_MARKUP, many, NUMBERS, OUTSIDE, put } from './chance.ts';
import { example } from './drafts.ts';
import { IN_PDF, OBJECTS, pdfOf } from './hostile-pdf.ts';
import { LAYOUTS } from './layouts.ts';

// Word files

type Parts = Record<string, Uint8Array>;
const BODY = 'word/document.xml';
const inPart =
  (name: string, change: Change<string>): Change<Parts> =>
  (parts, chance) => ({
    ...parts,
    [name]: strToU8(change(strFromU8(parts[name] ?? new Uint8Array()), chance)),
  });
/** Into the body, before one of its paragraphs. */
const insert = (piece: (chance: Chance) => string): Change<Parts> =>
  inPart(BODY, (xml, chance) => exchange(xml, /<w:p[ >]/g, chance, (found) => piece(chance) + found));
const paragraph = (inner: string): string => `<w:p><w:r>${inner}</w:r></w:p>`;
const bomb = (system: string): string =>
  `<!DOCTYPE w:document [<!ENTITY a "${'x'.repeat(100)}">${Array.from({ length: 9 }, (_, i) => `<!ENTITY a${i} "${`&a${i ? i - 1 : ''};`.repeat(10)}">`).join('')}<!ENTITY file SYSTEM "${system}">]>`;
const NUMBERING = (chance: Chance): string =>
  `<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="s"/><w:lvl w:ilvl="${chance.of(NUMBERS)}"><w:start w:val="${chance.of(NUMBERS)}"/><w:numFmt w:val="${chance.of(['chineseCounting', 'lowerRoman', 'constructor', ''])}"/><w:lvlText w:val="${many('%1', chance)}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="${chance.of(NUMBERS)}"><w:startOverride w:val="${chance.of(NUMBERS)}"/></w:lvlOverride></w:num></w:numbering>`;
const IN_DOCX: readonly Change<Parts>[] = [
  ...IN_MARKUP.map((change) => inPart(BODY, change)),
  (parts, chance) => {
    const [one, other] = [chance.of(Object.keys(parts)), chance.of(Object.keys(parts))];
    return { ...parts, [one]: parts[other] as Uint8Array, [other]: parts[one] as Uint8Array };
  },
  (parts, chance) => {
    const { [chance.of(Object.keys(parts))]: _, ...rest } = parts;
    return rest;
  },
  (parts) => ({ 'word/document2.xml': strToU8('<w:document xmlns:w="w"><w:body/></w:document>'), ...parts }),
  (parts, chance) => ({
    ...parts,
    [chance.of(['../../x', '/word/document.xml', 'word\\document.xml', 'WORD/document.xml'])]: strToU8('x'),
  }),
  (parts, chance) => ({
    ...parts,
    'word/_rels/document.xml.rels': strToU8(
      `<Relationships>${['attachedTemplate', 'oleObject', 'aFChunk', 'image', 'frame'].map((type, i) => `<Relationship Id="r${i}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${chance.of(OUTSIDE)}" TargetMode="External"/>`).join('')}</Relationships>`,
    ),
  }),
  inPart(BODY, (xml, chance) => exchange(xml, /<w:gridSpan[^>]*>/g, chance, () => `<w:gridSpan w:val="${chance.of(NUMBERS)}"/>`)),
  inPart(BODY, (xml, chance) => exchange(xml, /<w:tcPr>/g, chance, () => `<w:tcPr><w:gridSpan w:val="${chance.of(NUMBERS)}"/><w:vMerge/>`)),
  inPart(BODY, (xml, chance) =>
    exchange(xml, /<w:tr[ >]/g, chance, (row) => `<w:tr><w:gridBefore w:val="${chance.of(NUMBERS)}"/></w:tr>${row}`),
  ),
  inPart(BODY, (xml, chance) =>
    xml.replace(/(?=<w:document)/, bomb(chance.of(OUTSIDE))).replace(/<w:t[^>]*>/, `$&${chance.of(['&a8;', '&file;', '&a;'])}`),
  ),
  inPart(BODY, (xml) => xml.replaceAll('w:', 'x:').replace('xmlns:x', 'xmlns:w')),
  inPart(BODY, (xml) => xml.replace('UTF-8', 'UTF-16')),
  insert((chance) => {
    const depth = chance.of([10, 1_000, 20_000]);
    return `${'<w:tbl><w:tr><w:tc>'.repeat(depth)}${paragraph('<w:t>x</w:t>')}${'</w:tc></w:tr></w:tbl>'.repeat(depth)}`;
  }),
  insert((chance) => {
    const depth = chance.of([10, 1_000, 20_000]);
    return `${'<w:p><w:r><w:txbxContent>'.repeat(depth)}${'</w:txbxContent></w:r></w:p>'.repeat(depth)}`;
  }),
  insert((chance) => `<w:altChunk r:id="r${chance.number(5)}"/><w:object><o:OLEObject r:id="r1"/></w:object><w:hyperlink r:id="r2"/>`),
  insert(() =>
    paragraph('<w:fldChar w:fldCharType="begin"/><w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"</w:instrText>'),
  ),
  insert((chance) => paragraph(`<w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>${many('1', chance)}</w:t>`)),
  insert((chance) => many('<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>接</w:t></w:r></w:p>', chance)),
  insert((chance) => `<w:p ${Array.from({ length: 5_000 }, (_, i) => `a${i}="${chance.number(9)}"`).join(' ')}/>`),
  insert((chance) => `<${many('a', chance)} ${many('b', chance)}="${many('c', chance)}"/>`),
  insert((chance) =>
    many(`<w:p><w:pPr><w:numPr><w:ilvl w:val="${chance.of(NUMBERS)}"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>`, chance, 500),
  ),
  (parts, chance) => ({ ...parts, 'word/numbering.xml': strToU8(NUMBERING(chance)) }),
  (parts) => ({
    ...parts,
    'word/styles.xml': strToU8(
      '<w:styles xmlns:w="w"><w:style w:styleId="s"><w:basedOn w:val="s"/><w:numId w:val="1"/></w:style></w:styles>',
    ),
  }),
];

const u16 = (bytes: Uint8Array, place: number): number => (bytes[place] ?? 0) | ((bytes[place + 1] ?? 0) << 8);
const signatures = (bytes: Uint8Array, mark: number): number[] => {
  const found: number[] = [];
  for (let place = 0; place + 4 <= bytes.length; place++)
    if (u16(bytes, place) === 0x4b50 && u16(bytes, place + 2) === mark) found.push(place);
  return found;
};
/** A number in the directory of a zip, at one of its entries: flags, method, sizes, length of the name, place. */
function zipLies(zip: Uint8Array, chance: Chance): Uint8Array {
  const lying = zip.slice();
  const entries = signatures(lying, 0x0201);
  for (let left = chance.number(4); left > 0 && entries.length > 0; left--) {
    const [field, size] = chance.of([
      [8, 2],
      [10, 2],
      [20, 4],
      [24, 4],
      [28, 2],
      [30, 2],
      [42, 4],
    ] as const);
    const place = chance.of(entries) + field;
    const value = chance.of([0, 1, 99, 0xff, 0xffff, 0x7fffffff, 0xffffffff]);
    for (let byte = 0; byte < size; byte++) lying[place + byte] = (value >>> (byte * 8)) & 0xff;
  }
  return lying;
}

// Old Word files

const DOC = readFileSync(new URL('fixtures/published/lists.doc', import.meta.url));
/** Where a container says how it is arranged, and where a document says what is where in it. */
function oddDoc(chance: Chance): Uint8Array {
  const bytes = Buffer.from(DOC);
  const sector = (number: number): number => (number + 1) * 512;
  const directory = sector(bytes.readUInt32LE(0x30));
  const table = sector(bytes.readUInt32LE(0x4c));
  const main = bytes.indexOf(Buffer.from([0xec, 0xa5]), 512);
  const regions = [
    [0x18, 0x68],
    [table, 256],
    [directory, 128 * 8],
    [directory + 0x74, 12],
    [main, 0x60],
    [main + 0xa0, 0x280],
    [512, bytes.length - 512],
  ] as const;
  for (let left = 1 + chance.number(6); left > 0; left--) {
    const [from, length] = chance.of(regions);
    const place = Math.min(bytes.length - 4, from + chance.number(length / 4) * 4);
    const value = chance.of([
      0,
      1,
      2,
      0xff,
      0xffff,
      0x7fffffff,
      0xfffffffe,
      0xffffffff,
      Math.floor(place / 512) - 1,
      chance.number(bytes.length),
    ]);
    bytes.writeUInt32LE(value >>> 0, place);
  }
  return chance.number(5) === 0 ? bytes.subarray(0, chance.number(bytes.length)) : bytes;
}

// Pages, messages, texts

const IN_PAGE: readonly Change<string>[] = [
  ...IN_MARKUP,
  (html, chance) => exchange(html, /<t[dh]\b/gi, chance, (tag) => `${tag} colspan="${chance.of(NUMBERS)}" rowspan="${chance.of(NUMBERS)}"`),
  (html, chance) => exchange(html, /<t[dh]\b/gi, chance, (tag) => `${tag} colspan=65534 rowspan=65534`),
  (html, chance) =>
    exchange(
      html,
      /<t[dh][^>]*>/gi,
      chance,
      (tag) => tag + many(chance.of(['<table><tr><td>', '<td>', '<table>', '</td>', '<b>', '<p>', '<sup>1', '<div>']), chance),
    ),
  (html, chance) =>
    put(
      html,
      many(
        chance.of([
          '<a>',
          '<font><p>',
          '<svg><desc>',
          '<math><mtext>',
          '<select>',
          '<template>',
          '<frameset>',
          '<form>',
          '<option>',
          '<p hidden>',
          '<plaintext>',
        ]),
        chance,
      ),
      chance,
    ),
  (html, chance) => {
    const url = chance.of(OUTSIDE);
    return put(
      html,
      `<base href="${url}"><meta http-equiv="refresh" content="0;url=${url}"><img src="${url}" onerror="alert(1)"><script src="${url}">alert(1)</script><link rel="stylesheet" href="${url}"><iframe src="${url}" srcdoc="<script>alert(1)</script>"></iframe><object data="${url}"></object><style>@import url(${url});</style><svg onload="alert(1)"><use href="${url}"/></svg><video src="${url}" autoplay></video>`,
      chance,
    );
  },
  (html, chance) =>
    `<meta charset="${chance.of(['x-user-defined', 'iso-2022-jp', 'utf-7', 'replacement', 'hz-gb-2312', '__proto__', 'big5', ''])}">${html}`,
  (html, chance) => put(html, `<p style="${many(chance.of(['display:none;', 'x', '-', ':', ';']), chance)}">x</p>`, chance),
  (html, chance) =>
    put(
      html,
      `<table><tr><td>1</td></tr><tr>${Array.from({ length: 100 }, () => `<td rowspan=2000>${'字'.repeat(chance.number(200))}`).join('')}${'<tr>'.repeat(chance.number(2_000))}</table>`,
      chance,
    ),
];
const IN_TEXT: readonly Change<string>[] = [
  ...IN_ANY_TEXT,
  (text, chance) =>
    put(text, many(chance.of(['\n', '|', '\t', ' ', '**', '#', '|---', '1 ', '县', '（七）', '总计', '\u3000', '一、']), chance), chance),
  (text, chance) => text.replaceAll('\n', chance.of(['\r', '\u2028', '\v', ' ', '|\n|'])),
];
const asMht = (html: string, chance: Chance): string => {
  const boundary = chance.of(['x', '----=_x', '(.*)+$', '', '"', 'a'.repeat(500)]);
  const type = chance.of(['text/html', 'text/html; charset=x-unknown', 'multipart/related; boundary="x"', 'text/HTML;charset="gb2312"']);
  const encoding = chance.of(['base64', 'quoted-printable', '8bit', 'x-uuencode']);
  const body = encoding === 'base64' ? Buffer.from(html).toString('base64').slice(chance.number(3)) : html;
  return `MIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary="${boundary}"\nContent-Location: http://example.invalid/\n\n--${boundary}\nContent-Type: ${type}\nContent-Transfer-Encoding: ${encoding}\n\n${body}\n--${boundary}--`;
};
const ENCODINGS: readonly ((text: string) => Uint8Array)[] = [
  strToU8,
  (text) => Buffer.from(`\ufeff${text}`, 'utf8'),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le').subarray(0, -1),
  (text) => Buffer.from(text, 'latin1'),
];

const { report } = example('示例县自然资源局');
const model = renderModel(report, 0);
const PARTS = unzipSync(await renderDocx(model, new Date(0)));
const LISTS = unzipSync(readFileSync(new URL('fixtures/published/lists.docx', import.meta.url)));
const PAGE = renderPage(model, { published: '2026-01-20' });
const PAGES = [PAGE, ...LAYOUTS.filter(({ kind }) => kind === 'html').map(({ write }) => write(report))];
const TEXTS = LAYOUTS.filter(({ kind }) => kind === 'text').map(({ write }) => write(report));

export interface HostileFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}
const MAKERS: readonly ((chance: Chance) => HostileFile)[] = [
  (chance) => {
    const zip = zipSync(changed(chance.of([PARTS, LISTS]), IN_DOCX, chance) as Zippable, { level: 1 });
    return { name: '年报.docx', bytes: chance.number(3) === 0 ? zipLies(zip, chance) : zip };
  },
  (chance) => ({ name: '年报.pdf', bytes: pdfOf(changed(OBJECTS, IN_PDF, chance)) }),
  (chance) => ({ name: '年报.doc', bytes: oddDoc(chance) }),
  (chance) => ({ name: '年报.html', bytes: chance.of(ENCODINGS)(changed(chance.of(PAGES), IN_PAGE, chance)) }),
  (chance) => ({ name: '年报.mht', bytes: strToU8(asMht(changed(chance.of(PAGES), IN_PAGE, chance), chance)) }),
  (chance) => ({
    name: chance.of(['年报.txt', '年报.md', '年报.jsp', '']),
    bytes: chance.of(ENCODINGS)(changed(chance.of(TEXTS), IN_TEXT, chance)),
  }),
];

/** The file of a seed: a published report of each kind in turn, then with bytes changed in some of them. */
export function hostileFile(seed: number): HostileFile {
  const chance = new Chance(seed);
  const made = (MAKERS[seed % MAKERS.length] as (typeof MAKERS)[number])(chance);
  if (chance.number(4) > 0) return made;
  const bytes = Uint8Array.from(made.bytes.subarray(0, chance.number(3) === 0 ? chance.number(made.bytes.length + 1) : made.bytes.length));
  for (let left = chance.number(30); left > 0; left--) bytes[chance.number(bytes.length)] = chance.number(256);
  return { name: made.name, bytes };
}

/** A pasted page, and the text beside it. */
export function hostileClip(seed: number): { readonly html: string; readonly text: string } {
  const chance = new Chance(seed);
  const html = chance.number(4) === 0 ? '' : changed(chance.of(PAGES), IN_PAGE, chance);
  return { html, text: changed(chance.of(TEXTS).slice(0, 5_000), IN_TEXT, chance) };
}
