/** Times subjects and floors side by side. Says how long things take; judges nothing. */
export type Work = () => unknown;
export interface Times {
  readonly median: number;
  readonly p95: number;
}
export interface Measured<K extends string> {
  readonly times: Readonly<Record<K, Times>>;
  /** How many calls of each were timed, after as many rounds of warming up as fitted. */
  readonly rounds: number;
}

const FEWEST_ROUNDS = 5;
const WARM_UP = 0.2;

/**
 * Calls all works once a round, beginning with another one each round, until `budget` milliseconds are used up. What else the
 * machine does then hits subject and floor alike, so their ratio is steadier than either time.
 */
export async function interleave<K extends string>(works: Readonly<Record<K, Work>>, budget: number): Promise<Measured<K>> {
  const names = Object.keys(works) as K[];
  await rounds(works, names, budget * WARM_UP);
  const samples = await rounds(works, names, budget * (1 - WARM_UP));
  const times = Object.fromEntries(names.map((name, index) => [name, timesOf(samples[index] ?? [])])) as Record<K, Times>;
  return { times, rounds: samples[0]?.length ?? 0 };
}

async function rounds<K extends string>(works: Readonly<Record<K, Work>>, names: readonly K[], budget: number): Promise<number[][]> {
  const samples = names.map((): number[] => []);
  const end = performance.now() + budget;
  for (let round = 0; round < FEWEST_ROUNDS || performance.now() < end; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const index = (turn + round) % names.length;
      const name = names[index];
      if (name) samples[index]?.push(await timed(works[name]));
    }
  }
  return samples;
}

/** Holds the last result, so that no compiler can tell that it is not used. */
const last: { result: unknown } = { result: undefined };

async function timed(work: Work): Promise<number> {
  const start = performance.now();
  const result = work();
  // Only a promise is waited for: the wait itself costs about as much as the smallest floors.
  last.result = result instanceof Promise ? await result : result;
  return performance.now() - start;
}

export function timesOf(samples: readonly number[]): Times {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95) };
}
