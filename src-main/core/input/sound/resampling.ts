/** Zero crossings of the filter on each side, at the lower of both rates. With more of them, the filter is steeper. */
const zeros = 48;
/** Shape of the Kaiser window: tones that the filter removes become 80 dB quieter. */
const beta = 7.857;
/** The frequency at which the filter removes half, as a share of the highest frequency that the lower rate can hold. */
const cutoff = 0.947;

/**
 * Changes the sample rate of a sound, piece by piece. Tones that are too high for the new rate are removed, so that they don't
 * become other tones (aliasing). The sound is not shifted in time. A sound shorter than one new sample becomes one sample.
 */
export class Resampler {
  /** The new rate is the old one times `up`, divided by `down`. */
  readonly #up: number;
  readonly #down: number;
  /** Number of old samples on each side from which a new sample is made. */
  readonly #reach: number;
  /** One filter for each position that a new sample can have between two old ones. */
  readonly #phases: readonly Float32Array[];
  /** Old samples that are still needed. At first, they are the silence before the sound. */
  #held: Float32Array;
  #heldCount: number;
  /** Index of the first held sample in the whole sound. */
  #heldFrom: number;
  #taken = 0;
  #made = 0;

  /** @param fromHz, toHz whole numbers */
  constructor(fromHz: number, toHz: number) {
    const common = greatestDivisor(fromHz, toHz);
    this.#up = toHz / common;
    this.#down = fromHz / common;
    const scale = Math.max(1, fromHz / toHz);
    this.#reach = this.#up === this.#down ? 0 : Math.ceil(zeros * scale);
    this.#phases = this.#reach === 0 ? [] : phasesOf(this.#up, this.#reach, kernelOf(scale));
    this.#held = new Float32Array(2 * this.#reach);
    this.#heldCount = this.#reach;
    this.#heldFrom = -this.#reach;
  }

  /** Takes the next old samples. @returns the new samples that are ready */
  push(samples: Float32Array): Float32Array {
    if (this.#reach === 0) return samples;
    this.#hold(samples);
    this.#taken += samples.length;
    return this.#make(this.#taken - this.#reach - 1);
  }

  /** Ends the sound. @returns the last new samples */
  finish(): Float32Array {
    if (this.#reach === 0) return new Float32Array(0);
    this.#hold(new Float32Array(this.#reach + 1));
    return this.#make(this.#taken);
  }

  #hold(samples: Float32Array): void {
    const count = this.#heldCount + samples.length;
    if (count > this.#held.length) {
      const larger = new Float32Array(2 * count);
      larger.set(this.#held.subarray(0, this.#heldCount));
      this.#held = larger;
    }
    this.#held.set(samples, this.#heldCount);
    this.#heldCount = count;
  }

  /** Makes all new samples whose time is before that of an old sample. @param before index of the old sample */
  #make(before: number): Float32Array {
    const until = Math.max(this.#made, Math.ceil((before * this.#up) / this.#down));
    const made = new Float32Array(until - this.#made);
    const held = this.#held;
    for (let index = 0; index < made.length; index += 1) {
      const place = (this.#made + index) * this.#down;
      const nearest = Math.floor(place / this.#up);
      const phase = this.#phases[place % this.#up] ?? made;
      const first = nearest - this.#reach - this.#heldFrom;
      let sum = 0;
      for (let tap = 0; tap < phase.length; tap += 1) sum += (phase[tap] ?? 0) * (held[first + tap] ?? 0);
      made[index] = sum;
    }
    this.#made = until;
    this.#forget();
    return made;
  }

  #forget(): void {
    const needed = Math.floor((this.#made * this.#down) / this.#up) - this.#reach;
    const gone = Math.min(needed - this.#heldFrom, this.#heldCount);
    if (gone <= 0) return;
    this.#held.copyWithin(0, gone, this.#heldCount);
    this.#heldCount -= gone;
    this.#heldFrom += gone;
  }
}

/** The filter: a windowed sinc. @param scale number of old samples between two of its zero crossings */
function kernelOf(scale: number): (distance: number) => number {
  const step = cutoff / scale;
  const edge = zeros * scale;
  return (distance) => {
    const ratio = distance / edge;
    if (Math.abs(ratio) >= 1) return 0;
    const angle = Math.PI * step * distance;
    const sinc = angle === 0 ? 1 : Math.sin(angle) / angle;
    return step * sinc * (bessel(beta * Math.sqrt(1 - ratio * ratio)) / bessel(beta));
  };
}

function phasesOf(up: number, reach: number, kernel: (distance: number) => number): readonly Float32Array[] {
  return Array.from({ length: up }, (_, phase) => {
    const taps = Float32Array.from({ length: 2 * reach + 2 }, (_unused, tap) => kernel(tap - reach - phase / up));
    // Each filter gets the same sum. Otherwise, a constant signal that isn't zero would become a hum.
    const whole = taps.reduce((sum, tap) => sum + tap, 0);
    return taps.map((tap) => tap / whole);
  });
}

/** The modified Bessel function of the first kind, of order 0. @see Abramowitz and Stegun, 9.6.12 */
function bessel(x: number): number {
  let sum = 1;
  let term = 1;
  for (let index = 1; term > 1e-12 * sum; index += 1) {
    term *= (x / (2 * index)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestDivisor(other, one % other);
}
