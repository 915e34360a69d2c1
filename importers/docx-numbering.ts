/** `word/numbering.xml` and `word/styles.xml` -> which paragraphs Word numbers, and how (ECMA-376, 17.9). */
import { type ListLevel, type NumberedList, Numbering } from './numbering.ts';
import { parseXml } from './xml.ts';

interface Style {
  basedOn?: string;
  list?: string;
  level?: number;
}
/** What a paragraph says of its own number. */
interface ParagraphList {
  readonly style?: string | undefined;
  readonly list?: string | undefined;
  readonly level?: number | undefined;
}
/** Word takes no longer ones; this is printed before every paragraph of the list. */
const LONGEST_NUMBER = 255;
export type NumberOf = (paragraph: ParagraphList) => string;

export function numbersOf(numberingXml: string, stylesXml: string): NumberOf {
  const styles = readStyles(stylesXml);
  const numbering = new Numbering(readLists(numberingXml, styles));
  return ({ style = '', list, level }) => {
    const named = inherited(styles, style);
    const id = list ?? named.list;
    // List 0 takes the number of the style away.
    if (id === undefined || id === '0') return '';
    return numbering.next(id, level ?? numbering.levelOfStyle(id, named.style ?? style) ?? named.level ?? 0);
  };
}

/** Styles are based on others, which a damaged file may let go round in a circle. */
const MAX_BASES = 20;
function inherited(styles: ReadonlyMap<string, Style>, first: string): ParagraphList {
  let name: string | undefined = first;
  for (let step = 0; name !== undefined && step < MAX_BASES; step++) {
    const style: Style | undefined = styles.get(name);
    if (style?.list !== undefined) return { style: name, list: style.list, level: style.level };
    name = style?.basedOn;
  }
  return {};
}

function readStyles(xml: string): Map<string, Style> {
  const styles = new Map<string, Style>();
  let style: Style = {};
  parseXml(xml, {
    open(name, attributes) {
      const value = attributes['w:val'];
      if (name === 'w:style') {
        style = {};
        styles.set(attributes['w:styleId'] ?? '', style);
      } else if (value === undefined) return;
      else if (name === 'w:basedOn') style.basedOn = value;
      else if (name === 'w:numId') style.list = value;
      else if (name === 'w:ilvl') style.level = Number(value);
    },
  });
  return styles;
}

interface Definition {
  readonly levels: Map<number, ListLevel>;
  link?: string;
}
interface Instance {
  definition: string;
  readonly levels: Map<number, ListLevel>;
  readonly starts: Map<number, number>;
}

function readLists(xml: string, styles: ReadonlyMap<string, Style>): ReadonlyMap<string, NumberedList> {
  const { definitions, instances } = readNumbering(xml);
  const resolved = (instance: Instance): NumberedList => {
    const { link } = definitions.get(instance.definition) ?? {};
    const linked = link === undefined ? undefined : instances.get(styles.get(link)?.list ?? '');
    const definition = linked?.definition ?? instance.definition;
    const levels = new Map([...(definitions.get(definition)?.levels ?? []), ...instance.levels]);
    return { definition, levels, starts: instance.starts };
  };
  return new Map([...instances].map(([id, instance]) => [id, resolved(instance)]));
}

function readNumbering(xml: string): { definitions: Map<string, Definition>; instances: Map<string, Instance> } {
  const definitions = new Map<string, Definition>();
  const instances = new Map<string, Instance>();
  let definition: Definition | undefined;
  let instance: Instance | undefined;
  let at = 0;
  const change = (changed: Partial<ListLevel>): void => {
    const levels = (definition ?? instance)?.levels;
    levels?.set(at, { ...(levels.get(at) ?? { start: 1, format: 'decimal', text: '' }), ...changed });
  };
  parseXml(xml, {
    open(name, attributes) {
      const value = attributes['w:val'] ?? '';
      if (name === 'w:abstractNum') {
        definition = { levels: new Map() };
        definitions.set(attributes['w:abstractNumId'] ?? '', definition);
      } else if (name === 'w:num') {
        definition = undefined;
        instance = { definition: '', levels: new Map(), starts: new Map() };
        instances.set(attributes['w:numId'] ?? '', instance);
      } else if (name === 'w:abstractNumId' && instance) instance.definition = value;
      else if (name === 'w:numStyleLink' && definition) definition.link = value;
      else if (name === 'w:lvl' || name === 'w:lvlOverride') at = Number(attributes['w:ilvl'] ?? 0);
      else if (name === 'w:startOverride') instance?.starts.set(at, Number(value));
      else if (name === 'w:start') change({ start: Number(value) || 0 });
      else if (name === 'w:numFmt') change({ format: value });
      else if (name === 'w:lvlText') change({ text: value.slice(0, LONGEST_NUMBER) });
      else if (name === 'w:pStyle') change({ style: value });
    },
  });
  return { definitions, instances };
}
