/** A document read back from paper: paragraphs and tables in order, whatever file they came from. */
export type DocumentBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Merged cells are spread out: each grid place holds the text of the cell that covers it, so every row has all columns. */
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] };
