/** `npm run claims`: every finding of the checks of text on the published reports, with its verdict by eye, precision and recall. */
import { expect, test } from 'vitest';
import { measure, reportOfMeasure } from '../claims-measure.ts';

test('claims', () => {
  const measured = measure();
  process.stdout.write(reportOfMeasure(measured));
  expect(measured.unlabelled).toEqual([]);
});
