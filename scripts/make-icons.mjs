// Draws the icon of every system from assets/icon.svg into assets/icons. Run it after a change: node scripts/make-icons.mjs
// The drawing is done by the app's own runtime, since nothing else here knows SVG.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron } from '@playwright/test';
import { runHeadless } from './headless.mjs';
import { root } from './run.mjs';
import { hasNoDisplay, isRoot, setUp } from './setup.mjs';

const icons = join(root, 'assets/icons');
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
// Names of the sizes in Apple's icon files; each holds a PNG. @see https://en.wikipedia.org/wiki/Apple_Icon_Image_format
const icnsTypes = { icp4: 16, icp5: 32, icp6: 64, ic07: 128, ic08: 256, ic09: 512, ic10: 1024 };
const icoSizes = [16, 24, 32, 48, 64, 128, 256];

const drawsAlready = process.argv.includes('--draw');
if (drawsAlready) await draw(process.env.OSCAR_DESKTOP_ELECTRON);
else {
  const electron = await setUp({ isHeadless: hasNoDisplay() });
  const env = { ...process.env, OSCAR_DESKTOP_ELECTRON: electron };
  process.exitCode = await runHeadless(process.execPath, [fileURLToPath(import.meta.url), '--draw'], env);
}

async function draw(executablePath) {
  mkdirSync(icons, { recursive: true });
  const svg = readFileSync(join(root, 'assets/icon.svg'), 'utf8');
  const app = await _electron.launch({ executablePath, args: [...(isRoot() ? ['--no-sandbox'] : []), root] });
  const pictures = new Map();
  for (const size of sizes) {
    const base64 = await app.evaluate(drawInWindow, { svg, size });
    pictures.set(size, Buffer.from(base64, 'base64'));
    writeFileSync(join(icons, `${size}x${size}.png`), pictures.get(size));
  }
  await app.close();
  writeFileSync(join(icons, 'icon.ico'), ico(icoSizes.map((size) => ({ size, png: pictures.get(size) }))));
  writeFileSync(
    join(icons, 'icon.icns'),
    icns(Object.entries(icnsTypes).map(([type, size]) => ({ type, png: pictures.get(size) }))),
  );
}

/** Runs in the app's main process: draws the picture on a canvas of one size and gives it as PNG in base64. */
async function drawInWindow({ BrowserWindow }, { svg, size }) {
  const window = new BrowserWindow({ show: false });
  await window.loadURL('data:text/html,<canvas></canvas>');
  const url = await window.webContents.executeJavaScript(`new Promise((resolve, reject) => {
    const image = new Image(${size}, ${size});
    image.onerror = () => reject(new Error('The picture can not be read.'));
    image.onload = () => {
      const canvas = document.querySelector('canvas');
      canvas.width = canvas.height = ${size};
      canvas.getContext('2d').drawImage(image, 0, 0, ${size}, ${size});
      resolve(canvas.toDataURL('image/png'));
    };
    image.src = 'data:image/svg+xml,' + encodeURIComponent(${JSON.stringify(svg)});
  })`);
  window.destroy();
  return url.slice(url.indexOf(',') + 1);
}

/** A Windows icon file: a directory of pictures, then the pictures. */
function ico(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const entry = 6 + 16 * index;
    // 256 is written as 0.
    head.writeUInt8(size % 256, entry);
    head.writeUInt8(size % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(png.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/** An Apple icon file: blocks of a name, a length and a picture. */
function icns(pictures) {
  const blocks = pictures.map(({ type, png }) => block(type, png));
  return block('icns', Buffer.concat(blocks));
}

function block(type, content) {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(content.length + 8, 4);
  return Buffer.concat([head, content]);
}
