/**
 * A document read back from paper: paragraphs and tables in order, whatever file they came from. `page` where the file has pages;
 * `isLine` where the file knows lines only, so that a paragraph may go on in the next one; `isCut` where the file ends within a cell, whose
 * number may lack digits.
 */
export type DocumentBlock =
  | { readonly kind: 'paragraph'; readonly text: string; readonly page?: number; readonly isLine?: boolean }
  /** Merged cells are spread out: each grid place holds the text of the cell that covers it. A row that lacks cells is shorter. */
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[]; readonly page?: number; readonly isCut?: boolean };
