/** Reads files beside the window, which goes on answering meanwhile and can end it. */
import { answer, type Question } from '../importers/answer.ts';

// By a channel of its own: pdf.js speaks up on the worker's as soon as it is loaded into one.
addEventListener('message', async ({ data, ports: [back] }: MessageEvent<Question>) => back?.postMessage(await answer(data)));
