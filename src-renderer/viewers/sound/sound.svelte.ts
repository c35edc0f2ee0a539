import { fetchRange } from '../text/text-pages.svelte';
import { peaksOf, type Peak } from './waveform';

/** A sound is decoded as a whole to be drawn, at 4 bytes per sample; a larger or longer one is played without a waveform. */
const drawnBytes = 64 * 1024 ** 2;
const drawnSeconds = 30 * 60;
/** Samples a second are plenty for a waveform, and a sixth of the memory. */
const waveformRate = 8_000;
const peakCount = 400;
/** A position behind the end of every sound. */
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
   * Takes the length from the media element, each time the element corrects it, and makes the waveform once. If a file
   * doesn't contain its length, the element knows it after it has seeked to the end. A wrong length in a file is replaced by
   * that of its samples, so that waveform and position agree.
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
    // The samples are exact, while the element estimates the length from the size of the file.
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
      // The sound can be played without its waveform.
      this.#showWithoutWaveform();
    }
  }

  /** Releases its resources. */
  close(): void {
    this.#closing.abort();
  }

  #showWithoutWaveform(): void {
    this.isWithoutWaveform = true;
  }
}
