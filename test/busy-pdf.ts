/** A small PDF that nobody finishes reading. */
import { strToU8, zlibSync } from 'fflate';

/** Its content, 40 MB of states that are saved and never taken back, unfolds from 40 KB. */
export function busyPdf(): Uint8Array {
  const content = zlibSync(strToU8('q '.repeat(20e6)));
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>',
    `<< /Length ${content.length} /Filter /FlateDecode >>\nstream\n${Buffer.from(content).toString('latin1')}\nendstream`,
  ];
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('');
  return Buffer.from(`%PDF-1.4\n${body}trailer\n<< /Root 1 0 R >>\n%%EOF`, 'latin1');
}
