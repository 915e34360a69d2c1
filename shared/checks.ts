/** Whether what comes from outside, a question of the window or what another version left on a disk, has the shape it is used in. */
export type Check = (value: unknown) => boolean;

export const isFlag: Check = (value) => typeof value === 'boolean';
/** A whole number from 0. */
export const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
/** Milliseconds that a calendar can tell. */
export const isMoment: Check = (value) => typeof value === 'number' && !Number.isNaN(new Date(value).getTime());
export const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
export const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
/** An object with these parts. What else it has is not looked at. */
export const shape =
  (parts: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(parts).every(([key, check]) => check((value as Record<string, unknown>)[key]));

/** A `Summary`, as the list of recent files keeps it. */
export const isSummary: Check = shape({ errors: isCount, warnings: isCount, blanks: isCount, exported: isFlag });
