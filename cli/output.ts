/** What the command line prints, and how it ends. */
export const EXIT = { ok: 0, findings: 1, unreadable: 2 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

export const print = (line: string): void => {
  process.stdout.write(`${visible(line)}\n`);
};
export const warn = (line: string): void => {
  process.stderr.write(`${visible(line)}\n`);
};
/** What a file holds is shown and never obeyed: a terminal takes control characters for orders. As JSON writes them, so that it stays what it is. */
const visible = (line: string): string => line.replace(CONTROL, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
const CONTROL = /(?![\n\t])\p{Cc}/gu;

const EVERY = 100;
/** On many files, a line on stderr now and then, so that nobody thinks it hangs. */
export class Progress {
  readonly #what: string;
  readonly #total: number;
  #done = 0;
  constructor(what: string, total: number) {
    this.#what = what;
    this.#total = total;
  }
  step(): void {
    this.#done++;
    if (this.#total >= EVERY && (this.#done % EVERY === 0 || this.#done === this.#total))
      warn(`${this.#what} ${this.#done}/${this.#total}`);
  }
}
