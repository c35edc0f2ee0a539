import { randomUUID } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError, type FileProblem } from '../core/error';
import type { InputFile, InputFileId } from '../core/invocation';
import { inputUrl } from '../core/local-address';
import type { ByteSource, InputFiles, StoredPart } from '../core/ports';
import { errnoOf } from './errno';
import { fileMediaType } from './media-type';

const headBytes = 4100;
const readChunkBytes = 1024 * 1024;

/** Files on disk that the user granted. Their paths stay here; everyone else knows them by id. They are only ever read. */
export class GrantedInputFiles implements InputFiles {
  readonly #paths = new Map<InputFileId, string>();

  async grant(path: string): Promise<InputFile> {
    const name = basename(path);
    try {
      // Before it is opened: opening a named pipe would wait for a writer for ever.
      assertUsable(await stat(path), name);
      const file = await open(path, 'r');
      try {
        const { size } = await file.stat();
        const { bytesRead, buffer } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
        const id = randomUUID();
        const mediaType = await fileMediaType(buffer.subarray(0, bytesRead), name);
        this.#paths.set(id, path);
        return { id, name, sizeBytes: size, mediaType, url: inputUrl(id) };
      } finally {
        await file.close();
      }
    } catch (error) {
      throw unreadable(error, name);
    }
  }

  async source(id: InputFileId): Promise<ByteSource & { readonly name: string }> {
    const path = this.#pathOf(id);
    const name = basename(path);
    try {
      const stats = await stat(path);
      assertUsable(stats, name);
      return { name, sizeBytes: stats.size, open: (signal) => readUnchanged(path, name, stats, signal) };
    } catch (error) {
      throw unreadable(error, name);
    }
  }

  /** Where the bytes behind an id are, for the preview. @throws AppError `file-unreadable` */
  async locate(id: InputFileId): Promise<StoredPart> {
    const path = this.#pathOf(id);
    const name = basename(path);
    try {
      return { path, start: 0, end: (await stat(path)).size, mediaType: await fileMediaType(path) };
    } catch (error) {
      throw unreadable(error, name);
    }
  }

  #pathOf(id: InputFileId): string {
    const path = this.#paths.get(id);
    if (path === undefined) throw new AppError({ code: 'file-unreadable', file: id, problem: 'gone' });
    return path;
  }
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
      const stream = createReadStream(path, {
        fd: file,
        autoClose: false,
        start: 0,
        end: before.size - 1,
        highWaterMark: readChunkBytes,
        signal,
      });
      for await (const chunk of stream as AsyncIterable<Buffer>) {
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

function isSame(before: Stats, now: Stats): boolean {
  return before.size === now.size && before.mtimeMs === now.mtimeMs && before.ino === now.ino;
}

function assertUsable(stats: Stats, file: string): void {
  if (stats.isDirectory()) throw new AppError({ code: 'file-unreadable', file, problem: 'folder' });
  if (!stats.isFile()) throw new AppError({ code: 'file-unreadable', file, problem: 'not-a-file' });
  if (stats.size === 0) throw new AppError({ code: 'file-unreadable', file, problem: 'empty' });
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
