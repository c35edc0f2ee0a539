import { createReadStream, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { AnswerReading, ByteRange, ReadingMode, AnswerPart } from '../../core/answer/answer';
import { readAsBase64, readAsText, readDecodedAsText } from '../../core/answer/reader';
import {
  formatAnswerRecord,
  parseAnswerRecord,
  type AnswerRecord,
  type RecordedReading,
} from '../../core/answer/record';
import { openingLimitBytes, readOpening } from '../../core/answer/base64-text';
import { AppError } from '../../core/ground/error';
import type { InvocationId } from '../../core/ground/ids';
import type {
  AnswerContext,
  NameRule,
  ResultStore,
  SavedFile,
  StoredAnswer,
  StoredPart,
} from '../../core/answer/ports';
import type { NotesOutputs } from '../../core/result/ports';
import { AnswerReceiver, sample } from './answer-receiver';
import { writeError } from '../ground/errno';
import { Base64LineFinder, decodeLeniently } from '../base64/lenient-base64';
import { PartFile } from '../files/part-file';
import { savePart } from '../files/save-part';
import { fromRecord, expand } from './received-body';

const partEnding = '.part';
const recordName = 'answer.json';
const readChunkBytes = 256 * 1024;

/**
 * Answers in a folder, each in a folder of its own, named by its invocation:
 *
 * - `payload`: what was decoded from the body; absent where the payload is a part of `received`
 * - `received`: the body as it came; never changed afterwards. Where it is base64 and little else, it is not written with
 *   the payload but made of it when it is first asked for: a third of the bytes to write, and less than half the space
 * - `chosen`: the same for the reading that the user chose
 * - `answer.json`: what the files mean, see `AnswerRecord`
 *
 * While an answer arrives, its folder has the ending `.part`. Operations on our own folder that take microseconds are
 * synchronous: another thread takes many times as long, and a small answer would wait for it a dozen times. Nothing is synced:
 * an answer whose file became shorter in a power cut than its record says counts as gone, and what the user saves is synced.
 */
export class FileResultStore implements ResultStore {
  /**
   * @param shownAs name by which the user knows the folder
   * @param unfinished remembers what is being saved elsewhere
   */
  constructor(
    private readonly folder: string,
    private readonly shownAs = basename(folder),
    private readonly unfinished?: NotesOutputs,
  ) {}

  async prepare(id: InvocationId): Promise<void> {
    this.#makeFolder(this.#partOf(id));
  }

  /** Makes the folder of all answers. @throws AppError `disk-full`, `permission-denied`, `folder-gone` */
  prepareFolder(): void {
    this.#makeFolder(this.folder);
  }

  async abandon(id: InvocationId): Promise<void> {
    const part = this.#partOf(id);
    if (existsSync(part)) await rm(part, { recursive: true, force: true }).catch(() => undefined);
  }

  async receive(
    id: InvocationId,
    body: AsyncIterable<Uint8Array>,
    context: AnswerContext,
    limitBytes: number,
    onReceived: (receivedBytes: number) => void,
  ): Promise<StoredAnswer> {
    const answer = await this.take(id, body, context, limitBytes, onReceived);
    try {
      await this.write(id, answer);
    } catch (error) {
      await answer.receiver.discard();
      await this.abandon(id);
      throw error;
    }
    return storedAnswer(answer.record);
  }

  /** Receives and reads a body like `receive`; small answers stay in memory until `write`. */
  async take(
    id: InvocationId,
    body: AsyncIterable<Uint8Array>,
    context: AnswerContext,
    limitBytes: number,
    onReceived: (receivedBytes: number) => void,
  ): Promise<CompleteAnswer> {
    const receiver = new AnswerReceiver(this.#partOf(id));
    try {
      const interruption = await receiver.take(body, limitBytes, onReceived);
      return { receiver, record: await receiver.read(context, interruption) };
    } catch (error) {
      await receiver.discard();
      await this.abandon(id);
      throw writeError(error, this.folder, this.shownAs);
    }
  }

  /** Writes a complete answer to its folder. @throws AppError `disk-full`, `permission-denied`, `folder-gone` */
  async write(id: InvocationId, { receiver, record }: CompleteAnswer): Promise<void> {
    const folder = this.#folderOf(id);
    const part = this.#partOf(id);
    try {
      await receiver.close(record);
      writeFileSync(join(part, recordName), formatAnswerRecord(record));
      // A later attempt's answer takes the place of an earlier one.
      if (existsSync(folder)) await rm(folder, { recursive: true, force: true });
      renameSync(part, folder);
    } catch (error) {
      throw writeError(error, this.folder, this.shownAs);
    }
  }

  async stored(id: InvocationId): Promise<StoredAnswer> {
    return storedAnswer(await this.#load(id));
  }

  async read(id: InvocationId, mode: ReadingMode): Promise<StoredAnswer> {
    const { receivedBytes, compactBody, separation, automatic } = await this.#load(id);
    const first = { receivedBytes, ...(compactBody && { compactBody }), separation, automatic };
    const changed = mode === 'automatic' ? first : { ...first, chosen: await this.#readAs(mode, id, first) };
    await this.#replace(join(this.#folderOf(id), recordName), async (file) => {
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
    const received = { path: await this.#receivedPath(id, record), start: 0, end: record.receivedBytes };
    if (encoding === 'none' && charset === undefined) return { ...received, mediaType: 'application/octet-stream' };
    return { ...received, mediaType: 'text/plain', charset: (encoding === 'none' && charset) || 'utf-8' };
  }

  async save(id: InvocationId, part: AnswerPart, path: string, whereTaken: NameRule): Promise<SavedFile> {
    return savePart(await this.locate(id, part), path, whereTaken, this.unfinished);
  }

  async delete(id: InvocationId): Promise<void> {
    const folder = this.#folderOf(id);
    // Most answers of a batch were never on disk, and asking the system in another thread takes many times as long.
    if (existsSync(folder)) await rm(folder, { recursive: true, force: true });
  }

  /** Ids of answers that begin in the same way. */
  async idsWith(beginning: string): Promise<readonly InvocationId[]> {
    const names = await readdir(this.folder).catch(() => []);
    return names.filter((name) => name.startsWith(beginning) && !name.endsWith(partEnding));
  }

  /** Room in bytes that answers take. */
  async sizeOf(ids: readonly InvocationId[]): Promise<number> {
    let bytes = 0;
    for (const id of ids) {
      const folder = this.#folderOf(id);
      for (const name of await readdir(folder).catch(() => [])) {
        bytes += (await stat(join(folder, name)).catch(() => undefined))?.size ?? 0;
      }
    }
    return bytes;
  }

  #folderOf(id: InvocationId): string {
    // Ids also come in addresses from the page; none may lead out of the folder.
    if (!/^[\w-]+$/.test(id)) throw new AppError({ code: 'result-gone' });
    return join(this.folder, id);
  }

  #partOf(id: InvocationId): string {
    return `${this.#folderOf(id)}${partEnding}`;
  }

  #makeFolder(path: string): void {
    try {
      mkdirSync(path, { recursive: true });
    } catch (error) {
      throw writeError(error, this.folder, this.shownAs);
    }
  }

  /** @throws AppError `result-gone` unless every file is there as the record says */
  async #load(id: InvocationId): Promise<AnswerRecord> {
    const folder = this.#folderOf(id);
    const record = parseAnswerRecord(await readFile(join(folder, recordName), 'utf8').catch(() => ''));
    if (!record) throw new AppError({ code: 'result-gone' });
    const { file, sizeBytes } = record.chosen ?? record.automatic;
    if (!record.compactBody) await expectSize(join(folder, 'received'), record.receivedBytes);
    if (record.compactBody) await expectSize(join(folder, 'payload'), record.automatic.sizeBytes);
    if (file !== 'received') await expectSize(join(folder, file), sizeBytes);
    return record;
  }

  async #readAs(mode: 'text' | 'base64', id: InvocationId, record: AnswerRecord): Promise<RecordedReading> {
    const received = new StoredFile(await this.#receivedPath(id, record));
    const { reading: automatic } = record.automatic;
    if (mode === 'text' && record.automatic.file === 'payload' && !automatic.notes.includes('could-be-text')) {
      const { sizeBytes } = record.automatic;
      const payload = new StoredFile(join(this.#folderOf(id), 'payload'));
      const decoded = await sample(payload, { start: 0, end: sizeBytes });
      // The bytes of a picture are no text in any encoding: what came is the only text there is.
      if (decoded.signatureType === undefined) {
        return { reading: readDecodedAsText(automatic, decoded), sizeBytes, file: 'payload' };
      }
    }
    if (mode === 'text') {
      const reading = readAsText(record.separation, await sample(received, record.separation.payloadRange));
      return { reading: stillDamaged(reading, automatic), sizeBytes: lengthOf(reading.payloadRange), file: 'received' };
    }
    const range = await findBase64(received, record);
    return this.#replace(join(this.#folderOf(id), 'chosen'), async (file) => {
      for await (const bytes of decodeLeniently(received.stream(range))) await file.append(bytes);
      if (file.sizeBytes === 0) throw new AppError({ code: 'response-malformed', offset: range.start });
      const decoded = await sample(file, { start: 0, end: file.sizeBytes });
      const reading = readAsBase64(record.separation, range, decoded);
      return { reading: stillDamaged(reading, automatic), sizeBytes: file.sizeBytes, file: 'chosen' };
    });
  }

  /** Where the body is as it came, written now if it is not there yet. */
  async #receivedPath(id: InvocationId, { compactBody, receivedBytes }: AnswerRecord): Promise<string> {
    const path = join(this.#folderOf(id), 'received');
    const found = await stat(path).catch(() => undefined);
    if (!compactBody || found?.size === receivedBytes) return path;
    const payload = new StoredFile(join(this.#folderOf(id), 'payload'));
    await this.#replace(path, async (file) => {
      for await (const bytes of expand(fromRecord(compactBody), payload)) await file.append(bytes);
    });
    return path;
  }

  /** Replaces a file by a new one, whole or not at all. */
  async #replace<T>(path: string, fill: (file: PartFile) => Promise<T>): Promise<T> {
    const file = new PartFile(`${path}${partEnding}`);
    try {
      const filled = await fill(file);
      await file.close();
      await rename(file.path, path);
      return filled;
    } catch (error) {
      await file.discard();
      throw writeError(error, this.folder, this.shownAs);
    }
  }
}

/** An answer that was received to its end and is not in its folder yet. */
export interface CompleteAnswer {
  readonly receiver: AnswerReceiver;
  readonly record: AnswerRecord;
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

/** What a record says about its answer. */
export function storedAnswer({ receivedBytes, automatic, chosen }: AnswerRecord): StoredAnswer {
  const { reading, sizeBytes } = chosen ?? automatic;
  return { reading, sizeBytes, receivedBytes };
}

function lengthOf({ start, end }: ByteRange): number {
  return end - start;
}

async function expectSize(path: string, sizeBytes: number): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.size !== sizeBytes) throw new AppError({ code: 'result-gone' });
}
