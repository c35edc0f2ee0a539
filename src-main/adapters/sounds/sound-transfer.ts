import { open, type FileHandle } from 'node:fs/promises';
import * as v from 'valibot';
import type { SoundProblem } from '../../core/ground/error';
import { bytesPerSample, wavHeader, wavHeaderBytes } from '../../core/input/sound/wav';
import { decodedSoundSchema, type CopiedSound } from '../../core/input/sound/copied-sound';
import { longestSoundHours, soundRateHz } from '../../core/input/sound/sound';
import type { SoundJob } from './sound-jobs';

const mostReadBytes = 64 * 1024 ** 2;
const usualLimitBytes = longestSoundHours * 3600 * soundRateHz * bytesPerSample;

/** A sound can't be converted. */
export class SoundRefusal extends Error {
  constructor(readonly problem: SoundProblem) {
    super(problem);
  }
}

/**
 * Reads one sound for the process that decodes it, and writes the copy. That process is not trusted, since a hostile file may
 * control it: it can read this file only, and write no more than the longest copy has.
 */
export class SoundTransfer {
  #writtenBytes = 0;
  #furthestRead = 0;

  private constructor(
    private readonly from: FileHandle,
    private readonly to: FileHandle,
    readonly sizeBytes: number,
    private readonly onProgress: () => void,
    private readonly limitBytes: number,
  ) {}

  /**
   * @param onProgress is called for each piece that is read for the first time, and for each that is written. Reading the same
   * piece again and again is no progress
   * @param limitBytes the most bytes of samples; only tests change it
   */
  static async open(
    { path, to }: SoundJob,
    onProgress: () => void,
    limitBytes = usualLimitBytes,
  ): Promise<SoundTransfer> {
    const from = await open(path, 'r');
    try {
      return new SoundTransfer(from, await open(to, 'wx'), (await from.stat()).size, onProgress, limitBytes);
    } catch (error) {
      await from.close();
      throw error;
    }
  }

  /** Reads the bytes from one offset to another; fewer at the end of the file. */
  async read(start: unknown, end: unknown): Promise<Uint8Array> {
    const from = v.parse(place, start);
    const wanted = Math.min(v.parse(place, end) - from, mostReadBytes);
    if (wanted <= 0) return new Uint8Array(0);
    if (from + wanted > this.#furthestRead) {
      this.#furthestRead = from + wanted;
      this.onProgress();
    }
    const { bytesRead, buffer } = await this.from.read(new Uint8Array(wanted), 0, wanted, from);
    return buffer.subarray(0, bytesRead);
  }

  /** Adds samples to the copy. @throws SoundRefusal `too-long` */
  async write(samples: unknown): Promise<void> {
    const bytes = v.parse(v.instance(Uint8Array), samples);
    const position = wavHeaderBytes + this.#writtenBytes;
    this.#writtenBytes += bytes.length;
    if (this.#writtenBytes > this.limitBytes) throw new SoundRefusal('too-long');
    this.onProgress();
    await this.to.write(bytes, 0, bytes.length, position);
  }

  /** Ends the copy. @param decoded what the decoder knows about the sound @throws SoundRefusal `no-sound` */
  async finish(decoded: unknown): Promise<CopiedSound> {
    const facts = v.parse(decodedSoundSchema, decoded);
    if (this.#writtenBytes === 0) throw new SoundRefusal('no-sound');
    await this.to.write(wavHeader(this.#writtenBytes), 0, wavHeaderBytes, 0);
    return { ...facts, durationSeconds: this.#writtenBytes / bytesPerSample / soundRateHz };
  }

  async close(): Promise<void> {
    await Promise.all([this.from.close(), this.to.close()]);
  }
}

const place = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
