import type { BatchSummary } from '../../src-main/core/batch/overview';
import type { BatchId } from '../../src-main/core/ground/ids';
import type { Oscar } from '../api';
import { formatNumber } from '../format';
import { m } from '../i18n/locale.svelte';
import { isInLine, listName, listState } from './batch-words';

/** All lists that are open, in the order in which they run. */
export class BatchLists {
  all = $state.raw<readonly BatchSummary[]>([]);
  /** What happened last to a list that is not shown, for those who don't see the window. */
  news = $state('');
  /** What was done last to the order, in the same way: what follows from it must not take the place of that. */
  moved = $state('');
  /** Lists that run or wait for their turn. */
  readonly inLine = $derived(this.all.filter(isInLine));

  readonly #oscar: Oscar;
  readonly #shownId: () => BatchId | undefined;

  /** @param shownId the list whose news is told elsewhere */
  constructor(oscar: Oscar, shownId: () => BatchId | undefined) {
    this.#oscar = oscar;
    this.#shownId = shownId;
    oscar.on('batchesChanged', (lists) => this.#take(lists));
  }

  async load(): Promise<void> {
    const reply = await this.#oscar.listBatches();
    if (reply.ok) this.all = reply.value;
  }

  /** Puts a list at another place, counted from 0. It is there at once: the focus must not wait for the main process. */
  async move(id: BatchId, place: number): Promise<void> {
    const wanted = Math.max(0, Math.min(this.all.length - 1, place));
    const list = this.all.find((one) => one.id === id);
    if (!list || this.all[wanted] === list) return;
    const others = this.all.filter((one) => one !== list);
    this.all = [...others.slice(0, wanted), list, ...others.slice(wanted)];
    this.moved = m().batch.lists.moved(listName(list), formatNumber(wanted + 1), formatNumber(this.all.length));
    await this.#oscar.moveBatch(id, wanted);
  }

  async pause(id: BatchId): Promise<void> {
    await this.#oscar.pauseBatch(id);
  }

  /** Closes a list, which stays in the history once it was begun. */
  async close(id: BatchId): Promise<void> {
    await this.#oscar.closeBatch(id);
  }

  /** Says that what was given has become another list beside those at work. */
  tellOfAnother(): void {
    if (this.inLine.length > 0) this.news = m().batch.lists.another;
  }

  #take(lists: readonly BatchSummary[]): void {
    const changed = lists.filter(({ id, phase }) => {
      const before = this.all.find((one) => one.id === id);
      return before && before.phase.status !== phase.status && id !== this.#shownId();
    });
    this.all = lists;
    if (changed.length > 0)
      this.news = changed.map((list) => m().batch.announce(listName(list), listState(list))).join('. ');
  }
}
