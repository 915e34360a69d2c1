/** Bytes of unknown encoding -> text: a byte order mark, then UTF-8, then what the page says of itself, then GB18030. */
import { UnreadableFile } from './unreadable.ts';

const MARKS: readonly (readonly [label: string, ...mark: number[]])[] = [
  ['utf-8', 0xef, 0xbb, 0xbf],
  ['utf-16le', 0xff, 0xfe],
  ['utf-16be', 0xfe, 0xff],
];
const CHARSET = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)/i;

export function decodeText(bytes: Uint8Array, declared?: string): string {
  const mark = MARKS.find(([, ...first]) => first.every((byte, index) => bytes[index] === byte));
  if (mark) return withoutRubbish(new TextDecoder(mark[0]).decode(bytes));
  const strict = tryDecode(bytes, 'utf-8', true);
  if (strict !== undefined) return withoutRubbish(strict);
  const named = declared ?? CHARSET.exec(asciiOf(bytes.subarray(0, 4_096)))?.[1];
  // GB18030 holds all that GB2312 and GBK hold, and pages that name these use more than they hold.
  const label = named && !/^(?:gb|utf-?8|utf-?16|x-)/i.test(named) ? named : 'gb18030';
  return withoutRubbish(tryDecode(bytes, label, false) ?? new TextDecoder('gb18030').decode(bytes));
}

function tryDecode(bytes: Uint8Array, label: string, fatal: boolean): string | undefined {
  try {
    return new TextDecoder(label, { fatal }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Each byte as the character of its number. */
export function asciiOf(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8_192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8_192)));
  return parts.join('');
}

/** One character in fifty that no text has: then it is none. A few are damage, which costs no more than themselves. */
const MAX_RUBBISH = 0.02;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const RUBBISH = /[\u0000-\u0008\u000e-\u001f\u007f\ufffd]/g;
function withoutRubbish(text: string): string {
  const rubbish = text.match(RUBBISH)?.length ?? 0;
  if (rubbish > Math.max(1, text.length * MAX_RUBBISH)) throw new UnreadableFile('不是文字文件，也不是 Word、PDF 或网页，读不出来。');
  return rubbish > 0 ? text.replace(RUBBISH, '') : text;
}
