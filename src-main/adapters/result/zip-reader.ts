import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  fromRandomAccessReaderPromise,
  getFileNameLowLevel,
  RandomAccessReader,
  type Entry,
  type ZipFile,
} from 'yauzl';
import { checkedListing, passedLimit, type ArchiveEntry, type ArchiveListing } from '../../core/result/archive';
import { reservedBytes } from '../../core/ground/disk-space';
import { AppError } from '../../core/ground/error';
import type { Archives, ExtractedFolder, ExtractionControl, NotesOutputs } from '../../core/result/ports';
import type { StoredPart } from '../../core/answer/ports';
import { readTextStart } from '../../core/answer/text-type';
import { crc32 } from '../../core/ground/crc-32';
import { takeFreeFolderName } from '../files/free-name';
import { syncFolder } from '../files/file-jobs';
import { freeBytesOf, FreeSpaceGuard } from '../files/free-space';
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
  /** @param shownAs name by which the user knows the folder of received answers */
  constructor(
    private readonly unfinished: NotesOutputs,
    private readonly shownAs: string,
  ) {}

  async list(archive: StoredPart): Promise<ArchiveListing> {
    return withZip(archive, async (zip) => (await readDirectory(archive, zip)).listing);
  }

  async entry(archive: StoredPart, index: number): Promise<StoredPart> {
    return withZip(archive, async (zip) => {
      const { entries, listing } = await readDirectory(archive, zip);
      const listed = listing.entries.find((entry) => entry.index === index);
      const entry = entries[index];
      if (!listed || !entry) throw new AppError({ code: 'result-gone' });
      const folder = `${archive.path}.entries`;
      const path = join(folder, `${archive.start}-${index}`);
      const known = await stat(path).catch(() => undefined);
      if (known?.size !== listed.sizeBytes) {
        await mkdir(folder, { recursive: true }).catch(asWriteError(this.shownAs));
        await expectRoom(folder, listed.sizeBytes, this.shownAs);
        const part = `${path}-${randomUUID()}${partEnding}`;
        await unpack(zip, entry, listed, { path: part, shownAs: this.shownAs });
        await rename(part, path);
      }
      return { path, start: 0, end: listed.sizeBytes, ...(await typeOf(path, listed)) };
    });
  }

  async extract(
    archive: StoredPart,
    parent: string,
    name: string,
    { signal, onProgress }: ExtractionControl,
  ): Promise<ExtractedFolder> {
    return withZip(archive, async (zip) => {
      const { entries, listing } = await readDirectory(archive, zip);
      const refused = listing.entries.find((entry) => entry.problem !== undefined);
      if (refused?.problem) throw refusal(refused, refused.problem);
      const shownAs = basename(parent) || parent;
      await expectRoom(parent, listing.sizeBytes, shownAs);
      const hidden = await this.unfinished.begin(parent);
      let doneBytes = 0;
      const onChunk = (chunkBytes: number) => {
        if (signal.aborted) throw new AppError({ code: 'cancelled', clusterMayContinue: false });
        doneBytes += chunkBytes;
        onProgress(doneBytes, listing.sizeBytes);
      };
      try {
        await mkdir(hidden).catch(asWriteError(shownAs));
        for (const listed of listing.entries) {
          // A file may be empty, and so without a chunk.
          onChunk(0);
          const path = join(hidden, listed.name);
          await mkdir(dirname(path), { recursive: true }).catch(asWriteError(shownAs));
          const entry = entries[listed.index];
          if (entry) await unpack(zip, entry, listed, { path, shownAs }, onChunk);
        }
        for (const folder of foldersOf(listing)) syncFolder(join(hidden, folder));
        const path = named(hidden, join(parent, name), shownAs);
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

/** A range of a file as the library reads it: an archive can stand between log lines. */
class RangeReader extends RandomAccessReader {
  constructor(private readonly archive: StoredPart) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const { path, start: offset } = this.archive;
    return createReadStream(path, { start: offset + start, end: offset + end - 1 });
  }
}

/** How an entry of the directory begins. */
const entrySignature = Buffer.from('PK\u0001\u0002');

/**
 * Makes sure that the directory ends where the library stopped to read it, which is where its end record says: other programs
 * would show or unpack entries that are not counted, so nobody could tell what is in the archive.
 */
async function expectDirectoryEnd(archive: StoredPart, zip: ZipFile): Promise<void> {
  // A number, whatever its declared type says.
  const end = Number(zip.readEntryCursor);
  const behind = await buffer(new RangeReader(archive)._readStreamForRange(end, end + entrySignature.length));
  if (behind.equals(entrySignature)) throw new Error('entries that the end record does not count');
}

/** Opens an archive for one task. @throws AppError `archive-unreadable` for whatever is no zip or a broken one */
async function withZip<T>(archive: StoredPart, task: (zip: ZipFile) => Promise<T>): Promise<T> {
  const sizeBytes = archive.end - archive.start;
  const options = { autoClose: false, lazyEntries: true, decodeStrings: false };
  const zip = await fromRandomAccessReaderPromise(new RangeReader(archive), sizeBytes, options).catch(unreadable);
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
async function readDirectory(archive: StoredPart, zip: ZipFile): Promise<Directory> {
  const entries: Entry[] = [];
  let sizeBytes = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      entries.push(entry);
      sizeBytes += entry.uncompressedSize;
      if (passedLimit(entries.length, sizeBytes, zip.fileSize)) break;
    }
    if (entries.length === zip.entryCount) await expectDirectoryEnd(archive, zip);
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

/** A file to be written. */
interface Target {
  readonly path: string;
  /** Name of the folder that the user knows: its own may be a hidden one. */
  readonly shownAs: string;
}

/** Unpacks one entry into a new file, checked by size and checksum. `onChunk` may throw, which ends it. */
async function unpack(
  zip: ZipFile,
  entry: Entry,
  listed: ArchiveEntry,
  { path, shownAs }: Target,
  onChunk: (chunkBytes: number) => void = () => undefined,
): Promise<void> {
  if (listed.problem === 'encrypted' || listed.problem === 'method' || listed.problem === 'link') {
    throw refusal(listed, listed.problem);
  }
  const damaged = (error: unknown): never => {
    throw new AppError({ code: 'archive-entry-refused', entry: listed.name, problem: 'damaged' }, error);
  };
  const asDiskError = asWriteError(shownAs);
  const space = new FreeSpaceGuard(dirname(path));
  const target = await open(path, 'w').catch(asDiskError);
  try {
    let sum = 0;
    for await (const chunk of readable(await zip.openReadStreamPromise(entry).catch(damaged), damaged)) {
      sum = crc32(chunk, sum);
      await space.expectRoom(chunk.length).catch(asDiskError);
      await target.writeFile(chunk).catch(asDiskError);
      onChunk(chunk.length);
    }
    if (sum !== entry.crc32) damaged(new Error('checksum'));
    await target.sync().catch(asDiskError);
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
    const bytes = new Uint8Array(startBytes);
    const { bytesRead } = await file.read(bytes, 0, startBytes, 0);
    const start = bytes.subarray(0, bytesRead);
    const charset = readTextStart(start, bytesRead === sizeBytes, false)?.charset;
    return { mediaType: await fileMediaType(start, name), ...(charset !== undefined && { charset }) };
  } finally {
    await file.close();
  }
}

/** The folders that entries lie in. */
function foldersOf({ entries }: ArchiveListing): ReadonlySet<string> {
  const folders = new Set(['.']);
  for (const { name } of entries) for (let way = dirname(name); way !== '.'; way = dirname(way)) folders.add(way);
  return folders;
}

/** Gives a complete folder its name, with a number where that is taken. @returns the path that it has now */
function named(hidden: string, wanted: string, shownAs: string): string {
  try {
    return takeFreeFolderName(hidden, wanted);
  } catch (error) {
    throw writeError(error, shownAs, shownAs);
  }
}

/** What files declare is known before they are unpacked, so nothing is begun that can't be ended. */
async function expectRoom(folder: string, sizeBytes: number, shownAs: string): Promise<void> {
  const freeBytes = await freeBytesOf(folder).catch(asWriteError(shownAs));
  const neededBytes = sizeBytes + reservedBytes;
  if (freeBytes < neededBytes) {
    throw new AppError({ code: 'space-short', folder: shownAs, neededBytes, freeBytes });
  }
}

function refusal({ name }: ArchiveEntry, problem: NonNullable<ArchiveEntry['problem']>): AppError {
  return new AppError({ code: 'archive-entry-refused', entry: name, problem });
}

function unreadable(error: unknown): never {
  throw new AppError({ code: 'archive-unreadable' }, error);
}

function asWriteError(shownAs: string): (error: unknown) => never {
  return (error) => {
    throw writeError(error, shownAs, shownAs);
  };
}
