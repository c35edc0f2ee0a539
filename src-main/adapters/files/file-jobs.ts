import { createHash } from 'node:crypto';
import { basename, dirname } from 'node:path';
import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  linkSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
  type Stats,
} from 'node:fs';
import type { AnswerFields } from '../../core/answer/fields';
import type { ReadableAs } from '../../core/batch/ports';
import type { ReadDetections } from '../../core/batch/export/table';
import { fieldsOf } from '../batch/answer-fields';
import { detectionsIn, type DetectionSource } from '../batch/export/detections-in';
import { columnsIn, linesIn, type RowsSource, type RowsTable, type SomeLines } from '../batch/result-rows';

/** A small piece of work on files, or on what is in them, that is done in one go. */
export type FileJob =
  | { readonly kind: 'read'; readonly path: string; readonly limitBytes: number }
  | { readonly kind: 'write'; readonly path: string; readonly bytes: Uint8Array; readonly wanted: string }
  | { readonly kind: 'append'; readonly file: number; readonly text: string }
  | { readonly kind: 'fields'; readonly bytes: Uint8Array; readonly isWhole: boolean; readonly as: ReadableAs }
  | ({ readonly kind: 'detections' } & DetectionSource)
  | { readonly kind: 'columns'; readonly source: RowsSource; readonly most: number }
  | { readonly kind: 'lines'; readonly source: RowsSource; readonly table: RowsTable; readonly from: number }
  | { readonly kind: 'place'; readonly path: string; readonly to: string; readonly replaces?: FileVersion };

/** What tells a file from another, or from itself after a change. */
export interface FileVersion {
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly inode: number;
}

/** What a file was when it was looked at. */
export interface FileMeasure extends FileVersion {
  readonly kind: 'file' | 'folder' | 'other';
}

/** A file that was looked at, and read where it is small. */
export interface FileReading {
  readonly measure: FileMeasure;
  /** All of it; absent for what is no file, empty, or larger than was asked for. */
  readonly content?: Uint8Array;
  /** Whether it changed while it was read, so that its content is missing. */
  readonly hasChanged: boolean;
}

/** A file that was written. */
export interface WrittenFile {
  /** SHA-256 of what is in it, hexadecimal. */
  readonly sha256: string;
  /** Whether something has the path already that it is to have in the end. */
  readonly isTaken: boolean;
}

/** What became of a file that was to take a name. */
export interface PlacedFile {
  /** Whether it has the name; it keeps its own where something else has it. */
  readonly isPlaced: boolean;
}

/** What a job gives. */
type FileJobValue =
  FileReading | WrittenFile | PlacedFile | AnswerFields | ReadDetections | readonly string[] | SomeLines;

/** How a job ended, and with what. */
export type FileJobOutcome =
  { readonly value: FileJobValue } | { readonly failure: { readonly message: string; readonly code: string } };

/**
 * Does jobs together. What is written is complete before the first of it is synced, since file systems put everything that
 * was written before on disk with one sync: the ones that follow have little left to do.
 */
export function runFileJobs(jobs: readonly FileJob[]): readonly FileJobOutcome[] {
  const syncedFolders = new Set<string>();
  const syncOnce = (folder: string) => {
    if (!syncedFolders.has(folder)) syncFolder(folder);
    syncedFolders.add(folder);
  };
  const begun = jobs.map((job) => attempted(() => begin(job, syncOnce)));
  return begun.map((one) => ('failure' in one ? one : attempted(one.value)));
}

/**
 * @param syncFolderOnce makes names in a folder last, once for all jobs that are done together
 * @returns what completes the job, and its outcome
 */
function begin(job: FileJob, syncFolderOnce: (folder: string) => void): () => FileJobValue {
  switch (job.kind) {
    case 'read': {
      const glance = readSmall(job.path, job.limitBytes);
      return () => glance;
    }
    case 'fields': {
      const fields = fieldsOf(job.bytes, job.isWhole, job.as);
      return () => fields;
    }
    case 'detections': {
      const found = detectionsIn(job);
      return () => found;
    }
    case 'columns': {
      const names = columnsIn(job.source, job.most);
      return () => names;
    }
    case 'lines': {
      const lines = linesIn(job.source, job.table, job.from);
      return () => lines;
    }
    case 'place': {
      const isPlaced = takeName(job.path, job.to, job.replaces);
      return () => {
        if (isPlaced) syncFolderOnce(dirname(job.to));
        return { isPlaced };
      };
    }
    case 'append': {
      writeAll(job.file, Buffer.from(job.text));
      return () => void fdatasyncSync(job.file);
    }
    case 'write': {
      // Never into a file that is there: it could be the result itself under its other name.
      rmSync(job.path, { force: true });
      const file = openSync(job.path, 'wx');
      try {
        writeAll(file, job.bytes);
      } catch (error) {
        closeSync(file);
        throw error;
      }
      return () => {
        try {
          fsyncSync(file);
        } finally {
          closeSync(file);
        }
        const sha256 = createHash('sha256').update(job.bytes).digest('hex');
        return { sha256, isTaken: lstatSync(job.wanted, { throwIfNoEntry: false }) !== undefined };
      };
    }
  }
}

/** What systems say where a file can't have two names, as on FAT, exFAT and some network drives. */
const noSecondName: ReadonlySet<string> = new Set([
  'EPERM',
  'EACCES',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EINVAL',
  'EISDIR',
  'EMLINK',
  'UNKNOWN',
]);

/**
 * Gives a file a name that nothing else has: a second name fails where there is one, while renaming would replace it. Where files
 * have one name only, an empty file takes the name first.
 * @returns whether the file has the name
 */
export function takeName(path: string, to: string, replaces: FileVersion | undefined): boolean {
  try {
    linkSync(path, to);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return completeName(path, to, replaces);
    if (!noSecondName.has(code)) throw error;
    return reserveName(path, to) || completeName(path, to, replaces);
  }
  unlinkSync(path);
  return true;
}

/** Takes a name by a file that tells for whom, so that a crash before the renaming can be told from another's file. */
function reserveName(path: string, to: string): boolean {
  try {
    writeFileSync(to, basename(path), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  try {
    renameSync(path, to);
  } catch (error) {
    unlinkSync(to);
    throw error;
  }
  return true;
}

/** What to do where the name is taken: it may be by this very file, before a crash, or by what is to be replaced. */
function completeName(path: string, to: string, replaces: FileVersion | undefined): boolean {
  const there = lstatSync(to, { throwIfNoEntry: false });
  if (!there?.isFile()) return false;
  const own = lstatSync(path);
  if (there.nlink > 1 && there.ino === own.ino && there.dev === own.dev) {
    unlinkSync(path);
    return true;
  }
  const isReserved = there.size === Buffer.byteLength(basename(path)) && readFileSync(to, 'utf8') === basename(path);
  if (!isReserved && !(replaces && isUnchanged(replaces, measureOf(there)))) return false;
  renameSync(path, to);
  return true;
}

/** Makes names in a folder last. Windows has no such thing, and needs none; some network drives refuse it. */
export function syncFolder(path: string): void {
  try {
    const folder = openSync(path, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!['EISDIR', 'EPERM', 'EINVAL', 'EACCES', 'ENOTSUP', 'EBADF'].includes(code)) throw error;
  }
}

function readSmall(path: string, limitBytes: number): FileReading {
  // Before it is opened: opening a named pipe would wait for a writer for ever.
  const measure = measureOf(statSync(path));
  const { kind, sizeBytes } = measure;
  if (kind !== 'file' || sizeBytes === 0 || sizeBytes > limitBytes) return { measure, hasChanged: false };
  const file = openSync(path, 'r');
  try {
    // Memory of its own, which can be handed to another thread.
    const content = Buffer.allocUnsafeSlow(sizeBytes);
    let length = 0;
    for (let read = 1; read > 0 && length < sizeBytes; length += read) {
      read = readSync(file, content, length, sizeBytes - length, length);
    }
    const hasChanged = length < sizeBytes || !isUnchanged(measure, measureOf(fstatSync(file)));
    return { measure, hasChanged, ...(!hasChanged && { content }) };
  } finally {
    closeSync(file);
  }
}

/** What tells a file from another, or from itself after a change. */
export function measureOf(stats: Stats): FileMeasure {
  return {
    kind: stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other',
    sizeBytes: stats.size,
    modifiedMs: stats.mtimeMs,
    inode: stats.ino,
  };
}

/** Whether a file is still what it was; as exact as its size and the time of its last change are. */
export function isUnchanged(before: FileVersion, now: FileVersion): boolean {
  return before.sizeBytes === now.sizeBytes && before.modifiedMs === now.modifiedMs && before.inode === now.inode;
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
}

function attempted<T>(action: () => T): { readonly value: T } | Extract<FileJobOutcome, { failure: unknown }> {
  try {
    return { value: action() };
  } catch (error) {
    // An error that goes from one thread to another loses its code.
    const { message, code = '' } = error as NodeJS.ErrnoException;
    return { failure: { message, code } };
  }
}
