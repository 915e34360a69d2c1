/** The events of a well-formed XML text. Entities that it defines itself are refused, so that none can grow. */
import { SaxesParser } from 'saxes';
import { UnreadableFile } from './unreadable.ts';

interface XmlEvents {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

export function parseXml(xml: string, events: XmlEvents): void {
  if (xml === '') return;
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => events.open?.(name, attributes));
  parser.on('closetag', ({ name }) => events.close?.(name));
  parser.on('text', (text) => events.text?.(text));
  try {
    parser.write(xml).close();
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile('Word 文件的正文已损坏。请在 Word 或 WPS 里打开，另存一份再试。');
  }
}
