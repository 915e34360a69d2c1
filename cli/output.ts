/** What the command line prints, and how it ends. */
export const EXIT = { ok: 0, findings: 1, unreadable: 2 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

export const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
export const warn = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

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
