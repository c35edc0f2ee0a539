/** Power of a sound at some frequencies, of a Hann window of it, in dB. */
export function spectrum(samples: Float64Array, sampleRateHz: number, frequenciesHz: readonly number[]): number[] {
  return frequenciesHz.map((hz) => {
    let [real, imaginary] = [0, 0];
    samples.forEach((sample, index) => {
      const windowed = sample * Math.sin((Math.PI * index) / samples.length) ** 2;
      const angle = (2 * Math.PI * hz * index) / sampleRateHz;
      real += windowed * Math.cos(angle);
      imaginary -= windowed * Math.sin(angle);
    });
    return 10 * Math.log10((real ** 2 + imaginary ** 2) / samples.length ** 2 + 1e-20);
  });
}

/** Mean power in a band, in dB. */
export function bandLevel(samples: Float64Array, sampleRateHz: number, fromHz: number, toHz: number): number {
  const stepHz = 25;
  const frequencies = Array.from(
    { length: Math.floor((toHz - fromHz) / stepHz) },
    (_, index) => fromHz + index * stepHz,
  );
  const powers = spectrum(samples, sampleRateHz, frequencies).map((level) => 10 ** (level / 10));
  return 10 * Math.log10(powers.reduce((sum, power) => sum + power, 0) / powers.length);
}

/**
 * Frequencies of the resonances that made a sound, lowest first, by linear prediction.
 * @see J. Makhoul, Linear prediction: a tutorial review, 1975
 */
export function resonances(samples: Float64Array, sampleRateHz: number, order: number, upToHz: number): number[] {
  const emphasised = samples.map((sample, index) => sample - 0.95 * (samples[index - 1] ?? 0));
  const windowed = emphasised.map((sample, index) => sample * Math.sin((Math.PI * index) / samples.length) ** 2);
  const correlation = Array.from({ length: order + 1 }, (_, lag) =>
    windowed.reduce((sum, sample, index) => sum + sample * (windowed[index + lag] ?? 0), 0),
  );
  const prediction = levinson(correlation, order);
  const envelope = (hz: number) => {
    let [real, imaginary] = [0, 0];
    prediction.forEach((factor, lag) => {
      real += factor * Math.cos((2 * Math.PI * hz * lag) / sampleRateHz);
      imaginary -= factor * Math.sin((2 * Math.PI * hz * lag) / sampleRateHz);
    });
    return -Math.log(real ** 2 + imaginary ** 2);
  };
  const peaks: number[] = [];
  for (let hz = 100; hz < upToHz; hz += 5) {
    if (envelope(hz) > envelope(hz - 5) && envelope(hz) >= envelope(hz + 5)) peaks.push(hz);
  }
  return peaks;
}

function levinson(correlation: readonly number[], order: number): number[] {
  let factors = [1];
  let error = correlation[0] ?? 0;
  for (let step = 1; step <= order; step += 1) {
    const mismatch = factors.reduce((sum, factor, lag) => sum + factor * (correlation[step - lag] ?? 0), 0);
    const reflection = -mismatch / error;
    const extended = [...factors, 0];
    factors = extended.map((factor, lag) => factor + reflection * (extended[step - lag] ?? 0));
    error *= 1 - reflection ** 2;
  }
  return factors;
}
