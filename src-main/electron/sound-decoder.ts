import { ipcRenderer } from 'electron';
import {
  ALL_FORMATS,
  AudioSampleSink,
  CustomSource,
  Input,
  IsobmffInputFormat,
  UnsupportedInputFormatError,
  type AudioSample,
  type InputAudioTrack,
} from 'mediabunny';
import { inSixteenBits, mixed } from '../core/input/sound/mixing';
import { Resampler } from '../core/input/sound/resampling';
import { soundRateHz } from '../core/input/sound/sound';
import { missingShareOfRiff } from '../core/input/sound/wav';
import { soundChannels, type DecodingEnd, type DecodingProblem } from './sound-channels';

// The preload script of the hidden window that decodes sounds. It uses Chromium's decoders, gets the sound piece by piece and
// sends the copy in the same way. It knows no path, and the window has no network.

/** How much of the copy is sent at once: about half a minute. */
const pieceSamples = 500_000;
/** A smaller difference is not reported as missing, because many formats declare a rounded length. */
const roundedSeconds = 0.5;

ipcRenderer.on(soundChannels.begin, (_event, sizeBytes: number) => {
  void decode(sizeBytes).then((end) => ipcRenderer.send(soundChannels.end, end));
});

async function decode(sizeBytes: number): Promise<DecodingEnd> {
  const read = (start: number, end: number): Promise<Uint8Array> => ipcRenderer.invoke(soundChannels.read, start, end);
  const source = new CustomSource({ getSize: () => sizeBytes, read, prefetchProfile: 'fileSystem' });
  const input = new Input({ source, formats: ALL_FORMATS });
  try {
    const track = await trackOf(input);
    if (typeof track === 'string') return { problem: track };
    const missingShare = missingShareOfRiff(await read(0, 8), sizeBytes);
    return await new Decoding(input, track, missingShare).run();
  } catch (error) {
    return { problem: problemOf(error) };
  } finally {
    input.dispose();
  }
}

async function trackOf(input: Input): Promise<InputAudioTrack | DecodingProblem> {
  const track = await input.getPrimaryAudioTrack();
  // A file without any track has lost the part that lists its tracks.
  if (!track) return (await input.getTracks()).length === 0 ? 'damaged' : 'no-sound';
  return (await track.canDecode()) ? track : 'unknown-kind';
}

/** Converts one sound. */
class Decoding {
  #resampler: Resampler | undefined;
  #rateHz = 0;
  #channels = 0;
  #seconds = 0;
  #pieces: Float32Array[] = [];
  #pieceLength = 0;

  constructor(
    private readonly input: Input,
    private readonly track: InputAudioTrack,
    private readonly missingShare: number,
  ) {}

  async run(): Promise<DecodingEnd> {
    const saidSeconds = await this.input.getDurationFromMetadata([this.track]);
    // MP4 and MOV files declare begin and end of the sound exactly. Samples outside of it were added by the encoder and are dropped.
    const isExact = (await this.input.getFormat()) instanceof IsobmffInputFormat;
    const until = isExact && saidSeconds ? saidSeconds : Infinity;
    for await (const sample of new AudioSampleSink(this.track).samples()) {
      try {
        this.#take(sample, isExact ? 0 : -Infinity, until);
      } finally {
        sample.close();
      }
      if (this.#pieceLength >= pieceSamples) await this.#handOver();
    }
    this.#keep(this.#resampler?.finish());
    await this.#handOver();
    const missing = this.missingShare > 0 ? (this.#seconds * this.missingShare) / (1 - this.missingShare) : 0;
    const missingSeconds = Math.max(missing, (saidSeconds ?? 0) - this.#seconds);
    const isMissing = missingSeconds > roundedSeconds;
    if (this.#seconds === 0) return { problem: isMissing ? 'damaged' : 'no-sound' };
    return {
      decoded: {
        original: { rateHz: this.#rateHz, channels: this.#channels },
        ...(isMissing && { missingSeconds: Math.round(missingSeconds * 10) / 10 }),
      },
    };
  }

  /** Takes the part of some samples between two times, in seconds. */
  #take(sample: AudioSample, from: number, until: number): void {
    const { sampleRate: rateHz, numberOfFrames, numberOfChannels, timestamp } = sample;
    const first = Math.max(0, Math.round((from - timestamp) * rateHz));
    const end = Math.min(numberOfFrames, Math.round((until - timestamp) * rateHz));
    if (end <= first) return;
    if (rateHz !== this.#rateHz) {
      // The rate changes in the middle of the file: the rest is converted like a new sound.
      this.#keep(this.#resampler?.finish());
      this.#resampler = new Resampler(rateHz, soundRateHz);
      this.#rateHz = rateHz;
    }
    this.#channels = Math.max(this.#channels, numberOfChannels);
    this.#seconds += (end - first) / rateHz;
    const channels = Array.from({ length: numberOfChannels }, (_, planeIndex) => {
      const samples = new Float32Array(end - first);
      sample.copyTo(samples, { planeIndex, format: 'f32-planar', frameOffset: first, frameCount: end - first });
      return samples;
    });
    this.#keep(this.#resampler?.push(mixed(channels)));
  }

  #keep(samples: Float32Array | undefined): void {
    if (!samples || samples.length === 0) return;
    this.#pieces.push(samples);
    this.#pieceLength += samples.length;
  }

  async #handOver(): Promise<void> {
    const whole = new Float32Array(this.#pieceLength);
    let at = 0;
    for (const piece of this.#pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    this.#pieces = [];
    this.#pieceLength = 0;
    if (whole.length > 0) await ipcRenderer.invoke(soundChannels.write, inSixteenBits(whole));
  }
}

/** Finds the problem by words in the library's message where its error has no class of its own. */
function problemOf(error: unknown): DecodingProblem {
  if (error instanceof UnsupportedInputFormatError) return 'unknown-kind';
  return error instanceof Error && /unsupported|not supported/i.test(error.message) ? 'unknown-kind' : 'damaged';
}
