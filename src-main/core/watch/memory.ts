import * as v from 'valibot';
import type { OwnListPlan } from '../batch/batch';
import type { BatchId } from '../ground/ids';
import { count } from '../ground/schemas';
import { listPlanSchema } from './plan';
import { isSameVersion, type SeenFile } from './seen-file';

const file = {
  path: v.pipe(v.string(), v.minLength(1)),
  sizeBytes: count,
  modifiedMs: v.number(),
};
const sha256 = v.pipe(v.string(), v.regex(/^[\da-f]{64}$/));

const entrySchema = v.variant('is', [
  /** It was there before the folder was watched, and is to be left alone. */
  v.object({ is: v.literal('left'), ...file, inode: count }),
  /** The list that gets what comes on a day. */
  v.object({ is: v.literal('list'), id: v.string(), day: v.string(), plan: v.exactOptional(listPlanSchema) }),
  /** A list of a day that is over has run all that it got. */
  v.object({ is: v.literal('ended'), list: v.string() }),
  /** It is to run in a list. On disk before the list knows of it. */
  v.object({ is: v.literal('taken'), ...file, sha256, list: v.string(), at: v.string() }),
  /** The list has it, on disk to stay. */
  v.object({ is: v.literal('listed'), sha256 }),
  /** Its content was taken before, under this or another name. */
  v.object({ is: v.literal('double'), ...file, sha256 }),
]);

/** One thing that happened in a watched folder, as it is kept on disk. */
export type WatchEntry = v.InferOutput<typeof entrySchema>;

/** A file that is to run, and where. */
export type TakenFile = Extract<WatchEntry, { readonly is: 'taken' }>;

/** Reads one entry; `undefined` for anything else. */
export function parseWatchEntry(value: unknown): WatchEntry | undefined {
  const parsed = v.safeParse(entrySchema, value);
  return parsed.success ? parsed.output : undefined;
}

/** The list that gets what comes on a day. */
export interface DayList {
  readonly id: BatchId;
  readonly day: string;
  /** Set where it runs the first step of a recipe: the recipe as it was, with the lists of the other steps. */
  readonly plan?: OwnListPlan;
}

type Version = Pick<SeenFile, 'sizeBytes' | 'modifiedMs'>;

/** What is known of the files of a watched folder, from the entries in their order. Read twice, an entry says the same. */
export class WatchMemory {
  /** What each path held when it was looked into last. */
  readonly #versions = new Map<string, Version>();
  /** Files that are left alone, by their numbers: they stay the same under other names. */
  readonly #left = new Map<number, Version>();
  readonly #taken = new Map<string, TakenFile>();
  readonly #unlisted = new Map<string, TakenFile>();
  readonly #doubles = new Set<string>();
  readonly #openLists = new Map<BatchId, DayList>();
  #list: DayList | undefined;
  #last: Pick<TakenFile, 'path' | 'at'> | undefined;

  note(entry: WatchEntry): void {
    switch (entry.is) {
      case 'left':
        this.#versions.set(entry.path, versionOf(entry));
        if (entry.inode !== 0) this.#left.set(entry.inode, versionOf(entry));
        return;
      case 'list':
        this.#list = { id: entry.id, day: entry.day, ...(entry.plan && { plan: entry.plan }) };
        this.#openLists.set(entry.id, this.#list);
        return;
      case 'ended':
        this.#openLists.delete(entry.list);
        return;
      case 'taken':
        this.#versions.set(entry.path, versionOf(entry));
        if (!this.#taken.has(entry.sha256)) this.#last = { path: entry.path, at: entry.at };
        this.#taken.set(entry.sha256, entry);
        this.#unlisted.set(entry.sha256, entry);
        return;
      case 'listed':
        this.#unlisted.delete(entry.sha256);
        return;
      case 'double':
        this.#versions.set(entry.path, versionOf(entry));
        this.#doubles.add(entry.path);
    }
  }

  /** Whether a file was looked into as it is now, or is to be left alone, also under another name. */
  isKnown(file: SeenFile): boolean {
    const version = this.#versions.get(file.path);
    if (version && isSameVersion(version, file)) return true;
    const left = this.#left.get(file.inode);
    return left !== undefined && isSameVersion(left, file);
  }

  /** Whether a path was looked into, whatever is there now. */
  hasPath(path: string): boolean {
    return this.#versions.has(path);
  }

  /** The file with this content that was taken last. @param hash SHA-256, hexadecimal */
  taken(hash: string): TakenFile | undefined {
    return this.#taken.get(hash);
  }

  /** The files that were taken, in the order in which their content was. */
  get allTaken(): readonly TakenFile[] {
    return [...this.#taken.values()];
  }

  /** How many files were taken. */
  get takenCount(): number {
    return this.#taken.size;
  }

  /** How many files were not taken since their content was. */
  get doubleCount(): number {
    return this.#doubles.size;
  }

  /** The file that was taken last. */
  get last(): Pick<TakenFile, 'path' | 'at'> | undefined {
    return this.#last;
  }

  /** The list that files came into last. */
  get list(): DayList | undefined {
    return this.#list;
  }

  /** Lists that have not run all that they got, as far as is known. */
  get openLists(): readonly DayList[] {
    return [...this.#openLists.values()];
  }

  /** Files that were taken and of which it is not known whether their list has them. */
  get unlisted(): readonly TakenFile[] {
    return [...this.#unlisted.values()];
  }
}

function versionOf({ sizeBytes, modifiedMs }: Version): Version {
  return { sizeBytes, modifiedMs };
}
