import { movedTo } from '../../core/batch/line';
import type { BatchId } from '../../core/ground/ids';
import type { Logger } from '../../core/ground/ports';
import type { OpenListsStore } from '../../core/batch/ports';
import type { BatchDraft } from './batch-draft';
import type { BatchView } from './batch-view';

/** A list that is open, and what can be asked about it. */
export interface OpenBatch {
  readonly draft: BatchDraft;
  readonly view: BatchView;
}

/** The lists that are open, in their order, one of which is shown. The order is there again at the next start. */
export class OpenLists {
  #lists: readonly OpenBatch[] = [];
  #shownId: BatchId | undefined;
  /** Lists that were closed before they were done with, and must not come back by themselves. */
  readonly #closed = new Set<BatchId>();
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: OpenListsStore,
    private readonly log: Logger,
  ) {}

  get all(): readonly OpenBatch[] {
    return this.#lists;
  }

  get ids(): readonly BatchId[] {
    return this.#lists.map(({ draft }) => draft.run.id);
  }

  /** The list that the window shows, or shows when it is asked for. */
  get shown(): OpenBatch | undefined {
    return this.get(this.#shownId);
  }

  get(id: BatchId | undefined): OpenBatch | undefined {
    return this.#lists.find(({ draft }) => draft.run.id === id);
  }

  /**
   * Learns what was open when the program ended.
   * @param known ids of lists that there are
   * @returns those of them that may come back, in their order
   */
  async recall(known: readonly BatchId[]): Promise<readonly BatchId[]> {
    const { order, closed } = await this.store.get();
    for (const id of closed) if (known.includes(id)) this.#closed.add(id);
    const place = (id: BatchId) => (order.includes(id) ? order.indexOf(id) : order.length);
    return known.filter((id) => !this.#closed.has(id)).sort((one, other) => place(one) - place(other));
  }

  /** Adds a list behind the others. */
  add(list: OpenBatch): void {
    this.#lists = [...this.#lists, list];
    this.#closed.delete(list.draft.run.id);
    this.#write();
  }

  /** Puts a list at another place in the order, counted from 0. */
  move(id: BatchId, place: number): void {
    this.#lists = movedTo(this.ids, id, place).flatMap((one) => this.get(one) ?? []);
    this.#write();
  }

  show(id: BatchId): void {
    this.#shownId = id;
  }

  /** Takes a list out, which does not come back by itself. */
  close(id: BatchId): void {
    this.#lists = this.#lists.filter(({ draft }) => draft.run.id !== id);
    this.#closed.add(id);
    if (this.#shownId === id) this.#shownId = this.#lists.at(-1)?.draft.run.id;
    this.#write();
  }

  /** Resolves when the order is written. */
  async written(): Promise<void> {
    await this.#writing;
  }

  #write(): void {
    const order = this.ids;
    const closed = [...this.#closed];
    this.#writing = this.#writing
      .then(() => this.store.replace({ order, closed }))
      // The journals have all of it but the order.
      .catch((error: unknown) => this.log.warn('order of the lists', { cause: error }));
  }
}
