import { describe, expect, it } from 'vitest';
import { decodeUtf8 } from '../../../../src-main/core/ground/utf-8';

describe('decodeUtf8', () => {
  it('decodes text, and leaves its mark out unless it is asked for', () => {
    const bytes = Buffer.from('\ufeffñandú 🌿');
    expect(decodeUtf8(bytes)).toBe('ñandú 🌿');
    expect(decodeUtf8(bytes, { keepsByteOrderMark: true })).toBe('\ufeffñandú 🌿');
  });

  it('takes a beginning that ends within a character, and no such whole', () => {
    const bytes = Buffer.from('hoja 🌿').subarray(0, -2);
    expect(decodeUtf8(bytes, { isWhole: false })).toBe('hoja ');
    expect(() => decodeUtf8(bytes)).toThrow(TypeError);
  });

  it.each([[[0x89, 0x50, 0x4e, 0x47]], [[0xff, 0xfe, 0x41]], [[0x41, 0xc3]], [[0xed, 0xa0, 0x80]]])(
    'refuses %j',
    (bytes) => {
      expect(() => decodeUtf8(new Uint8Array(bytes))).toThrow(TypeError);
    },
  );
});
