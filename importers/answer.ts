/** What a worker that reads files says to its caller, the same in Node and in a window. */
import type { DocumentBlock } from '../shared/document.ts';
import { readPublished } from './read.ts';
import { UnreadableFile } from './unreadable.ts';

export interface Question {
  readonly bytes: Uint8Array;
  readonly name: string;
}
export type Answer =
  | { readonly kind: 'blocks'; readonly blocks: DocumentBlock[] }
  /** The sentence of an `UnreadableFile`, which loses its class on the way. */
  | { readonly kind: 'unreadable'; readonly sentence: string }
  | { readonly kind: 'broken'; readonly trace: string };

export async function answer({ bytes, name }: Question): Promise<Answer> {
  try {
    return { kind: 'blocks', blocks: await readPublished(bytes, name) };
  } catch (error) {
    if (error instanceof UnreadableFile) return { kind: 'unreadable', sentence: error.message };
    return { kind: 'broken', trace: error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ''}` : String(error) };
  }
}
