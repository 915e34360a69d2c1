/** What the running program is tried with: markup wherever a text can stand, small files that unfold without end; and who watches. */
import { strToU8, zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { serialiseDraft } from '../../shared/draft.ts';
import { TEXT_IDS } from '../../shared/form.ts';
import type { Report } from '../../shared/report.ts';
import { busyPdf } from '../busy-pdf.ts';
import { example } from '../drafts.ts';

/** What a page asked for, and what went wrong in it. */
export function watched(page: Page): { readonly outside: string[]; readonly errors: string[] } {
  const [outside, errors]: [string[], string[]] = [[], []];
  page.context().on('request', (request) => void (/^(?:https?|wss?|ftp|file):/.test(request.url()) && outside.push(request.url())));
  page.on('pageerror', (error) => errors.push(error.message));
  return { outside, errors };
}
export async function drop(page: Page, path: string): Promise<void> {
  await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<input type="file" id="dropped">'));
  await page.setInputFiles('#dropped', path);
  await page.evaluate(() => {
    const input = document.querySelector('#dropped') as HTMLInputElement;
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(input.files?.[0] as File);
    input.remove();
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  });
}

const MARKUP = `<img src="https://example.org/x" onerror="window.ran=true"><script>window.ran=true</script></textarea></style><svg onload="window.ran=true"><a href="javascript:window.ran=true">x</a><iframe srcdoc="<script>parent.ran=true</script>"></iframe>{{title}}`;
export function draftOfMarkup(): string {
  const { report } = example('示例县自然资源局');
  const texts = Object.fromEntries(TEXT_IDS.map((id) => [id, MARKUP])) as Report['texts'];
  const cells = { ...report.cells, 'proactive.rules.issued': MARKUP, [`x${MARKUP}`]: MARKUP };
  const reasons = [{ rule: MARKUP, key: MARKUP, facts: [MARKUP], text: MARKUP }];
  const unit = { ...report.unit, name: MARKUP, selfName: MARKUP };
  const odd: Report = { ...report, unit, texts, cells, reasons, confirmed: [MARKUP] };
  return serialiseDraft({ report: odd, lastYear: { ...odd, year: odd.year - 1 } });
}

const docx = (body: string, more: Record<string, Uint8Array> = {}): Uint8Array =>
  zipSync({ 'word/document.xml': strToU8(`<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`), ...more });
const rows = (cells: string): string => `<table><tr><td>1</td></tr><tr>${cells}</tr>${'<tr></tr>'.repeat(1_990)}</table>`;
/** Small files that unfold to gigabytes where nothing holds them back. */
export const GREEDY: readonly (readonly [string, () => Uint8Array])[] = [
  ['表格.html', () => strToU8(`<html>${rows('<td colspan=100 rowspan=65534>x').repeat(480)}`)],
  [
    '长格.html',
    () => strToU8(`<html>${rows(Array.from({ length: 100 }, (_, i) => `<td rowspan=2000>${i}${'字'.repeat(600)}`).join('')).repeat(40)}`),
  ],
  [
    '编号.docx',
    () =>
      docx('<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'.repeat(50_000), {
        'word/numbering.xml': strToU8(
          `<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="${'%1'.repeat(1_000_000)}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>`,
        ),
      }),
  ],
  ['忙碌.pdf', busyPdf],
];
