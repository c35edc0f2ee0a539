import { describe, expect, it } from 'vitest';
import { pictureSize, uprightSize } from '../../../../src-main/core/input/picture-size';
import { TestPicture } from '../../../fixtures/test-picture';

describe('pictureSize', () => {
  it.each(['image/png', 'image/jpeg', 'image/gif'] as const)('is what %s declares', async (mediaType) => {
    const bytes = await new TestPicture({ width: 30, height: 7, color: 0x3a8f2dff }).getBuffer(mediaType);
    expect(pictureSize(bytes)).toEqual({ width: 30, height: 7 });
    expect(pictureSize(bytes.subarray(0, 9))).toBeUndefined();
  });

  it('is what a BMP declares, whichever way it is stored', () => {
    const bmp = (height: string) =>
      Buffer.from(`424d${'0'.repeat(24)}28000000` + `1e000000${height}01001800`.padEnd(32, '0'), 'hex');
    expect(pictureSize(bmp('07000000'))).toEqual({ width: 30, height: 7 });
    expect(pictureSize(bmp('f9ffffff'))).toEqual({ width: 30, height: 7 });
  });

  it.each([
    ['lossy', '524946460000000057454250' + '56503820' + '00000000' + '000000' + '9d012a' + '1e000700'],
    ['lossless', '524946460000000057454250' + '5650384c' + '00000000' + '2f' + '1d800100' + '0000000000'],
    ['extended', '524946460000000057454250' + '56503858' + '0a000000' + '00000000' + '1d0000' + '060000'],
  ])('is what a %s WebP declares', (_kind, hex) => {
    expect(pictureSize(Buffer.from(hex, 'hex'))).toEqual({ width: 30, height: 7 });
  });

  it('passes over segments and fill bytes of a JPEG', () => {
    const bytes = Buffer.from('ffd8ffe00010' + '00'.repeat(14) + 'ffff' + 'c2000b080064012c0100', 'hex');
    expect(pictureSize(bytes)).toEqual({ width: 300, height: 100 });
  });

  it.each(['ffd8' + '00'.repeat(40), 'ffd8ffe00002'.padEnd(80, '0'), '47494638'.padEnd(80, '0'), ''])(
    'does not guess: %s',
    (hex) => {
      expect(pictureSize(Buffer.from(hex, 'hex'))).toBeUndefined();
    },
  );
});

describe('uprightSize', () => {
  const exif = (order: 'II' | 'MM', orientation: number) => {
    const number = (value: number, bytes: 2 | 4) => {
      const big = Buffer.alloc(bytes);
      big.writeUIntBE(value, 0, bytes);
      return order === 'MM' ? big : big.reverse();
    };
    const tiff = Buffer.concat([
      Buffer.from(order),
      number(42, 2),
      number(8, 4),
      number(2, 2),
      // The maker's tag comes first.
      ...[number(0x010f, 2), number(2, 2), number(1, 4), Buffer.alloc(4)],
      ...[number(0x0112, 2), number(3, 2), number(1, 4), number(orientation, 2), Buffer.alloc(2)],
    ]);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(8 + tiff.length);
    const frame = Buffer.from('ffc0000b080007001e01011100', 'hex');
    return Buffer.concat([Buffer.from('ffd8ffe1', 'hex'), length, Buffer.from('Exif\0\0'), tiff, frame]);
  };

  it.each(['II', 'MM'] as const)('turns a JPEG as its metadata in the order %s say', (order) => {
    expect(uprightSize(exif(order, 1))).toEqual({ width: 30, height: 7 });
    expect(uprightSize(exif(order, 3))).toEqual({ width: 30, height: 7 });
    expect(uprightSize(exif(order, 6))).toEqual({ width: 7, height: 30 });
    expect(uprightSize(exif(order, 8))).toEqual({ width: 7, height: 30 });
  });

  it('takes damaged metadata for none', () => {
    const bytes = exif('MM', 6);
    // A directory beyond the end.
    bytes.writeUInt32BE(0xffff_0000, 16);
    expect(uprightSize(bytes)).toEqual({ width: 30, height: 7 });
    for (let length = 0; length < bytes.length; length += 1) uprightSize(bytes.subarray(0, length));
  });
});
