/** The geometry lint finds nothing in what is written, and each kind of fault where it is put in: a test of the checker too. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { renderDocx } from '../templates/docx.ts';
import { renderModel } from '../templates/render-model.ts';
import { example, exampleFiles } from './drafts.ts';
import { lintDocx } from './lint.ts';

const documentOf = (name: string, errors = 0): Promise<Uint8Array> =>
  renderDocx(renderModel(example(name).report, errors), new Date('2026-01-20T09:30:00Z'));

describe('a written Word file', () => {
  test.each(exampleFiles)('%s has no fault', async (file) => {
    expect(lintDocx(await documentOf(file))).toEqual([]);
  });
  test('has none as a draft either, which has headers', async () => {
    expect(lintDocx(await documentOf('示例镇', 3))).toEqual([]);
  });
});

interface Mutation {
  readonly fault: string;
  readonly path?: string;
  /** What is replaced: its first place, or the last where the pattern begins with everything before. */
  readonly from: RegExp;
  readonly to: string;
  readonly complaint: string;
}
const LAST_CELL = /^(.*)<w:tc>.*?<\/w:tc>(?=<\/w:tr><\/w:tbl>)/s;
const MUTATIONS: readonly Mutation[] = [
  { fault: 'a row too short', from: LAST_CELL, to: '$1', complaint: 'table 3, row 4: 14 columns, the grid has 15' },
  {
    fault: 'a row too long',
    from: /<\/w:tr>/,
    to: '<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="0"/></w:tcPr><w:p/></w:tc></w:tr>',
    complaint: 'table 1, row 1: 5 columns, the grid has 4',
  },
  {
    fault: 'a cell of another width',
    from: /<w:tcW w:type="dxa" w:w="8845"\/>/,
    to: '<w:tcW w:type="dxa" w:w="8000"/>',
    complaint: 'table 1, row 1: cell in column 1 is 8000 wide, its grid columns 8845',
  },
  {
    fault: 'a cell in per cent',
    from: /<w:tcW w:type="dxa" w:w="8845"\/>/,
    to: '<w:tcW w:type="pct" w:w="5000"/>',
    complaint: 'table 1, row 1: cell in column 1 is not wide, its grid columns 8845',
  },
  {
    fault: 'a merged cell without its start',
    from: /<w:vMerge w:val="restart"\/>/,
    to: '',
    complaint: 'table 2, row 2: cell in column 1 continues none above it',
  },
  {
    fault: 'a cell merged with the number above it',
    from: /^(.*)(<w:tcW w:type="dxa" w:w="640"\/>)/s,
    to: '$1$2<w:vMerge/>',
    complaint: 'table 2, row 28: cell in column 10 continues none above it',
  },
  {
    fault: 'a cell without a paragraph',
    from: /^(.*)<w:p>.*?<\/w:p>(?=<\/w:tc><\/w:tr><\/w:tbl>)/s,
    to: '$1',
    complaint: 'table 3, row 4: cell in column 15 does not end in a paragraph',
  },
  { fault: 'an unknown style', from: /w:val="Title"/, to: 'w:val="Titel"', complaint: 'style Titel is not defined' },
  {
    fault: 'an unknown style in the footer',
    path: 'word/footer1.xml',
    from: /w:val="Footer"/,
    to: 'w:val="Foot"',
    complaint: 'style Foot is not defined',
  },
  { fault: 'a missing relationship', from: /r:id="rId\d+"/, to: 'r:id="rId99"', complaint: 'r:id rId99 has no relationship' },
  {
    fault: 'a header row at the bottom',
    from: /^(.*<w:trPr>)(?=.*<\/w:tbl>.*<\/w:tbl>)/s,
    to: '$1<w:tblHeader/>',
    complaint: 'table 2, row 28: header row below a row that is none',
  },
  { fault: 'a run without the hint', from: / w:hint="eastAsia"/, to: '', complaint: '1 of the runs have no hint eastAsia' },
  { fault: 'a run without properties', from: /<w:r><w:rPr>.*?<\/w:rPr>/, to: '<w:r>', complaint: '1 of the runs have no hint eastAsia' },
  { fault: 'a grid of lines', from: /w:docGrid w:type="default"/, to: 'w:docGrid w:type="lines"', complaint: 'document grid of lines' },
  {
    fault: 'a grid of lines and characters',
    from: /w:docGrid w:type="default"/,
    to: 'w:docGrid w:type="linesAndChars"',
    complaint: 'document grid of linesAndChars',
  },
];

describe('a Word file with a fault put in', () => {
  let files: Record<string, Uint8Array> = {};
  beforeAll(async () => {
    files = unzipSync(await documentOf('示例县自然资源局'));
  });

  test.each(MUTATIONS)('$fault', ({ path = 'word/document.xml', from, to, complaint }) => {
    const before = strFromU8(files[path] ?? new Uint8Array());
    const after = before.replace(from, to);
    expect(after).not.toBe(before);
    expect(lintDocx(zipSync({ ...files, [path]: strToU8(after) }, { level: 1 }))).toEqual([complaint]);
  });
});
