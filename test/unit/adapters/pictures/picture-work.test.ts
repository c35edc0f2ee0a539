import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadVips } from '../../../../src-main/adapters/pictures/vips';
import type { PictureView, WantedCopy } from '../../../../src-main/core/input/picture';
import { CallingPictures } from '../../../fixtures/calling-pictures';
import { microscopePage, plainPage, tiff } from '../../../fixtures/pictures';
import { temporaryFolder } from '../../../fixtures/temp-dir';
import { TestPicture } from '../../../fixtures/test-picture';
import { readFile, writeFile } from 'node:fs/promises';

const pictures = new CallingPictures();
const folder = temporaryFolder();
const oddPicture = (name: string) => join(import.meta.dirname, '../../../fixtures/odd-pictures', name);
// Loading the library takes a while if the computer is busy.
beforeAll(() => loadVips(), 60_000);

const wholeFile = async (path: string) => ({ path, start: 0, end: (await stat(path)).size });
let count = 0;
const newPath = () => join(folder(), `drawn-${(count += 1)}.png`);

async function drawn(path: string, view: Partial<PictureView> = {}) {
  const to = newPath();
  const facts = await pictures.draw(await wholeFile(path), { page: 0, ...view }, to);
  const picture = await TestPicture.read(await readFile(to));
  const at = (x: number, y: number) => [...picture.data.subarray((y * picture.width + x) * 4).subarray(0, 4)];
  return { facts, picture, at };
}

const refusal = (problem: string) => ({ info: { code: 'picture-refused', problem } });

/** Matches an opaque colour, except for small differences from rounding and compression. */
function near(colour: readonly number[], tolerance = 0): unknown {
  return [...colour, 255].map((part) => (tolerance === 0 ? part : expect.closeTo(part, -Math.log10(tolerance * 2))));
}

describe('drawing colours', () => {
  it.each([
    ['plain.tif', 0],
    ['old-deflate.tif', 0],
    ['planes-deflate.tif', 0],
    ['webp.tif', 0],
    // These formats store fewer colours, or mix colours of neighbouring pixels.
    ['cmyk.tif', 1],
    ['ycbcr.tif', 3],
    ['lab.tif', 3],
    ['phone.heic', 3],
  ])('%s is green on the left and red on the right', async (name, tolerance) => {
    const { facts, at } = await drawn(oddPicture(name));
    expect(facts).toEqual({ width: 60, height: 40, pageCount: 1 });
    expect(at(5, 5)).toEqual(near([30, 160, 60], tolerance));
    expect(at(59, 39)).toEqual(near([200, 30, 30], tolerance));
  });

  it.each([
    ['bigtiff.tif', 0],
    ['tiles.tif', 0],
    ['zstd-rgb.tif', 0],
    ['jpeg.tif', 3],
    ['rgb16.tif', 0],
  ])('%s has a corner of another colour', async (name, tolerance) => {
    const { facts, at } = await drawn(oddPicture(name));
    expect(facts).toMatchObject({ width: 32, height: 24, pageCount: 1 });
    expect(at(3, 3)).toEqual(near([200, 40, 90], tolerance));
    expect(at(31, 23)).toEqual(near([30, 160, 60], tolerance));
  });

  it.each(['palette.tif', 'palette-zstd.tif'])('%s has the colours of its palette', async (name) => {
    const { at } = await drawn(oddPicture(name));
    expect(at(20, 5)).toEqual([20, 100, 0, 255]);
  });

  it('draws 16 bits as they are, also in planes, of inks, and with opacity', async () => {
    const planes = await drawn(oddPicture('planes-16.tif'));
    // 6000, 32000 and 12000 of 65535.
    expect(planes.at(5, 5)).toEqual([23, 125, 47, 255]);
    expect(planes.facts.spread).toEqual({ darkest: 0, brightest: 65_535, values: 'whole' });
    expect((await drawn(oddPicture('cmyk16.tif'))).at(5, 5)).toEqual([30, 160, 60, 255]);
    expect((await drawn(oddPicture('rgba16.tif'))).at(3, 3)).toEqual([200, 40, 90, 128]);
  });

  it('says how many of the values of a pixel are seen', async () => {
    const five = await drawn(oddPicture('five-values.tif'));
    expect(five.at(5, 5)).toEqual([10, 200, 30, 255]);
    expect(five.facts.bands).toEqual({ shown: 3, all: 5 });
    const planes = await drawn(oddPicture('five-planes.tif'));
    expect(planes.at(5, 5)).toEqual([10, 10, 10, 255]);
    expect(planes.facts.bands).toEqual({ shown: 1, all: 5 });
  });

  it('knows black from white', async () => {
    expect((await drawn(oddPicture('white-is-0.tif'))).at(5, 5)).toEqual([245, 245, 245, 255]);
    expect((await drawn(oddPicture('white-is-0-16.tif'))).at(0, 0)).toEqual([255, 255, 255, 255]);
    const { at } = await drawn(oddPicture('group-4.tif'));
    expect(new Set([0, 5, 10, 15, 20, 25, 31].flatMap((x) => at(x, 20).slice(0, 3)))).toEqual(new Set([0, 255]));
  });
});

describe('drawing values', () => {
  it.each([
    ['zstd-16.tif', 0, 4095],
    ['signed-16.tif', -2000, 2095],
    ['whole-32.tif', 0, 409_500_000],
    ['signed-8.tif', -100, 100],
    ['float32.tif', -2, 5],
    ['float64.tif', -2, 5],
    ['lerc.tif', -2, 5],
  ])('%s grows from left to right', async (name, darkest, brightest) => {
    const { facts, at } = await drawn(oddPicture(name));
    expect(facts.spread).toEqual({ darkest, brightest, values: 'extremes' });
    const row = Array.from({ length: 32 }, (_, x) => at(x, 12)[0]);
    // 31 equal steps, except for the rounding to whole numbers.
    row.forEach((grey, x) => expect(Math.abs((grey ?? 0) - (x * 255) / 31)).toBeLessThan(2));
  });

  it.each(['float16.tif', 'float32-predictor3.tif'])('%s grows too', async (name) => {
    const { facts, at } = await drawn(oddPicture(name));
    expect(facts.spread?.darkest).toBe(0);
    expect(facts.spread?.brightest).toBeCloseTo(1, 1);
    expect(at(5, 5)[0]).toBe(32);
  });

  it('takes what is no number, or without end, for black, and for no limit', async () => {
    const { at } = await drawn(oddPicture('float32.tif'));
    expect(at(0, 0)).toEqual([0, 0, 0, 255]);
    expect(at(31, 0)).toEqual([255, 255, 255, 255]);
  });

  it('shows values in the way that is asked for', async () => {
    const path = join(folder(), 'microscope.tif');
    // One of a thousand pixels is far brighter than all others.
    const page = microscopePage(1000, 1, 1000);
    page.pixels.writeUInt16LE(60_000, 0);
    await writeFile(path, tiff([page]));
    expect((await drawn(path)).facts.spread).toMatchObject({ brightest: 60_000 });
    const middle = (await drawn(path, { values: 'middle' })).facts.spread;
    expect(middle?.values).toBe('middle');
    expect(middle?.brightest).toBeGreaterThan(950);
    expect(middle?.brightest).toBeLessThan(1010);
    const whole = await drawn(path, { values: 'whole' });
    expect(whole.facts.spread).toEqual({ darkest: 0, brightest: 65_535, values: 'whole' });
    expect(whole.at(999, 0)[0]).toBe(4);
  });

  it('takes a page of one value for black', async () => {
    const path = join(folder(), 'dark.tif');
    await writeFile(path, tiff([microscopePage(2, 1, 0)]));
    expect((await drawn(path)).at(1, 0)).toEqual([0, 0, 0, 255]);
  });
});

describe('pages, sizes and orientation', () => {
  it('decodes each page by itself, turned upright, and leaves out small copies', async () => {
    const path = join(folder(), 'two.tif');
    await writeFile(path, tiff([plainPage(3, 2, [255, 0, 0]), { ...plainPage(2, 5, [0, 0, 255]), orientation: 6 }]));
    expect((await drawn(path)).facts).toEqual({ width: 3, height: 2, pageCount: 2 });
    const second = await drawn(path, { page: 1 });
    expect(second.facts).toMatchObject({ width: 5, height: 2 });
    expect(second.at(4, 1)).toEqual([0, 0, 255, 255]);
    const pages = await Promise.all([0, 1, 2].map((page) => drawn(oddPicture('pages.tif'), { page })));
    expect(pages.map(({ at, facts }) => [at(0, 0)[0], facts.pageCount])).toEqual([
      [10, 3],
      [100, 3],
      [200, 3],
    ]);
    await expect(drawn(oddPicture('pages.tif'), { page: 3 })).rejects.toMatchObject(refusal('damaged'));
    expect((await drawn(oddPicture('turned-float64.tif'))).facts).toMatchObject({ width: 24, height: 32 });
  });

  it('draws small, and says how large it is', async () => {
    const { facts, picture } = await drawn(oddPicture('plain.tif'), { longestSidePx: 30 });
    expect([picture.width, picture.height]).toEqual([30, 20]);
    expect(facts).toMatchObject({ width: 60, height: 40 });
  });

  it('takes the main picture of a phone’s burst first', async () => {
    const { facts, at } = await drawn(oddPicture('phone-burst.heic'));
    expect(facts.pageCount).toBe(3);
    expect(at(5, 5)).toEqual(near([30, 160, 60], 5));
    expect((await drawn(oddPicture('phone-burst.heic'), { page: 1 })).at(5, 5)).toEqual(near([200, 30, 30], 5));
  });

  it('reads a stretch of a file', async () => {
    const path = join(folder(), 'in-the-middle');
    const bytes = await readFile(oddPicture('plain.tif'));
    await writeFile(path, Buffer.concat([Buffer.from('before'), bytes, Buffer.from('behind')]));
    const facts = await pictures.draw({ path, start: 6, end: 6 + bytes.length }, { page: 0 }, newPath());
    expect(facts).toMatchObject({ width: 60, height: 40 });
  });
});

describe('what is refused', () => {
  it.each(['jpeg-2000.tif', 'lzma.tif', 'complex.tif', 'picture.jp2'])('%s is of a kind that is not read', (name) =>
    expect(drawn(oddPicture(name))).rejects.toMatchObject(refusal('unknown-kind')),
  );

  it.each([
    'plain.tif',
    'lab.tif',
    'zstd-rgb.tif',
    'jpeg.tif',
    'phone.heic',
    'with-location.jpg',
    'grey16.png',
    'photo.webp',
  ])('%s that ends early is damaged', async (name) => {
    const path = join(folder(), name);
    const bytes = await readFile(oddPicture(name));
    await writeFile(path, bytes.subarray(0, Math.ceil(bytes.length * 0.6)));
    await expect(drawn(path)).rejects.toMatchObject(refusal('damaged'));
  });

  it('counts pixels before it decodes any', async () => {
    const path = join(folder(), 'large.tif');
    await writeFile(path, tiff([{ ...plainPage(1, 1, [1, 2, 3]), width: 30_000, height: 30_000 }]));
    await expect(drawn(path)).rejects.toMatchObject(refusal('too-many-pixels'));
    const png = await new TestPicture({ width: 3, height: 2 }).getBuffer('image/png');
    png.writeUInt32BE(30_000, 16);
    png.writeUInt32BE(30_000, 20);
    await writeFile(path, png);
    await expect(drawn(path)).rejects.toMatchObject({ info: { code: 'picture-refused' } });
  });

  it('refuses text and nothing at all', async () => {
    for (const text of ['II is no picture, but text', '']) {
      const bytes = Buffer.from(text);
      await expect(pictures.draw({ bytes }, { page: 0 }, newPath())).rejects.toMatchObject(refusal('unknown-kind'));
    }
  });
});

describe('copies', () => {
  const usual: WantedCopy = { quality: 90, isTurnedUpright: true, isAnonymous: false };
  const copyOf = async (name: string, wanted: Partial<WantedCopy>) => {
    const to = newPath();
    const facts = await pictures.copy(await wholeFile(oddPicture(name)), { ...usual, ...wanted }, to);
    const bytes = await readFile(to);
    return { facts, bytes, picture: await TestPicture.read(bytes) };
  };

  it('is turned upright and made small, and keeps what else the file says', async () => {
    const { facts, picture, bytes } = await copyOf('with-location.jpg', { longestSidePx: 30 });
    expect(facts).toEqual({
      format: 'jpeg',
      width: 20,
      height: 30,
      original: { width: 40, height: 60 },
      removed: [],
    });
    expect([picture.width, picture.height]).toEqual([20, 30]);
    expect(bytes.toString('latin1')).toContain('SERIAL-123');
  });

  it('leaves out where, by whom and with which camera', async () => {
    const { facts, bytes } = await copyOf('with-location.jpg', { isAnonymous: true });
    expect([...facts.removed].sort()).toEqual(['location', 'maker-note', 'owner', 'serial-number', 'xmp']);
    const text = bytes.toString('latin1');
    for (const secret of ['SERIAL-123', 'somebody', 'GPS']) expect(text).not.toContain(secret);
    // Facts that matter for science are kept.
    expect(text).toContain('2026:01:02 03:04:05');
  });

  it('stays as it lies where nothing else is asked for', async () => {
    const { facts } = await copyOf('with-location.jpg', { isTurnedUpright: false });
    expect(facts).toMatchObject({ width: 60, height: 40, original: { width: 60, height: 40 } });
  });

  it.each([
    ['phone.heic', {}, 'jpeg'],
    ['cmyk.tif', {}, 'png'],
    ['photo.webp', {}, 'webp'],
    ['with-location.jpg', { format: 'png' }, 'png'],
    ['cmyk.jpg', { format: 'webp' }, 'webp'],
  ] as const)('of %s with %o is a %s', async (name, wanted, format) => {
    const { facts, picture } = await copyOf(name, wanted);
    expect(facts.format).toBe(format);
    const [red = 0, green = 0, blue = 0] = picture.data.subarray(0, 3);
    expect([Math.abs(red - 30) < 8, Math.abs(green - 160) < 8, Math.abs(blue - 60) < 8]).toEqual([true, true, true]);
  });

  it('keeps 16 bits in a PNG, and says which values became black and white elsewhere', async () => {
    expect((await copyOf('grey16.png', {})).facts.spread).toBeUndefined();
    expect((await copyOf('grey16.png', { format: 'jpeg' })).facts.spread).toMatchObject({
      darkest: 0,
      brightest: 65_535,
    });
    expect((await copyOf('float32.tif', {})).facts.spread).toMatchObject({ darkest: -2, brightest: 5 });
  });

  it('takes the main picture of a phone’s burst, and refuses animations and pages', async () => {
    expect((await copyOf('phone-burst.heic', {})).facts.pictureCount).toBe(3);
    await expect(copyOf('moving.gif', {})).rejects.toMatchObject(refusal('animated'));
    await expect(copyOf('moving.webp', {})).rejects.toMatchObject(refusal('animated'));
    await expect(copyOf('pages.tif', {})).rejects.toMatchObject(refusal('many-pages'));
    expect((await copyOf('moving.gif', { takesFirst: true })).facts).toMatchObject({ width: 60, height: 40 });
  });

  it('believes no EXIF that can’t be', async () => {
    expect((await copyOf('lying-exif.jpg', {})).facts).toMatchObject({ width: 60, height: 40 });
  });

  it('never overwrites', async () => {
    const to = newPath();
    await writeFile(to, 'mine');
    const source = await wholeFile(oddPicture('plain.tif'));
    await expect(pictures.copy(source, usual, to)).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await readFile(to, 'utf8')).toBe('mine');
  });
});
