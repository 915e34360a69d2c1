/** Text as HTML, for the clipboard. */
import { lines } from '../shared/outline.ts';

export const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A paragraph a line. */
export const asHtml = (text: string): string =>
  lines(text)
    .map((line) => `<p>${escaped(line)}</p>`)
    .join('');
