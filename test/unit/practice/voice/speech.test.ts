import { describe, expect, it } from 'vitest';
import { articulate } from '../../../../src-main/practice/voice/articulation';
import { sampleRateHz, synthesize } from '../../../../src-main/practice/voice/formant-synthesizer';
import { phonemes } from '../../../../src-main/practice/voice/phonemes';
import { speak } from '../../../../src-main/practice/voice/speech';
import type { TimedSound } from '../../../../src-main/practice/voice/timing';
import { bandLevel, resonances } from './spectrum';

/** One sound by itself, held long, at an even pitch. */
function held(symbol: string, durationMs = 400, pitchHz = 100): Float64Array {
  const samples = synthesize(articulate([sound(symbol, durationMs)], () => pitchHz));
  return samples.subarray(Math.floor(samples.length / 4), Math.floor((samples.length * 3) / 4));
}

function sound(symbol: string, durationMs: number): TimedSound {
  const phoneme = phonemes.get(symbol);
  if (!phoneme) throw new Error(`There is no sound ${symbol}.`);
  return { symbol, phoneme, stress: 'primary', durationMs, isAccented: false };
}

const level = (samples: Float64Array, fromHz: number, toHz: number) => bandLevel(samples, sampleRateHz, fromHz, toHz);
const loudness = (samples: Float64Array) =>
  Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length);

describe('synthesize', () => {
  it.each([
    ['i', 280, 2250],
    ['ɛ', 540, 1830],
    ['æ', 670, 1730],
    ['ɑ', 730, 1100],
    ['u', 310, 900],
    ['ɝ', 480, 1330],
  ])('puts the formants of %s where they belong', (symbol, f1, f2) => {
    const found = resonances(held(symbol), sampleRateHz, 24, 3000);
    const nearest = (hz: number) => Math.min(...found.map((resonance) => Math.abs(resonance - hz)));
    expect(nearest(f1)).toBeLessThan(60);
    expect(nearest(f2)).toBeLessThan(90);
  });

  it('repeats its pulses at the pitch', () => {
    for (const pitchHz of [90, 140]) {
      const samples = held('ɑ', 400, pitchHz);
      const likeness = (lag: number) => samples.reduce((sum, sample, at) => sum + sample * (samples[at + lag] ?? 0), 0);
      const lags = Array.from({ length: 240 }, (_, index) => index + 120);
      const best = lags.reduce((top, lag) => (likeness(lag) > likeness(top) ? lag : top));
      expect(Math.abs(sampleRateHz / best - pitchHz)).toBeLessThan(4);
    }
  });

  it('hisses in s high above where it hushes in ʃ', () => {
    const [hiss, hush] = [held('s'), held('ʃ')];
    expect(level(hiss, 4500, 8000)).toBeGreaterThan(level(hiss, 2000, 3000) + 6);
    expect(level(hush, 2000, 3000)).toBeGreaterThan(level(hiss, 2000, 3000) + 6);
    expect(level(hiss, 4500, 8000)).toBeGreaterThan(level(hiss, 200, 800) + 15);
    expect(level(hush, 2300, 3000)).toBeGreaterThan(level(hush, 200, 800) + 15);
  });

  it('gives voice to z and none to s', () => {
    expect(level(held('z'), 80, 300)).toBeGreaterThan(level(held('s'), 80, 300) + 20);
  });

  it('makes vowels louder than everything else', () => {
    const vowel = loudness(held('ɑ'));
    for (const symbol of ['s', 'ʃ', 'f', 'θ', 'z', 'm', 'l', 'h']) expect(loudness(held(symbol))).toBeLessThan(vowel);
  });

  it('keeps the low part of a nasal sound and takes away the rest', () => {
    const murmur = held('n');
    expect(level(murmur, 150, 350)).toBeGreaterThan(level(murmur, 700, 3000) + 15);
  });

  it('is silent in the closure of a stop', () => {
    const samples = synthesize(articulate([sound('ɑ', 200), sound('t', 150), sound('ɑ', 200)], () => 100));
    const part = (fromMs: number, toMs: number) =>
      loudness(samples.subarray((fromMs * sampleRateHz) / 1000, (toMs * sampleRateHz) / 1000));
    expect(part(225, 258)).toBeLessThan(0.01 * part(50, 150));
    expect(part(266, 280)).toBeGreaterThan(10 * part(225, 258));
  });

  it('moves the second formant from the lips and from the palate in different ways', () => {
    const secondFormant = (symbol: string) => {
      const frames = articulate([sound(symbol, 80), sound('ɛ', 250)], () => 100);
      return frames.slice(40, 65).map(({ formants }) => formants[1]);
    };
    const [rising, falling] = [secondFormant('b'), secondFormant('ɡ')];
    expect(rising[0]).toBeLessThan((rising.at(-1) ?? 0) - 100);
    expect(falling[0]).toBeGreaterThan(rising[0] ?? 0);
  });
});

describe('speak', () => {
  const text = 'Hello! This sentence went to a computer, which speaks it aloud for you.';
  const speech = speak(text);

  it('lasts as long as a person would take', () => {
    expect(speech.length / sampleRateHz).toBeGreaterThan(3.5);
    expect(speech.length / sampleRateHz).toBeLessThan(6.5);
  });

  it('peaks 3 dB below the limit', () => {
    const peak = speech.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    expect(20 * Math.log10(peak)).toBeCloseTo(-3, 5);
  });

  it('holds numbers only', () => {
    expect(speech.every(Number.isFinite)).toBe(true);
  });

  it('hardly deviates from zero on average', () => {
    expect(Math.abs(speech.reduce((sum, sample) => sum + sample, 0) / speech.length)).toBeLessThan(0.01);
  });

  it('starts and ends in silence', () => {
    expect([speech[0], speech.at(-1)]).toEqual([0, 0]);
  });

  it('has no clicks: without noisy sounds, no sample leaps further than a pulse of the throat does', () => {
    const voiced = speak('We were away a long year, you know.');
    const leaps = voiced.map((sample, index) => Math.abs(sample - (voiced[index - 1] ?? 0)));
    expect(leaps.reduce((most, leap) => Math.max(most, leap), 0)).toBeLessThan(0.45);
  });

  it('is the same every time', () => {
    expect(speak(text)).toEqual(speech);
  });

  it('pauses between sentences', () => {
    const gap = (sentences: string) => speak(sentences).length - speak(sentences.replace('.', '')).length;
    expect(gap('We go. We stay')).toBeGreaterThan(0.25 * sampleRateHz);
  });

  it('can say every sound, none much louder than a vowel', () => {
    const peak = (samples: Float64Array) => samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    const vowelPeak = peak(held('ɑ'));
    for (const symbol of phonemes.keys()) {
      const samples = synthesize(articulate([sound(symbol, 120), sound('ɑ', 120), sound(symbol, 120)], () => 110));
      expect(samples.every(Number.isFinite)).toBe(true);
      expect(peak(samples)).toBeLessThan(1.5 * vowelPeak);
    }
  });

  it('has nothing to say for a text without words', () => {
    expect(speak('...')).toHaveLength(0);
  });
});
