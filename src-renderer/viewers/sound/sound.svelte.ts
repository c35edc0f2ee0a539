import { fetchRange } from '../text/text-pages.svelte';
import { peaksOf, type Peak } from './waveform';

/** Sounds are decoded whole to draw them, at 4 bytes a sample; what is larger or longer is played without a waveform. */
const drawnBytes = 64 * 1024 ** 2;
const drawnSeconds = 30 * 60;
/** Samples a second are plenty for a waveform, and a sixth of the memory. */
const waveformRate = 8_000;
const peakCount = 400;
/** Later than any sound ends. */
const beyondEndSeconds = 1e9;

/** How fast a sound can be played; 1 is as it was recorded. */
export const speeds: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 2];

/** A sound that is played, and its waveform. */
export class Sound {
  /** Absent until it is known. */
  durationSeconds = $state<number>();
  positionSeconds = $state(0);
  isPlaying = $state(false);
  hasFailed = $state(false);
  speed = $state(1);
  /** Absent while it is made. */
  peaks = $state.raw<readonly Peak[]>();
  /** Whether it is too long or too large for a waveform, or of a kind that can be played but not decoded. */
  isWithoutWaveform = $state(false);

  readonly playedRatio = $derived(this.durationSeconds ? Math.min(1, this.positionSeconds / this.durationSeconds) : 0);

  readonly #url: string;
  readonly #sizeBytes: number;
  #isBegun = false;
  #isLookingForEnd = false;
  readonly #closing = new AbortController();

  constructor(url: string, sizeBytes: number) {
    this.#url = url;
    this.#sizeBytes = sizeBytes;
  }

  /**
   * Takes the length from the element that plays it, as often as the element corrects it, and makes the waveform once. Of a
   * file that doesn't tell its length the element knows it when it has been at the end. What a file tells wrong comes from
   * its samples: waveform and position then mean the same.
   */
  async measure(player: Pick<HTMLMediaElement, 'duration' | 'currentTime'>): Promise<void> {
    const { duration } = player;
    if (duration === Infinity) {
      this.#isLookingForEnd = true;
      player.currentTime = beyondEndSeconds;
    }
    if (!Number.isFinite(duration)) return;
    if (this.#isLookingForEnd) player.currentTime = 0;
    this.#isLookingForEnd = false;
    // The samples know better than the element, which guesses by the size of the file.
    if (!this.peaks) this.durationSeconds = duration;
    if (this.#sizeBytes > drawnBytes || duration > drawnSeconds) return this.#showWithoutWaveform();
    if (this.#isBegun) return;
    this.#isBegun = true;
    try {
      const bytes = await fetchRange(this.#url, 0, this.#sizeBytes, this.#closing.signal);
      const decoder = new OfflineAudioContext(1, 1, waveformRate);
      const decoded = await decoder.decodeAudioData(bytes.slice().buffer);
      const channels = Array.from({ length: decoded.numberOfChannels }, (_, index) => decoded.getChannelData(index));
      this.peaks = await peaksOf(channels, peakCount);
      this.durationSeconds = decoded.duration;
      this.isWithoutWaveform = false;
    } catch {
      // It plays all the same.
      this.#showWithoutWaveform();
    }
  }

  /** Gives back what it holds. */
  close(): void {
    this.#closing.abort();
  }

  #showWithoutWaveform(): void {
    this.isWithoutWaveform = true;
  }
}
