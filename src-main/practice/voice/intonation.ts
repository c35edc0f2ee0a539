import type { Cadence } from './pronunciation';
import type { TimedSound } from './timing';

const startHz = 122;
const endHz = 96;
const accentHz = 22;
const accentHalfWidthMs = 130;
const cadenceMs = 260;
const cadenceHz: Readonly<Record<Cadence, number>> = { final: -16, continuing: 14, question: 48 };

/**
 * The melody of a clause: a line that sinks, a hill on every accent, each a little lower than the one before, and a
 * turn at the end.
 * @returns the pitch in Hz at a moment in ms from the clause's beginning
 */
export function melody(sounds: readonly TimedSound[], cadence: Cadence): (timeMs: number) => number {
  let lengthMs = 0;
  const accents: { readonly atMs: number; readonly hz: number }[] = [];
  for (const { durationMs, isAccented } of sounds) {
    if (isAccented) accents.push({ atMs: lengthMs + 0.4 * durationMs, hz: accentHz * 0.93 ** accents.length });
    lengthMs += durationMs;
  }
  return (timeMs) => {
    let hz = startHz + (endHz - startHz) * Math.min(timeMs / lengthMs, 1);
    for (const accent of accents) hz += accent.hz * hill((timeMs - accent.atMs) / accentHalfWidthMs);
    const intoCadence = Math.min(Math.max(1 - (lengthMs - timeMs) / cadenceMs, 0), 1);
    return hz + cadenceHz[cadence] * intoCadence ** 2 * (3 - 2 * intoCadence);
  };
}

function hill(distance: number): number {
  return Math.abs(distance) < 1 ? (1 + Math.cos(Math.PI * distance)) / 2 : 0;
}
