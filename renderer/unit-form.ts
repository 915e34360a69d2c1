/** What is typed of a unit and a year: read, and judged before a report is begun with it. */
import { FORM_SINCE } from '../shared/form.ts';

/** In January and for the rest of the year it is the year before that is reported on; from November on the next report is begun. */
export const yearToReport = (now = new Date()): number => (now.getMonth() >= 10 ? now.getFullYear() : now.getFullYear() - 1);

/** 2025, ２０２５, 2025年, 2025 年度. Null while it is no year. */
export const yearOf = (text: string): number | null => {
  const digits = /^(\d{4})(?:年度?)?$/.exec(text.normalize('NFKC').replace(/\s/g, ''))?.[1];
  return digits === undefined ? null : Number(digits);
};

const LAST_YEAR = 2100;
/** The first year a draft may be of at all, and so the first that a published report is read as. */
const FIRST_YEAR = 2000;
export function publishedYearProblem(text: string): string | null {
  const year = yearOf(text);
  if (text.trim() === '') return '请填报告年度，例如 2025。';
  if (year === null) return `报告年度“${text.trim().slice(0, 12)}”不是四位数字，请改成例如 2025。`;
  if (year < FIRST_YEAR) return `报告年度 ${year} 太小，请核对。`;
  return year > LAST_YEAR ? `报告年度 ${year} 太大，请核对。` : null;
}

export function yearProblem(text: string): string | null {
  const year = yearOf(text);
  if (year !== null && year < FORM_SINCE) {
    return `${year} 年度用的是旧格式，这里只写 ${FORM_SINCE} 年度起的报告，请改报告年度。`;
  }
  return publishedYearProblem(text);
}

/** A name becomes the title, the name of the file and of the exports. */
const MAX_NAME = 60;
export function nameProblem(name: string): string | null {
  if (name.trim() === '') return '请填单位全称，标题要用。';
  const length = [...name.trim()].length;
  return length > MAX_NAME ? `单位全称有 ${length} 个字，最多 ${MAX_NAME} 个。请改短。` : null;
}
