/** The clipboard as text and as HTML. Electron changed its way to it: from 44 on it is the web's, in the tests' runtime the old one. */
import { ClipboardItem, clipboard } from 'electron';
import type { Clip } from '../shared/api.ts';

const TEXT = 'text/plain';
const HTML = 'text/html';

interface OldClipboard {
  write(clip: Clip): void;
  readText(): string;
  readHTML(): string;
}
const old = (): OldClipboard => clipboard as unknown as OldClipboard;
const isOld = (): boolean => ClipboardItem === undefined;

export async function writeClip(clip: Clip): Promise<void> {
  if (isOld()) old().write(clip);
  else await clipboard.write([new ClipboardItem({ [TEXT]: clip.text, [HTML]: clip.html })]);
}

export async function readClip(): Promise<Clip> {
  if (isOld()) return { text: old().readText(), html: old().readHTML() };
  const [text, items] = await Promise.all([clipboard.readText(), clipboard.read()]);
  const page = await items.find(({ types }) => types.includes(HTML))?.getType(HTML);
  return { text, html: page instanceof Blob ? await page.text() : '' };
}
