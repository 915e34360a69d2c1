/** The manual's text as elements: in the window, and in the page that `npm run manual` writes. */
import { createElement, type ReactNode } from 'react';
import type { Block, Inline } from './markdown.ts';

interface Props {
  readonly blocks: readonly Block[];
  /** The rank of the title's heading where the text stands. */
  readonly top: number;
  readonly address: (picture: string) => string;
}
export const ManualPage = ({ blocks, top, address }: Props): ReactNode =>
  blocks.map((block, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
    <Part key={index} block={block} top={top} address={address} />
  ));

function Part({ block, top, address }: Omit<Props, 'blocks'> & { block: Block }) {
  switch (block.kind) {
    case 'heading':
      return createElement(`h${block.level - 1 + top}`, { id: block.id, tabIndex: -1 }, block.text);
    case 'paragraph':
      return <p>{lineOf(block.line)}</p>;
    case 'list':
      return createElement(
        block.ordered ? 'ol' : 'ul',
        {},
        // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
        block.items.map((item, index) => <li key={index}>{lineOf(item)}</li>),
      );
    case 'picture':
      return (
        <img
          className={block.file.startsWith('word-') ? 'sheet-of-paper' : 'shot'}
          src={address(block.file)}
          alt={block.alt}
          loading="lazy"
        />
      );
    case 'code':
      return <pre>{block.text}</pre>;
    case 'table':
      return <Rows head={block.head} rows={block.rows} />;
  }
}

function Rows({ head, rows }: Omit<Extract<Block, { kind: 'table' }>, 'kind'>) {
  // So that tables under one another have their columns under one another.
  const isLong = rows.some(([first]) => lengthOf(first) > LONG);
  return (
    <table className={isLong ? 'long' : undefined}>
      <thead>
        <tr>
          {head.map((cell) => (
            <th key={cell[0]?.text} scope="col">
              {lineOf(cell)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
          <tr key={index}>
            {row.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
              <td key={column}>{lineOf(cell)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const LONG = 12;
const lengthOf = (line: readonly Inline[] = []): number => line.reduce((sum, { text }) => sum + text.length, 0);

const lineOf = (line: readonly Inline[]): ReactNode =>
  line.map((part, index) => {
    const key = `${index} ${part.text}`;
    if (part.kind === 'link')
      return (
        <a key={key} href={part.to}>
          {part.text}
        </a>
      );
    if (part.kind === 'bold') return <b key={key}>{part.text}</b>;
    return part.kind === 'key' ? <kbd key={key}>{part.text}</kbd> : part.text;
  });
