import { describe, expect, it } from 'vitest';
import { hexDump, numpyHeader } from '../../../../src-renderer/viewers/binary/hex-dump';

describe('hexDump', () => {
  it('writes place, bytes and letters, sixteen a row', () => {
    const bytes = Uint8Array.from({ length: 18 }, (_, index) => (index < 16 ? 0x41 + index : index - 16));
    expect(hexDump(bytes, 0x1f0)).toBe(
      [
        '000001f0  41 42 43 44 45 46 47 48  49 4a 4b 4c 4d 4e 4f 50  ABCDEFGHIJKLMNOP',
        '00000200  00 01                                             ..',
      ].join('\n'),
    );
  });

  it('writes nothing of nothing', () => {
    expect(hexDump(new Uint8Array(), 0)).toBe('');
  });
});

describe('numpyHeader', () => {
  const npy = (header: string) => Buffer.concat([Buffer.from([0x93]), Buffer.from(`NUMPY\x01\0v\0${header}\n`)]);

  it.each([
    ["{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }", [3, 4], 'float64', false],
    ["{'descr': '|u1', 'fortran_order': True, 'shape': (10,), }", [10], 'uint8', true],
    ["{'descr': '<i2', 'fortran_order': False, 'shape': (), }", [], 'int16', false],
    ["{'descr': '|b1', 'fortran_order': False, 'shape': (2,), }", [2], 'bool', false],
    ["{'descr': '>c16', 'fortran_order': False, 'shape': (2,), }", [2], 'complex128', false],
    ["{'descr': '<U8', 'fortran_order': False, 'shape': (2,), }", [2], '<U8', false],
  ])('reads %s', (header, shape, type, isFortranOrder) => {
    expect(numpyHeader(npy(header))).toEqual({ shape, type, isFortranOrder });
  });

  it('says nothing of what it can’t read', () => {
    expect(numpyHeader(Buffer.from('NUMPY'))).toBeUndefined();
    expect(numpyHeader(npy("{'descr': [('x', '<f4')], 'shape': (2,)}"))).toBeUndefined();
  });
});
