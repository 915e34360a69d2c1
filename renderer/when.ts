/** A moment in the words a clerk uses: 今天 14:32, 昨天 09:05, 1 月 12 日, 2025 年 1 月 22 日. */
export function when(at: number, now: number = Date.now()): string {
  const date = new Date(at);
  const today = new Date(now);
  const days = Math.round((midnight(today) - midnight(date)) / DAY);
  if (days === 0) return `今天 ${clock(date)}`;
  if (days === 1) return `昨天 ${clock(date)}`;
  const day = `${date.getMonth() + 1} 月 ${date.getDate()} 日`;
  return date.getFullYear() === today.getFullYear() ? day : `${date.getFullYear()} 年 ${day}`;
}

/** Where two moments of one day must be told apart: 今天 14:31:52, 1 月 12 日 09:05:10. */
export function whenExactly(at: number, now: number = Date.now()): string {
  const date = new Date(at);
  const day = when(at, now).replace(/ \d\d:\d\d$/, '');
  return `${day} ${clock(date)}:${two(date.getSeconds())}`;
}

/** The later of two moments beside the other one: the day is said once. */
export function whenAfter(at: number, before: number, now: number = Date.now()): string {
  const date = new Date(at);
  return midnight(date) === midnight(new Date(before)) ? clock(date) : when(at, now);
}

/** Year, month and day by the clock of this PC. */
export const today = (now = new Date()): readonly [number, number, number] => [now.getFullYear(), now.getMonth() + 1, now.getDate()];
/** 2026-01-20. */
export const dateText = (): string => today().map(two).join('-');

/** Rounding evens out the days of 23 and 25 hours where clocks are changed. */
const DAY = 86_400_000;
const midnight = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
const two = (number: number): string => String(number).padStart(2, '0');
export const clock = (date: Date): string => `${two(date.getHours())}:${two(date.getMinutes())}`;
