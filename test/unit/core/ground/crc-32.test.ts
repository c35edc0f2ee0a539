import { crc32 as nodeCrc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { checksumOfText, crc32 } from '../../../../src-main/core/ground/crc-32';

describe('crc32', () => {
  it.each(['', '123456789', 'ñandú'])('gives what zlib gives for %j, in one piece or two', (text) => {
    const bytes = Buffer.from(text);
    expect(crc32(bytes)).toBe(nodeCrc32(bytes));
    expect(crc32(bytes.subarray(3), crc32(bytes.subarray(0, 3)))).toBe(nodeCrc32(bytes));
  });

  it('of a text has eight digits', () => {
    expect(checksumOfText('123456789')).toBe('cbf43926');
    expect(checksumOfText('')).toBe('00000000');
  });
});
