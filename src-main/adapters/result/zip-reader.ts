import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import {
  fromRandomAccessReaderPromise,
  getFileNameLowLevel,
  RandomAccessReader,
  type Entry,
  type ZipFile,
} from 'yauzl';
import { checkedListing, passedLimit, type ArchiveEntry, type ArchiveListing } from '../../core/result/archive';
import { AppError } from '../../core/ground/error';
import type { Archives, ExtractedFolder, ExtractionWatch, UnfinishedFolders } from '../../core/result/ports';
import type { StoredPart } from '../../core/answer/ports';
import { readTextStart } from '../../core/answer/text-type';
import { crc32 } from '../ground/crc-32';
import { writeError } from '../ground/errno';
import { fileMediaType, startBytes } from '../answer/media-type';

const partEnding = '.part';
/** Ways of compression that can be undone: none, and Deflate. */
const knownMethods: ReadonlySet<number> = new Set([0, 8]);
const unixTypeMask = 0o170000;
/** Types of a Unix file that are one: a regular file, a folder, or not told. */
const ordinaryUnixTypes: ReadonlySet<number> = new Set([0, 0o100000, 0o040000]);

/**
 * Zip archives as they stand among the received answers. A file of an archive that somebody looks at is unpacked into a
 * folder beside the archive, so that it goes when the answer goes.
 */
export class ZipArchives implements Archives {
  constructor(private readonly unfinished: Pick<UnfinishedFolders, 'begin' | 'end'>) {}

  async list(archive: StoredPart): Promise<ArchiveListing> {
    return withZip(archive, async (zip) => (await readDirectory(zip)).listing);
  }

  async entry(archive: StoredPart, index: number): Promise<StoredPart> {
    return withZip(archive, async (zip) => {
      const { entries, listing } = await readDirectory(zip);
      const listed = listing.entries.find((entry) => entry.index === index);
      const entry = entries[index];
      if (!listed || !entry) throw new AppError({ code: 'result-gone' });
      const folder = `${archive.path}.entries`;
      const path = join(folder, `${archive.start}-${index}`);
      const known = await stat(path).catch(() => undefined);
      if (known?.size !== listed.sizeBytes) {
        await mkdir(folder, { recursive: true }).catch(asWriteError(folder));
        const part = `${path}-${randomUUID()}${partEnding}`;
        await unpack(zip, entry, listed, part);
        await rename(part, path);
      }
      return { path, start: 0, end: listed.sizeBytes, ...(await typeOf(path, listed)) };
    });
  }

  async extract(
    archive: StoredPart,
    parent: string,
    name: string,
    { signal, onProgress }: ExtractionWatch,
  ): Promise<ExtractedFolder> {
    return withZip(archive, async (zip) => {
      const { entries, listing } = await readDirectory(zip);
      const refused = listing.entries.find((entry) => entry.problem !== undefined);
      if (refused?.problem) throw refusal(refused, refused.problem);
      const hidden = await this.unfinished.begin(parent);
      let doneBytes = 0;
      const onChunk = (chunkBytes: number) => {
        if (signal.aborted) throw new AppError({ code: 'cancelled', clusterMayContinue: false });
        doneBytes += chunkBytes;
        onProgress(doneBytes, listing.sizeBytes);
      };
      try {
        await mkdir(hidden).catch(asWriteError(parent));
        for (const listed of listing.entries) {
          // A file may be empty, and so without a chunk.
          onChunk(0);
          const path = join(hidden, listed.name);
          await mkdir(dirname(path), { recursive: true }).catch(asWriteError(parent));
          const entry = entries[listed.index];
          if (entry) await unpack(zip, entry, listed, path, onChunk);
        }
        const path = join(parent, await freeName(parent, name));
        await rename(hidden, path).catch(asWriteError(parent));
        await this.unfinished.end(hidden);
        return { path, fileCount: listing.entries.length };
      } catch (error) {
        // What can't be removed now may be at the next start.
        await rm(hidden, { recursive: true, force: true }).then(
          () => this.unfinished.end(hidden),
          () => undefined,
        );
        throw error;
      }
    });
  }
}

/** A stretch of a file as the library reads it: an archive can stand between log lines. */
class StretchReader extends RandomAccessReader {
  constructor(private readonly archive: StoredPart) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const { path, start: offset } = this.archive;
    return createReadStream(path, { start: offset + start, end: offset + end - 1 });
  }
}

/** Opens an archive for one task. @throws AppError `archive-unreadable` for whatever is no zip or a broken one */
async function withZip<T>(archive: StoredPart, task: (zip: ZipFile) => Promise<T>): Promise<T> {
  const sizeBytes = archive.end - archive.start;
  const options = { autoClose: false, lazyEntries: true, decodeStrings: false };
  const zip = await fromRandomAccessReaderPromise(new StretchReader(archive), sizeBytes, options).catch(unreadable);
  try {
    return await task(zip);
  } finally {
    zip.close();
  }
}

interface Directory {
  readonly entries: readonly Entry[];
  readonly listing: ArchiveListing;
}

/** Reads what the archive says of itself; only as far as the limits allow. */
async function readDirectory(zip: ZipFile): Promise<Directory> {
  const entries: Entry[] = [];
  let sizeBytes = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      entries.push(entry);
      sizeBytes += entry.uncompressedSize;
      if (passedLimit(entries.length, sizeBytes, zip.fileSize)) break;
    }
  } catch (error) {
    unreadable(error);
  }
  const declared = entries.map((entry) => {
    const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
    return {
      name,
      sizeBytes: entry.uncompressedSize,
      isFolder: /[\\/]$/.test(name),
      isLink: !ordinaryUnixTypes.has((entry.externalFileAttributes >>> 16) & unixTypeMask),
      isEncrypted: entry.isEncrypted(),
      isKnownMethod: knownMethods.has(entry.compressionMethod),
    };
  });
  return { entries, listing: checkedListing(declared, zip.fileSize) };
}

/** Unpacks one entry into a new file, checked by size and checksum. `onChunk` may throw, which ends it. */
async function unpack(
  zip: ZipFile,
  entry: Entry,
  listed: ArchiveEntry,
  path: string,
  onChunk: (chunkBytes: number) => void = () => undefined,
): Promise<void> {
  if (listed.problem === 'encrypted' || listed.problem === 'method' || listed.problem === 'link') {
    throw refusal(listed, listed.problem);
  }
  const damaged = (error: unknown): never => {
    throw new AppError({ code: 'archive-entry-refused', entry: listed.name, problem: 'damaged' }, error);
  };
  const folder = dirname(path);
  const target = await open(path, 'w').catch(asWriteError(folder));
  try {
    let sum = 0;
    for await (const chunk of readable(await zip.openReadStreamPromise(entry).catch(damaged), damaged)) {
      sum = crc32(chunk, sum);
      await target.writeFile(chunk).catch(asWriteError(folder));
      onChunk(chunk.length);
    }
    if (sum !== entry.crc32) damaged(new Error('checksum'));
    await target.sync().catch(asWriteError(folder));
  } catch (error) {
    await target.close();
    await rm(path, { force: true });
    throw error;
  }
  await target.close();
}

/** The chunks of a stream, with its errors told apart from those of whoever takes them. */
async function* readable(stream: Readable, damaged: (error: unknown) => never): AsyncGenerator<Buffer> {
  const chunks: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await chunks.next().catch(damaged);
      if (done) return;
      yield value;
    }
  } finally {
    stream.destroy();
  }
}

/** What a file is, by its own bytes first: the name is only what the archive says. */
async function typeOf(
  path: string,
  { name, sizeBytes }: ArchiveEntry,
): Promise<Pick<StoredPart, 'mediaType' | 'charset'>> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(startBytes), 0, startBytes, 0);
    const start = buffer.subarray(0, bytesRead);
    const charset = readTextStart(start, bytesRead === sizeBytes, false)?.charset;
    return { mediaType: await fileMediaType(start, name), ...(charset !== undefined && { charset }) };
  } finally {
    await file.close();
  }
}

/** The name, or the name with the first number that no file or folder has. */
async function freeName(parent: string, name: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name} (${number})`;
    if (!(await lstat(join(parent, candidate)).catch(() => undefined))) return candidate;
  }
}

function refusal({ name }: ArchiveEntry, problem: NonNullable<ArchiveEntry['problem']>): AppError {
  return new AppError({ code: 'archive-entry-refused', entry: name, problem });
}

function unreadable(error: unknown): never {
  throw new AppError({ code: 'archive-unreadable' }, error);
}

function asWriteError(folder: string): (error: unknown) => never {
  return (error) => {
    throw writeError(error, folder);
  };
}
