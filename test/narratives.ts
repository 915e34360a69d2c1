/**
 * The narratives of the published reports, for measuring the checks of text. A stand-in for the importer: it parts a page at the six
 * headings and drops the tables. Replace it by the importer once that reads all layouts.
 */
import { readFileSync } from 'node:fs';
import { SECTIONS, type TextId } from '../shared/form.ts';
import { emptyReport, type Report } from '../shared/report.ts';
import { publishedReports, reportOf, reportsFolder } from './published.ts';

/** Excerpts that expected.json leaves out, with the numbers that stand in them. */
const EXCERPTS: readonly { readonly file: string; readonly unit: string; readonly year: number; readonly cells?: Report['cells'] }[] = [
  { file: '201_cut_district_stats_2023_cell_pipe_end_blankcells.txt', unit: '某区统计局', year: 2023 },
  {
    file: '202_cut_changchun_veterans_2023_leading_pipe.txt',
    unit: '某市退役军人事务局',
    year: 2023,
    cells: {
      ...Object.fromEntries(
        ['business', 'research', 'publicInterest', 'legalService', 'otherOrg'].map((id) => [`requests.newReceived.${id}`, '0']),
      ),
      ...Object.fromEntries(
        ['natural', 'business', 'research', 'publicInterest', 'legalService', 'otherOrg'].map((id) => [`requests.carriedIn.${id}`, '0']),
      ),
      'requests.newReceived.natural': '3',
    },
  },
  { file: '204_cut_xuwen_justice_2023_blank_cells_in_pipe_rows.txt', unit: '徐闻县司法局', year: 2023 },
  { file: '206_cut_ningshan_meizi_town_2024_cell_per_paragraph.txt', unit: '宁陕县梅子镇人民政府', year: 2024 },
  { file: '209_cut_jiarongli_street_2021_mixed_pipe.txt', unit: '佳荣里街道办事处', year: 2021 },
];

/** Every published report with its numbers and its narratives; none where the folder is missing. */
export function publishedNarratives(): { file: string; report: Report }[] {
  const published = publishedReports();
  if (published.length === 0) return [];
  const whole = published.map(([file, numbers]) => ({ file, report: reportOf(numbers) }));
  const cut = EXCERPTS.map(({ file, unit, year, cells }) => {
    const report = emptyReport(unit, year);
    return { file, report: { ...report, cells: { ...report.cells, ...cells } } };
  });
  return [...whole, ...cut].map(({ file, report }) => ({ file, report: { ...report, texts: textsOf(file) } }));
}

function textsOf(file: string): Report['texts'] {
  const text = readFileSync(`${reportsFolder}/${file}`, 'utf8');
  const lines = /\.html$/.test(file) ? linesOfPage(text) : text.split('\n').map((line) => line.trim());
  const paragraphs = /\.pdf\.txt$|^104/.test(file) ? joined(lines) : lines;
  const texts: Record<TextId, string[]> = {
    preamble: [],
    overview: [],
    proactive: [],
    requests: [],
    disputes: [],
    problems: [],
    other: [],
  };
  let at: TextId = 'preamble';
  for (const line of paragraphs) {
    const heading = SECTIONS.find(({ numeral }, index) => isHeading(line, numeral, index));
    if (heading) at = heading.id;
    else if (isNarrative(line)) texts[at].push(line.replace(/^#+ */, ''));
  }
  return Object.fromEntries(Object.entries(texts).map(([id, found]) => [id, found.join('\n')])) as Report['texts'];
}

const WORDS = [/总体情况/, /主动公开/, /收到和处理/, /复议/, /主要问题/, /其他需要/];
const isHeading = (line: string, numeral: string, index: number): boolean =>
  new RegExp(`^(?:#+ *)?${numeral}、`).test(line) && line.length < 40 && !line.includes('|') && (WORDS[index]?.test(line) ?? false);
/** A sentence, or a heading of one; rows of tables have neither full stops nor words enough. */
const isNarrative = (line: string): boolean =>
  !/\||勾稽关系|钩稽关系|^# CUT|Copyright|^索引号/.test(line) &&
  (/[。；：]/.test(line) || /^#* *[（(][一二三四五六]{1,2}[）)].{2,20}$/.test(line)) &&
  !/区分处理的/.test(line);

function linesOfPage(page: string): string[] {
  return page
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<table\b[\s\S]*?<\/table>/gi, '\n')
    .replace(/<\/(?:p|div|h\d|li)>|<br[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .split('\n')
    .map((line) => line.trim());
}
/** Lines that a PDF broke; a numbered one begins a paragraph. */
function joined(lines: readonly string[]): string[] {
  const paragraphs: string[] = [];
  for (const line of lines) {
    if (/^- \d+ -$/.test(line)) continue;
    if (line === '' || /^(?:（[一二三四五六]）|[一二三四五六]、)/.test(line) || isHeading(paragraphs.at(-1) ?? '', '[一二三四五六]', 0))
      paragraphs.push('');
    if (paragraphs.length === 0 || SECTIONS.some(({ numeral }, index) => isHeading(paragraphs.at(-1) ?? '', numeral, index)))
      paragraphs.push('');
    paragraphs[paragraphs.length - 1] += line;
  }
  return paragraphs;
}
