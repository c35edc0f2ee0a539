import type { OwnListPlan } from '../batch/batch';
import type { KeyedFile } from '../batch/scan';
import type { ErrorInfo } from '../ground/error';
import type { BatchId, WatchId } from '../ground/ids';
import type { WatchEntry, WatchMemory } from './memory';
import type { SeenFile } from './seen-file';
import type { Watch } from './watch';

/** What a look at a watched folder found. */
export interface FolderLook {
  /** Files that were asked for, or of which nothing is known. */
  readonly files: readonly SeenFile[];
  /** Names that can't be looked into, such as of folders that are closed to this user. */
  readonly unreadable: readonly string[];
}

/** What a look is to find. */
export interface LookWish {
  /** Paths below the folder that are to be looked at whether their folder has changed or not. */
  readonly paths: readonly string[];
  /** Whether a path was looked into before: then only a complete look looks at it again. */
  readonly hasPath: (path: string) => boolean;
  /** Whether a look also at what is known is due, to find what was written anew under its old name. */
  readonly isComplete: boolean;
  /** Patterns of names that are left out, see `fitsPattern`. */
  readonly ownPatterns: readonly string[];
  /** Endings that are taken, in lower case and without a dot; none for all. */
  readonly endings: readonly string[];
  /** Paths of folders that are left alone, such as those of results. */
  readonly apart: readonly string[];
}

/** A folder that is looked at again and again. It remembers when its folders changed last. */
export interface WatchedFolder {
  /** @throws AppError `input-folder-gone`, `folder-unreadable`; or `cancelled` */
  look(wish: LookWish, signal: AbortSignal): Promise<FolderLook>;
}

/** Folders on disk that are watched. */
export interface WatchedFolders {
  open(folder: string): WatchedFolder;
  /** Counts the files that a watch would take. @throws AppError as `look` */
  count(folder: string, wish: Omit<LookWish, 'paths' | 'hasPath' | 'isComplete'>): Promise<number>;
  /** The path without symbolic links of a folder that is there. @throws AppError `input-folder-gone` */
  realPath(folder: string): Promise<string>;
}

/** The record of one watch: entries are only ever added. */
export interface WatchJournal {
  append(...entries: readonly WatchEntry[]): void;
  /** Resolves when all entries so far are on disk to stay. @throws AppError `disk-full`, `permission-denied` */
  synced(): Promise<void>;
  close(): Promise<void>;
}

/** What a watch took, and its record, to go on behind its last entry. */
export interface WatchRecord {
  readonly memory: WatchMemory;
  readonly journal: WatchJournal;
}

/** What watches keep on disk: which there are, and what each took. */
export interface WatchStore {
  list(): Promise<readonly Watch[]>;
  /** @throws AppError of writing */
  replace(watches: readonly Watch[]): Promise<void>;
  /** @throws AppError of reading or writing */
  open(id: WatchId): Promise<WatchRecord>;
  /** What a watch took, without opening its record. */
  memory(id: WatchId): Promise<WatchMemory>;
  /** Forgets what a watch took. */
  delete(id: WatchId): Promise<void>;
}

/**
 * What became of a file in its list: it waits or is at work; it could not be read when its turn came; or anything else, which is the
 * business of the list.
 */
export type Fate = 'pending' | 'unread' | 'settled';

/** A list that gets files and, where it runs a recipe, the lists of the other steps behind it. */
export type Chain = readonly [BatchId, ...BatchId[]];

/** Lists that get files while they run. */
export interface GrowingLists {
  /** Says that lists get files. They need not be there yet. */
  beginGrowth(lists: Chain): void;
  /** Says that lists get no more for now, so that they are reported. One that is gone by now is none of a watch's business. */
  endGrowth(lists: Chain): Promise<void>;
  /** Whether lists have run all that they got. Such are closed then, unless they are shown or something in them needs a person. */
  isOver(lists: Chain): Promise<boolean>;
  fateOf(id: BatchId, key: string): Fate;
  /**
   * Adds files to a list, which is made where it is not there. What has a key that the list knows is in it already.
   * @throws AppError of writing; the same files can be given again
   */
  append(id: BatchId, files: readonly KeyedFile[], plan: OwnListPlan): Promise<void>;
  /**
   * Has lists go on that stand still by themselves: the program ended, or something failed that may be over by now. One that the user
   * paused stays as it is.
   * @throws AppError of the connection or the output folder
   */
  wake(lists: Chain): Promise<void>;
  /** Why lists stand still that `wake` has go on. */
  troubleOf(lists: Chain): ErrorInfo | undefined;
}
