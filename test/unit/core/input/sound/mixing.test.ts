import { expect, it } from 'vitest';
import { inSixteenBits, mixed, mixingWeights } from '../../../../../src-main/core/input/sound/mixing';

it.each([1, 2, 3, 4, 6, 8])('never makes %i channels louder than the loudest', (channels) => {
  expect(mixingWeights(channels)).toHaveLength(channels);
  const loud = Array.from({ length: channels }, () => Float32Array.of(1, -1, 0));
  const mix = mixed(loud);
  [1, -1, 0].forEach((sample, index) => expect(mix[index]).toBeCloseTo(sample, 6));
});

it('takes both sides alike, the middle of six most, and its bass not at all', () => {
  expect([...mixed([Float32Array.of(0.5), Float32Array.of(-0.25)])]).toEqual([0.125]);
  const [left = 0, right = 0, middle = 0, bass, back = 0] = mixingWeights(6);
  expect(bass).toBe(0);
  expect(left).toBe(right);
  expect(middle).toBeGreaterThan(left);
  expect(left).toBeGreaterThan(back);
});

it('takes what is no number for silence, and cuts off what is too loud', () => {
  const mix = mixed([Float32Array.of(NaN, Infinity, 2, -2, 0.5)]);
  const bytes = inSixteenBits(mix);
  const view = new DataView(bytes.buffer);
  expect([0, 1, 2, 3, 4].map((index) => view.getInt16(2 * index, true))).toEqual([0, 0, 32_767, -32_768, 16_384]);
});

it('gives samples of 16 bits back as they are', () => {
  const all = Int16Array.from({ length: 65_536 }, (_, index) => index - 32_768);
  const bytes = inSixteenBits(mixed([Float32Array.from(all, (sample) => sample / 32_768)]));
  expect(new Int16Array(bytes.buffer)).toEqual(all);
});
