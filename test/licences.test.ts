/** What is shipped may be shipped, and is named with its licence. */
import { expect, test } from 'vitest';
import { licenceText, shippedPackages } from '../build/licences.mjs';

/** Licences that ask for no more than to be passed on with their text. Another one is a decision, not a line here. */
const ALLOWED = ['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'Zlib'];

test.each(shippedPackages().map((each) => [each.name, each] as const))('%s has a licence that allows it, with its text', (_name, each) => {
  expect(ALLOWED).toContain(each.licence);
  expect(each.text).toMatch(/copyright|\(c\)/i);
  expect(each.text.length).toBeGreaterThan(500);
  expect(licenceText()).toContain(`${each.name} ${each.version}（${each.licence}）`);
});

test('the list is of what is shipped, not of what it is made with', () => {
  const names = shippedPackages().map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(['docx', 'fflate', 'handlebars', 'parse5', 'react', 'react-dom', 'saxes', 'zod', 'zustand']),
  );
  expect(names.filter((name) => /^(?:@types|vite|vitest|electron|playwright-core|typescript)/.test(name))).toEqual([]);
});
