// Frames of the window while results of 10,000 photos come in, and while their gallery is scrolled.
import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { root } from '../run.mjs';
import { connect, drop, startShown, untilBatch, watchFrames } from './batch.mjs';
import { atMost } from './measure.mjs';

const howMany = 10_000;
const photos = 20;
const [width, height] = [640, 480];
const longestFrameMs = 50;

/** A list of 10,000 photos with boxes: what a person sees of it must not stutter. */
export async function benchFrames(stage) {
  const { folder, record } = stage;
  const inputs = join(folder, 'Photos');
  mkdirSync(inputs);
  for (let index = 0; index < howMany; index += 1) {
    const path = join(inputs, `IMG_${String(index).padStart(5, '0')}.png`);
    // The same photo under many names, so that the disk has room for them.
    if (index < photos) writeFileSync(path, photo(index));
    else linkSync(join(inputs, `IMG_${String(index % photos).padStart(5, '0')}.png`), path);
  }
  const home = join(folder, 'home-frames');
  mkdirSync(home);
  const electron = await stage.launch(`${home}-data`, [root], { HOME: home });
  const page = await electron.firstWindow();
  await connect(page, stage, 'found');
  await drop(page, inputs);
  await untilBatch(page, ({ isScanning, total }) => !isScanning && total === howMany);
  await startShown(page, { serviceName: 'found', atOnceLimit: 16 });
  await untilBatch(page, ({ counts }) => counts.done >= 500);
  await page.evaluate(watchFrames);
  const begin = performance.now();
  const from = await page.evaluate(async () => (await window.oscar.getBatch()).value.counts.done);
  await untilBatch(page, ({ counts }) => counts.done >= from + 2000);
  const perSecond = (2000 * 1000) / (performance.now() - begin);
  const whileResultsCome = await page.evaluate(() => window.benchFrames.longest());
  await untilBatch(page, ({ phase }) => phase.status === 'finished');

  await page.getByText('Pictures', { exact: true }).click();
  const gallery = page.getByRole('listbox', { name: 'Pictures' });
  await gallery.getByRole('option').first().waitFor();
  const { x, y, width: across, height: down } = await gallery.boundingBox();
  await page.mouse.move(x + across / 2, y + down / 2);
  await page.evaluate(() => window.benchFrames.longest());
  for (let turn = 0; turn < 200; turn += 1) await page.mouse.wheel(0, 400);
  const whileScrolled = await page.evaluate(() => window.benchFrames.longest());
  await electron.close();

  const bar = `<= ${longestFrameMs}`;
  const rate = `${perSecond.toFixed(0)} results a second, 10,000 photos`;
  record('longest frame while results come', whileResultsCome, 'ms', rate, bar, atMost(longestFrameMs));
  const scrolled = '10,000 photos of 640 × 480 with boxes, 200 turns of the wheel';
  record('longest frame while a gallery is scrolled', whileScrolled, 'ms', scrolled, bar, atMost(longestFrameMs));
}

/** A photo in the form of a PNG: shades and grain, another one for each number. */
function photo(number) {
  const rows = Buffer.alloc((3 * width + 1) * height);
  let grain = number + 1;
  for (let at = 0; at < rows.length; at += 1) {
    const isFilter = at % (3 * width + 1) === 0;
    grain = (grain * 1_103_515_245 + 12_345) % 2 ** 31;
    rows[at] = isFilter ? 0 : ((at / 997 + 40 * number) % 220) + (grain >> 26);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type, content) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
