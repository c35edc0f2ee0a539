import { Jimp } from 'jimp';
import { describe, expect, it } from 'vitest';
import { pictureArea } from '../../../../src-main/core/input/picture-area';

describe('pictureArea', () => {
  it.each(['image/png', 'image/jpeg'] as const)('is what %s declares', async (mediaType) => {
    const bytes = await new Jimp({ width: 30, height: 7, color: 0x3a8f2dff }).getBuffer(mediaType);
    expect(pictureArea(bytes)).toBe(210);
    expect(pictureArea(bytes.subarray(0, 20))).toBeUndefined();
  });

  it('passes over segments and fill bytes of a JPEG', () => {
    const bytes = Buffer.from('ffd8ffe00010' + '00'.repeat(14) + 'ffff' + 'c2000b080064012c0100', 'hex');
    expect(pictureArea(bytes)).toBe(100 * 300);
  });

  it.each(['ffd8' + '00'.repeat(40), 'ffd8ffe00002'.padEnd(80, '0'), '47494638'.padEnd(80, '0'), ''])(
    'does not guess: %s',
    (hex) => {
      expect(pictureArea(Buffer.from(hex, 'hex'))).toBeUndefined();
    },
  );
});
