/** What a worker that reads files says to its caller, the same in Node and in a window. */
import { importReport } from './import.ts';
import type { Imported } from './imported.ts';
import { UnreadableFile } from './unreadable.ts';

export interface Question {
  readonly bytes: Uint8Array;
  readonly name: string;
  /** The report year where none is printed. */
  readonly year: number;
}
export type Answer =
  | { readonly kind: 'imported'; readonly imported: Imported }
  /** The sentence of an `UnreadableFile`, which loses its class on the way. */
  | { readonly kind: 'unreadable'; readonly sentence: string }
  | { readonly kind: 'broken'; readonly trace: string };

export async function answer({ bytes, name, year }: Question): Promise<Answer> {
  try {
    return { kind: 'imported', imported: await importReport(bytes, name, year) };
  } catch (error) {
    if (error instanceof UnreadableFile) return { kind: 'unreadable', sentence: error.message };
    return { kind: 'broken', trace: error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ''}` : String(error) };
  }
}
