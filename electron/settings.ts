/** What the program remembers between two starts: theme, place of the window, recent files. Nothing of it is work. */
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute } from 'node:path';
import { type Summary, THEMES, type Theme } from '../shared/api.ts';
import { type Check, isMoment, isSummary, orNull, shape } from '../shared/checks.ts';

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
interface RecentEntry {
  readonly path: string;
  readonly at: number;
  readonly summary: Summary | null;
}
export interface Remembered {
  readonly theme: Theme;
  readonly bounds: Bounds | null;
  readonly maximized: boolean;
  /** Where the person last opened or saved a draft. */
  readonly folder: string | null;
  readonly recent: readonly RecentEntry[];
}

const RECENT = 10;
/** Ten paths and a few numbers. */
const MAX_BYTES = 1024 * 1024;

export class Settings {
  readonly #file: string;
  #now: Remembered;

  constructor(file: string) {
    this.#file = file;
    this.#now = read(file);
  }
  get now(): Remembered {
    return this.#now;
  }

  change(part: Partial<Remembered>): void {
    this.#now = { ...this.#now, ...part };
    try {
      mkdirSync(dirname(this.#file), { recursive: true });
      writeFileSync(`${this.#file}.tmp`, JSON.stringify(this.#now, null, 2));
      renameSync(`${this.#file}.tmp`, this.#file);
    } catch {
      // Without them the next start looks as the first did; that is no reason to disturb anyone.
    }
  }

  /** Puts a file on top of the recent ones. What was known of it stays known until the next save. */
  addRecent(path: string, at: number, summary?: Summary): void {
    const known = this.#now.recent.find((entry) => entry.path === path);
    const entry = { path, at, summary: summary ?? known?.summary ?? null };
    this.change({ recent: [entry, ...this.#now.recent.filter((other) => other.path !== path)].slice(0, RECENT), folder: dirname(path) });
  }
  forget(path: string): void {
    this.change({ recent: this.#now.recent.filter((entry) => entry.path !== path) });
  }
}

/** A damaged file, or one of another version, counts as far as it can be understood. */
function read(file: string): Remembered {
  const found = parse(file);
  const { theme, bounds, maximized, folder, recent } = found;
  return {
    theme: THEMES.find((known) => known === theme) ?? 'system',
    bounds: isBounds(bounds) ? bounds : null,
    maximized: maximized === true,
    folder: typeof folder === 'string' ? folder : null,
    recent: Array.isArray(recent) ? recent.filter(isRecent).slice(0, RECENT) : [],
  };
}
function parse(file: string): Partial<Record<keyof Remembered, unknown>> {
  try {
    const entry = statSync(file);
    if (!entry.isFile() || entry.size > MAX_BYTES) return {};
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof found === 'object' && found !== null ? found : {};
  } catch {
    return {};
  }
}
/** No screen is as large; Electron takes no number beyond 32 bits and does not start with one. */
const MAX_PLACE = 100_000;
const isPlace: Check = (value) => Number.isInteger(value) && Math.abs(value as number) <= MAX_PLACE;
const isSize: Check = (value) => isPlace(value) && (value as number) > 0;
const BOUNDS = shape({ x: isPlace, y: isPlace, width: isSize, height: isSize });
const isBounds = (value: unknown): value is Bounds => BOUNDS(value);
const RECENT_ENTRY = shape({
  path: (value) => typeof value === 'string' && isAbsolute(value),
  at: isMoment,
  summary: orNull(isSummary),
});
const isRecent = (value: unknown): value is RecentEntry => RECENT_ENTRY(value);
