/** Parts of the Word file that docx does not let one set: its properties and its fonts. */
import { FONT_SUBSTITUTES } from './layout.ts';
import type { RenderModel } from './render-model.ts';

const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

/** docx puts its own clock and name into the properties; ours are the unit's, and the time is the caller's. */
export function coreProperties(model: RenderModel, modified: Date): string {
  const time = `${modified.toISOString().slice(0, 19)}Z`;
  const unit = escapeXml(model.unitName);
  const namespaces = [
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    'xmlns:dcterms="http://purl.org/dc/terms/"',
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  ];
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties ${namespaces.join(' ')}>` +
    `<dc:title>${escapeXml(model.title)}</dc:title><dc:subject>政府信息公开工作年度报告</dc:subject><dc:creator>${unit}</dc:creator>` +
    `<cp:keywords>政府信息公开,年度报告,${model.year}</cp:keywords><dc:language>zh-CN</dc:language><cp:lastModifiedBy>${unit}</cp:lastModifiedBy>` +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${time}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${time}</dcterms:modified>` +
    '</cp:coreProperties>'
  );
}

/** What to take where a font is missing, so that Word says so in its own dialog and changes nothing in silence. */
export const FONT_TABLE =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
  Object.entries(FONT_SUBSTITUTES)
    .map(([name, [first]]) => `<w:font w:name="${name}"><w:altName w:val="${first}"/></w:font>`)
    .join('') +
  '</w:fonts>';
