import { describe, expect, test } from 'vitest';
import { readHtml } from '../importers/html.ts';
import { renderFragment, renderPage } from '../templates/html.ts';
import { renderModel } from '../templates/render-model.ts';
import { example, withText } from './drafts.ts';

const PUBLISHED = { published: '2026-01-20', siteName: '示例县人民政府网' };
const { report } = example('示例县自然资源局');
const model = renderModel(report, 0);
const page = renderPage(model, PUBLISHED);
const fragment = renderFragment(model);

describe('the web page', () => {
  test('is as it was before', async () => {
    await expect(page).toMatchFileSnapshot('golden/bureau.html');
  });
  test('carries the meta tags of government websites', () => {
    for (const [name, content] of Object.entries({
      SiteName: '示例县人民政府网',
      ArticleTitle: '示例县自然资源局2025年政府信息公开工作年度报告',
      PubDate: '2026-01-20',
      ContentSource: '示例县自然资源局',
    })) {
      expect(page).toContain(`<meta name="${name}" content="${content}">`);
    }
  });
  test('shows no date of publication, as the manual says: the form has none, websites print their own', () => {
    expect(page.replace(/<meta[^>]*>/g, '')).not.toMatch(/2026-01-20|2026年1月20日/);
  });
  test('needs nothing but itself', () => {
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(|https?:/);
  });
  test('ties every number to the labels that head it', () => {
    const ids = new Set([...page.matchAll(/<th id="([^"]+)"/g)].map((match) => match[1]));
    const headers = [...page.matchAll(/<td headers="([^"]+)"/g)].map((match) => match[1]?.split(' ') ?? []);
    expect(headers).toHaveLength(200);
    expect(headers.flat().filter((id) => !ids.has(id))).toEqual([]);
    const textOf = (id: string): string => (new RegExp(`<th id="${id}"[^>]*>(.*?)</th>`).exec(page)?.[1] ?? '').replace('<br>', '');
    const granted = /<td headers="([^"]+)">18<\/td>/.exec(page)?.[1]?.split(' ').map(textOf);
    expect(granted).toEqual(['申请人情况', '自然人', '三、本年度办理结果', '（一）予以公开']);
  });
});

describe('the fragment for a CMS', () => {
  test('is as it was before', async () => {
    await expect(fragment).toMatchFileSnapshot('golden/bureau.fragment.html');
  });
  test('lives without classes, styles, scripts and page title', () => {
    expect(fragment).not.toMatch(/class=|<style|<script|<h1|<html/);
    expect(fragment.replace(/ style="[^"]*"/g, '').match(/<table border="1"/g)).toHaveLength(3);
  });
});

describe('both', () => {
  const text = `<script>alert("1")</script> & &amp; 'x' \`y\` =z 😀 {{title}} {{{title}}} <!-- --> ]]>`;
  test.each(['page', 'fragment'])('%s shows markup of a narrative as text', (kind) => {
    const nasty = renderModel(withText({ ...report, unit: { ...report.unit, name: '"><b>局' } }, 'overview', text), 0);
    const html = kind === 'page' ? renderPage(nasty, PUBLISHED) : renderFragment(nasty);
    expect(html).not.toMatch(/<script|<b>局|<!-- -->/);
    expect(readHtml(html)).toContainEqual({ kind: 'paragraph', text });
  });
  test('say 草稿 while errors remain', () => {
    const draft = renderModel(report, 2);
    for (const html of [renderPage(draft, PUBLISHED), renderFragment(draft)]) expect(html).toContain('草稿 · 还有没填或没改正的内容');
    for (const html of [page, fragment]) expect(html).not.toContain('草稿');
  });
});
