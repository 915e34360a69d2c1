/** The floor of writing a document: the same texts, escaped, between the same tags, joined to one string. */

/** Characters that the writer escapes in text, and how. */
export type Escapes = Readonly<Record<string, string>>;
export const HTML_ESCAPES: Escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
export const XML_ESCAPES: Escapes = { ...HTML_ESCAPES, '"': '&quot;', "'": '&apos;' };

/**
 * Writes `markup` again, and decides nothing: the tags were cut from the finished document beforehand, so no program that has
 * to work them out can be faster. Fails where it would not write the very same bytes, for that would measure nothing.
 */
export function concatenation(markup: string, escapes: Escapes): () => string {
  const entities = new Map(Object.entries(escapes).map(([char, entity]) => [entity, char]));
  const unescaped = (text: string): string => text.replace(/&\w+;/g, (entity) => entities.get(entity) ?? entity);
  const special = new RegExp(`[${Object.keys(escapes).join('')}]`, 'g');
  const pieces = markup.split(/(?<=>)(?=[^<])|(?=<)/).map((piece) => {
    const tag = piece.startsWith('<');
    return { tag, text: tag ? piece : unescaped(piece) };
  });
  const write = (): string => {
    let written = '';
    for (const { tag, text } of pieces) written += tag ? text : text.replace(special, (char) => escapes[char] ?? char);
    return written;
  };
  if (write() !== markup) throw new Error('the floor does not write the same document');
  return write;
}
