/** A report year of the command line, and that a draft of it can be begun. */
import { FORM_SINCE } from '../shared/form.ts';
import { Failure } from './files.ts';

export function yearTyped(command: string, typed: string, example: number): number {
  if (/^20\d\d$/.test(typed)) return Number(typed);
  throw new Failure(`${command}：年度“${typed}”看不懂，请写四位数字，例如 ${example}。`);
}

export function yearToWrite(command: string, year: number): number {
  if (year >= FORM_SINCE) return year;
  throw new Failure(`${command}：${year} 年度用的是旧格式，这里只能新建 ${FORM_SINCE} 年度以后的年报。`);
}
