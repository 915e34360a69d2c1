/** Every view of the window as axe finds it in both themes, and at 150 % and 200 % zoom. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { AXE_TAGS, available } from '../documents/tools.ts';
import { launchViews, open, review, rollOver, section, WITH_LAST_YEAR, WRONG, walk } from './views.ts';

const THEMES = ['light', 'dark'] as const;
/** What a theme can change. */
const COLOURS = ['color-contrast'];

async function findings(page: Page, rules?: readonly string[]): Promise<string[]> {
  // No script runs in the preview, not even this one; the page shown there is tested as a file, in test/documents/html.test.ts.
  // Its frames left out, axe needs no page of its own to put the parts together.
  const axe = new AxeBuilder({ page }).exclude('iframe').setLegacyMode();
  // What lies behind an open dialog was looked at before.
  if ((await page.locator('dialog').count()) > 0) axe.include('dialog');
  const { violations } = await (rules ? axe.withRules([...rules]) : axe.withTags(AXE_TAGS)).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, target }) => `${id}: ${target.join(' ')} ${html.slice(0, 160)}`).filter((line) => !isUnderFrozenRow(line)),
  );
}
/** A row that is scrolled halfway under the frozen ones is a small target there; with the focus it comes clear of them, see below. */
const isUnderFrozenRow = (line: string): boolean => line.startsWith('target-size: ') && /表三，（[一二三四五六]）/.test(line);

describe.skipIf(!available('accessibility of the window', 'chromium'))('the window', () => {
  test('axe finds nothing in any view, in either theme', async () => {
    const { page, close } = await launchViews();
    const found: Record<string, string[]> = {};
    const seen: string[] = [];
    await walk(page, async (name, shown) => {
      seen.push(name);
      for (const theme of THEMES) {
        await shown.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        const list = await findings(shown, theme === 'dark' ? COLOURS : undefined);
        if (list.length > 0) found[`${name}, ${theme}`] = list;
      }
    });
    await close();
    expect(found).toEqual({});
    expect(new Set(seen).size).toBeGreaterThan(45);
  });

  // 1280 × 720, and as much of it as is left at 150 % and at 200 %.
  test.each([
    [1280, 720],
    [853, 480],
    [640, 360],
  ])('at %i × %i nothing is out of reach', async (width, height) => {
    const { page, close } = await launchViews();
    await page.setViewportSize({ width, height });
    await review(page);
    expect(await page.evaluate(outOfReach), 'review').toEqual([]);
    await rollOver(page);
    expect(await page.evaluate(outOfReach), 'rollover').toEqual([]);
    if (width < 1140) expect(await findings(page), 'rollover').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await open(page, width > 800 ? WITH_LAST_YEAR : WRONG);
    expect(await page.locator('.pane').count()).toBe(width < 1140 ? 0 : 1);
    for (const number of [1, 2, 3, 4, 5, 6]) {
      await section(page, number);
      expect(await page.evaluate(outOfReach), `section ${number}`).toEqual([]);
    }
    for (const number of width < 1140 ? [1, 3] : []) {
      await section(page, number);
      expect(await findings(page), `section ${number}`).toEqual([]);
    }
    await section(page, 3);
    expect(await page.evaluate(hiddenWhenFocused)).toEqual([]);
    await close();
  });
});

// These run in the page.

/** What sticks out of the window, or out of a box that neither scrolls nor ends in an ellipsis. */
function outOfReach(): string[] {
  const root = document.scrollingElement;
  const page = root && (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) ? ['the page scrolls'] : [];
  const controls = [...document.querySelectorAll<HTMLElement>('button, input, select, [tabindex="0"], h1')];
  const isCut = (element: HTMLElement): boolean => {
    const { left, right, width } = element.getBoundingClientRect();
    return width > 1 && (right > innerWidth + 1 || left < -1) && !element.closest('.sheet');
  };
  const cut = controls.filter((element) => element.checkVisibility() && isCut(element));
  return [...page, ...cut.map(({ className, textContent }) => `${className}: ${textContent}`)];
}

/** Cells that another cell or a frozen row lies over while they have the focus. */
function hiddenWhenFocused(): string[] {
  return [...document.querySelectorAll<HTMLInputElement>('.grid input')].flatMap((input) => {
    input.focus();
    const { left, top, width, height } = input.getBoundingClientRect();
    const seen = document.elementFromPoint(left + width / 2, top + height / 2);
    const cell = input.closest('[data-cell]');
    return seen && cell?.contains(seen) ? [] : [`${cell?.getAttribute('data-cell')} under ${seen?.className || seen?.localName}`];
  });
}
