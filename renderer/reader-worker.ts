/** Reads files beside the window, which goes on answering meanwhile and can end it. */
import { answer, type Question } from '../importers/answer.ts';

addEventListener('message', async ({ data }: MessageEvent<Question>) => {
  (self as unknown as { postMessage(message: unknown): void }).postMessage(await answer(data));
});
