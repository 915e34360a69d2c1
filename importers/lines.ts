/** The lines of a source -> paragraphs: lines that a PDF or an old page broke are joined, what is not the report is set apart. */
import type { Item, TextItem } from './parts.ts';

/** Full width counts one, half width a half, as they are set. */
const width = (text: string): number => [...text].reduce((sum, char) => sum + (char.charCodeAt(0) < 0x2e80 ? 0.5 : 1), 0);
const BEGINS =
  /^\s*(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|[（(]?\d{1,2}[）)]|\d{1,2}[、．]|\d{1,2}\.(?!\d)|[一二三四五六七八九]是|第[一二三四五六七八九十]+[章节部条])/;
/** What parts the cells of an index line. */
const BAR = /[|│┃｜\t]/;
const ENDS = /[。！？!?；;：:”』」）)]$/;
const ENDS_SENTENCE = /[。！？!?][”』」）)]?$/;

/** True where many lines stop in the middle of a sentence and most are equally long: the source breaks lines where its page ends. */
export function areBroken(items: readonly Item[]): boolean {
  const lines = items.flatMap((item) => (item.kind === 'line' && item.isLine && /[，,。；、]/.test(item.text) ? [item.text.trim()] : []));
  const full = fullWidth(lines);
  const open = lines.filter((line) => !ENDS.test(line));
  const equal = lines.filter((line) => Math.abs(width(line) - full) <= 3);
  return lines.length >= 6 && open.length > lines.length * 0.4 && equal.length > lines.length * 0.4;
}
/** What nine lines in ten are not longer than. */
function fullWidth(lines: readonly string[]): number {
  const widths = lines.map(width).sort((a, b) => a - b);
  return widths[Math.floor(widths.length * 0.9)] ?? 0;
}

/** The paragraphs of a part, each with the place where it begins. */
export function paragraphsOf(items: readonly TextItem[], broken: boolean): { readonly text: string; readonly place: string }[] {
  const lines = items
    .flatMap((item) => item.text.split('\n').map((text) => ({ ...item, text: text.trim() })))
    .filter(({ text }) => text !== '');
  const full = fullWidth(lines.map(({ text }) => text));
  const paragraphs: { text: string; place: string }[] = [];
  lines.forEach(({ text, place, isLine }, i) => {
    const before = lines[i - 1];
    const last = paragraphs.at(-1);
    if (last && before && isLine && goesOn(before.text, text, broken, full)) last.text = joined(last.text, text);
    else paragraphs.push({ text, place });
  });
  return paragraphs;
}

function goesOn(line: string, next: string, broken: boolean, full: number): boolean {
  if (BAR.test(line) || BAR.test(next) || isOfThePage(line) || isOfThePage(next)) return false;
  if (BEGINS.test(next) && (ENDS.test(line) || !/^\s*[一二三四五六七八九]是/.test(next))) return false;
  if (ENDS_SENTENCE.test(line)) return broken && width(line) > full * 0.85;
  // A heading on a line of its own.
  if (BEGINS.test(line) && width(line) < full * 0.7 && !/[，,。；]/.test(line)) return false;
  // A signature has no mark in it.
  return broken || (width(line) > 20 && !ENDS.test(line) && /[，,。；、：]/.test(next));
}
const joined = (a: string, b: string): string => (/[a-z0-9,.]$/i.test(a) && /^[a-z]/i.test(b) ? `${a} ${b}` : a + b);

const PAGE_NUMBER =
  /^[\s\-—–－―·]*(?:第?\s*\d{1,3}\s*页?|第\s*\d{1,3}\s*页\s*[,，/]?\s*共\s*\d{1,3}\s*页|\d{1,3}\s*\/\s*\d{1,3})[\s\-—–－―·]*$/;
/** What a browser prints at the head and foot of each page: the time with the title, and the address. */
const OF_A_BROWSER = /^(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? *(?:[上下]午)?\d{1,2}:\d{2}|(?:https?|file):\/\/)/;
/** `- 4 -`, `第 4 页 共 9 页`: with a sign of what it is, because a bare number may be one of a table. */
export const isPageNumber = (text: string): boolean =>
  (PAGE_NUMBER.test(text) && /[-—–－―页]/.test(text)) || OF_A_BROWSER.test(text.trim());

/** What a website prints around a report, and what a letter has besides its text. */
const OF_THE_PAGE = [
  /^(?:索引号|索 引 号|公开方式|发布机构|主题分类|公开类别|公开形式|信息来源|文号|成文日期|发文日期|发布日期|发布时间|时间|生成日期|有效性|作者|来源|编辑|责任编辑|浏览(?:次数|量)?|点击(?:次数|数|量|率)?|阅读(?:次数|量)?|字体|字号|打印|关闭|分享|附件\d{0,2}|[上下]一[篇条页]|当前位置|您(?:现在)?(?:的|所在)位置|首页)(?:[:：\s|>》／/]|$)/,
  /(?:版权所有|Copyright|ICP备|公网安备|网站标识码|技术支持|主办单位|承办单位|备案号)/i,
  /^(?:抄送|抄报|主送|附件下载|扫一扫|相关(?:文档|链接|附件|阅读|新闻)|返回顶部|打印本页|关闭窗口|阅读原文|微信扫一扫|预览时标签不可点|政策解读|网站地图)/,
  // 示例发布 2026-01-20 09:30.
  /^[^，。；]{0,40}\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?\s*\d{1,2}:\d{2}/,
  /^[（(]?\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?[）)]?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?$/,
  /^[^，。；]{2,40}\s*\d{4}年\d{1,2}月\d{1,2}日(?:印发)?$/,
  // 【字体：大 中 小】【打印】【关闭】: a line of nothing but buttons.
  /^(?:[【[［(（]\s*(?:打印(?:本页|本文|页面)?|关闭(?:本页|窗口|页面)?|返回(?:顶部|首页|上页|上一页)?|收藏|分享|(?:我要)?纠错|字[体号][:：\s大中小]*|[大中小])\s*[】\]］)）][\s|·]*)+$/,
];
export const isOfThePage = (text: string): boolean => OF_THE_PAGE.some((pattern) => pattern.test(text.trim()));
/** What stands over a table and says nothing that the form does not: 单位：件, 表3 2024年度统计表. */
export const isCaption = (text: string): boolean =>
  /^\s*[（(]?(?:计量|统计)?单位\s*[:：][^。；]{1,12}[）)]?\s*$|^\s*附?表\s*[一二三四\d][^。；]{0,40}$/.test(text);
/** Nothing but bars: layout. */
export const isLayout = (text: string): boolean => /^[\s|│┃｜_\-=*]*$/.test(text);
