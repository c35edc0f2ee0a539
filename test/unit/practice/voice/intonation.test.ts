import { describe, expect, it } from 'vitest';
import { melody } from '../../../../src-main/practice/voice/intonation';
import { pronounce } from '../../../../src-main/practice/voice/pronunciation';
import type { Cadence } from '../../../../src-main/practice/voice/pronunciation';
import { timed } from '../../../../src-main/practice/voice/timing';

function contour(text: string, cadence: Cadence) {
  const sounds = pronounce(text).flatMap(timed);
  const pitchAt = melody(sounds, cadence);
  const lengthMs = sounds.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return { sounds, lengthMs, pitchAt };
}

describe('melody', () => {
  it('sinks through a clause, and further at its end', () => {
    const { pitchAt, lengthMs } = contour('it is of the', 'final');
    const [start, middle, end] = [0, lengthMs / 2, lengthMs].map(pitchAt);
    expect(start).toBeGreaterThan(middle ?? 0);
    expect(middle).toBeGreaterThan(end ?? 0);
    expect(end).toBeGreaterThan(70);
  });

  it('rises at the end of a question, and a little where more is to come', () => {
    const [final, continuing, question] = (['final', 'continuing', 'question'] as const).map((cadence) => {
      const { pitchAt, lengthMs } = contour('it is of the', cadence);
      return pitchAt(lengthMs);
    });
    expect(continuing).toBeGreaterThan((final ?? 0) + 10);
    expect(question).toBeGreaterThan((continuing ?? 0) + 10);
  });

  it('peaks on the stressed vowel of a word that carries meaning', () => {
    const { sounds, pitchAt } = contour('of the tree of the', 'continuing');
    const before = sounds.findIndex(({ isAccented }) => isAccented);
    const startMs = sounds.slice(0, before).reduce((sum, { durationMs }) => sum + durationMs, 0);
    const peakMs = startMs + (sounds[before]?.durationMs ?? 0) * 0.4;
    expect(pitchAt(peakMs)).toBeGreaterThan(pitchAt(peakMs - 130) + 10);
    expect(pitchAt(peakMs)).toBeGreaterThan(pitchAt(peakMs + 130) + 10);
  });
});
