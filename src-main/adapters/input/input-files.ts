import { randomUUID } from 'node:crypto';
import { open, readdir, stat, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../core/ground/error';
import type { InputFile, UsedResult } from '../../core/run/invocation';
import type { InputFileId } from '../../core/ground/ids';
import { isSameVersion, type SentVersion } from '../../core/history/history';
import { inputUrl } from '../../core/result/local-address';
import type { BatchInput, BatchInputs } from '../../core/batch/ports';
import type { ByteSource } from '../../core/ground/ports';
import type { FileSource, InputFiles } from '../../core/input/ports';
import type { RowPiece } from '../../core/input/table/template';
import type { StoredPart } from '../../core/answer/ports';
import { errnoOf, unreadableFile } from '../ground/errno';
import { isUnchanged, measureOf, type FileMeasure } from '../files/file-jobs';
import type { FileThread } from '../files/file-thread';
import { jsonSource, sourceOfPieces } from './json-source';
import { fileMediaType } from '../answer/media-type';

const headBytes = 4100;
const readChunkBytes = 1024 * 1024;
/** Files up to this size are read only once, when they are measured. */
const snapshotLimitBytes = 1024 * 1024;

interface GrantedFile {
  readonly path: string;
  readonly mediaType: string;
  readonly from: UsedResult | undefined;
}

/** Files on disk that the user granted. Their paths stay here; everyone else knows them by id. They are only ever read. */
export class GrantedInputFiles implements InputFiles {
  readonly #files = new Map<InputFileId, GrantedFile>();

  constructor(private readonly thread: Pick<FileThread, 'read'>) {}

  async grant(path: string, from?: UsedResult): Promise<InputFile> {
    const name = basename(path);
    try {
      const { sizeBytes, start } = await readStart(path, name);
      const id = randomUUID();
      const mediaType = await fileMediaType(start, name);
      this.#files.set(id, { path, mediaType, from });
      return { id, name, sizeBytes, mediaType, url: inputUrl(id) };
    } catch (error) {
      throw unreadableFile(error, name);
    }
  }

  async source(id: InputFileId): Promise<FileSource> {
    const { path, mediaType, from } = this.#file(id);
    const name = basename(path);
    try {
      const { measure, ...content } = await fileContent(this.thread, path, name);
      return {
        ...content,
        name,
        mediaType,
        url: inputUrl(id, versionOf(measure)),
        origin: { path, modifiedMs: measure.modifiedMs, sizeBytes: measure.sizeBytes },
        ...(from && { from }),
      };
    } catch (error) {
      throw unreadableFile(error, name);
    }
  }

  async jsonSource(text: string): Promise<ByteSource> {
    return jsonSource(text, (id) => {
      if (!this.#files.has(id)) throw new AppError({ code: 'file-field-gone' });
      return this.source(id);
    });
  }

  /**
   * The place of a file's bytes, for the preview.
   * @param version the version that the file must still have, from its address; if left out, any version is taken
   * @throws AppError `file-unreadable`, `file-changed`
   */
  async locate(id: InputFileId, version?: string): Promise<StoredPart> {
    return this.#locate(this.#file(id).path, (now) => version === undefined || version === versionOf(now));
  }

  /**
   * The place of the bytes of a file that has no id here.
   * @param sent the version that the file must still have; if left out, any version is taken
   * @throws AppError as `locate`
   */
  async locateFile(path: string, sent?: SentVersion): Promise<StoredPart> {
    return this.#locate(path, (now) => !sent || isSameVersion(sent, now));
  }

  async #locate(path: string, isWanted: (now: FileMeasure) => boolean): Promise<StoredPart> {
    const name = basename(path);
    try {
      const measure = measureOf(await stat(path));
      if (!isWanted(measure)) throw new AppError({ code: 'file-changed', file: name });
      return { path, start: 0, end: measure.sizeBytes, mediaType: await fileMediaType(path) };
    } catch (error) {
      throw unreadableFile(error, name);
    }
  }

  #file(id: InputFileId): GrantedFile {
    const file = this.#files.get(id);
    if (!file) throw new AppError({ code: 'file-unreadable', file: id, problem: 'gone' });
    return file;
  }
}

/** Files of a batch, by path. */
export class DiskBatchInputs implements BatchInputs {
  constructor(private readonly thread: Pick<FileThread, 'read'>) {}

  async open(path: string): Promise<BatchInput> {
    const name = basename(path);
    try {
      const { sizeBytes, measure, open } = await fileContent(this.thread, path, name);
      return { sizeBytes, modifiedMs: measure.modifiedMs, open };
    } catch (error) {
      throw unreadableFile(error, name);
    }
  }

  async openRow(pieces: readonly RowPiece[]): Promise<BatchInput> {
    const sources = pieces.map((piece) => ('text' in piece ? piece : { file: this.open(piece.path) }));
    return { ...(await sourceOfPieces(sources)), modifiedMs: 0, hasNoTime: true };
  }

  async isThere(folder: string): Promise<boolean> {
    return readdir(folder).then(
      (names) => names.length > 0,
      (error: unknown) => ['EACCES', 'EPERM'].includes(errnoOf(error)),
    );
  }
}

/** The bytes of a file in its present version. @throws AppError `file-changed` if a small file changes while it is read */
async function fileContent(
  thread: Pick<FileThread, 'read'>,
  path: string,
  name: string,
): Promise<ByteSource & { readonly measure: FileMeasure }> {
  const { measure, content, hasChanged } = await thread.read(path, snapshotLimitBytes);
  const { sizeBytes } = usable(measure, name);
  if (hasChanged) throw new AppError({ code: 'file-changed', file: name });
  if (!content) return { measure, sizeBytes, open: (signal) => readUnchanged(path, name, measure, signal) };
  return {
    measure,
    sizeBytes,
    async *open() {
      yield content;
    },
  };
}

/** The first bytes of a file, and the size of the file. */
async function readStart(path: string, name: string): Promise<{ sizeBytes: number; start: Uint8Array }> {
  // Checked before opening, because opening a named pipe would wait for a writer for ever.
  const { sizeBytes } = usable(measureOf(await stat(path)), name);
  const file = await open(path, 'r');
  try {
    const wanted = Math.min(sizeBytes, headBytes);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(wanted), 0, wanted, 0);
    return { sizeBytes, start: buffer.subarray(0, bytesRead) };
  } finally {
    await file.close();
  }
}

/** Reads a file. It must not change after it was measured, or half an old and half a new file would be sent. */
export async function* readUnchanged(
  path: string,
  name: string,
  before: FileMeasure,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let readBytes = 0;
  try {
    const file = await open(path, 'r');
    try {
      if (!isUnchanged(before, measureOf(await file.stat()))) throw new AppError({ code: 'file-changed', file: name });
      for await (const chunk of readAhead(file, before.sizeBytes)) {
        signal.throwIfAborted();
        readBytes += chunk.length;
        yield chunk;
      }
      if (readBytes !== before.sizeBytes || !isUnchanged(before, measureOf(await file.stat()))) {
        throw new AppError({ code: 'file-changed', file: name });
      }
    } finally {
      await file.close();
    }
  } catch (error) {
    if (signal.aborted) throw new AppError({ code: 'cancelled', clusterMayContinue: false });
    throw unreadableFile(error, name);
  }
}

/**
 * The first bytes of a file in chunks, each valid until the next one is asked for. The next chunk is read meanwhile. Two buffers
 * are used in turn, because new memory for every chunk would take several times as long as reading.
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
    // The file must not be closed while a read is running. The result of that read is not needed any more.
    await ahead.catch(() => undefined);
  }
}

/** The version of a file: its size and the time of its last change. */
function versionOf({ sizeBytes, modifiedMs }: FileMeasure): string {
  return `${sizeBytes.toString(36)}-${Math.round(modifiedMs * 1000).toString(36)}`;
}

function usable(measure: FileMeasure, file: string): FileMeasure {
  if (measure.kind === 'folder') throw new AppError({ code: 'file-unreadable', file, problem: 'folder' });
  if (measure.kind !== 'file') throw new AppError({ code: 'file-unreadable', file, problem: 'not-a-file' });
  if (measure.sizeBytes === 0) throw new AppError({ code: 'file-unreadable', file, problem: 'empty' });
  return measure;
}
