import type { Formants, NoiseBand, Phase } from './phonemes';
import type { TimedSound } from './timing';

/** What the synthesizer needs to know of one moment. */
export interface Frame {
  readonly pitchHz: number;
  readonly formants: Formants;
  readonly bandwidths: Formants;
  /** Where the nose takes sound away, in Hz; at `nasalPoleHz` when it is shut. */
  readonly nasalZeroHz: number;
  /** Loudness of voice and breath, 0 to 1. */
  readonly voice: number;
  readonly breath: number;
  /** Always `noiseBandCount` of them. */
  readonly noise: readonly NoiseBand[];
}

/** Time between two frames, in ms. */
export const frameMs = 2;
/** How many bands of noise can sound at once. */
export const noiseBandCount = 2;
/** Where the nose adds sound, in Hz. */
export const nasalPoleHz = 270;

const nasalZeroHz = 450;
const nasalTransitionMs = 50;
const releaseMs = 40;
const unstressedVoice = 0.75;
const neutral: Formants = [500, 1500, 2500];
const silentBand: NoiseBand = { hz: 5000, widthHz: 1000, level: 0 };

/** A phase with everything settled that depends on the sounds around it. */
interface Step extends Phase {
  readonly durationMs: number;
  readonly formants: Formants;
}

/** The border to a neighbouring step, and how strongly it is felt at one moment, 0 to 1, for a time of being felt. */
interface Side {
  readonly neighbour: Step | undefined;
  /** Time from the border, in ms. */
  readonly distanceMs: number;
  /** How long the loudness takes to change at this border, in ms. */
  readonly attackMs: number;
}

/**
 * The movements of mouth and throat through a clause, one frame every `frameMs`. Formants travel between the aims of
 * neighbouring phases in the way that the one of higher rank decides.
 * @see J. N. Holmes, I. G. Mattingly, J. N. Shearme, Speech synthesis by rule, 1964
 */
export function articulate(sounds: readonly TimedSound[], pitchAt: (timeMs: number) => number): Frame[] {
  const steps = stepsOf(sounds);
  const frames: Frame[] = [];
  let startMs = 0;
  steps.forEach((step, index) => {
    const endMs = startMs + step.durationMs;
    const after = steps[index + 1];
    while (frames.length * frameMs < endMs) {
      const timeMs = frames.length * frameMs;
      const start: Side = { neighbour: steps[index - 1], distanceMs: timeMs - startMs, attackMs: step.attackMs };
      const end: Side = { neighbour: after, distanceMs: endMs - timeMs, attackMs: after?.attackMs ?? releaseMs };
      frames.push(frameOf(step, [start, end], pitchAt(timeMs)));
    }
    startMs = endMs;
  });
  return frames;
}

function stepsOf(sounds: readonly TimedSound[]): Step[] {
  const phases = sounds.flatMap(({ phoneme, stress, durationMs }) =>
    phoneme.phases.map((phase) => ({
      ...phase,
      durationMs: durationMs * phase.part,
      voice: phase.voice * (phoneme.isVowel && stress === 'none' ? unstressedVoice : 1),
    })),
  );
  return phases.map((phase, index) => {
    const ahead = phases.slice(index).find((other) => other.formants !== undefined);
    const step: Step = { ...phase, formants: phase.formants ?? ahead?.formants ?? neutral };
    const opened = phases.slice(index + 1).find((other) => other.formants !== undefined && other.rank < phase.rank);
    const hz = opened?.formants ? leant(step, opened.formants)[1] : step.formants[1];
    return phase.noiseFollowsF2 ? { ...step, noise: step.noise.map((band) => ({ ...band, hz })) } : step;
  });
}

function frameOf(step: Step, sides: readonly Side[], pitchHz: number): Frame {
  const level = (of: (step: Step) => number) => {
    const own = of(step);
    return sides.reduce((sum, { neighbour, distanceMs, attackMs }) => {
      const halfway = ((neighbour ? of(neighbour) : 0) - own) / 2;
      return sum + halfway * Math.max(1 - distanceMs / Math.min(attackMs / 2, step.durationMs), 0);
    }, own);
  };
  const bandwidth = (axis: 0 | 1 | 2) => level((of) => of.bandwidths[axis]);
  return {
    pitchHz,
    formants: formantsOf(step, sides),
    bandwidths: [bandwidth(0), bandwidth(1), bandwidth(2)],
    nasalZeroHz: nasalPoleHz + (nasalZeroHz - nasalPoleHz) * nasality(step, sides),
    voice: level((of) => of.voice),
    breath: level((of) => of.breath),
    noise: Array.from({ length: noiseBandCount }, (_, band) => {
      const near = [step, ...sides.map(({ neighbour }) => neighbour)].find((other) => other?.noise[band]);
      return { ...(near?.noise[band] ?? silentBand), level: level((of) => of.noise[band]?.level ?? 0) };
    }),
  };
}

function formantsOf(step: Step, sides: readonly Side[]): Formants {
  const formants: [number, number, number] = [...step.formants];
  for (const { neighbour, distanceMs } of sides) {
    if (!neighbour) continue;
    const isLeading = step.rank >= neighbour.rank;
    const border = isLeading ? leant(step, neighbour.formants) : leant(neighbour, step.formants);
    const wantedMs = isLeading ? step.innerMs : neighbour.outerMs;
    const nearness = Math.max(1 - distanceMs / Math.min(wantedMs, step.durationMs), 0);
    const weight = nearness ** 2 * (3 - 2 * nearness);
    for (const axis of [0, 1, 2] as const) formants[axis] += (border[axis] - step.formants[axis]) * weight;
  }
  return formants;
}

/** Formants at the border of a leading step. */
function leant({ formants, lean }: Step, other: Formants): Formants {
  const axis = (index: 0 | 1 | 2) => formants[index] + (other[index] - formants[index]) * lean[index];
  return [axis(0), axis(1), axis(2)];
}

/** How far the nose is open, 0 to 1: all through a nasal sound, and a little into its neighbours. */
function nasality(step: Step, sides: readonly Side[]): number {
  if (step.isNasal) return 1;
  const nearness = sides.map(({ neighbour, distanceMs }) =>
    neighbour?.isNasal ? Math.max(1 - distanceMs / Math.min(nasalTransitionMs, step.durationMs), 0) : 0,
  );
  return Math.max(...nearness);
}
