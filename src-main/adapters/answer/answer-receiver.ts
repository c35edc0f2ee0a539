import { join } from 'node:path';
import type { ByteRange } from '../../core/answer/answer';
import { jsonLimitBytes, sampleBytes, type ByteSample } from '../../core/answer/evidence';
import { readAnswer } from '../../core/answer/reader';
import type { AnswerRecord } from '../../core/answer/record';
import { openingLimitBytes, readOpening, type Base64Opening } from '../../core/answer/base64-text';
import { isAppError, type ErrorCode, type ErrorInfo } from '../../core/ground/error';
import { LogSeparator } from '../../core/answer/log-lines';
import type { AnswerContext } from '../../core/answer/ports';
import { mayBeJsonBytes } from '../../core/answer/text-type';
import { Base64RunFinder } from '../base64/base64-run';
import { Base64Decoder } from '../base64/base64-stream';
import { signatureType } from './media-type';
import { PartFile } from '../files/part-file';
import { concatenated, ReceivedBody, toRecord, type LocatedRun } from './received-body';

/** Failures of a connection after which the bytes received so far are shown. */
const interruptions: ReadonlySet<ErrorCode> = new Set([
  'connection-lost',
  'timed-out',
  'response-malformed',
  'response-too-slow',
  'response-not-http',
  'response-not-unpacked',
]);

/** Bytes that ranges can be read from. */
export interface ReadableBytes {
  read(start: number, end: number): Promise<Buffer>;
}

/** Receives an answer: keeps the body, and decodes it at the same time in case it is base64. */
export class AnswerReceiver {
  readonly #file: PartFile;
  readonly #received: ReceivedBody;
  readonly #payload: PayloadDecoder;
  readonly #separator = new LogSeparator();

  constructor(folder: string) {
    const payload = new PartFile(join(folder, 'payload'));
    this.#file = new PartFile(join(folder, 'received'));
    this.#received = new ReceivedBody(this.#file, payload);
    this.#payload = new PayloadDecoder(payload);
  }

  /**
   * Receives a body to its end.
   * @param limitBytes the most that is received
   * @param onReceived is told the number of bytes so far, for every chunk
   * @returns why the body is incomplete, if it is
   */
  async take(
    body: AsyncIterable<Uint8Array>,
    limitBytes: number,
    onReceived: (receivedBytes: number) => void,
  ): Promise<ErrorInfo | undefined> {
    let failure: unknown;
    // After an error of the body there is still an answer to show; after an error of the disk there is none.
    const chunks = (async function* () {
      try {
        yield* body;
      } catch (error) {
        failure = error;
      }
    })();
    for await (const chunk of chunks) {
      const room = limitBytes - this.#received.sizeBytes;
      await this.#takeChunk(chunk.subarray(0, room));
      onReceived(this.#received.sizeBytes);
      if (chunk.length > room) return { code: 'response-too-large', limitBytes };
    }
    if (failure === undefined) return undefined;
    const isShown = this.#received.sizeBytes > 0 && isAppError(failure) && interruptions.has(failure.info.code);
    if (!isShown || !isAppError(failure)) throw failure;
    return failure.info;
  }

  /** Ends the body and reads the answer. */
  async read(context: AnswerContext, interruption: ErrorInfo | undefined): Promise<AnswerRecord> {
    await this.#takePieces(this.#separator.end());
    await this.#payload.end();
    const { separation } = this.#separator;
    const { opening, file, findings } = this.#payload;
    const reading = readAnswer({
      context,
      receivedBytes: this.#received.sizeBytes,
      separation,
      payload: await sample(this.#received, separation.payloadRange),
      base64: {
        opening,
        findings,
        decoded: await sample({ read: (from, to) => file.view(from, to) }, { start: 0, end: file.sizeBytes }),
      },
      ...(interruption && { interruption }),
    });
    const isDecoded = reading.encoding !== 'none';
    // A payload that is a part of the body is in no other file.
    if (!isDecoded) await this.#received.expand();
    const { compact } = this.#received;
    const { start, end } = reading.payloadRange;
    return {
      receivedBytes: this.#received.sizeBytes,
      ...(compact && { compactBody: toRecord(compact) }),
      separation,
      automatic: {
        reading,
        sizeBytes: isDecoded ? file.sizeBytes : end - start,
        file: isDecoded ? 'payload' : 'received',
      },
    };
  }

  /** Whether nothing of it is on disk yet. */
  get isInMemory(): boolean {
    return this.#file.isInMemory && this.#payload.file.isInMemory;
  }

  /** The payload that the record names, as long as it is in memory. */
  async payload({ automatic: { file, reading, sizeBytes } }: AnswerRecord): Promise<Buffer> {
    if (file === 'payload') return this.#payload.file.read(0, sizeBytes);
    return this.#received.read(reading.payloadRange.start, reading.payloadRange.end);
  }

  /** Closes the files that the record names. */
  async close({ automatic, compactBody }: AnswerRecord): Promise<void> {
    const { file } = this.#payload;
    await allDone([
      compactBody ? this.#file.discard() : this.#file.close(),
      automatic.file === 'payload' ? file.close() : file.discard(),
    ]);
  }

  /** Removes everything that was written. Never fails. */
  async discard(): Promise<void> {
    await Promise.all([this.#file.discard(), this.#payload.file.discard()]);
  }

  async #takeChunk(chunk: Uint8Array): Promise<void> {
    await this.#takePieces(this.#separator.push(chunk));
    await this.#received.append(chunk, this.#payload.run);
  }

  async #takePieces(pieces: ReturnType<LogSeparator['push']>): Promise<void> {
    for (const { restarts, bytes } of pieces) {
      if (restarts) {
        // The decoded bytes are discarded, and a compact body depends on them.
        if (this.#payload.file.sizeBytes > 0) await this.#received.expand();
        await this.#payload.restart(this.#separator.separation.payloadRange.start);
      } else {
        await this.#payload.take(bytes);
      }
    }
  }
}

/** Decodes a payload into a file, from the end of its opening to the first character that is not base64. */
class PayloadDecoder {
  opening: Base64Opening = readOpening(new Uint8Array(0));
  /** Where the payload begins in the body. */
  #startsAt = 0;
  #start: Buffer | undefined = Buffer.alloc(0);
  #decoder = new Base64Decoder();
  #runFinder = new Base64RunFinder();

  constructor(readonly file: PartFile) {}

  get findings() {
    return this.#decoder.findings;
  }

  /** The part of the body that can be made again from the decoded file. */
  get run(): LocatedRun {
    return { start: this.#startsAt + this.opening.length, run: this.#runFinder.run };
  }

  async take(bytes: Uint8Array): Promise<void> {
    if (!this.#start) return this.#decode(bytes);
    const start = concatenated(this.#start, bytes);
    if (start.length >= openingLimitBytes) await this.#open(start);
    // A copy, because the decoder reuses the memory of these bytes.
    else this.#start = Buffer.from(start);
  }

  /** Starts again, because everything before was not payload. @param startsAt where the payload begins in the body */
  async restart(startsAt: number): Promise<void> {
    this.#startsAt = startsAt;
    this.#start = Buffer.alloc(0);
    this.#decoder = new Base64Decoder();
    this.#runFinder = new Base64RunFinder();
    await this.file.clear();
  }

  async end(): Promise<void> {
    if (this.#start) await this.#open(this.#start);
    await this.file.append(this.#decoder.end());
  }

  async #open(start: Buffer): Promise<void> {
    this.#start = undefined;
    this.opening = readOpening(start);
    await this.#decode(start.subarray(this.opening.length));
  }

  async #decode(bytes: Uint8Array): Promise<void> {
    await this.file.append(this.#decoder.push(bytes));
    this.#runFinder.push(bytes, this.#decoder.regular);
  }
}

/** Reads the beginning and the end of a range of bytes. */
export async function sample(source: ReadableBytes, { start, end }: ByteRange): Promise<ByteSample> {
  const sizeBytes = end - start;
  const first = await source.read(start, Math.min(end, start + sampleBytes));
  const signature = await signatureType(first);
  const isJsonLike = sizeBytes <= jsonLimitBytes && mayBeJsonBytes(first);
  return {
    sizeBytes,
    start: first,
    end: sizeBytes <= sampleBytes ? first : await source.read(end - sampleBytes, end),
    ...(signature !== undefined && { signatureType: signature }),
    ...(isJsonLike && { whole: sizeBytes <= sampleBytes ? first : await source.read(start, end) }),
  };
}

/** Waits for all even if one fails, so that nothing is still being written when the files are removed. */
async function allDone(tasks: readonly Promise<void>[]): Promise<void> {
  for (const task of await Promise.allSettled(tasks)) if (task.status === 'rejected') throw task.reason;
}
