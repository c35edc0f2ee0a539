import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import type { Stats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { AppError, type FileProblem } from '../core/error';
import type { InputFile, InputFileId } from '../core/invocation';
import { inputUrl } from '../core/local-address';
import type { BatchInputs, ByteSource, FileSource, InputFiles, StoredPart } from '../core/ports';
import { errnoOf } from './errno';
import { fileMediaType } from './media-type';

const headBytes = 4100;
const readChunkBytes = 1024 * 1024;
/** Files up to this size are read once, when they are measured, instead of again for every look at them. */
const snapshotLimitBytes = 1024 * 1024;

// For a small file the handle objects and promises of `node:fs/promises` take longer than the reading.
const statPath = promisify(fs.stat);
const statFile = promisify(fs.fstat);
const openFile = promisify(fs.open);
const readFile = promisify(fs.read);

/** Files on disk that the user granted. Their paths stay here; everyone else knows them by id. They are only ever read. */
export class GrantedInputFiles implements InputFiles {
  readonly #files = new Map<InputFileId, { readonly path: string; readonly mediaType: string }>();

  async grant(path: string): Promise<InputFile> {
    const name = basename(path);
    try {
      // Before it is opened: opening a named pipe would wait for a writer for ever.
      const { size } = usable(await statPath(path), name);
      const head = await withFile(path, (file) => readStart(file, Math.min(size, headBytes)));
      const id = randomUUID();
      const mediaType = await fileMediaType(head, name);
      this.#files.set(id, { path, mediaType });
      return { id, name, sizeBytes: size, mediaType, url: inputUrl(id) };
    } catch (error) {
      throw unreadable(error, name);
    }
  }

  async source(id: InputFileId): Promise<FileSource> {
    const { path, mediaType } = this.#file(id);
    const name = basename(path);
    try {
      const { stats, ...content } = await fileContent(path, name);
      return {
        ...content,
        name,
        mediaType,
        url: inputUrl(id, versionOf(stats)),
        origin: { path, modifiedMs: stats.mtimeMs, sizeBytes: stats.size },
      };
    } catch (error) {
      throw unreadable(error, name);
    }
  }

  /**
   * Where the bytes behind an id are, for the preview.
   * @param version what the file must still be, from its address; any will do without
   * @throws AppError `file-unreadable`, `file-changed`
   */
  async locate(id: InputFileId, version?: string): Promise<StoredPart> {
    const { path } = this.#file(id);
    const name = basename(path);
    try {
      const stats = await statPath(path);
      if (version !== undefined && version !== versionOf(stats))
        throw new AppError({ code: 'file-changed', file: name });
      return { path, start: 0, end: stats.size, mediaType: await fileMediaType(path) };
    } catch (error) {
      throw unreadable(error, name);
    }
  }

  #file(id: InputFileId): { readonly path: string; readonly mediaType: string } {
    const file = this.#files.get(id);
    if (!file) throw new AppError({ code: 'file-unreadable', file: id, problem: 'gone' });
    return file;
  }
}

/** Files of a batch, by path. */
export class DiskBatchInputs implements BatchInputs {
  async open(path: string): Promise<ByteSource> {
    const name = basename(path);
    try {
      const { sizeBytes, open } = await fileContent(path, name);
      return { sizeBytes, open };
    } catch (error) {
      throw unreadable(error, name);
    }
  }
}

/** The bytes of a file as it is now. */
async function fileContent(path: string, name: string): Promise<ByteSource & { readonly stats: Stats }> {
  const stats = usable(await statPath(path), name);
  const sizeBytes = stats.size;
  if (sizeBytes > snapshotLimitBytes) {
    return { stats, sizeBytes, open: (signal) => readUnchanged(path, name, stats, signal) };
  }
  const content = await readSnapshot(path, name, stats);
  return {
    stats,
    sizeBytes,
    async *open() {
      yield content;
    },
  };
}

async function withFile<T>(path: string, use: (file: number) => Promise<T>): Promise<T> {
  const file = await openFile(path, 'r');
  try {
    return await use(file);
  } finally {
    // Nothing was written, so there is nothing to wait for, and nothing that could be lost.
    fs.close(file, () => undefined);
  }
}

/** Reads so many bytes from the beginning, or fewer where the file ends before. */
async function readStart(file: number, sizeBytes: number): Promise<Buffer> {
  const bytes = Buffer.alloc(sizeBytes);
  for (let length = 0; length < sizeBytes;) {
    const { bytesRead } = await readFile(file, bytes, length, sizeBytes - length, length);
    if (bytesRead === 0) return bytes.subarray(0, length);
    length += bytesRead;
  }
  return bytes;
}

/** The whole of a small file as it was measured. @throws AppError `file-changed` */
async function readSnapshot(path: string, name: string, before: Stats): Promise<Buffer> {
  return withFile(path, async (file) => {
    const content = await readStart(file, before.size);
    if (content.length === before.size && isSame(before, await statFile(file))) return content;
    throw new AppError({ code: 'file-changed', file: name });
  });
}

/** Reads a file that must stay as it was when it was measured: half an old and half a new file is nobody's input. */
async function* readUnchanged(
  path: string,
  name: string,
  before: Stats,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let readBytes = 0;
  try {
    const file = await open(path, 'r');
    try {
      if (!isSame(before, await file.stat())) throw new AppError({ code: 'file-changed', file: name });
      for await (const chunk of readAhead(file, before.size)) {
        signal.throwIfAborted();
        readBytes += chunk.length;
        yield chunk;
      }
      if (readBytes !== before.size || !isSame(before, await file.stat())) {
        throw new AppError({ code: 'file-changed', file: name });
      }
    } finally {
      await file.close();
    }
  } catch (error) {
    if (signal.aborted) throw new AppError({ code: 'cancelled', clusterMayContinue: false });
    throw unreadable(error, name);
  }
}

/**
 * The first bytes of a file in chunks, each good until the next one is asked for. The next chunk is read meanwhile, into
 * one of two buffers that serve in turn: new memory for every chunk costs several times as much as reading into it.
 */
async function* readAhead(file: FileHandle, sizeBytes: number): AsyncGenerator<Uint8Array> {
  let position = 0;
  const readInto = async (buffer: Buffer) => {
    const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, sizeBytes - position), position);
    position += bytesRead;
    return buffer.subarray(0, bytesRead);
  };
  const [first, second] = [Buffer.allocUnsafeSlow(readChunkBytes), Buffer.allocUnsafeSlow(readChunkBytes)];
  let ahead = readInto(first);
  try {
    for (let [current, other] = [first, second]; ; [current, other] = [other, current]) {
      const chunk = await ahead;
      if (chunk.length === 0) return;
      ahead = readInto(other);
      yield chunk;
    }
  } finally {
    // The file must not be closed under a read that is still at work; what that says is of no interest any more.
    await ahead.catch(() => undefined);
  }
}

function isSame(before: Stats, now: Stats): boolean {
  return before.size === now.size && before.mtimeMs === now.mtimeMs && before.ino === now.ino;
}

/** Tells whether a file is still what it was; as exact as its size and the time of its last change are. */
function versionOf({ size, mtimeMs }: Stats): string {
  return `${size.toString(36)}-${Math.round(mtimeMs * 1000).toString(36)}`;
}

function usable(stats: Stats, file: string): Stats {
  if (stats.isDirectory()) throw new AppError({ code: 'file-unreadable', file, problem: 'folder' });
  if (!stats.isFile()) throw new AppError({ code: 'file-unreadable', file, problem: 'not-a-file' });
  if (stats.size === 0) throw new AppError({ code: 'file-unreadable', file, problem: 'empty' });
  return stats;
}

const problems: Readonly<Record<string, FileProblem>> = {
  ENOENT: 'gone',
  ENOTDIR: 'gone',
  EACCES: 'denied',
  EPERM: 'denied',
  EISDIR: 'folder',
  ENXIO: 'not-a-file',
};

function unreadable(error: unknown, file: string): AppError {
  if (error instanceof AppError) return error;
  return new AppError({ code: 'file-unreadable', file, problem: problems[errnoOf(error)] ?? 'other' }, error);
}
