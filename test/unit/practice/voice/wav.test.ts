import { describe, expect, it } from 'vitest';
import { wavFile } from '../../../../src-main/practice/voice/wav';

describe('wavFile', () => {
  it('writes the header and the samples', () => {
    const file = wavFile(Float64Array.of(0, 0.5, -1, 1, 2, -3), 22_050);
    expect(file.subarray(0, 44).toString('hex')).toBe(
      `${Buffer.from('RIFF').toString('hex')}30000000${Buffer.from('WAVEfmt ').toString('hex')}` +
        `1000000001000100225600${'0044ac0000'}02001000${Buffer.from('data').toString('hex')}0c000000`,
    );
    const samples = [0, 1, 2, 3, 4, 5].map((index) => file.readInt16LE(44 + index * 2));
    expect(samples).toEqual([0, 16384, -32767, 32767, 32767, -32767]);
    expect(file).toHaveLength(56);
  });
});
