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

// What runs in the hidden window that decodes sounds: Chromium's decoders, on a sound that comes piece by piece and goes in the same
// way. It knows no path, and the window has no network.

/** As much of the copy as is handed over at once: about half a minute. */
const pieceSamples = 500_000;
/** Less than this is no loss: formats round the length that they say. */
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
  // A file without any track at all lost the part that says what is in it.
  if (!track) return (await input.getTracks()).length === 0 ? 'damaged' : 'no-sound';
  return (await track.canDecode()) ? track : 'unknown-kind';
}

/** One sound on its way from its file to the copy. */
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
    // Such files say to the sample where the sound begins and ends between what the encoder needed around it.
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

  /** Takes what of some samples is between two times, in seconds. */
  #take(sample: AudioSample, from: number, until: number): void {
    const { sampleRate: rateHz, numberOfFrames, numberOfChannels, timestamp } = sample;
    const first = Math.max(0, Math.round((from - timestamp) * rateHz));
    const end = Math.min(numberOfFrames, Math.round((until - timestamp) * rateHz));
    if (end <= first) return;
    if (rateHz !== this.#rateHz) {
      // What follows is a sound of its own.
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

/** What the library can't read it says in words only. */
function problemOf(error: unknown): DecodingProblem {
  if (error instanceof UnsupportedInputFormatError) return 'unknown-kind';
  return error instanceof Error && /unsupported|not supported/i.test(error.message) ? 'unknown-kind' : 'damaged';
}
