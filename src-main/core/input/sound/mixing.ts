/**
 * What each channel counts for in one channel. The weights add up to 1, so that nothing is cut off where all are loud.
 * Of six channels the middle counts most, those in the back least, and the one for bass nothing.
 * @see ITU-R BS.775-4, annex 4
 */
export function mixingWeights(channels: number): readonly number[] {
  const loudness = channels === 6 ? [Math.SQRT1_2, Math.SQRT1_2, 1, 0, 0.5, 0.5] : Array<number>(channels).fill(1);
  const whole = loudness.reduce((sum, weight) => sum + weight, 0);
  return loudness.map((weight) => weight / whole);
}

/** Mixes channels of one length into one. What is no number is silence. */
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

/** Samples as whole numbers of 16 bits, little-endian; what is louder than they can be is cut off. @param samples -1 to 1 */
export function inSixteenBits(samples: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(2 * samples.length);
  const view = new DataView(bytes.buffer);
  samples.forEach((sample, index) => {
    view.setInt16(2 * index, Math.max(-32_768, Math.min(32_767, Math.round(32_768 * sample))), true);
  });
  return bytes;
}
