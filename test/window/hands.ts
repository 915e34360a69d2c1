/** What a person does in the window with keys, and where. */
import type { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import type { Edition } from './editions.ts';

export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}
export const cell = (page: Page, id: string) => page.locator(`[data-cell="${id}"] input`);
/** The text editors stand in shadow roots of their own. */
export const editor = (page: Page, name: string | RegExp) => page.getByRole('textbox', { name });

export async function openDraft({ page, choose }: Edition, path: string, year: number): Promise<void> {
  await choose(path, () => page.getByRole('button', { name: /^打开…/ }).click());
  await page.getByText(`${year} 年度报告`).waitFor();
}

/** What axe finds on the page, or what a builder for it was narrowed to, a line each. */
export async function faultsIn(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.exclude('iframe').setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html.slice(0, 160)}`);
}
