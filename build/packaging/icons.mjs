// `node build/packaging/icons.mjs`: draws the icons anew from the three SVG files beside the pictures, with the Chromium of the tests.
// The pictures are in the repository, because a machine that makes packages need not have a Chromium.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const folder = new URL('icons/', import.meta.url);
/** What is left of the table at these sizes is noise: they are drawn from a picture without it. */
const SMALL = 32;
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
/** Windows reads small icons in its own old format more reliably than as PNG. */
const ICO_BITMAPS = [16, 24, 32, 48, 64];
/** The sizes of an `.icns` by Apple's names of them; a name with a 2 before the size in points is the same for dense screens. */
const ICNS = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 };

async function draw(page, name, size) {
  const svg = readFileSync(new URL(`${name}.svg`, folder), 'utf8');
  const { png, pixels } = await page.evaluate(drawInPage, { svg, size });
  return { size, png: Buffer.from(png, 'base64'), pixels: Buffer.from(pixels, 'base64') };
}
async function drawInPage({ svg, size }) {
  const image = new Image(size, size);
  image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0, size, size);
  const { data } = context.getImageData(0, 0, size, size);
  let pixels = '';
  for (let at = 0; at < data.length; at += 8192) pixels += String.fromCharCode(...data.subarray(at, at + 8192));
  return { png: canvas.toDataURL('image/png').split(',')[1], pixels: btoa(pixels) };
}

/** A picture inside an `.ico`: blue, green, red, opacity from the bottom line to the top, then an empty mask. */
function bitmap({ size, pixels }) {
  const header = Buffer.alloc(40);
  header.writeUInt32LE(40, 0);
  header.writeInt32LE(size, 4);
  // Twice the height: the mask counts.
  header.writeInt32LE(size * 2, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(32, 14);
  const colours = Buffer.alloc(size * size * 4);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const from = ((size - 1 - y) * size + x) * 4;
      const to = (y * size + x) * 4;
      const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(from, from + 4);
      colours.set([blue, green, red, alpha], to);
    }
  }
  const mask = Buffer.alloc(Math.ceil(size / 32) * 4 * size);
  return Buffer.concat([header, colours, mask]);
}
function ico(pictures) {
  const bodies = pictures.map((picture) => (ICO_BITMAPS.includes(picture.size) ? bitmap(picture) : picture.png));
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  pictures.forEach(({ size }, index) => {
    const at = 6 + 16 * index;
    // 256 is written as 0.
    head.set([size % 256, size % 256, 0, 0, 1, 0, 32, 0], at);
    head.writeUInt32LE(bodies[index].length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += bodies[index].length;
  });
  return Buffer.concat([head, ...bodies]);
}
function icns(pictures) {
  const parts = Object.entries(ICNS).map(([name, size]) => {
    const { png } = pictures.find((picture) => picture.size === size);
    const head = Buffer.from(`${name}0000`, 'latin1');
    head.writeUInt32BE(png.length + 8, 4);
    return Buffer.concat([head, png]);
  });
  const head = Buffer.from('icns0000', 'latin1');
  head.writeUInt32BE(
    parts.reduce((sum, part) => sum + part.length, 8),
    4,
  );
  return Buffer.concat([head, ...parts]);
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage();
for (const [kind, small] of [
  ['app', 'app-small'],
  ['draft', 'draft'],
]) {
  const pictures = [];
  for (const size of [...SIZES, 1024]) pictures.push(await draw(page, size <= SMALL ? small : kind, size));
  mkdirSync(new URL(`${kind}/`, folder), { recursive: true });
  for (const { size, png } of pictures) if (size <= 512) writeFileSync(new URL(`${kind}/${size}x${size}.png`, folder), png);
  writeFileSync(new URL(`${kind}.ico`, folder), ico(pictures.filter(({ size }) => size <= 256 && size !== 128)));
  writeFileSync(new URL(`${kind}.icns`, folder), icns(pictures));
}
await browser.close();
