import { AppError } from '../../core/ground/error';
import type { ProfileId } from '../../core/ground/ids';
import { InTurn } from '../../core/ground/in-turn';
import type { Clock } from '../../core/ground/ports';
import type { SettingsStore } from '../../core/app/ports';
import type { Settings } from '../../core/app/settings';
import { practiceId } from '../../core/connection/profile';
import {
  movableRun,
  readDocument,
  readRun,
  writeDocument,
  type MovedRun,
  type MovedThings,
} from '../../core/move/moved';
import {
  knownConnections,
  planMove,
  withConnectionHere,
  withConnectionsHere,
  type MoveItem,
  type MovePreview,
  type ThingsHere,
} from '../../core/move/plan';
import type { MoveFiles, OpenMoveFile } from '../../core/move/ports';
import type { ServiceMemory } from '../../core/service/ports';
import type { ProfileService } from '../connection/profile-service';
import type { HistoryService } from '../history/history-service';
import type { RecipeService } from '../recipe/recipe-service';
import type { ServiceList } from '../service/service-list';
import type { WatchService } from '../watch/watch-service';

/** What moving works with. */
export interface MoveServiceParts {
  readonly files: MoveFiles;
  readonly profiles: Pick<ProfileService, 'list' | 'take'>;
  readonly memory: Pick<ServiceMemory, 'notes'>;
  readonly serviceList: Pick<ServiceList, 'takeNotes'>;
  readonly recipes: Pick<RecipeService, 'list' | 'take'>;
  readonly watches: Pick<WatchService, 'movable' | 'missingFolders' | 'take'>;
  readonly settings: SettingsStore;
  readonly history: Pick<HistoryService, 'movable' | 'has' | 'take'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Hears of settings that were taken. */
  readonly onSettings: (settings: Settings) => void;
}

/** A file that is open, and what it holds. */
interface Opened {
  readonly file: OpenMoveFile;
  readonly things: MovedThings;
}

/** Takes everything but secrets to another computer in one file, and brings it back. It contacts nobody. */
export class MoveService {
  readonly #turns = new InTurn();
  #opened: Opened | undefined;
  #stop = new AbortController();

  constructor(private readonly parts: MoveServiceParts) {}

  /** Writes everything to a new file. @returns its path @throws AppError of writing; `cancelled` */
  async write(path: string, hasResults: boolean): Promise<string> {
    return this.#turns.do(async () => {
      this.#stop = new AbortController();
      const { files, clock } = this.parts;
      const document = writeDocument(await this.#here(), clock.now());
      return files.write(path, { document, runs: this.#runs(), hasResults }, this.#stop.signal);
    });
  }

  /** Opens a file, and says what it would change. @throws AppError `move-file-refused`, `file-unreadable` */
  async open(path: string): Promise<MovePreview> {
    return this.#turns.do(async () => {
      await this.#close();
      const file = await this.parts.files.open(path);
      try {
        const { things, madeAt, left } = readDocument(file.document, file.name);
        this.#stop = new AbortController();
        const history = await this.#historyOf(file);
        this.#opened = { file, things };
        const items = [...(await this.#plan(things)), ...history.items];
        return { file: file.name, madeAt, items, left: left + history.left };
      } catch (error) {
        this.#opened = undefined;
        await file.close();
        throw error;
      }
    });
  }

  /**
   * Takes what was chosen of the open file, each kind whole or not at all, and of the history each run. What is here as it is in the
   * file stays. Taken again, nothing changes.
   * @param keys of items of the preview
   * @throws AppError `move-file-refused`, or of writing; what was taken before stays
   */
  async take(keys: readonly string[]): Promise<void> {
    await this.#turns.do(async () => {
      if (!this.#opened) return;
      const { file, things } = this.#opened;
      const { profiles, recipes, watches, settings, serviceList, onSettings } = this.parts;
      const known = knownConnections(things.profiles, await profiles.list());
      const moved = withConnectionsHere(things, known);
      const items = await this.#plan(things);
      const wanted = new Set(
        items.filter(({ key, standing }) => standing !== 'same' && keys.includes(key)).map(({ key }) => key),
      );
      await takeAll(
        moved.profiles.filter(({ id }) => wanted.has(`connection:${id}`)),
        (some) => profiles.take(some),
      );
      const here = new Set<ProfileId>([practiceId, ...(await profiles.list()).map(({ id }) => id)]);
      for (const { profileId, notes } of moved.notes) {
        if (wanted.has(`services:${profileId}`) && here.has(profileId)) await serviceList.takeNotes(profileId, notes);
      }
      await takeAll(
        moved.recipes.filter(({ id }) => wanted.has(`recipe:${id}`)),
        (some) => recipes.take(some),
      );
      await takeAll(
        moved.watches.filter(({ watch }) => wanted.has(`watch:${watch.id}`)),
        (some) => watches.take(some),
      );
      if (wanted.has('settings')) onSettings(await settings.change(things.settings));
      if (keys.includes('history')) await this.#takeHistory(file, known);
      await this.#close();
    });
  }

  /** Leaves the open file. */
  async leave(): Promise<void> {
    await this.#turns.do(() => this.#close());
  }

  /** Ends what is being written or taken: a file that is not whole is removed, and a run that was begun is taken to its end. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.leave();
  }

  async #close(): Promise<void> {
    await this.#opened?.file.close();
    this.#opened = undefined;
  }

  async #plan(things: MovedThings): Promise<readonly MoveItem[]> {
    const here = await this.#here();
    const moved = withConnectionsHere(things, knownConnections(things.profiles, here.profiles));
    const folders = await this.parts.watches.missingFolders(moved.watches.map(({ watch }) => watch));
    return planMove(moved, here, folders);
  }

  async #here(): Promise<ThingsHere> {
    const { profiles, memory, recipes, watches, settings } = this.parts;
    const all = await profiles.list();
    const ids = [practiceId, ...all.map(({ id }) => id)];
    return {
      settings: await settings.get(),
      profiles: all,
      notes: await Promise.all(ids.map(async (profileId) => ({ profileId, notes: await memory.notes(profileId) }))),
      recipes: await recipes.list(),
      watches: await watches.movable(),
    };
  }

  async *#runs(): AsyncGenerator<{ readonly id: string; readonly line: string }> {
    for await (const run of this.parts.history.movable()) {
      const movable = movableRun(run);
      if (movable) yield { id: movable.record.entry.id, line: JSON.stringify(movable) };
    }
  }

  async #historyOf(file: OpenMoveFile): Promise<{ readonly items: readonly MoveItem[]; readonly left: number }> {
    let all = 0;
    let left = 0;
    let runs = 0;
    let resultBytes = 0;
    for await (const run of readRuns(file)) {
      if (run === undefined) left += 1;
      else {
        all += 1;
        const bytes = await this.#missingBytes(file, run);
        if (bytes === undefined) continue;
        runs += 1;
        resultBytes += bytes;
      }
    }
    if (all === 0) return { items: [], left };
    const standing = runs > 0 ? 'new' : 'same';
    return { items: [{ key: 'history', kind: 'history', name: '', standing, runs, resultBytes }], left };
  }

  /** Bytes of the result that has to be brought; `undefined` where nothing of a run is missing here. */
  async #missingBytes(file: OpenMoveFile, { record }: MovedRun): Promise<number | undefined> {
    const { id } = record.entry;
    const bytes = file.resultBytes(id);
    if (bytes !== undefined && !(await this.parts.files.hasResult(id))) return bytes;
    return (await this.parts.history.has(id)) ? undefined : 0;
  }

  async #takeHistory(file: OpenMoveFile, known: ReadonlyMap<ProfileId, ProfileId>): Promise<void> {
    const { history } = this.parts;
    const { signal } = this.#stop;
    for await (const run of readRuns(file)) {
      if (signal.aborted) throw new AppError({ code: 'cancelled', clusterMayContinue: false });
      const bytes = run && (await this.#missingBytes(file, run));
      if (!run || bytes === undefined) continue;
      const moved = { ...run, record: withConnectionHere(run.record, known) };
      // The run first: a result without its facts would be taken for one that was found. Cut off here, the result comes the next time.
      await history.take(moved);
      if (bytes === 0) continue;
      await file.placeResult(run.record.entry.id);
      await history.take(moved);
    }
  }
}

async function* readRuns(file: OpenMoveFile): AsyncGenerator<MovedRun | undefined> {
  for await (const line of file.lines()) yield readRun(line);
}

async function takeAll<T>(some: readonly T[], take: (some: readonly T[]) => Promise<void>): Promise<void> {
  if (some.length > 0) await take(some);
}
