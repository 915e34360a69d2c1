/** The other way to make a Word file: docxtemplater fills a template that has a tag for every number and every paragraph. */
import Docxtemplater from 'docxtemplater';
import { strFromU8, strToU8, type Zippable, zipSync } from 'fflate';
import PizZip from 'pizzip';

export interface Template {
  readonly bytes: Uint8Array;
  readonly values: Readonly<Record<string, string>>;
  readonly numbers: number;
}

const TEXT = /(<w:t xml:space="preserve">)([^<]*)(<\/w:t>)/g;
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" };

/** Cuts a finished document into a template and what fills it. Labels of tables stay: an office would not retype them either. */
export function templateOf(parts: Readonly<Record<string, Uint8Array>>): Template {
  const values: Record<string, string> = {};
  let numbers = 0;
  const tagged = (part: string, wanted: (text: string) => boolean, prefix: string): string =>
    part.replace(TEXT, (whole, open: string, text: string, close: string) => {
      if (!wanted(text)) return whole;
      const tag = `${prefix}${Object.keys(values).length}`;
      values[tag] = text.replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity);
      if (prefix === 'n') numbers++;
      return `${open}{${tag}}${close}`;
    });
  const document = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
  const xml = document
    .split(/(<w:tbl>.*?<\/w:tbl>)/s)
    .map((part) => (part.startsWith('<w:tbl>') ? tagged(part, (text) => /^[\d.]+$/.test(text), 'n') : tagged(part, () => true, 'p')))
    .join('');
  const files: Zippable = { ...parts, 'word/document.xml': strToU8(xml) };
  return { bytes: zipSync(files, { level: 6 }), values, numbers };
}

/** One document, as its makers show it: the template is opened each time, for filling uses it up. */
export function fill({ bytes, values }: Template): Uint8Array {
  const document = new Docxtemplater(new PizZip(bytes));
  document.render(values);
  return document.toUint8Array({ compression: 'DEFLATE' });
}
