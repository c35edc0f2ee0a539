import { beforeAll, describe, expect, it } from 'vitest';
import { loadVips } from '../../../../src-main/adapters/pictures/vips';
import type { PracticeService } from '../../../../src-main/practice/practice-service';
import { grayscale } from '../../../../src-main/practice/services/grayscale';
import { findThings } from '../../../../src-main/practice/services/find-things';
import { imageLabels } from '../../../../src-main/practice/services/image-labels';
import { pictureSizes } from '../../../../src-main/practice/services/picture-sizes';
import { twoColours, withOrientation } from '../pictures';
import { CallingPictures } from '../../../fixtures/calling-pictures';
import { TestPicture } from '../../../fixtures/test-picture';

const pictures = new CallingPictures();
// Loading the library takes a while where other work is going on.
beforeAll(() => loadVips(), 60_000);

const red = 0xd62728ff;
const blue = 0x2f63c4ff;

async function filesOf(service: PracticeService, input: Buffer) {
  const { files } = await service.run(input, pictures);
  return Promise.all(
    files.map(async ({ name, bytes }) => ({ name, picture: await TestPicture.read(Buffer.from(bytes)) })),
  );
}

/** Red, green and blue of one pixel. */
function pixel(picture: { getPixelColor(x: number, y: number): number }, x: number, y: number): number[] {
  const colour = picture.getPixelColor(x, y);
  return [colour >>> 24, (colour >>> 16) & 255, (colour >>> 8) & 255];
}

describe('grayscale', () => {
  it.each([
    ['image/png', 'grayscale.png'],
    ['image/gif', 'grayscale.png'],
    ['image/tiff', 'grayscale.png'],
    ['image/jpeg', 'grayscale.jpg'],
  ] as const)('takes the colours out of %s', async (type, name) => {
    const [file, ...others] = await filesOf(grayscale, await twoColours(40, 20, red, blue).getBuffer(type));
    expect(others).toEqual([]);
    expect(file?.name).toBe(name);
    expect([file?.picture.width, file?.picture.height]).toEqual([40, 20]);
    // BT.709: 0.2126 of red, 0.7152 of green, 0.0722 of blue.
    for (const [x, grey] of [
      [5, 76],
      [35, 95],
    ] as const) {
      const [r = 0, g, b] = file ? pixel(file.picture, x, 10) : [];
      expect([g, b]).toEqual([r, r]);
      expect(Math.abs(r - grey)).toBeLessThanOrEqual(2);
    }
  });

  it('keeps what is transparent', async () => {
    const png = await new TestPicture({ width: 4, height: 4, color: 0xff000040 }).getBuffer('image/png');
    const [file] = await filesOf(grayscale, png);
    expect((file?.picture.getPixelColor(0, 0) ?? 0) & 255).toBe(0x40);
  });

  it('turns a photograph upright', async () => {
    const jpeg = await twoColours(40, 20, red, 0xffffffff).getBuffer('image/jpeg', { quality: 95 });
    const [file] = await filesOf(grayscale, withOrientation(jpeg, 6));
    expect([file?.picture.width, file?.picture.height]).toEqual([20, 40]);
    const [top = 0, bottom = 0] = file ? [pixel(file.picture, 10, 5)[0], pixel(file.picture, 10, 35)[0]] : [];
    expect(top).toBeLessThan(100);
    expect(bottom).toBeGreaterThan(240);
  });

  it.each([
    ['text', Buffer.from('no picture')],
    ['nothing', Buffer.alloc(0)],
    ['a PDF', Buffer.from('%PDF-1.7\n')],
    ['a PNG that was cut', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ])('fails on %s', async (_, input) => {
    await expect(grayscale.run(input, pictures)).rejects.toThrow("can't read this picture");
  });
});

describe('picture-sizes', () => {
  it('makes three sizes with the proportions of the picture', async () => {
    const files = await filesOf(pictureSizes, await twoColours(1700, 340, red, blue).getBuffer('image/jpeg'));
    expect(files.map(({ name, picture }) => [name, picture.width, picture.height])).toEqual([
      ['large.jpg', 1600, 320],
      ['medium.jpg', 800, 160],
      ['small.jpg', 320, 64],
    ]);
  });

  it('enlarges nothing', async () => {
    const files = await filesOf(pictureSizes, await twoColours(30, 400, red, blue).getBuffer('image/png'));
    expect(files.map(({ name, picture }) => [name, picture.width, picture.height])).toEqual([
      ['large.png', 30, 400],
      ['medium.png', 30, 400],
      ['small.png', 24, 320],
    ]);
  });
});

describe('image-labels', () => {
  const labelsOf = async (input: Buffer): Promise<unknown> =>
    JSON.parse((await imageLabels.run(input, pictures)).printed);

  it('measures a picture of two colours', async () => {
    expect(await labelsOf(await twoColours(100, 50, 0xffffffff, 0x000000ff).getBuffer('image/png'))).toEqual({
      width: 100,
      height: 50,
      format: 'png',
      brightness: 0.5,
      contrast: 0.5,
      sharpness: expect.closeTo(0.005, 3),
      dominant_colours: [
        { label: 'white', hex: '#ffffff', share: 0.5 },
        { label: 'black', hex: '#000000', share: 0.5 },
      ],
    });
  });

  it('finds more contrast and sharpness in a chequered picture than in a plain one', async () => {
    const chequered = new TestPicture({ width: 64, height: 64, color: 0x202020ff });
    for (let y = 0; y < 64; y += 1) for (let x = y % 2; x < 64; x += 2) chequered.setPixelColor(0xe0e0e0ff, x, y);
    const plain = new TestPicture({ width: 64, height: 64, color: 0x808080ff });
    expect(await labelsOf(await chequered.getBuffer('image/png'))).toMatchObject({ contrast: 0.376, sharpness: 0.753 });
    expect(await labelsOf(await plain.getBuffer('image/png'))).toMatchObject({ contrast: 0, sharpness: 0 });
  });

  it('tells the size and format of the original', async () => {
    const gif = await twoColours(1200, 30, red, blue).getBuffer('image/gif');
    expect(await labelsOf(gif)).toMatchObject({ width: 1200, height: 30, format: 'gif' });
  });
});

describe('find-things', () => {
  const found = async (input: Buffer): Promise<unknown> => JSON.parse((await findThings.run(input, pictures)).printed);

  /** A grey picture of 600 × 300 pixels with rectangles in it. */
  async function withRectangles(...all: { x: number; y: number; w: number; h: number; colour: number }[]) {
    const picture = new TestPicture({ width: 600, height: 300, color: 0x909090ff });
    for (const { x, y, w, h, colour } of all) {
      for (let dx = 0; dx < w; dx += 1) for (let dy = 0; dy < h; dy += 1) picture.setPixelColor(colour, x + dx, y + dy);
    }
    return picture.getBuffer('image/png');
  }

  it('draws a box around each thing, the largest first, and names its colour', async () => {
    const things = [
      { x: 60, y: 60, w: 60, h: 60, colour: red },
      { x: 300, y: 120, w: 150, h: 90, colour: blue },
    ];
    const about = (number: number) => expect.closeTo(number, -1);
    expect(await found(await withRectangles(...things))).toEqual({
      width: 600,
      height: 300,
      detections: [
        {
          label: 'blue',
          score: expect.closeTo(1, 1),
          box: { x: about(300), y: about(120), width: about(150), height: about(90) },
        },
        {
          label: 'red',
          score: expect.closeTo(1, 1),
          box: { x: about(60), y: about(60), width: about(60), height: about(60) },
        },
      ],
    });
  });

  it('is less sure of what differs less, and finds nothing where nothing does', async () => {
    const [pale] = (
      (await found(await withRectangles({ x: 60, y: 60, w: 90, h: 90, colour: 0xc0a0a0ff }))) as {
        detections: { score: number }[];
      }
    ).detections;
    expect(pale === undefined || pale.score < 0.6).toBe(true);
    expect(await found(await withRectangles())).toMatchObject({ detections: [] });
    expect(await found(await withRectangles({ x: 9, y: 9, w: 4, h: 4, colour: red }))).toMatchObject({
      detections: [],
    });
  });

  it('fails on what is no picture', async () => {
    await expect(findThings.run(Buffer.from('no picture'), pictures)).rejects.toThrow("can't read this picture");
  });
});
