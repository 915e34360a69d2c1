/** PDFs that nobody would print: loops of objects, actions, filters, numbers without bounds. */
import { strToU8, zlibSync } from 'fflate';
import { type Chance, type Change, exchange, many, NUMBERS } from './chance.ts';

/** Objects of a PDF by their number, the first being 1. */
type Objects = readonly string[];
const stream = (content: string, entries = ''): string => `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`;
const packed = (content: string): string => Buffer.from(zlibSync(strToU8(content))).toString('latin1');
export const pdfOf = (objects: Objects): Uint8Array =>
  Buffer.from(
    `%PDF-1.7\n${objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')}trailer\n<< /Root 1 0 R /Size ${objects.length + 1} >>\n%%EOF\n`,
    'latin1',
  );
const shown = (text: string, x: number, y: number): string =>
  `BT /F 10 Tf ${x} ${y} Td <${Buffer.from(text, 'utf16le').swap16().toString('hex')}> Tj ET\n`;
const CONTENT =
  '100 640 100 60 re 200 680 120 20 re 200 660 60 20 re 260 660 60 20 re 200 640 60 20 re 260 640 60 20 re S\n' +
  [
    ['二、主动公开政府信息情况', 100, 760],
    ['规章', 105, 668],
    ['本年制发件数', 205, 685],
    ['3', 205, 665],
    ['5', 270, 645],
  ]
    .map(([text, x, y]) => shown(text as string, x as number, y as number))
    .join('');
export const OBJECTS: Objects = [
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> /XObject << /X 8 0 R >> /ExtGState << /G 9 0 R >> /Pattern << /P 8 0 R >> >> >>',
  stream(CONTENT),
  '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] /ToUnicode 10 0 R >>',
  '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /FontDescriptor 7 0 R >>',
  '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /StemV 80 >>',
  stream('/X Do 1 0 0 1 5 5 cm', '/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Matrix [1 0 0 1 0 0] /Resources 3 0 R'),
  '<< /Type /ExtGState /LW 1 /SMask << /S /Luminosity /G 8 0 R >> >>',
  stream('/CIDInit /ProcSet findresource begin begincmap 1 beginbfrange <0000> <ffff> <0000> endbfrange endcmap'),
];
const inObject =
  (number: number, change: (object: string, chance: Chance) => string): Change<Objects> =>
  (objects, chance) =>
    objects.map((object, index) => (index === number - 1 ? change(object, chance) : object));
const inAny: (change: (object: string, chance: Chance) => string) => Change<Objects> = (change) => (objects, chance) =>
  inObject(1 + chance.number(objects.length), change)(objects, chance);
const draw = (piece: (chance: Chance) => string): Change<Objects> => inObject(4, (_, chance) => stream(piece(chance) + CONTENT));
const action = (entries: string): Change<Objects> => inObject(1, (object) => object.replace('>>', `${entries} >>`));
export const IN_PDF: readonly Change<Objects>[] = [
  // Whatever refers to something refers to something else, itself included.
  inAny((object, chance) => exchange(object, /\d+ 0 R/g, chance, () => `${chance.number(13)} 0 R`)),
  inAny((object, chance) =>
    exchange(object, /(?<=[ [])-?\d+(?=[ \]])/g, chance, () =>
      chance.of(['0', '-1', '1e9', '99999999999', '4 0 R', '.', '--5', 'null', '[]']),
    ),
  ),
  inAny((object, chance) =>
    exchange(object, /\/\w+/g, chance, () =>
      chance.of(['/Pages', '/Type3', '/TrueType', '/Identity-H', '/__proto__', '/constructor', '/GBK-EUC-H', '/x', '/']),
    ),
  ),
  inAny((object, chance) => object.slice(0, chance.number(object.length))),
  inAny((_, chance) => many(chance.of(['[', '<<', '<< /A ', '(', '[ 1 0 R ', 'R ', '/A /B ', '<', '\n']), chance)),
  inAny((object, chance) => object.replace('>>', `/Filter [${many('/FlateDecode ', chance, 300)}] >>`)),
  inAny((object, chance) =>
    object.replace(
      '>>',
      `/Filter /${chance.of(['LZWDecode', 'ASCII85Decode', 'ASCIIHexDecode', 'RunLengthDecode', 'JBIG2Decode', 'JPXDecode', 'DCTDecode', 'CCITTFaxDecode', 'Crypt', 'x'])} /DecodeParms << /Predictor ${chance.of(['12', '2', '99'])} /Columns ${chance.of(['1', '1000000000', '-5'])} /Colors ${chance.of(['1', '999'])} >> >>`,
    ),
  ),
  inObject(4, (_, chance) => {
    const content = packed(
      many(
        chance.of([
          'q ',
          '[] 0 d ',
          '0 0 m 9 9 l S ',
          'BT /F 9 Tf (a) Tj ET ',
          '/X Do ',
          'BI /W 9 /H 9 ID x EI ',
          '1 0 0 1 1e300 1e300 cm ',
          '/A BMC ',
        ]),
        chance,
        100_000,
      ),
    );
    return `<< /Length ${content.length} /Filter /FlateDecode >>\nstream\n${content}\nendstream`;
  }),
  inObject(4, (object, chance) => object.replace(/\/Length \d+/, `/Length ${chance.of(['0', '-1', '4 0 R', '999999999', '5'])}`)),
  draw((chance) => `${chance.of(NUMBERS)} 0 0 ${chance.of(NUMBERS)} 0 0 cm `),
  draw((chance) => `BT /F ${chance.of(['0', '1e308', '-9', '0.0000001'])} Tf ${chance.of(NUMBERS)} 0 0 1 1e308 5 Tm (abc) Tj ET `),
  draw(() => '/X Do /G gs /Pattern cs /P scn 0 0 99 99 re f '),
  draw((chance) => `[${many('(a) -9999 ', chance)}] TJ `),
  draw((chance) => `${many('0 0 m 500 0 l 500 500 l h S ', chance, 500)}`),
  draw((chance) => Array.from({ length: 1 + chance.number(300) }, (_, i) => `${i * 3} 0 1 900 re f 0 ${i * 3} 900 1 re f `).join('')),
  inObject(2, (object, chance) =>
    object.replace(/\[.*\]/, `[${many('3 0 R ', chance, 400)}]`).replace('/Count 1', `/Count ${chance.of(['-1', '400', '1e9'])}`),
  ),
  inObject(2, () => '<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>'),
  inObject(3, (object) => object.replace('/Contents 4 0 R', '/Contents [4 0 R [4 0 R] 3 0 R 4 0 R]')),
  inObject(
    5,
    () =>
      '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /CharProcs << /a 4 0 R >> /Encoding << /Differences [0 /a] >> /FirstChar 0 /LastChar 1e9 /Widths [1] /Resources 3 0 R >>',
  ),
  inObject(5, (object, chance) =>
    object.replace(
      '/UniGB-UCS2-H',
      `${chance.of(['10 0 R', '/../../etc/passwd', '/http://example.invalid/x', '/UniJIS-UTF16-H', '<< /UseCMap 10 0 R >>'])}`,
    ),
  ),
  inObject(10, () =>
    stream('/UniGB-UCS2-H usecmap begincmap 100 beginbfrange <0000> <ffffffff> [<0041>] endbfrange endcmap', '/UseCMap 10 0 R'),
  ),
  action('/OpenAction << /S /JavaScript /JS (app.launchURL("http://example.invalid")) >>'),
  action('/OpenAction << /S /Launch /F (calc.exe) >> /AA << /WC << /S /URI /URI (http://example.invalid) >> >>'),
  action(
    '/AcroForm << /XFA 10 0 R /Fields [1 0 R] /NeedAppearances true >> /Names << /EmbeddedFiles << /Kids [1 0 R] >> >> /Outlines 1 0 R',
  ),
  inObject(4, (object) => object.replace('<<', '<< /F (http://example.invalid/x) /FFilter /FlateDecode')),
  (objects) => [...objects, '<< /Type /ObjStm /N 999999999 /First 5 /Extends 11 0 R /Length 0 >>\nstream\n\nendstream'],
  (objects) => [...objects, `trailer << /Root 1 0 R /Encrypt << /Filter /Standard /V 4 /R 4 /O (x) /U (x) /P -1 >> /ID [(a)] /Prev 0 >>`],
];
