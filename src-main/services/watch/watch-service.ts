import type { OwnListPlan } from '../../core/batch/batch';
import { AppError } from '../../core/ground/error';
import type { WatchId } from '../../core/ground/ids';
import { InTurn } from '../../core/ground/in-turn';
import { folderName } from '../../core/ground/paths';
import type { MovedWatch } from '../../core/move/moved';
import { firstStepPlan } from '../../core/recipe/step-plan';
import type { WatchEntry } from '../../core/watch/memory';
import { isSameWork, type WatchPlan } from '../../core/watch/plan';
import type { WatchStore } from '../../core/watch/ports';
import { goesRound, type Watch, type WatchOverview, type WatchWay } from '../../core/watch/watch';
import type { ClusterServices } from '../service/cluster-services';
import { FolderWatch, type FolderWatchParts } from './folder-watch';

/** What the watch service works with. */
export interface WatchServiceParts extends FolderWatchParts {
  readonly store: WatchStore;
  readonly services: Pick<ClusterServices, 'openService'>;
  readonly newId: () => WatchId;
}

/** A folder that is to be watched, and what is to be done with what comes into it. */
export interface WatchRequest {
  readonly folder: string;
  readonly plan: WatchPlan;
  /** Whether what is in the folder already runs too. */
  readonly takesThere: boolean;
}

/** The folders that are watched, also after the next start. */
export class WatchService {
  #watches: readonly FolderWatch[] = [];
  /** One after the other: two changes at once would each take the other's away. */
  readonly #changes = new InTurn();

  constructor(private readonly parts: WatchServiceParts) {}

  /** Goes on with the watches of the last start. */
  async open(): Promise<void> {
    await this.#changes.do(async () => {
      for (const watch of await this.parts.store.list()) this.#begin(watch);
      this.parts.onChange();
    });
  }

  /** All watches, the oldest first. */
  get overviews(): readonly WatchOverview[] {
    return this.#watches.map(({ overview }) => overview);
  }

  /** How many files are in a folder that a watch would take. @throws AppError of the folder or the connection */
  async content(folder: string, plan: WatchPlan): Promise<number> {
    const { folders, ownPatterns } = this.parts;
    const way = await this.#wayOf(folder, plan.outputFolder);
    const endings = await this.#endingsOf(plan);
    return folders.count(folder, { ownPatterns: await ownPatterns(), endings, apart: [way.outputFolder] });
  }

  /**
   * Watches a folder. One that is watched for the same results already goes on, prepared as is wanted now.
   * @throws AppError of the folder, the connection or writing; `output-among-inputs`
   */
  async start({ folder, plan, takesThere }: WatchRequest): Promise<WatchId> {
    return this.#changes.do(async () => {
      const { store, newId, clock } = this.parts;
      const way = await this.#wayOf(folder, plan.outputFolder);
      const ways = await Promise.all(
        this.#watches.map(async ({ watch }) => ({ watch, way: await this.#wayOfWatch(watch) })),
      );
      const same = ways.find(({ watch, way: other }) => isSameWork(watch.plan, plan) && isSameWay(way, other));
      if (same) {
        await this.#change(same.watch.id, { plan, isPaused: false });
        return same.watch.id;
      }
      if (
        goesRound(
          way,
          ways.map((other) => other.way),
        )
      ) {
        throw new AppError({ code: 'output-among-inputs', folder: folderName(plan.outputFolder) });
      }
      const endings = [...(await this.#endingsOf(plan))];
      const watch = { id: newId(), folder, plan, endings, since: clock.now(), isPaused: false };
      const one = new FolderWatch(this.parts, watch);
      try {
        if (!takesThere) await one.leave();
        await store.replace([...this.#watches.map((other) => other.watch), watch]);
      } catch (error) {
        await one.close();
        await store.delete(watch.id);
        throw error;
      }
      this.#watches = [...this.#watches, one];
      one.begin();
      this.parts.onChange();
      return watch.id;
    });
  }

  /** Looks no more until it is resumed; its list goes on with what it has. @throws AppError of writing */
  async pause(id: WatchId): Promise<void> {
    await this.#changes.do(() => this.#change(id, { isPaused: true }));
  }

  /** Goes on, with what came meanwhile too. @throws AppError of writing */
  async resume(id: WatchId): Promise<void> {
    await this.#changes.do(() => this.#change(id, { isPaused: false }));
  }

  /** Watches a folder that was renamed or moved under its new path. @throws AppError as `start` */
  async move(id: WatchId, folder: string): Promise<void> {
    await this.#changes.do(async () => {
      const moved = this.#find(id);
      if (!moved) return;
      const way = await this.#wayOf(folder, moved.watch.plan.outputFolder);
      const others = this.#watches.filter((one) => one !== moved);
      if (goesRound(way, await Promise.all(others.map(({ watch }) => this.#wayOfWatch(watch))))) {
        throw new AppError({ code: 'output-among-inputs', folder: folderName(moved.watch.plan.outputFolder) });
      }
      await this.#change(id, { folder, isPaused: false });
    });
  }

  /** Ends a watch, and forgets what it took. Its lists stay. @throws AppError of writing */
  async stop(id: WatchId): Promise<void> {
    await this.#changes.do(async () => {
      const ended = this.#find(id);
      if (!ended) return;
      const rest = this.#watches.filter((one) => one !== ended);
      await this.parts.store.replace(rest.map(({ watch }) => watch));
      this.#watches = rest;
      await ended.close();
      await this.#report(ended);
      await this.parts.store.delete(id);
      this.parts.onChange();
    });
  }

  /** All watches with what they took, for another computer. */
  async movable(): Promise<readonly MovedWatch[]> {
    return this.#changes.do(async () => {
      const watches = this.#watches.map(({ watch }) => watch);
      return Promise.all(
        watches.map(async (watch) => ({ watch, taken: (await this.parts.store.memory(watch.id)).allTaken })),
      );
    });
  }

  /** The folders of watches that are not on this computer. */
  async missingFolders(watches: readonly Watch[]): Promise<ReadonlySet<string>> {
    const missing = new Set<string>();
    for (const { folder } of watches) {
      await this.parts.folders.realPath(folder).catch(() => missing.add(folder));
    }
    return missing;
  }

  /**
   * Adds watches of another computer, switched off, with what they took there: no content runs twice. One that is here stays as it is.
   * @throws AppError of writing
   */
  async take(moved: readonly MovedWatch[]): Promise<void> {
    await this.#changes.do(async () => {
      const { store } = this.parts;
      const added = moved.filter(({ watch }) => !this.#find(watch.id));
      for (const { watch, taken } of added) {
        const { journal } = await store.open(watch.id);
        try {
          // Its list stays on the other computer, and is not to be looked for here.
          journal.append(
            ...taken.flatMap((file): readonly WatchEntry[] => [
              { ...file, is: 'taken', list: '' },
              { is: 'listed', sha256: file.sha256 },
            ]),
          );
          await journal.synced();
        } finally {
          await journal.close();
        }
      }
      const paused = added.map(({ watch }) => ({ ...watch, isPaused: true }));
      await store.replace([...this.#watches.map((one) => one.watch), ...paused]);
      for (const watch of paused) this.#begin(watch);
      this.parts.onChange();
    });
  }

  /** Ends looking, for the end of the program. */
  async close(): Promise<void> {
    await this.#changes.do(async () => {
      await Promise.all(this.#watches.map((one) => one.close()));
    });
  }

  #find(id: WatchId): FolderWatch | undefined {
    return this.#watches.find(({ watch }) => watch.id === id);
  }

  /** Replaces a watch by one that is another in something, which knows what it took. */
  async #change(id: WatchId, change: Partial<Pick<Watch, 'folder' | 'isPaused' | 'plan'>>): Promise<void> {
    const before = this.#find(id);
    if (!before) return;
    const watch = { ...before.watch, ...change };
    await this.parts.store.replace(this.#watches.map((one) => (one === before ? watch : one.watch)));
    await before.close();
    if (watch.isPaused) await this.#report(before);
    this.#begin(watch);
    this.parts.onChange();
  }

  /** Has the lists of a watch reported that gets nothing more for now. */
  async #report(watch: FolderWatch): Promise<void> {
    await watch.endLists().catch((error: unknown) => this.parts.log.error('lists of a watch', error));
  }

  #begin(watch: Watch): void {
    const before = this.#find(watch.id);
    const one = new FolderWatch(this.parts, watch, before?.memory);
    this.#watches = before ? this.#watches.map((old) => (old === before ? one : old)) : [...this.#watches, one];
    one.begin();
  }

  /** @throws AppError of the connection; `recipe-gone` */
  async #endingsOf(plan: WatchPlan): Promise<readonly string[]> {
    const { profileId, serviceName, owner } = await this.#firstOf(plan);
    const { accepts } = await this.parts.services.openService(profileId, serviceName, owner);
    return accepts;
  }

  /** What the list that gets the files does. */
  async #firstOf(plan: WatchPlan): Promise<OwnListPlan> {
    if (!('recipeId' in plan)) return plan;
    const { recipes, newListId } = this.parts;
    return firstStepPlan(await recipes.getOrNamed(plan.recipeId, plan.recipeName), plan.outputFolder, newListId);
  }

  /** @throws AppError `input-folder-gone` */
  async #wayOf(folder: string, outputFolder: string): Promise<WatchWay> {
    return { folder: await this.parts.folders.realPath(folder), outputFolder: await this.#realPath(outputFolder) };
  }

  /** The way of a watch, whose folder may be away. */
  async #wayOfWatch({ folder, plan }: Watch): Promise<WatchWay> {
    return { folder: await this.#realPath(folder), outputFolder: await this.#realPath(plan.outputFolder) };
  }

  async #realPath(path: string): Promise<string> {
    return this.parts.folders.realPath(path).catch(() => path);
  }
}

function isSameWay(one: WatchWay, other: WatchWay): boolean {
  return one.folder === other.folder && one.outputFolder === other.outputFolder;
}
