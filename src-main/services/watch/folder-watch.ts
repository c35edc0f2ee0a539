import type { OwnListPlan } from '../../core/batch/batch';
import type { BatchInputs } from '../../core/batch/ports';
import { AwakeTime } from '../../core/ground/awake-time';
import { dayOf } from '../../core/ground/day';
import { isAppError, type ErrorInfo } from '../../core/ground/error';
import type { BatchId } from '../../core/ground/ids';
import { lastNames, nameOf, pathBelow } from '../../core/ground/paths';
import type { Clock, Logger } from '../../core/ground/ports';
import { laterLists } from '../../core/recipe/place';
import { areSameSteps, type Recipe } from '../../core/recipe/recipe';
import { firstStepPlan, stepsOf } from '../../core/recipe/step-plan';
import { Arrivals } from '../../core/watch/arrivals';
import type { DayList, TakenFile, WatchEntry, WatchMemory } from '../../core/watch/memory';
import type { RecipeRun } from '../../core/watch/plan';
import type {
  Chain,
  FolderLook,
  GrowingLists,
  WatchedFolder,
  WatchedFolders,
  WatchRecord,
  WatchStore,
} from '../../core/watch/ports';
import { isSameVersion, type SeenFile } from '../../core/watch/seen-file';
import {
  completeMs,
  pauseAfter,
  wakeMs,
  type Watch,
  type WatchOverview,
  type WatchStatus,
} from '../../core/watch/watch';
import { hashOf, type NewHash } from '../input/hashing-source';
import type { RecipeService } from '../recipe/recipe-service';

/** What watching a folder works with. */
export interface FolderWatchParts {
  readonly store: Pick<WatchStore, 'open'>;
  readonly folders: WatchedFolders;
  readonly lists: GrowingLists;
  readonly recipes: Pick<RecipeService, 'getOrNamed'>;
  readonly inputs: Pick<BatchInputs, 'open'>;
  readonly newHash: NewHash;
  readonly newListId: () => BatchId;
  /** Patterns of names that the user wants to be left out. */
  readonly ownPatterns: () => Promise<readonly string[]>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onChange: () => void;
}

/** How many files are written down together before their list gets them, and how many bytes they have at most but for the last. */
const portionSize = 32;
const portionBytes = 64 * 1024 * 1024;
const shownNames = 2;

/**
 * One folder that is watched. A file that is complete is written down by its hash before a list gets it, so that it gets there
 * once, whenever the program ends, and whatever the file is called by then. Each day has a list of its own, which so stays of a size
 * that can be looked through, and is finished one day.
 */
export class FolderWatch {
  readonly #arrivals = new Arrivals();
  readonly #folder: WatchedFolder;
  readonly #time: AwakeTime;
  /** Opened by the first look: what can't be read is tried again like what can't be written. */
  #record: WatchRecord | undefined;
  /** Of files that were read and could not be taken yet. */
  readonly #hashes = new Map<string, Pick<SeenFile, 'sizeBytes' | 'modifiedMs'> & { readonly sha256: string }>();
  #status: WatchStatus = { is: 'watching' };
  #unreadable: readonly string[] = [];
  #completeAtMs = -Infinity;
  #wokenAtMs = -Infinity;
  /** What its recipe is called by now. */
  #recipeName: string | undefined;
  /** Why its list does not go on. */
  #heldUpBy: ErrorInfo | undefined;
  /** What was said of lists since the program started. */
  readonly #growth = new Map<BatchId, { readonly is: 'grows' | 'ended'; readonly list: DayList }>();
  #told = '';
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();

  /** @param known what was taken, to be told until the record is opened */
  constructor(
    private readonly parts: FolderWatchParts,
    readonly watch: Watch,
    private readonly known?: WatchMemory,
  ) {
    this.#folder = parts.folders.open(watch.folder);
    this.#time = new AwakeTime(parts.clock);
  }

  /** What was taken, as far as is known yet. */
  get memory(): WatchMemory | undefined {
    return this.#record?.memory ?? this.known;
  }

  get overview(): WatchOverview {
    const { id, folder, plan, isPaused } = this.watch;
    const title = 'recipeId' in plan ? (this.#recipeName ?? plan.recipeName) : (plan.serviceTitle ?? plan.serviceName);
    const { last, list, takenCount = 0, doubleCount = 0 } = this.memory ?? {};
    return {
      id,
      folder: lastNames(folder, shownNames),
      outputFolder: lastNames(plan.outputFolder, shownNames),
      title,
      isRecipe: 'recipeId' in plan,
      status: isPaused ? { is: 'paused' } : this.#status,
      taken: takenCount,
      doubles: doubleCount,
      arriving: this.#arrivals.count,
      unreadable: this.#unreadable,
      ...(last && { last: { name: nameOf(last.path), at: last.at } }),
      ...(list && { list: list.id }),
    };
  }

  /** Leaves alone what is in the folder now. @throws AppError of the folder or of writing */
  async leave(): Promise<void> {
    const record = await this.#opened();
    const { files } = await this.#look(record, true);
    await this.#write(
      record,
      files.map((file) => ({ is: 'left', ...file })),
    );
  }

  /** Looks again and again, until it is closed. */
  begin(): void {
    this.#running = this.watch.isPaused ? this.#showPaused() : this.#goOn();
  }

  /** Looks once, and gives what is complete to its list. @returns how long to wait before the next look, in milliseconds */
  async look(): Promise<number> {
    const { clock } = this.parts;
    let tookMs = 0;
    try {
      const record = await this.#opened();
      await this.#give(record);
      await this.#tendLists(record);
      const startedAtMs = clock.monotonicMs();
      const complete = await this.#findComplete(record, startedAtMs).finally(() => {
        tookMs = clock.monotonicMs() - startedAtMs;
      });
      this.#wentWell();
      for (const portion of portionsOf(complete)) {
        await this.#take(record, portion);
        this.#wentWell();
      }
    } catch (error) {
      if (!this.#stop.signal.aborted) this.#failed(error);
    }
    return pauseAfter(tookMs);
  }

  /** Ends looking. What was taken is on disk. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    await this.#record?.journal.close();
  }

  /** Says that nothing more comes, so that its lists are reported. */
  async endLists(): Promise<void> {
    for (const { list } of this.#growth.values()) await this.#endGrowth(list);
  }

  async #opened(): Promise<WatchRecord> {
    this.#record ??= await this.parts.store.open(this.watch.id);
    return this.#record;
  }

  /** What it took is to be told, although nothing is looked at. */
  async #showPaused(): Promise<void> {
    await this.#opened().then(this.parts.onChange, (error: unknown) => this.#failed(error));
  }

  async #goOn(): Promise<void> {
    const { signal } = this.#stop;
    const stopNoticing = this.#time.watch();
    while (!signal.aborted) {
      const pauseMs = await this.look();
      await this.parts.clock.wait(pauseMs, signal).catch(() => undefined);
    }
    stopNoticing();
  }

  async #findComplete(record: WatchRecord, nowMs: number): Promise<readonly SeenFile[]> {
    const looksAtAll = nowMs - this.#completeAtMs >= completeMs;
    const { files, unreadable } = await this.#look(record, looksAtAll);
    if (looksAtAll) this.#completeAtMs = nowMs;
    this.#unreadable = unreadable;
    const unknown = files.filter((file) => !record.memory.isKnown(file));
    return this.#arrivals.look(unknown, this.#time.nowMs());
  }

  async #look({ memory }: WatchRecord, isComplete: boolean): Promise<FolderLook> {
    const { folders, ownPatterns } = this.parts;
    const { plan, endings } = this.watch;
    const wish = {
      paths: this.#arrivals.paths,
      hasPath: (path: string) => memory.hasPath(path),
      isComplete,
      ownPatterns: await ownPatterns(),
      endings,
      // Until something is in it, the folder need not be there.
      apart: [await folders.realPath(plan.outputFolder).catch(() => plan.outputFolder)],
    };
    return this.#folder.look(wish, this.#stop.signal);
  }

  /** Writes files down, and gives them to the list of the day. */
  async #take(record: WatchRecord, files: readonly SeenFile[]): Promise<void> {
    const at = this.parts.clock.now();
    const day = dayOf(at);
    const { memory } = record;
    const dayList = await this.#listFor(memory, day);
    const list = dayList.id;
    const entries: Extract<WatchEntry, { readonly is: 'taken' | 'double' }>[] = [];
    const hashes = new Set<string>();
    for (const { path, sizeBytes, modifiedMs } of files) {
      const sha256 = await this.#hashOf({ path, sizeBytes, modifiedMs });
      const before = sha256 === undefined ? undefined : memory.taken(sha256);
      // If it was renamed before its turn came, it can't be read under its old name, and runs under the new one.
      const fate = before && this.parts.lists.fateOf(before.list, keyOf(before));
      if (sha256 === undefined || fate === 'pending') {
        this.#arrivals.wait(path, this.#time.nowMs());
        continue;
      }
      const version = { path, sizeBytes, modifiedMs, sha256 };
      const isDouble = hashes.has(sha256) || fate === 'settled';
      entries.push(isDouble ? { is: 'double', ...version } : { is: 'taken', ...version, list, at });
      hashes.add(sha256);
    }
    const isNewList = list !== memory.list?.id && entries.some(({ is }) => is === 'taken');
    await this.#write(record, [...(isNewList ? [{ is: 'list', ...dayList } as const] : []), ...entries]);
    for (const { path } of entries) {
      this.#arrivals.take(path);
      this.#hashes.delete(path);
    }
    await this.#give(record);
  }

  /** The list for what comes now: that of the day, unless its recipe is another by now. @throws AppError `recipe-gone` */
  async #listFor({ list: known }: WatchMemory, day: string): Promise<DayList> {
    const { plan } = this.watch;
    const ofDay = known?.day === day ? known : undefined;
    if (!('recipeId' in plan)) return ofDay ?? { id: this.parts.newListId(), day };
    const recipe = await this.#recipe(plan);
    if (ofDay?.plan && areSameSteps(stepsOf(ofDay.plan), recipe.steps)) return ofDay;
    return { id: this.parts.newListId(), day, plan: firstStepPlan(recipe, plan.outputFolder, this.parts.newListId) };
  }

  /** The recipe as it is now. While it is gone, nothing is taken. @throws AppError `recipe-gone` */
  async #recipe({ recipeId, recipeName }: RecipeRun): Promise<Recipe> {
    try {
      const recipe = await this.parts.recipes.getOrNamed(recipeId, recipeName);
      this.#recipeName = recipe.name;
      if (this.#heldUpBy?.code === 'recipe-gone') this.#heldUpBy = undefined;
      return recipe;
    } catch (error) {
      if (isAppError(error)) this.#heldUpBy = error.info;
      throw error;
    }
  }

  /** Has lists go on that have not run all that they got, and ends those of days that are over. */
  async #tendLists(record: WatchRecord): Promise<void> {
    const { lists, clock } = this.parts;
    const today = dayOf(clock.now());
    const { openLists } = record.memory;
    for (const list of openLists) {
      if (list.day === today) this.#grow(list);
      else await this.#endGrowth(list);
    }
    await this.#wake(openLists);
    for (const list of openLists) {
      if (list.day !== today && (await lists.isOver(chainOf(list))))
        await this.#write(record, [{ is: 'ended', list: list.id }]);
    }
  }

  /** Has lists go on that stand still. This is tried once in a while, as what they need may be there again. */
  async #wake(openLists: readonly DayList[]): Promise<void> {
    const { lists, clock } = this.parts;
    const nowMs = clock.monotonicMs();
    if (nowMs - this.#wokenAtMs < wakeMs) return;
    this.#wokenAtMs = nowMs;
    this.#heldUpBy = undefined;
    const { plan } = this.watch;
    const tasks = openLists.map((list) => () => lists.wake(chainOf(list)));
    for (const task of 'recipeId' in plan ? [...tasks, () => this.#recipe(plan)] : tasks) {
      try {
        await task();
      } catch (error) {
        if (!isAppError(error)) throw error;
        this.#heldUpBy = error.info;
      }
    }
  }

  #grow(list: DayList): void {
    if (this.#growth.get(list.id)?.is === 'grows') return;
    this.#growth.set(list.id, { is: 'grows', list });
    this.parts.lists.beginGrowth(chainOf(list));
  }

  /** Has a list reported, once in this start of the program: it may have got its last file in the one before. */
  async #endGrowth(list: DayList): Promise<void> {
    if (this.#growth.get(list.id)?.is === 'ended') return;
    await this.parts.lists.endGrowth(chainOf(list));
    this.#growth.set(list.id, { is: 'ended', list });
  }

  /** Gives lists what they may not have yet. They know by the key what they have. */
  async #give({ memory, journal }: WatchRecord): Promise<void> {
    const byList = new Map<BatchId, TakenFile[]>();
    for (const file of memory.unlisted) byList.set(file.list, [...(byList.get(file.list) ?? []), file]);
    for (const [id, files] of byList) {
      const { folder } = this.watch;
      const keyed = files.map(({ path, sizeBytes, sha256 }) => ({
        base: folder,
        relativePath: path,
        sizeBytes,
        key: keyOf({ path, sha256 }),
      }));
      const { list } = memory;
      if (list?.id === id) this.#grow(list);
      await this.parts.lists.append(id, keyed, await this.#planOf(id, memory));
      const listed = files.map(({ sha256 }): WatchEntry => ({ is: 'listed', sha256 }));
      // Where this is lost, they are given once more, and the list has them.
      journal.append(...listed);
      for (const entry of listed) memory.note(entry);
    }
  }

  /** What a list does. Where it is not known, a line of the record was damaged: then the recipe is run as it is now. */
  async #planOf(id: BatchId, { openLists }: WatchMemory): Promise<OwnListPlan> {
    const { plan } = this.watch;
    if (!('recipeId' in plan)) return plan;
    const known = openLists.find((list) => list.id === id)?.plan;
    return known ?? firstStepPlan(await this.#recipe(plan), plan.outputFolder, this.parts.newListId);
  }

  /** Writes entries down; only what is on disk to stay counts. @throws AppError of writing */
  async #write({ memory, journal }: WatchRecord, entries: readonly WatchEntry[]): Promise<void> {
    journal.append(...entries);
    await journal.synced();
    for (const entry of entries) memory.note(entry);
  }

  /** SHA-256 of a file; `undefined` where another program has it, or it is no longer what it was. */
  async #hashOf(file: Pick<SeenFile, 'path' | 'sizeBytes' | 'modifiedMs'>): Promise<string | undefined> {
    const { inputs, newHash } = this.parts;
    const known = this.#hashes.get(file.path);
    if (known && isSameVersion(known, file)) return known.sha256;
    try {
      const input = await inputs.open(pathBelow(this.watch.folder, file.path));
      if (!isSameVersion(input, file)) return undefined;
      const sha256 = await hashOf(input, newHash, this.#stop.signal);
      this.#hashes.set(file.path, { ...file, sha256 });
      return sha256;
    } catch (error) {
      if (isAppError(error) && (error.info.code === 'file-unreadable' || error.info.code === 'file-changed'))
        return undefined;
      throw error;
    }
  }

  #failed(error: unknown): void {
    const reason: ErrorInfo = isAppError(error)
      ? error.info
      : { code: 'internal', reference: this.parts.log.error('a look at a watched folder', error) };
    const isAway = reason.code === 'input-folder-gone' || reason.code === 'file-unreadable';
    this.#tell({ is: isAway ? 'away' : 'held-up', reason });
  }

  #troubleOfLists(): ErrorInfo | undefined {
    for (const list of this.#record?.memory.openLists ?? []) {
      const trouble = this.parts.lists.troubleOf(chainOf(list));
      if (trouble) return trouble;
    }
    return undefined;
  }

  #wentWell(): void {
    const reason = this.#heldUpBy ?? this.#troubleOfLists();
    this.#tell(reason ? { is: 'held-up', reason } : { is: 'watching' });
  }

  /** Tells of a change; nothing where a look found nothing. */
  #tell(status: WatchStatus): void {
    this.#status = status;
    const told = JSON.stringify(this.overview);
    if (told === this.#told) return;
    this.#told = told;
    this.parts.onChange();
  }
}

/** A list, and those of the steps behind it. */
function chainOf({ id, plan }: DayList): Chain {
  return [id, ...laterLists(plan?.recipe)];
}

/** By which a list knows a file again. The same content comes a second time only where it could not be read the first time. */
function keyOf({ path, sha256 }: Pick<TakenFile, 'path' | 'sha256'>): string {
  return `${sha256} ${path}`;
}

/** Files in the order in which they came, a few at a time. */
function* portionsOf(files: readonly SeenFile[]): Generator<readonly SeenFile[]> {
  let portion: SeenFile[] = [];
  let sizeBytes = 0;
  for (const file of files) {
    portion.push(file);
    sizeBytes += file.sizeBytes;
    if (portion.length < portionSize && sizeBytes < portionBytes) continue;
    yield portion;
    portion = [];
    sizeBytes = 0;
  }
  if (portion.length > 0) yield portion;
}
