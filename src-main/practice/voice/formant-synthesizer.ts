import { frameMs, nasalPoleHz, noiseBandCount } from './articulation';
import type { Frame } from './articulation';
import { Antiresonator, Resonator } from './resonator';

/** Samples a second of everything that is spoken here. */
export const sampleRateHz = 22_050;

/** Resonances above the third hardly move; a vocal tract of 17 cm has one about every 1,000 Hz. */
const fixedFormants: readonly (readonly [hz: number, widthHz: number])[] = [
  [3400, 220],
  [4300, 300],
  [5250, 380],
  [6250, 480],
  [7250, 600],
  [8250, 700],
  [9300, 900],
];
const nasalWidthHz = 100;
/** Part of a period during which the vocal cords are apart. */
const openPart = 0.6;
/** The pulse has a sharp edge; this many points a sample keep its overtones from folding back. */
const pulsePoints = 4;
/** Limit above which the voice loses overtones, in Hz. */
const tiltHz = 3000;
const breathLevel = 0.12;
/** Makes a vowel about as loud as a noise of level 1. */
const tractLevel = 2;
/** The voice wavers by this part of its pitch, as every voice does. */
const waver = 0.006;

/**
 * Turns frames into sound: pulses and breath of the throat through the resonances of mouth and nose, one after the
 * other, and beside them the noises of narrow places. The same frames give the same samples.
 * @returns samples around 0, of any loudness
 * @see D. H. Klatt and L. C. Klatt, Analysis, synthesis, and perception of voice quality variations, 1990
 */
export function synthesize(frames: readonly Frame[]): Float64Array {
  const samplesPerFrame = (sampleRateHz * frameMs) / 1000;
  const samples = new Float64Array(Math.floor(frames.length * samplesPerFrame));
  const throat = new Throat();
  const tract = new Tract();
  const random = noiseSource(1);
  let lastWhite = 0;
  let index = 0;
  frames.forEach((frame, frameIndex) => {
    const next = frames[frameIndex + 1] ?? frame;
    const levels = frame.noise.map(({ level }) => level);
    const rises = frame.noise.map(({ level }, band) => (next.noise[band]?.level ?? 0) - level);
    tract.tune(frame);
    for (; index < samples.length && index < (frameIndex + 1) * samplesPerFrame; index += 1) {
      const part = index / samplesPerFrame - frameIndex;
      const voice = frame.voice + (next.voice - frame.voice) * part;
      const breath = frame.breath + (next.breath - frame.breath) * part;
      const pitchHz = frame.pitchHz * (1 + waver * wavering(index / sampleRateHz));
      const pulse = throat.next(pitchHz);
      // Air flows, and so it hisses, mostly while the vocal cords are apart.
      const flow = throat.isOpen ? 1 : 1 - Math.min(voice, 0.5);
      // A narrow place makes hardly any low sound, and a resonance alone would not take it away.
      const white = random();
      const hiss = flow * (white - lastWhite);
      lastWhite = white;
      let sample = tract.voiced(voice * pulse + breath * breathLevel * flow * random());
      for (let band = 0; band < noiseBandCount; band += 1) {
        sample += tract.noisy(band, hiss * ((levels[band] ?? 0) + (rises[band] ?? 0) * part));
      }
      samples[index] = sample;
    }
  });
  return samples;
}

/** The vocal cords: pulses of air at a pitch, with an edge as soft as that of a real voice. */
class Throat {
  #phase = 0;
  #tilted = 0;
  readonly #tilt = Math.exp((-2 * Math.PI * tiltHz) / sampleRateHz);

  get isOpen(): boolean {
    return this.#phase < openPart;
  }

  next(pitchHz: number): number {
    const step = pitchHz / sampleRateHz / pulsePoints;
    let pulse = 0;
    for (let point = 0; point < pulsePoints; point += 1) {
      this.#phase = (this.#phase + step) % 1;
      pulse += glottalPulse(this.#phase) / pulsePoints;
    }
    this.#tilted = (1 - this.#tilt) * pulse + this.#tilt * this.#tilted;
    return this.#tilted;
  }
}

/** Mouth and nose, and beside them the narrow places that make noise. */
class Tract {
  readonly #formants = [0, 1, 2].map(() => new Resonator(sampleRateHz));
  readonly #upper = fixedFormants.map(([hz, widthHz]) => {
    const resonator = new Resonator(sampleRateHz);
    resonator.tune(hz, widthHz);
    return resonator;
  });
  readonly #nasalPole = new Resonator(sampleRateHz);
  readonly #nasalZero = new Antiresonator(sampleRateHz);
  readonly #bands = Array.from({ length: noiseBandCount }, () => new Resonator(sampleRateHz));

  constructor() {
    this.#nasalPole.tune(nasalPoleHz, nasalWidthHz);
  }

  tune({ formants, bandwidths, nasalZeroHz, noise }: Frame): void {
    this.#formants.forEach((resonator, index) => resonator.tune(formants[index] ?? 0, bandwidths[index] ?? 0));
    this.#nasalZero.tune(nasalZeroHz, nasalWidthHz);
    this.#bands.forEach((resonator, index) => resonator.tune(noise[index]?.hz ?? 0, noise[index]?.widthHz ?? 0));
  }

  /** The sound of the throat as it comes out of mouth and nose. */
  voiced(throat: number): number {
    let sound = this.#nasalZero.next(this.#nasalPole.next(throat));
    for (const resonator of this.#formants) sound = resonator.next(sound);
    for (const resonator of this.#upper) sound = resonator.next(sound);
    return sound * tractLevel;
  }

  /** A hiss as one band of noise colours it, about as loud as it came. */
  noisy(band: number, hiss: number): number {
    const resonator = this.#bands[band];
    return resonator ? resonator.next(hiss) * resonator.noiseGain : 0;
  }
}

/**
 * The change of the air's flow through the vocal cords, over one period from 0 to 1.
 * @see the source KLGLOTT88 of Klatt and Klatt, 1990
 */
function glottalPulse(phase: number): number {
  const opening = phase / openPart;
  return opening < 1 ? 2 * opening - 3 * opening ** 2 : 0;
}

function wavering(seconds: number): number {
  const turn = 2 * Math.PI * seconds;
  return Math.sin(12.7 * turn) + Math.sin(7.1 * turn) + Math.sin(4.7 * turn);
}

/** White noise of variance 1, the same from every start. @see G. Marsaglia, Xorshift RNGs, 2003 */
function noiseSource(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state / 2 ** 31;
  };
  // Three uniform numbers from -1 to 1 add up to nearly a normal distribution of variance 1.
  return () => uniform() + uniform() + uniform();
}
