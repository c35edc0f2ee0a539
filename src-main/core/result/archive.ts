import type { ArchiveLimit, ArchiveEntryProblem } from '../ground/error';
import { entryPath, entryPathKey } from './archive-entry-name';

import { AppError } from '../ground/error';
import type { InvocationId } from '../ground/ids';

/** What an archive says of one of its entries. Nothing of it is proved before the entry is read. */
export interface DeclaredEntry {
  readonly name: string;
  readonly sizeBytes: number;
  readonly isFolder: boolean;
  readonly isLink: boolean;
  readonly isEncrypted: boolean;
  readonly isKnownMethod: boolean;
}

/** One file of an archive. */
export interface ArchiveEntry {
  /** Its place in the archive, counted from 0; it names the entry. */
  readonly index: number;
  /** Name with folders, as it will be extracted; as it stands in the archive where it can't be. */
  readonly name: string;
  readonly sizeBytes: number;
  readonly problem?: ArchiveEntryProblem;
}

/** What is in an archive. */
export interface ArchiveListing {
  readonly entries: readonly ArchiveEntry[];
  /** Size of all files together, in bytes. */
  readonly sizeBytes: number;
}

/** How far the extracting of an invocation's archive is. */
export interface ExtractionProgress {
  readonly id: InvocationId;
  readonly doneBytes: number;
  readonly totalBytes: number;
}

/** The most an archive may hold. An archive beyond one of the limits is not opened at all. */
export const archiveLimits = {
  /** Files and folders. */
  count: 20_000,
  /** All files together, in bytes. */
  sizeBytes: 32e9,
  /** How many times larger the files may be than the archive. Deflate itself ends at about 1,032. */
  ratio: 400,
  /** Up to here the ratio doesn't matter: a picture of one colour is small in an archive, and harmless. */
  ratioMattersFromBytes: 100e6,
} as const;

/**
 * Checks what an archive declares.
 * @param archiveBytes size of the archive itself
 * @throws AppError `archive-refused` beyond a limit
 */
export function checkedListing(declared: readonly DeclaredEntry[], archiveBytes: number): ArchiveListing {
  const files = declared.map((entry, index) => ({ ...entry, index })).filter((entry) => !entry.isFolder);
  const sizeBytes = files.reduce((sum, entry) => sum + entry.sizeBytes, 0);
  const limit = passedLimit(declared.length, sizeBytes, archiveBytes);
  if (limit) throw new AppError({ code: 'archive-refused', limit, entryCount: declared.length, sizeBytes });
  const names = new NameRegister();
  const entries = files.map((entry) => {
    const path = entryPath(entry.name);
    const problem = contentProblem(entry) ?? ('problem' in path ? path.problem : names.add(path.parts));
    const name = 'parts' in path ? path.parts.join('/') : entry.name;
    return { index: entry.index, name, sizeBytes: entry.sizeBytes, ...(problem && { problem }) };
  });
  return { entries, sizeBytes };
}

/** Which limit is passed, if one is. */
export function passedLimit(count: number, sizeBytes: number, archiveBytes: number): ArchiveLimit | undefined {
  if (count > archiveLimits.count) return 'count';
  if (sizeBytes > archiveLimits.sizeBytes) return 'size';
  const isSuspicious = sizeBytes > archiveLimits.ratioMattersFromBytes;
  return isSuspicious && sizeBytes > archiveBytes * archiveLimits.ratio ? 'ratio' : undefined;
}

function contentProblem(entry: DeclaredEntry): ArchiveEntryProblem | undefined {
  if (entry.isLink) return 'link';
  if (entry.isEncrypted) return 'encrypted';
  return entry.isKnownMethod ? undefined : 'method';
}

/** The names so far, to find those that would be the same file, or a file where another needs a folder. */
class NameRegister {
  readonly #files = new Set<string>();
  readonly #folders = new Set<string>();

  add(parts: readonly string[]): 'duplicate' | undefined {
    const key = entryPathKey(parts);
    const folders = parts.slice(0, -1).map((_, index) => entryPathKey(parts.slice(0, index + 1)));
    const isTaken = this.#files.has(key) || this.#folders.has(key) || folders.some((folder) => this.#files.has(folder));
    if (isTaken) return 'duplicate';
    this.#files.add(key);
    for (const folder of folders) this.#folders.add(folder);
    return undefined;
  }
}
