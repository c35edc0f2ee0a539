import { Jimp } from 'jimp';
import { describe, expect, it } from 'vitest';
import { pictureSize } from '../../../../src-main/core/input/picture-size';

describe('pictureSize', () => {
  it.each(['image/png', 'image/jpeg', 'image/gif', 'image/bmp'] as const)('is what %s declares', async (mediaType) => {
    const bytes = await new Jimp({ width: 30, height: 7, color: 0x3a8f2dff }).getBuffer(mediaType);
    expect(pictureSize(bytes)).toEqual({ width: 30, height: 7 });
    expect(pictureSize(bytes.subarray(0, 9))).toBeUndefined();
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
