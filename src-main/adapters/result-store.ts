import { createReadStream, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AnswerReading, ByteRange, ReadingMode } from '../core/answer';
import { jsonLimitBytes, sampleBytes, type ByteSample } from '../core/answer-evidence';
import { readAnswer, readAsBase64, readAsText } from '../core/answer-reader';
import { formatAnswerRecord, parseAnswerRecord, type AnswerRecord, type RecordedReading } from '../core/answer-record';
import { openingLimitBytes, readOpening, type Base64Opening } from '../core/base64-text';
import { AppError, isAppError, type ErrorCode, type ErrorInfo } from '../core/error';
import type { InvocationId } from '../core/invocation';
import { LogSeparator } from '../core/log-lines';
import type { AnswerContext, AnswerPart, ResultStore, StoredAnswer, StoredPart } from '../core/ports';
import { mayBeJsonBytes } from '../core/text-type';
import { Base64Decoder } from './base64-stream';
import { writeError } from './errno';
import { Base64LineFinder, decodeLeniently } from './lenient-base64';
import { signatureType } from './media-type';
import { PartFile } from './part-file';

const partEnding = '.part';
const recordName = 'answer.json';
const readChunkBytes = 256 * 1024;
/** Ends of a body that leave something to show. */
const interruptions: ReadonlySet<ErrorCode> = new Set(['connection-lost', 'timed-out', 'response-malformed']);

/**
 * Answers in a folder, each in a folder of its own, named by its invocation:
 *
 * - `received`: the body as it came; never changed afterwards
 * - `payload`: what was decoded from it; absent where the payload is a stretch of `received`
 * - `chosen`: the same for the reading that the user chose
 * - `answer.json`: what the files mean, see `AnswerRecord`
 *
 * While an answer arrives, its folder has the ending `.part`. What takes microseconds in our own folder is done synchronously:
 * asking another thread takes many times as long, and a small answer would wait for that a dozen times. Nothing is synced: a file that a power cut left shorter than
 * its record says makes the answer gone as a whole, and what the user saves is synced.
 */
export class FileResultStore implements ResultStore {
  constructor(private readonly folder: string) {}

  async receive(
    id: InvocationId,
    body: AsyncIterable<Uint8Array>,
    context: AnswerContext,
    limitBytes: number,
    onReceived: (receivedBytes: number) => void,
  ): Promise<StoredAnswer> {
    const folder = this.#folderOf(id);
    const part = `${folder}${partEnding}`;
    const intake = new Intake(part);
    try {
      mkdirSync(part, { recursive: true });
      const interruption = await intake.take(body, limitBytes, onReceived);
      const record = await intake.read(context, interruption);
      await intake.close(record);
      writeFileSync(join(part, recordName), formatAnswerRecord(record));
      // A later attempt's answer takes the place of an earlier one.
      if (existsSync(folder)) await rm(folder, { recursive: true, force: true });
      renameSync(part, folder);
      return storedAnswer(record);
    } catch (error) {
      await intake.discard();
      await rm(part, { recursive: true, force: true }).catch(() => undefined);
      throw writeError(error, this.folder);
    }
  }

  async read(id: InvocationId, mode: ReadingMode): Promise<StoredAnswer> {
    const { receivedBytes, separation, automatic } = await this.#load(id);
    const first = { receivedBytes, separation, automatic };
    const changed = mode === 'automatic' ? first : { ...first, chosen: await this.#readAs(mode, id, first) };
    await this.#write(join(this.#folderOf(id), recordName), async (file) => {
      await file.append(Buffer.from(formatAnswerRecord(changed)));
    });
    return storedAnswer(changed);
  }

  async locate(id: InvocationId, part: AnswerPart): Promise<StoredPart> {
    const record = await this.#load(id);
    const { reading, sizeBytes, file } = record.chosen ?? record.automatic;
    const path = join(this.#folderOf(id), file);
    const { mediaType, charset, encoding, payloadRange } = reading;
    if (part === 'payload') {
      const range = file === 'received' ? payloadRange : { start: 0, end: sizeBytes };
      return { path, ...range, mediaType, ...(charset !== undefined && { charset }) };
    }
    const received = { path: join(this.#folderOf(id), 'received'), start: 0, end: record.receivedBytes };
    if (encoding === 'none' && charset === undefined) return { ...received, mediaType: 'application/octet-stream' };
    return { ...received, mediaType: 'text/plain', charset: (encoding === 'none' && charset) || 'utf-8' };
  }

  async save(id: InvocationId, part: AnswerPart, path: string): Promise<void> {
    const { path: source, start, end } = await this.locate(id, part);
    // Not made from the target's name, which may be as long as names can be.
    const neighbour = join(dirname(path), `.${id}${partEnding}`);
    try {
      const target = await open(neighbour, 'w');
      try {
        if (end > start) {
          const bytes = createReadStream(source, { start, end: end - 1, highWaterMark: readChunkBytes });
          for await (const chunk of bytes as AsyncIterable<Buffer>) await target.writeFile(chunk);
        }
        await target.sync();
      } finally {
        await target.close();
      }
      await rename(neighbour, path);
    } catch (error) {
      await rm(neighbour, { force: true }).catch(() => undefined);
      throw writeError(error, dirname(path));
    }
  }

  async delete(id: InvocationId): Promise<void> {
    const folder = this.#folderOf(id);
    await rm(folder, { recursive: true, force: true });
  }

  /** Removes every answer that is there now, whole or not; what arrives meanwhile stays. */
  async clear(): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    await Promise.all(names.map((name) => rm(join(this.folder, name), { recursive: true, force: true })));
  }

  #folderOf(id: InvocationId): string {
    // Ids also come in addresses from the page; none may lead out of the folder.
    if (!/^[\w-]+$/.test(id)) throw new AppError({ code: 'result-gone' });
    return join(this.folder, id);
  }

  /** @throws AppError `result-gone` unless every file is there as the record says */
  async #load(id: InvocationId): Promise<AnswerRecord> {
    const folder = this.#folderOf(id);
    const record = parseAnswerRecord(await readFile(join(folder, recordName), 'utf8').catch(() => ''));
    if (!record) throw new AppError({ code: 'result-gone' });
    const { file, sizeBytes } = record.chosen ?? record.automatic;
    await expectSize(join(folder, 'received'), record.receivedBytes);
    if (file !== 'received') await expectSize(join(folder, file), sizeBytes);
    return record;
  }

  async #readAs(mode: 'text' | 'base64', id: InvocationId, record: AnswerRecord): Promise<RecordedReading> {
    const received = new StoredFile(join(this.#folderOf(id), 'received'));
    const { reading: automatic } = record.automatic;
    if (mode === 'text') {
      const reading = readAsText(record.separation, await sample(received, record.separation.payloadRange));
      return { reading: stillDamaged(reading, automatic), sizeBytes: lengthOf(reading.payloadRange), file: 'received' };
    }
    const range = await findBase64(received, record);
    return this.#write(join(this.#folderOf(id), 'chosen'), async (file) => {
      for await (const bytes of decodeLeniently(received.stream(range))) await file.append(bytes);
      if (file.sizeBytes === 0) throw new AppError({ code: 'response-malformed', offset: range.start });
      const decoded = await sample(file, { start: 0, end: file.sizeBytes });
      const reading = readAsBase64(record.separation, range, decoded);
      return { reading: stillDamaged(reading, automatic), sizeBytes: file.sizeBytes, file: 'chosen' };
    });
  }

  /** Replaces a file by a new one, whole or not at all. */
  async #write<T>(path: string, fill: (file: PartFile) => Promise<T>): Promise<T> {
    const file = new PartFile(`${path}${partEnding}`);
    try {
      const filled = await fill(file);
      await file.close();
      await rename(file.path, path);
      return filled;
    } catch (error) {
      await file.discard();
      throw writeError(error, this.folder);
    }
  }
}

/** What arrives: kept as it is, and at the same time decoded for the case that it is base64. */
class Intake {
  readonly #received: PartFile;
  readonly #payload: PayloadDecoder;
  readonly #separator = new LogSeparator();

  constructor(folder: string) {
    this.#received = new PartFile(join(folder, 'received'));
    this.#payload = new PayloadDecoder(new PartFile(join(folder, 'payload')));
  }

  /** @returns why the body ended before its time, if it did */
  async take(
    body: AsyncIterable<Uint8Array>,
    limitBytes: number,
    onReceived: (receivedBytes: number) => void,
  ): Promise<ErrorInfo | undefined> {
    let failure: unknown;
    // Errors of the body leave an answer to show; errors of the disk do not.
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
    for (const piece of this.#separator.end()) await this.#payload.take(piece.restarts, piece.bytes);
    await this.#payload.end();
    const { separation } = this.#separator;
    const { opening, file, findings } = this.#payload;
    const reading = readAnswer({
      context,
      receivedBytes: this.#received.sizeBytes,
      separation,
      payload: await sample(this.#received, separation.payloadRange),
      base64: { opening, findings, decoded: await sample(file, { start: 0, end: file.sizeBytes }) },
      ...(interruption && { interruption }),
    });
    const isDecoded = reading.encoding !== 'none';
    const sizeBytes = isDecoded ? file.sizeBytes : lengthOf(reading.payloadRange);
    return {
      receivedBytes: this.#received.sizeBytes,
      separation,
      automatic: { reading, sizeBytes, file: isDecoded ? 'payload' : 'received' },
    };
  }

  /** Closes the files that the record names. */
  async close({ automatic }: AnswerRecord): Promise<void> {
    const { file } = this.#payload;
    await allDone([this.#received.close(), automatic.file === 'payload' ? file.close() : file.discard()]);
  }

  async discard(): Promise<void> {
    await Promise.all([this.#received.discard(), this.#payload.file.discard()]);
  }

  async #takeChunk(chunk: Uint8Array): Promise<void> {
    for (const piece of this.#separator.push(chunk)) await this.#payload.take(piece.restarts, piece.bytes);
    await this.#received.append(chunk);
  }
}

/** Decodes a payload into a file, from behind its opening up to the first character that is no base64. */
class PayloadDecoder {
  opening: Base64Opening = readOpening(new Uint8Array(0));
  #start: Buffer | undefined = Buffer.alloc(0);
  #decoder = new Base64Decoder();

  constructor(readonly file: PartFile) {}

  get findings() {
    return this.#decoder.findings;
  }

  /** @param restarts whether what came before was no payload */
  async take(restarts: boolean, bytes: Uint8Array): Promise<void> {
    if (restarts) {
      this.#start = Buffer.alloc(0);
      this.#decoder = new Base64Decoder();
      await this.file.clear();
    }
    if (!this.#start) return this.file.append(this.#decoder.push(bytes));
    this.#start = Buffer.concat([this.#start, bytes]);
    if (this.#start.length >= openingLimitBytes) await this.#open(this.#start);
  }

  async end(): Promise<void> {
    if (this.#start) await this.#open(this.#start);
    await this.file.append(this.#decoder.end());
  }

  async #open(start: Buffer): Promise<void> {
    this.#start = undefined;
    this.opening = readOpening(start);
    await this.file.append(this.#decoder.push(start.subarray(this.opening.length)));
  }
}

/** A file that is there already. */
class StoredFile {
  constructor(private readonly path: string) {}

  async read(start: number, end: number): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.stream({ start, end })) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  async *stream({ start, end }: ByteRange): AsyncGenerator<Buffer> {
    if (end > start) yield* createReadStream(this.path, { start, end: end - 1, highWaterMark: readChunkBytes });
  }
}

async function sample(file: PartFile | StoredFile, { start, end }: ByteRange): Promise<ByteSample> {
  const sizeBytes = end - start;
  const first = await file.read(start, Math.min(end, start + sampleBytes));
  const signature = await signatureType(first);
  const isJsonLike = sizeBytes <= jsonLimitBytes && mayBeJsonBytes(first);
  return {
    sizeBytes,
    start: first,
    end: sizeBytes <= sampleBytes ? first : await file.read(end - sampleBytes, end),
    ...(signature !== undefined && { signatureType: signature }),
    ...(isJsonLike && { whole: sizeBytes <= sampleBytes ? first : await file.read(start, end) }),
  };
}

/** The base64 text that the user means: behind a quotation mark or in a data URI, up to where it breaks, or the last lines of it. */
async function findBase64(received: StoredFile, { separation, automatic }: AnswerRecord): Promise<ByteRange> {
  const { start, end } = separation.payloadRange;
  const { problem, payloadRange } = automatic.reading;
  if (automatic.reading.encoding !== 'none') return payloadRange;
  const opening = readOpening(await received.read(start, Math.min(end, start + openingLimitBytes)));
  if (opening.isQuoted || opening.encoding === 'data-uri') return { start: start + opening.length, end };
  if (problem?.code === 'response-malformed')
    return { start: start + opening.length, end: Math.min(end, problem.offset) };
  const finder = new Base64LineFinder(start);
  for await (const chunk of received.stream({ start, end })) finder.push(chunk);
  const lines = finder.end();
  if (!lines) throw new AppError({ code: 'response-malformed', offset: start });
  return lines;
}

/** An answer that came incomplete stays so in whatever way it is read. */
function stillDamaged(reading: AnswerReading, { problem, verdict }: AnswerReading): AnswerReading {
  const isIncomplete = verdict === 'damaged' && problem !== undefined && problem.code !== 'response-malformed';
  return isIncomplete ? { ...reading, verdict, problem } : reading;
}

function storedAnswer({ receivedBytes, automatic, chosen }: AnswerRecord): StoredAnswer {
  const { reading, sizeBytes } = chosen ?? automatic;
  return { reading, sizeBytes, receivedBytes };
}

/** Waits for all even if one fails, so that nothing is still being written while it is cleared away. */
async function allDone(tasks: readonly Promise<void>[]): Promise<void> {
  for (const task of await Promise.allSettled(tasks)) if (task.status === 'rejected') throw task.reason;
}

function lengthOf({ start, end }: ByteRange): number {
  return end - start;
}

async function expectSize(path: string, sizeBytes: number): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.size !== sizeBytes) throw new AppError({ code: 'result-gone' });
}
