import { articulate } from './articulation';
import { sampleRateHz, synthesize } from './formant-synthesizer';
import { melody } from './intonation';
import { pronounce } from './pronunciation';
import type { Cadence } from './pronunciation';
import { timed } from './timing';

/** The loudest sample: 3 dB below the limit. */
const peak = 10 ** (-3 / 20);
const edgeMs = 60;
const pauseMs: Readonly<Record<Cadence, number>> = { final: 380, question: 380, continuing: 190 };

/**
 * Speaks an English text in a synthetic voice.
 * @returns samples from -1 to 1, `sampleRateHz` of them a second; none when there is nothing to pronounce
 */
export function speak(text: string): Float64Array {
  const clauses = pronounce(text);
  const parts = clauses.flatMap((clause, index) => {
    const sounds = timed(clause);
    const spoken = synthesize(articulate(sounds, melody(sounds, clause.cadence)));
    return [spoken, silence(index === clauses.length - 1 ? edgeMs : pauseMs[clause.cadence])];
  });
  return parts.length === 0 ? new Float64Array() : levelled(joined([silence(edgeMs), ...parts]));
}

function silence(durationMs: number): Float64Array {
  return new Float64Array(Math.round((durationMs * sampleRateHz) / 1000));
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

function levelled(samples: Float64Array): Float64Array {
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return loudest === 0 ? samples : samples.map((sample) => (sample / loudest) * peak);
}
