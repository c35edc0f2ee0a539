import { describe, expect, it } from 'vitest';
import {
  pictureOnClipboard,
  type ImageClipboard,
  type ItemClipboard,
} from '../../../src-main/electron/clipboard-picture';
import { failureOf } from '../../fixtures/run-request';
import { TestPicture } from '../../fixtures/test-picture';

const tooLarge = { code: 'too-large-to-paste', most: 50e6 };

/** A clipboard with a picture of a size that must not be packed where it is too large. */
function decoded(width: number, height: number, png = Buffer.alloc(0)) {
  let packed = 0;
  const toPNG = () => {
    packed += 1;
    return png;
  };
  const picture = { isEmpty: () => width === 0, getSize: () => ({ width, height }), toPNG };
  const clipboard: ImageClipboard = { readImage: () => picture };
  return { clipboard, packed: () => packed };
}

/** A clipboard with some contents by their types. */
function items(contents: Readonly<Record<string, Uint8Array<ArrayBuffer>>>): ItemClipboard {
  const getType = async (type: string) => new Blob([contents[type] ?? new Uint8Array()], { type });
  return { read: async () => [{ types: Object.keys(contents), getType }] };
}

/** A PNG whose head declares another size. */
async function pngOf(width: number, height: number): Promise<Uint8Array<ArrayBuffer>> {
  const png = new Uint8Array(await new TestPicture({ width: 1, height: 1 }).getBuffer('image/png'));
  const head = new DataView(png.buffer);
  head.setUint32(16, width);
  head.setUint32(20, height);
  return png;
}

describe('the picture on a clipboard that decodes it', () => {
  it('is packed as PNG, and nothing where there is none', async () => {
    const png = Buffer.from('png');
    expect(await pictureOnClipboard(decoded(3, 2, png).clipboard)).toEqual(png);
    const none = decoded(0, 0);
    expect(await pictureOnClipboard(none.clipboard)).toBeUndefined();
    expect(none.packed()).toBe(0);
  });

  it('is refused with 100 megapixels, before it is packed', async () => {
    const { clipboard, packed } = decoded(10_000, 10_000);
    expect(await failureOf(pictureOnClipboard(clipboard))).toEqual(tooLarge);
    expect(packed()).toBe(0);
  });
});

describe('the picture on a clipboard of items', () => {
  it('is its PNG, and nothing where there is none', async () => {
    const png = await pngOf(3, 2);
    expect(await pictureOnClipboard(items({ 'text/plain': new Uint8Array(), 'image/png': png }))).toEqual(png);
    expect(await pictureOnClipboard(items({ 'text/plain': new Uint8Array() }))).toBeUndefined();
  });

  it('is refused with 100 megapixels, by what its head declares', async () => {
    const clipboard = items({ 'image/png': await pngOf(10_000, 10_000) });
    expect(await failureOf(pictureOnClipboard(clipboard))).toEqual(tooLarge);
  });
});
