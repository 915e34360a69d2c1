/** A file that somebody else made -> what was read of it, in a worker that is ended when it takes too long. */
import type { Answer } from '../importers/answer.ts';
import type { Imported } from '../importers/imported.ts';
import { importedOf, READING_LIMIT_MS, tooLong } from '../importers/limits.ts';
import { UnreadableFile } from '../importers/unreadable.ts';

/** Fails with `UnreadableFile`, of which the message is a sentence for the person. */
export async function importInWorker(bytes: Uint8Array, name: string, year: number): Promise<Imported> {
  const worker = new Worker(new URL('./reader-worker.ts', import.meta.url), { type: 'module' });
  const { port1: answers, port2: back } = new MessageChannel();
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const answer = await new Promise<Answer>((resolve, reject) => {
      answers.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
      // The browser edition's server may have stopped before the worker was first asked for.
      worker.addEventListener('error', () =>
        reject(new UnreadableFile('读文件的部分没有装入或意外停止。请保存草稿，重新打开本软件再试。')),
      );
      timer = setTimeout(() => reject(tooLong()), READING_LIMIT_MS);
      worker.postMessage({ bytes, name, year }, [back]);
    });
    return importedOf(answer);
  } finally {
    clearTimeout(timer);
    answers.close();
    worker.terminate();
  }
}
