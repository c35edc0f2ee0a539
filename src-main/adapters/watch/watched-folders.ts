import type { Stats } from 'node:fs';
import { lstat, realpath, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { recordName } from '../../core/batch/record';
import { isReportName, isTaken } from '../../core/batch/scan';
import { AppError } from '../../core/ground/error';
import { folderName, pathBelow, withSlashes } from '../../core/ground/paths';
import type { FolderLook, LookWish, WatchedFolder, WatchedFolders } from '../../core/watch/ports';
import type { SeenFile } from '../../core/watch/seen-file';
import { believedMs, restlessMs } from '../../core/watch/watch';
import { systemPath } from '../files/system-path';
import { errnoOf, unreadableFile } from '../ground/errno';
import { entriesOf, reasonOfEntry, type FolderEntry } from '../input/folder-entries';

/** How many files are asked for at the same time. */
const portionSize = 64;
const mostUnreadable = 5;

/** What is remembered of a folder from one look to the next. */
interface KnownFolder {
  readonly modifiedMs: number;
  /** When this time was seen first, and when the folder was listed last, by the clock of the looks. */
  readonly changedAtMs: number;
  readonly listedAtMs: number;
  /** Paths of the folders in it that are looked into. */
  readonly subfolders: readonly string[];
  /** Paths of what is in it and can't be opened by its name. */
  readonly unreadable: readonly string[];
}

/**
 * Folders that are looked at by listing them, since no file system of a network tells what others change in it. A folder that says
 * that it has not changed is only asked for its time.
 */
export class PolledFolders implements WatchedFolders {
  /** @param nowMs a clock that nobody sets, in milliseconds */
  constructor(private readonly nowMs: () => number) {}

  open(folder: string): WatchedFolder {
    return new PolledFolder(folder, this.nowMs);
  }

  async count(folder: string, wish: Pick<LookWish, 'ownPatterns' | 'endings' | 'apart'>): Promise<number> {
    const everything = { ...wish, paths: [], hasPath: () => false, isComplete: true };
    const { files } = await this.open(folder).look(everything, new AbortController().signal);
    return files.filter(({ sizeBytes }) => sizeBytes > 0).length;
  }

  async realPath(folder: string): Promise<string> {
    try {
      return await realpath(folder);
    } catch (error) {
      throw folderError(error, folder);
    }
  }
}

/** One folder that is watched, with those in it. Links are never followed, so that nothing is found twice or without end. */
class PolledFolder implements WatchedFolder {
  #folders = new Map<string, KnownFolder>();

  constructor(
    private readonly folder: string,
    private readonly nowMs: () => number,
  ) {}

  async look(wish: LookWish, signal: AbortSignal): Promise<FolderLook> {
    let root: string;
    let stats: Stats;
    try {
      root = await realpath(this.folder);
      stats = await stat(root);
    } catch (error) {
      throw folderError(error, this.folder);
    }
    const look = new Look(root, wish, this.#folders, this.nowMs());
    await look.into('', stats, signal);
    if (look.rootError !== undefined) throw folderError(look.rootError, this.folder);
    await look.askFor(signal);
    this.#folders = look.folders;
    return { files: [...look.files.values()], unreadable: [...look.unreadable].slice(0, mostUnreadable) };
  }
}

/** One look at a folder. */
class Look {
  readonly files = new Map<string, SeenFile>();
  readonly folders = new Map<string, KnownFolder>();
  readonly unreadable = new Set<string>();
  rootError: unknown;
  readonly #apart: ReadonlySet<string>;
  readonly #wanted: Set<string>;
  /** Device and inode number of each folder that was looked into: by a mount, a folder may contain itself. */
  readonly #seen = new Set<string>();

  constructor(
    private readonly root: string,
    private readonly wish: LookWish,
    private readonly before: ReadonlyMap<string, KnownFolder>,
    private readonly nowMs: number,
  ) {
    this.#apart = new Set(wish.apart.map(withSlashes));
    this.#wanted = new Set(wish.paths);
  }

  /** Looks into a folder and those in it. @param path below the root; empty for the root itself */
  async into(path: string, stats: Stats, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const number = `${stats.dev}:${stats.ino}`;
    // Windows tells no number for some network drives.
    if (stats.ino !== 0 && this.#seen.has(number)) return;
    this.#seen.add(number);
    const before = this.before.get(path);
    const hasChanged = before?.modifiedMs !== stats.mtimeMs;
    const changedAtMs = before && !hasChanged ? before.changedAtMs : this.nowMs;
    const isDue =
      this.wish.isComplete ||
      this.nowMs - changedAtMs < restlessMs ||
      this.nowMs - (before?.listedAtMs ?? -Infinity) >= believedMs;
    let known = before;
    if (!known || hasChanged || isDue) {
      const listing = await this.#list(path);
      if (!listing) return;
      known = { modifiedMs: stats.mtimeMs, changedAtMs, listedAtMs: this.nowMs, ...listing };
    }
    this.folders.set(path, known);
    for (const name of known.unreadable) this.unreadable.add(name);
    for (const subfolder of known.subfolders) {
      const found = await lstat(systemPath(this.root, subfolder)).catch(() => undefined);
      if (found?.isDirectory()) await this.into(subfolder, found, signal);
    }
  }

  /** Asks for the size and the time of every file that is wanted. */
  async askFor(signal: AbortSignal): Promise<void> {
    const wanted = [...this.#wanted];
    for (let start = 0; start < wanted.length; start += portionSize) {
      signal.throwIfAborted();
      await Promise.all(wanted.slice(start, start + portionSize).map((path) => this.#ask(path)));
    }
  }

  /** Notes the files of a folder. @returns what else is in it; `undefined` where it can't be read */
  async #list(path: string): Promise<Pick<KnownFolder, 'subfolders' | 'unreadable'> | undefined> {
    let entries: readonly FolderEntry[];
    try {
      entries = await entriesOf(path === '' ? this.root : systemPath(this.root, path));
    } catch (error) {
      if (path === '') this.rootError = error;
      // One that went away meanwhile is not unreadable.
      else if (errnoOf(error) !== 'ENOENT') this.unreadable.add(path);
      return undefined;
    }
    const isOfResults = entries.some(({ name }) => name === recordName);
    const subfolders: string[] = [];
    const unreadable: string[] = [];
    for (const entry of entries) {
      const below = path === '' ? entry.name : `${path}/${entry.name}`;
      const reason = reasonOfEntry(entry, this.wish.ownPatterns);
      if (reason === 'name-encoding') unreadable.push(below);
      if (reason || entry.isLink) continue;
      if (entry.isFolder) {
        if (!this.#apart.has(withSlashes(pathBelow(this.root, below)))) subfolders.push(below);
      } else if (isTaken(entry.name, this.wish.endings) && !(isOfResults && isReportName(entry.name))) {
        if (this.wish.isComplete || !this.wish.hasPath(below)) this.#wanted.add(below);
      }
    }
    return { subfolders, unreadable };
  }

  async #ask(path: string): Promise<void> {
    const stats = await lstat(systemPath(this.root, path)).catch(() => undefined);
    // A pipe or a device never becomes a file, and what has gone is told by its absence.
    if (!stats?.isFile()) return;
    this.files.set(path, { path, sizeBytes: stats.size, modifiedMs: stats.mtimeMs, inode: stats.ino });
  }
}

/** A folder that is there but closed to this user needs another remedy than one that has gone. */
function folderError(error: unknown, folder: string): AppError {
  const denied = unreadableFile(error, basename(folder));
  const { info } = denied;
  if (info.code === 'file-unreadable' && info.problem === 'denied') return denied;
  return new AppError({ code: 'input-folder-gone', folder: folderName(folder) }, error);
}
