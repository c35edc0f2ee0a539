import { describe, expect, it } from 'vitest';
import { Resampler } from '../../../../../src-main/core/input/sound/resampling';

const wantedHz = 16_000;

function tone(hz: number, rateHz: number, seconds = 1): Float32Array {
  return Float32Array.from({ length: rateHz * seconds }, (_, index) => Math.sin((2 * Math.PI * hz * index) / rateHz));
}

function resampled(samples: Float32Array, fromHz: number, pieces: readonly number[] = [samples.length]): Float32Array {
  const resampler = new Resampler(fromHz, wantedHz);
  const made: number[] = [];
  let at = 0;
  for (const piece of pieces) {
    made.push(...resampler.push(samples.subarray(at, at + piece)));
    at += piece;
  }
  made.push(...resampler.push(samples.subarray(at)), ...resampler.finish());
  return Float32Array.from(made);
}

/** The loudness of the middle of a sound in decibels; 0 is the loudest possible tone. */
function decibels(samples: Float32Array): number {
  const middle = samples.subarray(1000, samples.length - 1000);
  const power = middle.reduce((sum, sample) => sum + sample ** 2, 0) / middle.length;
  return 10 * Math.log10(2 * power);
}

/** The largest difference between samples of two sounds. */
function farthest(one: Float32Array, other: Float32Array): number {
  return one.reduce((most, sample, index) => Math.max(most, Math.abs(sample - (other[index] ?? NaN))), 0);
}

describe('Resampler', () => {
  it.each([8000, 11_025, 22_050, 32_000, 44_100, 48_000, 96_000, 44_056, 250_000])(
    'keeps tones of %i samples a second as loud as they are, and where they are',
    (rateHz) => {
      const made = resampled(tone(1000, rateHz), rateHz);
      const wanted = tone(1000, wantedHz);
      expect(made).toHaveLength(wantedHz);
      expect(Math.abs(decibels(made))).toBeLessThan(0.01);
      expect(farthest(made.subarray(1000, 15_000), wanted.subarray(1000, 15_000))).toBeLessThan(0.001);
    },
  );

  it.each([
    [9000, 44_100],
    [8100, 48_000],
    [15_000, 48_000],
    [20_000, 44_100],
    [40_000, 96_000],
    [100_000, 250_000],
  ])('leaves a tone of %i Hz out instead of making another of it', (hz, rateHz) => {
    expect(decibels(resampled(tone(hz, rateHz), rateHz))).toBeLessThan(-78);
  });

  it('keeps what speech has up to 7 kHz', () => {
    expect(Math.abs(decibels(resampled(tone(7000, 44_100), 44_100)))).toBeLessThan(0.1);
  });

  it('makes the same of a sound in pieces as of the whole', () => {
    const sound = tone(440, 44_100, 0.5);
    const whole = resampled(sound, 44_100);
    expect(resampled(sound, 44_100, [1, 2, 30, 400, 5000, 0, 1152])).toEqual(whole);
  });

  it.each([
    [1, 1],
    [2, 1],
    [3, 2],
    [44_100, 16_000],
    [44_101, 16_001],
    [132_300, 48_000],
  ])('makes of %i samples at 44.1 kHz %i: as long as the sound is', (given, wanted) => {
    expect(resampled(new Float32Array(given), 44_100)).toHaveLength(wanted);
  });

  it('keeps silence, an even level, and what has the rate already', () => {
    expect(resampled(new Float32Array(4410), 44_100).every((sample) => sample === 0)).toBe(true);
    const level = resampled(new Float32Array(44_100).fill(0.5), 44_100);
    expect(farthest(level.subarray(200, -200), new Float32Array(16_000).fill(0.5))).toBeLessThan(1e-6);
    const same = tone(3000, wantedHz, 0.1);
    expect(resampled(same, wantedHz)).toEqual(same);
  });
});
