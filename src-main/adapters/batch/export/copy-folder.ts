import { createHash, randomUUID, type Hash } from 'node:crypto';
import { lstat, mkdir, open, readdir, readFile, rm, rmdir, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  parseCopyEntry,
  RecordedCopies,
  type CopyEntry,
  type CopyRequest,
  type RecordedCopy,
} from '../../../core/batch/export/copies';
import type { CopyFolder, CopyFolders, UndoneCopies } from '../../../core/batch/export/ports';
import { folded } from '../../../core/batch/names';
import { byteOrderMark, spreadsheetLine } from '../../../core/batch/spreadsheet';
import { AppError } from '../../../core/ground/error';
import { numberedName } from '../../../core/result/output-filename';
import { CheckedLineFile } from '../../files/checked-line-file';
import { readCheckedLines } from '../../files/checked-lines';
import { syncFolder } from '../../files/file-jobs';
import type { FileThread } from '../../files/file-thread';
import { FreeSpaceGuard } from '../../files/free-space';
import type { NotesOutputs } from '../../../core/result/ports';
import { writeWholeFile } from '../../files/whole-file';
import { errnoOf, writeError, unreadableFile } from '../../ground/errno';
import { zipBytes } from './zip-writer';

/** Name of the record. Files that begin with a dot are never taken for inputs. */
export const copyRecordName = '.oscar-desktop-copies';
const partPattern = /^\.oscar-desktop-copy-[\da-f-]{36}\.part$/;
const longestPartName = 64;
const tableName = 'copied-files.csv';
const tableColumns = ['from', 'to', 'label', 'score', 'bytes', 'sha256'];
const chunkBytes = 1024 ** 2;
/** Disks of cameras keep times to two seconds. */
const timeStepMs = 2000;

/** Folders on disk that files are copied to. */
export class DiskCopyFolders implements CopyFolders {
  /** @param unfinished remembers archives that are being written */
  constructor(
    private readonly thread: Pick<FileThread, 'append' | 'place'>,
    private readonly unfinished?: NotesOutputs,
  ) {}

  async open(folder: string): Promise<CopyFolder> {
    try {
      // What was half copied when the program was ended by force.
      const parts = (await readdir(folder)).filter((name) => partPattern.test(name));
      for (const name of parts) await rm(join(folder, name), { force: true });
      const record = await CheckedLineFile.open(join(folder, copyRecordName), this.thread, basename(folder) || folder);
      const copies = new RecordedCopies();
      for await (const value of readCheckedLines(join(folder, copyRecordName))) {
        const entry = parseCopyEntry(value);
        if (entry) copies.add(entry);
      }
      return new DiskCopyFolder(folder, this.thread, record, copies);
    } catch (error) {
      throw writeError(error, folder);
    }
  }

  async openRecorded(folder: string): Promise<CopyFolder> {
    if (!(await lstat(join(folder, copyRecordName)).catch(() => undefined))) {
      throw new AppError({ code: 'no-copies', folder: basename(folder) || folder });
    }
    return this.open(folder);
  }

  async zip(path: string, requests: readonly CopyRequest[], signal: AbortSignal, onCopied: () => void): Promise<void> {
    const taken = new Set<string>();
    const bytes = zipBytes(async (zip) => {
      for (const request of requests) {
        const name = freePath(request.to, (relativePath) => taken.has(folded(relativePath)));
        taken.add(folded(name));
        const { mtime } = await stat(request.from).catch((error: unknown) => {
          throw unreadableFile(error, basename(request.from));
        });
        await zip.addStream(name, ownChunks(chunksOf(request, createHash('sha256'), signal)), mtime);
        onCopied();
      }
    });
    await writeWholeFile(path, bytes, this.unfinished);
  }
}

/** A file as it was when it was copied beside its place. */
interface StagedCopy {
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly originalMs: number;
  readonly modifiedMs: number;
}

class DiskCopyFolder implements CopyFolder {
  readonly #space: FreeSpaceGuard;
  /** Names that copies of this run have or are about to take. */
  readonly #taken = new Set<string>();
  #table: Promise<FileHandle> | undefined;

  constructor(
    private readonly folder: string,
    private readonly thread: Pick<FileThread, 'place'>,
    private readonly record: CheckedLineFile,
    private readonly copies: RecordedCopies,
  ) {
    this.#space = new FreeSpaceGuard(folder);
  }

  get copyCount(): number {
    return this.copies.all.length;
  }

  async has(request: CopyRequest): Promise<boolean> {
    const copy = this.copies.of(request);
    if (!copy || (request.modifiedMs !== undefined && request.modifiedMs !== copy.originalMs)) return false;
    if (!(await this.#isThere(copy))) {
      await this.#dropReservation(copy);
      return false;
    }
    await this.#tell(copy);
    return true;
  }

  async copy(request: CopyRequest, signal: AbortSignal): Promise<void> {
    const { from, to: wanted, label, score } = request;
    const { path, ...staged } = await this.#stage(request, signal);
    try {
      await this.#makeFolders(dirname(wanted));
      for (let number = 1; ; number += 1) {
        const to = numberedPath(wanted, number);
        if (this.#taken.has(folded(to)) || (await isThere(this.#path(to)))) continue;
        this.#taken.add(folded(to));
        const copy: RecordedCopy = {
          ...{ is: 'copy', version: 1, from, to, wanted, ...staged },
          ...(label !== undefined && { label }),
          ...(score !== undefined && { score }),
        };
        await this.#write(copy);
        const { isPlaced } = await this.thread.place(path, this.#path(to));
        if (!isPlaced) continue;
        await this.#tell(copy);
        return;
      }
    } catch (error) {
      await rm(path, { force: true }).catch(() => undefined);
      throw writeError(error, this.folder);
    }
  }

  async undo(signal: AbortSignal, onChecked: () => void): Promise<UndoneCopies> {
    const counts = { removed: 0, changed: 0, lastOnes: 0 };
    const latest = new Map(this.copies.all.map((copy) => [copy.to, copy]));
    try {
      for (const copy of this.copies.all) {
        signal.throwIfAborted();
        const path = this.#path(copy.to);
        if (await isThere(path)) {
          if (await this.#isUnchanged(copy, signal)) {
            if (await isOriginalThere(copy)) {
              await rm(path);
              counts.removed += 1;
            } else counts.lastOnes += 1;
          } else if (latest.get(copy.to) === copy) counts.changed += 1;
        }
        onChecked();
      }
      for (const relativePath of [...this.copies.folders].reverse())
        await rmdir(this.#path(relativePath)).catch(unlessInUse);
    } catch (error) {
      throw writeError(error, this.folder);
    }
    return counts;
  }

  async close(): Promise<void> {
    try {
      await (await this.#table)?.close();
    } finally {
      await this.record.close();
    }
  }

  /** A complete copy beside its place, on disk to stay. */
  async #stage(request: CopyRequest, signal: AbortSignal): Promise<StagedCopy> {
    const { mtime, mtimeMs } = await stat(request.from).catch((error: unknown) => {
      throw unreadableFile(error, basename(request.from));
    });
    const path = join(this.folder, `.oscar-desktop-copy-${randomUUID()}.part`);
    const hash = createHash('sha256');
    const chunks = chunksOf({ modifiedMs: mtimeMs, ...request }, hash, signal);
    let target: FileHandle | undefined;
    try {
      target = await open(path, 'wx');
      let sizeBytes = 0;
      for await (const chunk of chunks) {
        await this.#space.expectRoom(chunk.length);
        await target.writeFile(chunk);
        sizeBytes += chunk.length;
      }
      await target.utimes(mtime, mtime);
      await target.sync();
      const { mtimeMs: modifiedMs } = await target.stat();
      await target.close();
      return { path, sizeBytes, sha256: hash.digest('hex'), originalMs: mtimeMs, modifiedMs };
    } catch (error) {
      await target?.close().catch(() => undefined);
      await rm(path, { force: true }).catch(() => undefined);
      throw writeError(error, this.folder);
    }
  }

  /** Makes the folders of a relative path, and writes down which of them are new. */
  async #makeFolders(relativePath: string): Promise<void> {
    const first = await mkdir(this.#path(relativePath), { recursive: true });
    if (first === undefined) return;
    const segments = relativePath.split('/');
    for (let depth = segments.length; depth > 0; depth -= 1) {
      const made = segments.slice(0, depth).join('/');
      if (this.#path(made).length < first.length) break;
      syncFolder(dirname(this.#path(made)));
    }
    for (let depth = 1; depth <= segments.length; depth += 1) {
      const made = segments.slice(0, depth).join('/');
      if (this.#path(made).length >= first.length) await this.#write({ is: 'folder', way: made });
    }
  }

  async #write(entry: CopyEntry): Promise<void> {
    this.copies.add(entry);
    this.record.append(entry);
    await this.record.synced();
  }

  /** Adds a line to the table of this run, for people; the record holds more, and is read again. */
  async #tell({ from, to, label, score, sizeBytes, sha256 }: RecordedCopy): Promise<void> {
    this.#table ??= this.#openTable();
    const table = await this.#table;
    const cells = [from, to, label ?? '', score === undefined ? '' : score.toFixed(4), String(sizeBytes), sha256];
    await table.appendFile(spreadsheetLine(cells, 'comma'));
  }

  async #openTable(): Promise<FileHandle> {
    for (let number = 1; ; number += 1) {
      const table = await open(join(this.folder, numberedName(tableName, number)), 'ax').catch(unlessThere);
      if (!table) continue;
      await table.appendFile(byteOrderMark + spreadsheetLine(tableColumns, 'comma'));
      return table;
    }
  }

  async #isThere({ to, sizeBytes, modifiedMs }: RecordedCopy): Promise<boolean> {
    const stats = await lstat(this.#path(to)).catch(() => undefined);
    return stats?.isFile() === true && stats.size === sizeBytes && isSameTime(stats.mtimeMs, modifiedMs);
  }

  async #isUnchanged(copy: RecordedCopy, signal: AbortSignal): Promise<boolean> {
    if (!(await this.#isThere(copy))) return false;
    const hash = createHash('sha256');
    const chunks = chunksOf({ from: this.#path(copy.to), sizeBytes: copy.sizeBytes }, hash, signal);
    let step = await chunks.next();
    while (step.done !== true) step = await chunks.next();
    return hash.digest('hex') === copy.sha256;
  }

  /** Where files have one name only, an empty name is taken before a copy gets it: an end by force may have come in between. */
  async #dropReservation({ to }: RecordedCopy): Promise<void> {
    const path = this.#path(to);
    const stats = await lstat(path).catch(() => undefined);
    if (!stats?.isFile() || stats.size > longestPartName) return;
    if (partPattern.test(await readFile(path, 'utf8'))) await rm(path);
  }

  #path(relativePath: string): string {
    return join(this.folder, ...relativePath.split('/'));
  }
}

/**
 * The bytes of a file that is copied, each chunk good until the next is asked for.
 * @param hash takes them all
 * @throws AppError `file-unreadable`, `file-changed`, or the signal's reason
 */
export async function* chunksOf(
  { from, sizeBytes, modifiedMs, sha256 }: Pick<CopyRequest, 'from' | 'sizeBytes' | 'modifiedMs' | 'sha256'>,
  hash: Hash,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const name = basename(from);
  const changed = () => new AppError({ code: 'file-changed', file: name });
  try {
    // Before it is opened: opening a named pipe would wait for a writer for ever.
    const before = await stat(from);
    if (!before.isFile()) throw new AppError({ code: 'file-unreadable', file: name, problem: 'not-a-file' });
    if (before.size !== sizeBytes || (modifiedMs !== undefined && before.mtimeMs !== modifiedMs)) throw changed();
    const file = await open(from, 'r');
    try {
      const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, Math.max(1, sizeBytes)));
      let readBytes = 0;
      for (;;) {
        signal.throwIfAborted();
        const { bytesRead } = await file.read(buffer, 0, buffer.length);
        if (bytesRead === 0) break;
        readBytes += bytesRead;
        hash.update(buffer.subarray(0, bytesRead));
        yield buffer.subarray(0, bytesRead);
      }
      const after = await file.stat();
      if (readBytes !== sizeBytes || after.size !== before.size || after.mtimeMs !== before.mtimeMs) throw changed();
    } finally {
      await file.close();
    }
  } catch (error) {
    throw signal.aborted ? error : unreadableFile(error, name);
  }
  if (sha256 !== undefined && hash.copy().digest('hex') !== sha256) throw changed();
}

/** Chunks that stay good when others follow. */
async function* ownChunks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}

/** A relative path, or that with the first number that is not taken. */
function freePath(relativePath: string, isTaken: (relativePath: string) => boolean): string {
  for (let number = 1; ; number += 1) {
    const free = numberedPath(relativePath, number);
    if (!isTaken(free)) return free;
  }
}

function numberedPath(relativePath: string, number: number): string {
  const folder = relativePath.slice(0, relativePath.lastIndexOf('/') + 1);
  return folder + numberedName(relativePath.slice(folder.length), number);
}

/** Whether the file that was copied is there as it was: only then are its bytes not lost with the copy. */
async function isOriginalThere({ from, sizeBytes, originalMs }: RecordedCopy): Promise<boolean> {
  const stats = await stat(from).catch(() => undefined);
  return stats?.isFile() === true && stats.size === sizeBytes && stats.mtimeMs === originalMs;
}

function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function isSameTime(one: number, other: number): boolean {
  return Math.abs(one - other) <= timeStepMs;
}

function unlessThere(error: unknown): undefined {
  if (errnoOf(error) !== 'EEXIST') throw error;
}

function unlessInUse(error: unknown): void {
  if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(errnoOf(error))) throw error;
}
