import { closeSync, createReadStream, openSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { fromFdPromise, type Entry, type ZipFile as ReadZip } from 'yauzl';
import { ZipFile } from 'yazl';
import { AppError } from '../../core/ground/error';
import type { InvocationId } from '../../core/ground/ids';
import { crc32 } from '../../core/ground/crc-32';
import { isRunId, longestDocument, longestLine } from '../../core/move/moved';
import type { MoveContent, MoveFiles, OpenMoveFile } from '../../core/move/ports';
import type { NotesOutputs } from '../../core/result/ports';
import { takeFreeName } from '../files/free-name';
import { FreeSpaceGuard } from '../files/free-space';
import { syncFolder } from '../files/file-jobs';
import { pathBeside } from '../files/whole-file';
import { unreadableFile, writeError } from '../ground/errno';

const documentName = 'document.json';
const historyName = 'history.jsonl';
const recordName = 'answer.json';
/** The files of an answer; the record last, since without it an answer is not there. */
const answerNames = ['payload', 'received', 'chosen', recordName] as const;
const resultName = /^results\/([\w-]{1,100})\/(payload|received|chosen|answer\.json)$/;
const partEnding = '.part';
const chunkBytes = 256 * 1024;
const lineFeed = 0x0a;
const unixTypeMask = 0o170000;
/** Types of a Unix file that are one: a regular file, or not told. */
const fileTypes: ReadonlySet<number> = new Set([0, 0o100000]);

/**
 * Files for another computer: zip archives whose parts are stored as they are. What is not compressed can't be larger than the file
 * that holds it, so no file unpacks to more than its own size.
 */
export class ZipMoveFiles implements MoveFiles {
  /**
   * @param results folder of the answers of the history
   * @param shownAs what the user knows that folder as
   * @param unfinished remembers what is being written
   */
  constructor(
    private readonly results: string,
    private readonly shownAs: string,
    private readonly unfinished?: NotesOutputs,
  ) {}

  async write(path: string, content: MoveContent, signal: AbortSignal): Promise<string> {
    const part = await pathBeside(path, this.unfinished).catch((error: unknown) => {
      throw writeError(error, dirname(path));
    });
    try {
      const file = await open(part, 'wx');
      try {
        const space = new FreeSpaceGuard(dirname(path));
        for await (const chunk of this.#bytesOf(content)) {
          if (signal.aborted) throw new AppError({ code: 'cancelled', clusterMayContinue: false });
          await space.expectRoom(chunk.length);
          await file.writeFile(chunk);
        }
        await file.sync();
      } finally {
        await file.close();
      }
      return takeFreeName(part, path);
    } catch (error) {
      await rm(part, { force: true }).catch(() => undefined);
      throw writeError(error, dirname(path));
    } finally {
      await this.unfinished?.end(part);
    }
  }

  async open(path: string): Promise<OpenMoveFile> {
    const name = basename(path);
    // Anything but an ordinary file is refused before it is opened: opening a pipe would wait for ever.
    const found = await stat(path).catch((error: unknown) => {
      throw unreadableFile(error, name);
    });
    if (!found.isFile()) {
      throw new AppError({
        code: 'file-unreadable',
        file: name,
        problem: found.isDirectory() ? 'folder' : 'not-a-file',
      });
    }
    const zip = await opened(path, name);
    try {
      const entries = await entriesOf(zip, name);
      const document = entries.get(documentName);
      if (!document || !entries.has(historyName)) {
        throw new AppError({ code: 'move-file-refused', file: name, problem: 'other' });
      }
      if (document.uncompressedSize > longestDocument) throw damaged(name);
      const chunks: Buffer[] = [];
      for await (const chunk of checkedBytes(zip, document, name)) chunks.push(chunk);
      const text = Buffer.concat(chunks).toString('utf8');
      return new ZipMoveFile({ zip, name, entries, results: this.results, shownAs: this.shownAs }, text);
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  async hasResult(id: InvocationId): Promise<boolean> {
    if (!isRunId(id)) return false;
    return (await stat(join(this.results, id, recordName)).catch(() => undefined)) !== undefined;
  }

  async *#bytesOf({ document, runs, hasResults }: MoveContent): AsyncGenerator<Buffer> {
    const zip = new ZipFile();
    const output = zip.outputStream.pipe(new PassThrough());
    zip.outputStream.on('error', (error: Error) => output.destroy(error));
    const ids: InvocationId[] = [];
    const lines = async function* () {
      for await (const { id, line } of runs) {
        ids.push(id);
        yield Buffer.from(`${line}\n`);
      }
    };
    const filling = (async () => {
      await added(zip, documentName, Readable.from([Buffer.from(document)], { objectMode: false }));
      await added(zip, historyName, Readable.from(lines(), { objectMode: false }));
      for (const id of hasResults ? ids : []) {
        for (const { path, name } of await this.#filesOf(id)) {
          await added(zip, `results/${id}/${name}`, createReadStream(path, { highWaterMark: chunkBytes }));
        }
      }
      zip.end();
    })().catch((error: unknown) => void output.destroy(error instanceof Error ? error : new Error(String(error))));
    try {
      for await (const chunk of output as AsyncIterable<Buffer>) yield chunk;
    } finally {
      output.destroy();
    }
    await filling;
  }

  async #filesOf(id: InvocationId): Promise<readonly { readonly path: string; readonly name: string }[]> {
    const folder = join(this.results, id);
    const names: readonly string[] = await readdir(folder).catch(() => []);
    if (!names.includes(recordName)) return [];
    return answerNames.filter((name) => names.includes(name)).map((name) => ({ path: join(folder, name), name }));
  }
}

/** Adds what a stream gives, and resolves when all of it is taken. */
async function added(zip: ZipFile, name: string, stream: Readable): Promise<void> {
  const ended = new Promise((resolve, reject) => stream.once('error', reject).once('end', resolve));
  zip.addReadStream(stream, name, { compress: false });
  await ended;
}

interface MoveFileParts {
  readonly zip: ReadZip;
  readonly name: string;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly results: string;
  readonly shownAs: string;
}

class ZipMoveFile implements OpenMoveFile {
  constructor(
    private readonly parts: MoveFileParts,
    readonly document: string,
  ) {}

  get name(): string {
    return this.parts.name;
  }

  async *lines(): AsyncGenerator<string> {
    const { zip, entries, name } = this.parts;
    const entry = entries.get(historyName);
    if (!entry) return;
    let pieces: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of checkedBytes(zip, entry, name)) {
      let start = 0;
      for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
        yield Buffer.concat([...pieces, chunk.subarray(start, end)]).toString('utf8');
        pieces = [];
        bytes = 0;
        start = end + 1;
      }
      bytes += chunk.length - start;
      if (bytes > longestLine) throw damaged(name);
      pieces.push(chunk.subarray(start));
    }
    if (bytes > 0) throw damaged(name);
  }

  resultBytes(id: InvocationId): number | undefined {
    const { entries } = this.parts;
    if (!entries.has(`results/${id}/${recordName}`)) return undefined;
    return answerNames.reduce((sum, one) => sum + (entries.get(`results/${id}/${one}`)?.uncompressedSize ?? 0), 0);
  }

  async placeResult(id: InvocationId): Promise<void> {
    if (!isRunId(id)) return;
    const { zip, entries, results, shownAs, name } = this.parts;
    const folder = join(results, id);
    const placed: string[] = [];
    try {
      await mkdir(folder, { recursive: true });
      const space = new FreeSpaceGuard(folder);
      for (const one of answerNames) {
        const entry = entries.get(`results/${id}/${one}`);
        if (!entry) continue;
        const part = join(folder, `${one}.moved${partEnding}`);
        placed.push(part);
        const file = await open(part, 'w');
        try {
          for await (const chunk of checkedBytes(zip, entry, name)) {
            await space.expectRoom(chunk.length);
            await file.writeFile(chunk);
          }
          await file.sync();
        } finally {
          await file.close();
        }
      }
      for (const part of placed) await rename(part, part.slice(0, -`.moved${partEnding}`.length));
      syncFolder(folder);
    } catch (error) {
      for (const part of placed) await rm(part, { force: true }).catch(() => undefined);
      throw writeError(error, results, shownAs);
    }
  }

  async close(): Promise<void> {
    this.parts.zip.close();
  }
}

/** Opens a zip; what is none leaves nothing open. @throws AppError `move-file-refused`, `file-unreadable` */
async function opened(path: string, file: string): Promise<ReadZip> {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch (error) {
    throw unreadableFile(error, file);
  }
  try {
    return await fromFdPromise(descriptor, { autoClose: false, lazyEntries: true, decodeStrings: true });
  } catch (error) {
    closeSync(descriptor);
    throw new AppError({ code: 'move-file-refused', file, problem: 'other' }, error);
  }
}

/** The entries by their names. A file with any other entry was made by something else. @throws AppError `move-file-refused` */
async function entriesOf(zip: ReadZip, file: string): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      const { fileName, compressionMethod, compressedSize, uncompressedSize } = entry;
      const isKnown = fileName === documentName || fileName === historyName || resultName.test(fileName);
      const isStored = compressionMethod === 0 && compressedSize === uncompressedSize && !entry.isEncrypted();
      const isFile = fileTypes.has((entry.externalFileAttributes >>> 16) & unixTypeMask);
      if (!isKnown || !isStored || !isFile || entries.has(fileName)) throw new Error('not an entry of such a file');
      entries.set(fileName, entry);
    }
  } catch (error) {
    throw damaged(file, error);
  }
  // Parts that lie over each other would be more than the file holds.
  const sizeBytes = [...entries.values()].reduce((sum, entry) => sum + entry.compressedSize, 0);
  if (sizeBytes > zip.fileSize) throw damaged(file);
  return entries;
}

/** The bytes of an entry. @throws AppError `move-file-refused` where they are not those that were written */
async function* checkedBytes(zip: ReadZip, entry: Entry, file: string): AsyncGenerator<Buffer> {
  let sum = 0;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    throw damaged(file, error);
  }
  if (sum !== entry.crc32) throw damaged(file);
}

function damaged(file: string, cause?: unknown): AppError {
  return new AppError({ code: 'move-file-refused', file, problem: 'damaged' }, cause);
}
