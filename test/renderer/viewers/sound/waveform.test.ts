import { describe, expect, it } from 'vitest';
import { peaksOf } from '../../../../src-renderer/viewers/sound/waveform';

describe('peaksOf', () => {
  it('keeps the range of each stretch, over all channels', async () => {
    const left = Float32Array.from([0, 0.5, -0.25, 0, 0, 0]);
    const right = Float32Array.from([0, 0, 0, 0, -1, 0.125]);
    expect(await peaksOf([left, right], 3)).toEqual([
      { low: 0, high: 0.5 },
      { low: -0.25, high: 0 },
      { low: -1, high: 0.125 },
    ]);
  });

  it('draws a sound shorter than its outline as well', async () => {
    expect(await peaksOf([Float32Array.from([1])], 4)).toHaveLength(4);
  });

  it('lets the window work while a long sound is looked at', async () => {
    let turns = 0;
    const count = setInterval(() => (turns += 1));
    const peaks = await peaksOf([new Float32Array(6_000_000).fill(0.5)], 100);
    clearInterval(count);
    expect(peaks.every(({ high }) => high === 0.5)).toBe(true);
    expect(turns).toBeGreaterThan(0);
  });
});
