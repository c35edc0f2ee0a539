import { createHash } from 'node:crypto';
import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  writeSync,
  type Stats,
} from 'node:fs';
import type { AnswerFields } from '../../core/answer/fields';
import type { ReadableAs } from '../../core/batch/ports';
import { fieldsOf } from '../batch/answer-fields';

/** A small piece of work on files, or on what is in them, that is done in one go. */
export type FileJob =
  | { readonly kind: 'read'; readonly path: string; readonly limitBytes: number }
  | { readonly kind: 'write'; readonly path: string; readonly bytes: Uint8Array; readonly wanted: string }
  | { readonly kind: 'append'; readonly file: number; readonly text: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }
  | { readonly kind: 'fields'; readonly bytes: Uint8Array; readonly isWhole: boolean; readonly as: ReadableAs };

/** What a file was when it was looked at. */
export interface FileMeasure {
  readonly kind: 'file' | 'folder' | 'other';
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly inode: number;
}

/** A file that was looked at, and read where it is small. */
export interface FileGlance {
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

/** How a job ended, and with what. */
export type FileJobOutcome =
  | { readonly value: FileGlance | WrittenFile | AnswerFields | undefined }
  | { readonly failure: { readonly message: string; readonly code: string } };

/**
 * Does jobs together. What is written is complete before the first of it is synced, since file systems put everything that
 * was written before on disk with one sync: the ones that follow have little left to do.
 */
export function runFileJobs(jobs: readonly FileJob[]): readonly FileJobOutcome[] {
  const begun = jobs.map((job) => attempted(() => begin(job)));
  return begun.map((one) => ('failure' in one ? one : attempted(one.value)));
}

/** @returns what completes the job, and its outcome */
function begin(job: FileJob): () => FileGlance | WrittenFile | AnswerFields | undefined {
  switch (job.kind) {
    case 'read': {
      const glance = readSmall(job.path, job.limitBytes);
      return () => glance;
    }
    case 'fields': {
      const fields = fieldsOf(job.bytes, job.isWhole, job.as);
      return () => fields;
    }
    case 'rename':
      return () => void renameSync(job.path, job.to);
    case 'append': {
      writeAll(job.file, Buffer.from(job.text));
      return () => void fdatasyncSync(job.file);
    }
    case 'write': {
      const file = openSync(job.path, 'w');
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

function readSmall(path: string, limitBytes: number): FileGlance {
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
export function isUnchanged(before: FileMeasure, now: FileMeasure): boolean {
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
