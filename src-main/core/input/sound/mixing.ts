/**
 * The weight of each channel when channels are mixed into one. The weights add up to 1, so that the mix is never too loud.
 * Of six channels (5.1), the centre has the largest weight, the surround channels the smallest, and the bass channel none.
 * @see ITU-R BS.775-4, annex 4
 */
export function mixingWeights(channels: number): readonly number[] {
  const loudness = channels === 6 ? [Math.SQRT1_2, Math.SQRT1_2, 1, 0, 0.5, 0.5] : Array<number>(channels).fill(1);
  const whole = loudness.reduce((sum, weight) => sum + weight, 0);
  return loudness.map((weight) => weight / whole);
}

/** Mixes channels of equal length into one. NaN and infinite samples count as silence. */
export function mixed(channels: readonly Float32Array[]): Float32Array {
  const weights = mixingWeights(channels.length);
  const sum = new Float32Array(channels[0]?.length ?? 0);
  channels.forEach((samples, channel) => {
    const weight = weights[channel] ?? 0;
    for (let index = 0; index < sum.length; index += 1) {
      const sample = samples[index] ?? 0;
      if (Number.isFinite(sample)) sum[index] = (sum[index] ?? 0) + weight * sample;
    }
  });
  return sum;
}

/** Converts samples to whole numbers of 16 bits, little-endian. Louder samples are limited. @param samples -1 to 1 */
export function inSixteenBits(samples: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(2 * samples.length);
  const view = new DataView(bytes.buffer);
  samples.forEach((sample, index) => {
    view.setInt16(2 * index, Math.max(-32_768, Math.min(32_767, Math.round(32_768 * sample))), true);
  });
  return bytes;
}
