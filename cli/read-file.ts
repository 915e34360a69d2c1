/** A published report -> what was read of it, in a worker with bounds of time and memory. */
import { Worker } from 'node:worker_threads';
import type { Answer, Question } from '../importers/answer.ts';
import type { Imported } from '../importers/imported.ts';
import { importedOf, READING_LIMIT_MS, tooLong } from '../importers/limits.ts';

/** Beside `nianbao.js`. */
const PROGRAM = new URL('./reader.js', import.meta.url);
const MAX_HEAP_MB = 768;

/** One worker reads many files; the next one begins where the last had to be ended. */
let idle: Worker | undefined;

/** Fails with `UnreadableFile`, of which the message is a sentence for the person. */
export async function importInWorker(bytes: Uint8Array, name: string, year: number, program: URL = PROGRAM): Promise<Imported> {
  const worker = idle ?? new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB } });
  idle = undefined;
  worker.ref();
  try {
    const answer = await ask(worker, { bytes, name, year });
    // An idle worker does not keep the program running.
    worker.unref();
    idle = worker;
    return importedOf(answer);
  } catch (error) {
    if (idle !== worker) await worker.terminate();
    throw error;
  }
}

function ask(worker: Worker, { bytes, name, year }: Question): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void): void => {
      clearTimeout(timer);
      worker.off('message', onMessage);
      worker.off('error', onError);
      end();
    };
    const onMessage = (answer: Answer): void => settle(() => resolve(answer));
    const onError = (error: NodeJS.ErrnoException): void =>
      settle(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLong() : error));
    const timer = setTimeout(() => settle(() => reject(tooLong())), READING_LIMIT_MS);
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.postMessage({ bytes, name, year });
  });
}
