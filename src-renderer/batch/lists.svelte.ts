import type { BatchSummary } from '../../src-main/core/batch/overview';
import type { BatchId } from '../../src-main/core/ground/ids';
import type { Oscar } from '../api';
import { formatNumber } from '../format';
import { m } from '../i18n/locale.svelte';
import { isInLine, listName, listState } from './batch-words';

/** One sentence about a list. It is kept beside the next ones, which would otherwise replace it before it is read out. */
export interface ListNews {
  readonly number: number;
  readonly sentence: string;
}

const keptNews = 3;

/** All lists that are open, in the order in which they run. */
export class BatchLists {
  all = $state.raw<readonly BatchSummary[]>([]);
  /** What happened last to lists that are not shown and to their order, for screen readers. */
  news = $state.raw<readonly ListNews[]>([]);
  /** Lists that run or wait for their turn. */
  readonly inLine = $derived(this.all.filter(isInLine));

  #newsCount = 0;
  readonly #oscar: Oscar;
  readonly #shownId: () => BatchId | undefined;

  /** @param shownId gives the list that is shown; its news are announced elsewhere */
  constructor(oscar: Oscar, shownId: () => BatchId | undefined) {
    this.#oscar = oscar;
    this.#shownId = shownId;
    oscar.on('batchesChanged', (lists) => this.#take(lists));
  }

  async load(): Promise<void> {
    const reply = await this.#oscar.listBatches();
    if (reply.ok) this.all = reply.value;
  }

  /** Moves a list to another place, counted from 0. It moves before the main process answers, so that the focus can follow at once. */
  async move(id: BatchId, place: number): Promise<void> {
    const wanted = Math.max(0, Math.min(this.all.length - 1, place));
    const list = this.all.find((one) => one.id === id);
    if (!list || this.all[wanted] === list) return;
    const others = this.all.filter((one) => one !== list);
    this.all = [...others.slice(0, wanted), list, ...others.slice(wanted)];
    this.#tell(m().batch.lists.moved(listName(list), formatNumber(wanted + 1), formatNumber(this.all.length)));
    await this.#oscar.moveBatch(id, wanted);
  }

  async pause(id: BatchId): Promise<void> {
    await this.#oscar.pauseBatch(id);
  }

  /** Closes a list. If it was begun, it stays in the history. */
  async close(id: BatchId): Promise<void> {
    await this.#oscar.closeBatch(id);
  }

  /** Announces that the given files became another list, if lists are running. */
  tellOfAnother(): void {
    if (this.inLine.length > 0) this.#tell(m().batch.lists.another);
  }

  #take(lists: readonly BatchSummary[]): void {
    const changed = lists.filter(({ id, phase, isGrowing }) => {
      const before = this.all.find((one) => one.id === id);
      // A list that gets one file after the other begins and ends with each of them.
      if (isGrowing && before?.isGrowing && phase.status !== 'paused') return false;
      return before && before.phase.status !== phase.status && id !== this.#shownId();
    });
    this.all = lists;
    if (changed.length > 0)
      this.#tell(changed.map((list) => m().batch.announce(listName(list), listState(list))).join('. '));
  }

  #tell(sentence: string): void {
    this.#newsCount += 1;
    this.news = [...this.news.slice(1 - keptNews), { number: this.#newsCount, sentence }];
  }
}
