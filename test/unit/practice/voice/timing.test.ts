import { describe, expect, it } from 'vitest';
import { pronounce } from '../../../../src-main/practice/voice/pronunciation';
import { timed } from '../../../../src-main/practice/voice/timing';

const timedText = (text: string) => pronounce(text).flatMap(timed);
const durationOf = (text: string, symbol: string) =>
  timedText(text).find((sound) => sound.symbol === symbol)?.durationMs ?? 0;

describe('timed', () => {
  it('speaks about twelve sounds a second', () => {
    const sounds = timedText('The quick brown fox jumps over the lazy dog and reads this sentence aloud for you.');
    const seconds = sounds.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000;
    expect(sounds.length / seconds).toBeGreaterThan(10);
    expect(sounds.length / seconds).toBeLessThan(14);
  });

  it('lengthens the end of a clause', () => {
    expect(durationOf('a leaf', 'i')).toBeGreaterThan(1.1 * durationOf('leaf trees', 'i'));
  });

  it('shortens vowels before voiceless consonants', () => {
    expect(durationOf('seat', 'i')).toBeLessThan(0.8 * durationOf('seed', 'i'));
  });

  it('shortens vowels without stress', () => {
    const [first, second] = timedText('city now').filter(({ phoneme }) => phoneme.isVowel);
    expect(first?.stress).toBe('primary');
    expect((second?.durationMs ?? 0) / (second?.phoneme.durationMs ?? 1)).toBeLessThan(
      (first?.durationMs ?? 0) / (first?.phoneme.durationMs ?? 1),
    );
  });
});
