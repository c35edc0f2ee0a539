/**
 * A resonance: a filter of second order that lets pass a band around a frequency. Its gain at 0 Hz is 1, so that
 * several in a row form a vocal tract.
 * @see D. H. Klatt, Software for a cascade/parallel formant synthesizer, 1980
 */
export class Resonator {
  /** Factor that brings white noise out as loud as it came in. */
  noiseGain = 1;

  #gain = 1;
  #last = 0;
  #beforeLast = 0;
  #lastFactor = 0;
  #beforeLastFactor = 0;

  constructor(private readonly sampleRateHz: number) {}

  /** Moves the resonance while it sounds. */
  tune(hz: number, widthHz: number): void {
    const radius = Math.exp((-Math.PI * widthHz) / this.sampleRateHz);
    this.#lastFactor = 2 * radius * Math.cos((2 * Math.PI * hz) / this.sampleRateHz);
    this.#beforeLastFactor = -radius * radius;
    this.#gain = 1 - this.#lastFactor - this.#beforeLastFactor;
    const [b, c] = [this.#lastFactor, this.#beforeLastFactor];
    this.noiseGain = Math.sqrt(((1 + c) * ((1 - c) ** 2 - b * b)) / (1 - c)) / this.#gain;
  }

  next(input: number): number {
    const output = this.#gain * input + this.#lastFactor * this.#last + this.#beforeLastFactor * this.#beforeLast;
    this.#beforeLast = this.#last;
    this.#last = output;
    return output;
  }
}

/** The inverse of a resonance: it takes a band away. */
export class Antiresonator {
  #gain = 1;
  #last = 0;
  #beforeLast = 0;
  #lastFactor = 0;
  #beforeLastFactor = 0;

  constructor(private readonly sampleRateHz: number) {}

  tune(hz: number, widthHz: number): void {
    const radius = Math.exp((-Math.PI * widthHz) / this.sampleRateHz);
    this.#lastFactor = -2 * radius * Math.cos((2 * Math.PI * hz) / this.sampleRateHz);
    this.#beforeLastFactor = radius * radius;
    this.#gain = 1 / (1 + this.#lastFactor + this.#beforeLastFactor);
  }

  next(input: number): number {
    const output = this.#gain * (input + this.#lastFactor * this.#last + this.#beforeLastFactor * this.#beforeLast);
    this.#beforeLast = this.#last;
    this.#last = input;
    return output;
  }
}
