import { describe, expect, it } from 'vitest';
import { dominantColours } from '../../../src-main/practice/dominant-colours';

const pixels = (...runs: readonly (readonly [count: number, rgba: readonly number[]])[]) =>
  Uint8Array.from(runs.flatMap(([count, rgba]) => Array.from({ length: count }, () => rgba).flat()));

describe('dominantColours', () => {
  it('names colours by how they look, largest first', () => {
    const found = dominantColours(
      pixels([20, [214, 39, 40, 255]], [50, [54, 153, 60, 255]], [30, [250, 250, 250, 255]]),
    );
    expect(found).toEqual([
      { label: 'green', hex: '#36993c', share: 0.5 },
      { label: 'white', hex: '#fafafa', share: 0.3 },
      { label: 'red', hex: '#d62728', share: 0.2 },
    ]);
  });

  it('puts shades of one name together', () => {
    const found = dominantColours(pixels([60, [54, 153, 60, 255]], [40, [58, 149, 66, 255]]));
    expect(found.map(({ label, share }) => [label, share])).toEqual([['green', 1]]);
  });

  it('leaves out what is transparent, and specks', () => {
    const found = dominantColours(pixels([995, [0, 0, 0, 255]], [5, [255, 255, 255, 255]], [500, [255, 0, 0, 0]]));
    expect(found.map(({ label }) => label)).toEqual(['black']);
  });

  it('finds nothing in a picture that is all transparent', () => {
    expect(dominantColours(pixels([10, [1, 2, 3, 0]]))).toEqual([]);
  });

  it.each([
    [[128, 128, 128], 'grey'],
    [[255, 165, 0], 'orange'],
    [[0, 0, 255], 'blue'],
    [[255, 255, 0], 'yellow'],
    [[40, 80, 30], 'dark green'],
    [[139, 69, 19], 'brown'],
    [[135, 206, 235], 'light blue'],
  ])('calls %j %s', (rgb, label) => {
    expect(dominantColours(pixels([9, [...rgb, 255]])).map((colour) => colour.label)).toEqual([label]);
  });
});
