/** A web page in one file (MHT, as browsers and Word save it) -> its HTML. */
import { asciiOf, decodeText } from './decode.ts';
import { UnreadableFile } from './unreadable.ts';

interface Part {
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

const MAX_HTML_BYTES = 10 * 1024 * 1024;

export function htmlOfMht(bytes: Uint8Array): string {
  const html = findHtml(partOf(asciiOf(bytes)), 0);
  if (!html) throw new UnreadableFile('网页文件（mht）里没有正文，请用浏览器打开后另存为网页（html）。');
  const page = bodyBytes(html);
  if (page.length > MAX_HTML_BYTES) throw new UnreadableFile('网页文件（mht）的正文太大，不像一份年度报告。');
  return decodeText(page, parameter(html, 'content-type', 'charset'));
}

/** A page stands in multipart/related, sometimes within multipart/alternative; deeper is nobody's. */
const MAX_DEPTH = 4;
function findHtml(part: Part, depth: number): Part | undefined {
  const type = part.headers.get('content-type') ?? '';
  if (/^\s*text\/html/i.test(type)) return part;
  const boundary = parameter(part, 'content-type', 'boundary');
  if (!boundary || depth >= MAX_DEPTH) return undefined;
  for (const piece of part.body.split(`--${boundary}`).slice(1)) {
    const found = findHtml(partOf(piece.replace(/^[ \t]*\r?\n/, '')), depth + 1);
    if (found) return found;
  }
  return undefined;
}

function partOf(text: string): Part {
  const end = /\r?\n\r?\n/.exec(text);
  const head = text.slice(0, end?.index ?? text.length).replace(/\r?\n[ \t]+/g, ' ');
  const headers = new Map<string, string>();
  for (const line of head.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body: end ? text.slice(end.index + end[0].length) : '' };
}

function parameter({ headers }: Part, header: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]+))`, 'i').exec(headers.get(header) ?? '');
  return found?.[1] ?? found?.[2];
}

function bodyBytes({ headers, body }: Part): Uint8Array {
  const encoding = headers.get('content-transfer-encoding')?.toLowerCase() ?? '';
  if (encoding.includes('base64')) return fromBase64(body);
  return bytesOf(encoding.includes('quoted-printable') ? fromQuotedPrintable(body) : body);
}

const bytesOf = (binary: string): Uint8Array => Uint8Array.from(binary, (char) => char.charCodeAt(0));

const fromQuotedPrintable = (text: string): string =>
  text
    .split(/\r?\n/)
    // Blanks at the end of a line are no part of it; a pattern for them would take the square of their number.
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/=\n/g, '')
    .replace(/=([\dA-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map([...DIGITS].map((char, value) => [char.charCodeAt(0), value]));
/** Of our own: `atob` refuses a text that is cut off, and this folder knows neither DOM nor node. */
export function fromBase64(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let [length, bits, held] = [0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const value = VALUES.get(text.charCodeAt(at));
    if (value === undefined) continue;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length++] = (held >> bits) & 0xff;
  }
  return bytes.subarray(0, length);
}
