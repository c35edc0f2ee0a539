import { damagedList, pastListOf, type ListPlace, type PastListFacts } from '../../core/batch/past-list';
import type { RecordedBatch } from '../../core/batch/journal';
import type { BatchAnswers, BatchJournals, BatchTables, KeptJournal, OutputFolders } from '../../core/batch/ports';
import { practiceId } from '../../core/connection/profile';
import { AppError } from '../../core/ground/error';
import type { BatchId, ProfileId } from '../../core/ground/ids';
import type { Logger } from '../../core/ground/ports';
import { isRunning, type HistoryEntry } from '../../core/history/history';
import type { HistoryLists } from '../../core/history/ports';
import type { ProfileService } from '../connection/profile-service';

/** What the lists of the history work with. */
export interface PastListsParts {
  readonly journals: BatchJournals;
  readonly tables: BatchTables;
  readonly answers: Pick<BatchAnswers, 'sizeOfList' | 'deleteList'>;
  readonly outputs: Pick<OutputFolders, 'remove'>;
  readonly profiles: Pick<ProfileService, 'find'>;
  readonly log: Logger;
}

/** A list that is open. */
export interface OpenList {
  /** Keeps it whatever the rules of the history say, or no longer. @throws AppError of writing */
  pin(isPinned: boolean): Promise<void>;
}

/** What the open lists are asked for. */
export interface OpenLists {
  get(id: BatchId): OpenList | undefined;
  ids(): readonly BatchId[];
  /** Closes a list, which loses nothing. */
  close(id: BatchId): Promise<void>;
  /** Is told when a row of the history changed. */
  onRow(row: HistoryEntry): void;
}

/**
 * Every list that was begun, as a row of the history. The journals tell all of it; a row is kept beside each, so that a thousand
 * lists are listed without reading their journals.
 */
export class PastLists implements HistoryLists {
  readonly #rows = new Map<BatchId, HistoryEntry>();
  /** Rows of lists that can still be put back. */
  readonly #setAside = new Map<BatchId, HistoryEntry>();
  readonly #places = new Map<ProfileId, Promise<ListPlace>>();

  constructor(
    private readonly parts: PastListsParts,
    private readonly open: OpenLists,
  ) {}

  /**
   * Finds all lists. Call it once, at the start.
   * @returns those whose journal had to be read for it, as it tells them
   */
  async load(): Promise<ReadonlyMap<BatchId, RecordedBatch>> {
    const { journals } = this.parts;
    await this.#purge();
    const read = new Map<BatchId, RecordedBatch>();
    const all = await journals.list();
    await this.parts.tables.sweep(all.map(({ id }) => id));
    for (const kept of all) {
      if (kept.row) this.#rows.set(kept.id, kept.row);
      else {
        const recorded = await this.#read(kept);
        if (recorded) read.set(kept.id, recorded);
      }
    }
    return read;
  }

  list(): readonly HistoryEntry[] {
    return [...this.#rows.values()];
  }

  get inUse(): readonly BatchId[] {
    return this.open.ids();
  }

  /** Takes note of what became of an open list. */
  async note(list: PastListFacts): Promise<void> {
    const diskBytes = this.#rows.get(list.id)?.diskBytes ?? 0;
    const row = pastListOf(list, await this.#placeOf(list.plan.profileId), diskBytes);
    if (!this.open.get(list.id)) return;
    if (JSON.stringify(row) !== JSON.stringify(this.#rows.get(list.id))) this.#set(row);
  }

  /** Keeps the row of a list whose journal is closed now, so that it is there at once at the next start. */
  async keep(list: PastListFacts): Promise<void> {
    const { journals, log } = this.parts;
    try {
      const diskBytes = await this.#roomOf(list.id);
      const row = pastListOf(list, await this.#placeOf(list.plan.profileId), diskBytes);
      await journals.keepRow(list.id, row);
      this.#set(row);
    } catch (error) {
      // It is made from the journal again.
      log.warn('row of a list', { cause: error });
    }
  }

  /** Paths of inputs in a folder that lists refer to, as {@link BatchJournals.inputsIn} tells them. */
  async inputsIn(folder: string, sinceMs: number): Promise<readonly string[]> {
    return this.parts.journals.inputsIn(folder, sinceMs);
  }

  async pin(id: BatchId, isPinned: boolean): Promise<void> {
    const row = this.#row(id);
    const open = this.open.get(id);
    if (open) {
      await open.pin(isPinned);
      this.#set({ ...row, isPinned });
      return;
    }
    const journal = await this.parts.journals.open(id);
    journal.append({ is: 'pin', isPinned });
    await journal.close();
    const pinned = { ...row, isPinned };
    await this.parts.journals.keepRow(id, pinned);
    this.#set(pinned);
  }

  async setAside(ids: readonly BatchId[]): Promise<void> {
    await this.#close(ids);
    for (const id of ids) {
      this.#setAside.set(id, this.#row(id));
      this.#rows.delete(id);
    }
    await this.parts.journals.setAside(ids);
  }

  async putBack(ids: readonly BatchId[]): Promise<void> {
    await this.parts.journals.putBack(ids);
    for (const id of ids) {
      const row = this.#setAside.get(id);
      if (row) this.#set(row);
      this.#setAside.delete(id);
    }
  }

  async purge(): Promise<void> {
    this.#setAside.clear();
    await this.#purge();
  }

  async delete(ids: readonly BatchId[]): Promise<void> {
    await this.#close(ids);
    for (const id of ids) {
      this.#rows.delete(id);
      await this.parts.journals.delete(id);
      await this.#deleteRest(id);
    }
  }

  /**
   * Deletes the results that a list put into its output folder and that are still what was put there. Nothing else is deleted.
   * @returns how many there were
   * @throws AppError `batch-gone`, `list-damaged`, `permission-denied`; the rest of them stays then
   */
  async deleteResults(id: BatchId): Promise<number> {
    if (isRunning(this.#row(id))) throw new AppError({ code: 'batch-gone' });
    await this.#close([id]);
    const { items } = await this.parts.journals.read(id);
    let deleted = 0;
    for (const { state } of items.all) {
      if (state.status !== 'done') continue;
      const { folder, output, ...bytes } = state.result;
      if (await this.parts.outputs.remove(folder, output, bytes)) deleted += 1;
    }
    return deleted;
  }

  async #close(ids: readonly BatchId[]): Promise<void> {
    for (const id of ids) if (this.open.get(id)) await this.open.close(id);
  }

  async #purge(): Promise<void> {
    for (const id of await this.parts.journals.purge()) await this.#deleteRest(id);
  }

  /** Deletes what is kept of a list besides its journal. */
  async #deleteRest(id: BatchId): Promise<void> {
    await this.parts.answers.deleteList(id);
    await this.parts.tables.delete(id);
  }

  async #read(kept: KeptJournal): Promise<RecordedBatch | undefined> {
    const { journals, log } = this.parts;
    const { id, changedAt } = kept;
    const diskBytes = await this.#roomOf(id);
    try {
      const recorded = await journals.read(id);
      const row = pastListOf(recorded, await this.#placeOf(recorded.plan.profileId), diskBytes);
      this.#rows.set(id, row);
      await journals.keepRow(id, row).catch((error: unknown) => log.warn('row of a list', { cause: error }));
      return recorded;
    } catch (error) {
      log.error('journal of a list', error);
      this.#rows.set(id, damagedList(id, changedAt, diskBytes));
      return undefined;
    }
  }

  async #roomOf(id: BatchId): Promise<number> {
    return (await this.parts.journals.sizeOf(id)) + (await this.parts.answers.sizeOfList(id));
  }

  #set(row: HistoryEntry): void {
    this.#rows.set(row.id, row);
    this.open.onRow(row);
  }

  #row(id: BatchId): HistoryEntry {
    const row = this.#rows.get(id);
    if (!row) throw new AppError({ code: 'batch-gone' });
    return row;
  }

  #placeOf(profileId: ProfileId): Promise<ListPlace> {
    const known = this.#places.get(profileId) ?? this.#findPlace(profileId);
    this.#places.set(profileId, known);
    return known;
  }

  async #findPlace(profileId: ProfileId): Promise<ListPlace> {
    // Its name is a word of the window, and its address another one at every start.
    if (profileId === practiceId) return { profileName: practiceId, endpoint: '' };
    return this.parts.profiles.find(profileId).then(
      ({ name, endpoint }) => ({ profileName: name, endpoint }),
      () => ({ profileName: '', endpoint: '' }),
    );
  }
}
