import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readDocx } from '../importers/docx.ts';
import { APPLICANTS, FORM, FORMS, type Form, fillable, TABLE_IDS } from '../shared/form.ts';
import { emptyReport } from '../shared/report.ts';
import { renderModel } from '../templates/render-model.ts';
import { verify } from '../templates/verify.ts';
import { reportsFolder } from './published.ts';

describe('the form of 2021', () => {
  test('has 10 + 175 + 15 numbers, of which 166 are filled in', () => {
    expect(TABLE_IDS.map((id) => FORM.tables[id].fields.length)).toEqual([10, 175, 15]);
    expect(FORM.fields.size).toBe(200);
    expect(fillable(FORM)).toHaveLength(166);
  });

  test('explains every number to the person who fills it in', () => {
    for (const field of FORM.fields.values()) {
      expect(field.meaning, field.id).toMatch(/^.{8,}。$/);
      expect(field.place, field.id).toMatch(/^表[二三四] · .+/);
    }
    expect(new Set([...FORM.fields.values()].map((field) => field.place)).size).toBe(200);
  });

  test('counts fees in 万元 and everything else in 件', () => {
    expect([...FORM.fields.values()].filter((field) => field.unit !== '件').map((field) => field.id)).toEqual([
      'proactive.adminFees.amountWan',
    ]);
  });

  test('has no numbers in the group rows （三） to （六）', () => {
    for (const group of ['denied', 'unavailable', 'notProcessed', 'other']) {
      for (const column of APPLICANTS) expect(FORM.fields.has(`requests.${group}.${column.id}`)).toBe(false);
    }
  });

  const official = `${reportsFolder}/official-form.docx`;
  if (!existsSync(official)) console.warn(`skipped: no official form at ${official} (set NIANBAO_REPORTS)`);
  test.skipIf(!existsSync(official))('is merged and worded exactly as the blank official form', () => {
    const tables = readDocx(readFileSync(official)).filter((block) => block.kind === 'table');
    const empty = emptyReport('', 2025);
    const { sections, ...rest } = renderModel(empty, 0);
    const tablesOnly = { ...rest, preamble: [], sections: sections.filter(({ table }) => table) };
    const headings = tablesOnly.sections.map(({ heading }) => ({ kind: 'paragraph' as const, text: heading }));
    const { open, differences } = verify(empty, tablesOnly, [...headings, ...tables], false);
    expect(differences).toEqual([]);
    expect(open).toBe(200);
  });
});

describe.each(Object.entries(FORMS))('the grid of the form %s', (_id, form: Form) => {
  test.each(TABLE_IDS)('%s fills every place once', (id) => {
    const { rows, columns } = form.tables[id];
    const places = rows.map(() => Array<number>(columns).fill(0));
    rows.forEach((row, y) => {
      for (const cell of row) {
        const x = places[y]?.indexOf(0) ?? -1;
        for (let dy = 0; dy < cell.rowspan; dy++)
          for (let dx = 0; dx < cell.colspan; dx++) (places[y + dy] as number[])[x + dx] = ((places[y + dy] as number[])[x + dx] ?? 9) + 1;
      }
    });
    expect(places.flat().every((times) => times === 1)).toBe(true);
  });

  test('computes totals from cells that exist', () => {
    for (const field of form.fields.values()) for (const part of field.parts ?? []) expect(form.fields.has(part), part).toBe(true);
  });
});

test('the form of 2019 has 23 rows with one （六）其他处理', () => {
  expect(FORMS['2019'].requestRows).toHaveLength(23);
  expect(FORMS['2019'].fields.has('requests.other.natural')).toBe(true);
  expect(FORMS['2019'].sections[4]?.heading).toBe('五、政府信息公开工作存在的主要问题及改进情况');
});
