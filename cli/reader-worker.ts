/** Reads files beside the command line, which can end it. Built as a program of its own: `check` does not load the readers. */
import { parentPort } from 'node:worker_threads';
import { answer, type Question } from '../importers/answer.ts';

parentPort?.on('message', async (question: Question) => parentPort?.postMessage(await answer(question)));
