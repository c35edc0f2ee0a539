/** The lowest and the highest sample of one part of a sound, -1 to 1. */
export interface Peak {
  readonly low: number;
  readonly high: number;
}

/** Number of samples that are read before the window may handle events: about 2 ms of work. */
const turnSamples = 1_000_000;

/**
 * The waveform of a sound: the range of its samples in each of `count` parts, over all of its channels. Lets the
 * window work in between.
 * @param channels samples, -1 to 1
 */
export async function peaksOf(channels: readonly Float32Array[], count: number): Promise<readonly Peak[]> {
  const length = channels[0]?.length ?? 0;
  const peaks: Peak[] = [];
  let looked = 0;
  for (let index = 0; index < count; index += 1) {
    const start = Math.floor((index * length) / count);
    const end = Math.max(start + 1, Math.floor(((index + 1) * length) / count));
    peaks.push(peakOf(channels, start, end));
    looked += (end - start) * channels.length;
    if (looked < turnSamples) continue;
    looked = 0;
    await new Promise((resolve) => setTimeout(resolve));
  }
  return peaks;
}

function peakOf(channels: readonly Float32Array[], start: number, end: number): Peak {
  let low = 0;
  let high = 0;
  for (const samples of channels) {
    for (let index = start; index < end; index += 1) {
      const sample = samples[index] ?? 0;
      if (sample < low) low = sample;
      if (sample > high) high = sample;
    }
  }
  return { low, high };
}

/** Draws a waveform over the whole of a canvas; what lies before `playedRatio` in the first colour. */
export function drawPeaks(
  canvas: HTMLCanvasElement,
  peaks: readonly Peak[],
  playedRatio: number,
  [played, rest]: readonly [string, string],
): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const { width, height } = canvas;
  const step = width / peaks.length;
  const middle = height / 2;
  context.clearRect(0, 0, width, height);
  peaks.forEach(({ low, high }, index) => {
    context.fillStyle = (index + 0.5) / peaks.length <= playedRatio ? played : rest;
    const top = middle - high * (middle - 1);
    // Silence is drawn as a line, so that it differs from no sound.
    context.fillRect(index * step, top, Math.max(1, step * 0.7), Math.max(1, (high - low) * (middle - 1)));
  });
}
