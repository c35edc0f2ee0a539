import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { BatchId } from '../../../src-main/core/ground/ids';
import type { BatchFacets, BatchListQuery, BatchSortKey } from '../../../src-main/core/batch/list';
import type { BatchOverview, BatchRow, OpenedBatchItem } from '../../../src-main/core/batch/overview';
import type { Reply } from '../../../src-main/contract/ground/call';
import type { Oscar } from '../../api';
import { ShownResult } from '../../result/result.svelte';

/** Sends a call for the open batch, and shows its error; `undefined` if no batch is open. */
export type Tell = <T>(call: (id: BatchId) => Promise<Reply<T>>) => Promise<Reply<T> | undefined>;

const countingGapMs = 1000;
/** All items, in the order in which they are run. */
export const wholeList: BatchListQuery = { search: '', sortKey: 'added', isDescending: false };

/** The ways to look at a list. */
export type ReviewView = 'list' | 'gallery' | 'single';

/** Filters to change; `undefined` switches a filter off. */
export type FacetFilter = {
  readonly [Facet in 'status' | 'finding' | 'reason' | 'folder' | 'mark']?: BatchListQuery[Facet] | undefined;
};

/** How the user looks through the open batch: the filters, the visible part of the list, and the opened item. */
export class BatchReview {
  query = $state.raw<BatchListQuery>(wholeList);
  /** Number of lines that match the query. */
  total = $state(0);
  /** Lines by their position in the list; those out of sight are missing. */
  rows = $state.raw<ReadonlyMap<number, BatchRow>>(new SvelteMap());
  /** Indexes of the selected items. */
  selected = $state.raw(new SvelteSet<number>());
  /** Position of the keyboard's cursor in the list. */
  cursor = $state(0);
  opened = $state.raw<OpenedBatchItem>();
  /** The result of the opened item. */
  shown = $state.raw<ShownResult>();
  /** The values of the filters, with the number of items for each. */
  facets = $state.raw<BatchFacets>();
  /** Whether items are shown as pictures instead of lines. */
  isGallery = $state(false);
  /** Whether the opened item takes all the room. */
  isSingle = $state(false);
  readonly view: ReviewView = $derived(this.isSingle ? 'single' : this.isGallery ? 'gallery' : 'list');
  /** Position of the opened item in the list; `undefined` if the list now shows other items. */
  openedPosition = $state<number>();

  readonly #oscar: Oscar;
  readonly #tell: Tell;
  #overview: BatchOverview | undefined;
  #start = 0;
  #count = 60;
  #isFetching = false;
  #isStale = false;
  #countedAtMs = -Infinity;
  /** The query and the revision that `facets` belongs to. */
  #counted: { readonly revision?: number; readonly query?: BatchListQuery } = {};

  /** @param tell sends a call for the open batch, and shows its error */
  constructor(oscar: Oscar, tell: Tell) {
    this.#oscar = oscar;
    this.#tell = tell;
  }

  /** Takes changes of the open batch, or another batch. */
  follow(overview: BatchOverview | undefined): void {
    const before = this.#overview;
    this.#overview = overview;
    if (overview?.id !== before?.id) this.#reset();
    if (overview && (overview.revision !== before?.revision || overview.id !== before.id)) void this.#fetch();
  }

  /** Asks for the visible lines. */
  look(start: number, count: number): void {
    if (start === this.#start && count === this.#count) return;
    this.#start = start;
    this.#count = count;
    void this.#fetch();
  }

  /** Shows other lines, or the same in another order. */
  ask(change: Partial<BatchListQuery>): void {
    this.#ask({ ...this.query, ...change });
  }

  /** Shows all items that need attention, whatever was shown before. */
  showTroubles(): void {
    this.#ask({ ...wholeList, status: 'needs-attention' });
  }

  /** Orders the list by a column. If it is ordered by this column already, the order is reversed. */
  sort(sortKey: BatchSortKey): void {
    this.ask({ sortKey, isDescending: isSameKey(this.query.sortKey, sortKey) && !this.query.isDescending });
  }

  /** Switches filters on or off. Other filters stay as they are. */
  narrow(filter: FacetFilter): void {
    const kept = Object.entries({ ...this.query, ...filter }).filter(([, value]) => value !== undefined);
    this.#ask(Object.fromEntries(kept) as unknown as BatchListQuery);
  }

  /** Adds an item to the selection, or removes it from there. */
  toggle(index: number): void {
    if (!this.selected.delete(index)) this.selected.add(index);
  }

  /** Selects all items that the list shows. */
  async selectAll(): Promise<void> {
    const reply = await this.#tell((id) => this.#oscar.findBatchItems(id, this.query));
    // One new set, because adding 100,000 items one by one would be 100,000 changes.
    if (reply?.ok) this.selected = new SvelteSet([...this.selected, ...reply.value]);
  }

  /** Opens an item with its input and its result. */
  async open(index: number): Promise<void> {
    const reply = await this.#tell((id) => this.#oscar.openBatchItem(id, index));
    if (!reply?.ok) return;
    this.opened = reply.value;
    this.shown = this.#shownOf(reply.value);
    this.openedPosition = this.rows.get(this.cursor)?.index === index ? this.cursor : undefined;
  }

  /** Shows a list, a gallery, or one item after the other. The filters and the current item stay the same. */
  async show(view: ReviewView): Promise<void> {
    if (view === 'single') await this.openAtCursor();
    else this.isGallery = view === 'gallery';
    this.isSingle = view === 'single' && this.opened !== undefined;
  }

  /** Closes the opened item, to go back to the list. */
  close(): void {
    this.opened = undefined;
    this.shown = undefined;
  }

  /** Opens the item at the cursor, or `step` lines after it (before it, if negative). */
  async openAtCursor(step = 0): Promise<void> {
    if (this.total === 0) return;
    const cursor = Math.max(0, Math.min(this.total - 1, this.cursor + step));
    this.cursor = cursor;
    const row = this.rows.get(cursor) ?? (await this.#fetchRow(cursor));
    if (!row) return;
    await this.open(row.index);
    this.openedPosition = cursor;
  }

  async #fetchRow(position: number): Promise<BatchRow | undefined> {
    const reply = await this.#tell((id) => this.#oscar.listBatchItems(id, this.query, position, 1));
    return reply?.ok ? reply.value.rows[0] : undefined;
  }

  #shownOf({ row, answerId, result, sent }: OpenedBatchItem): ShownResult | undefined {
    if (!result) return undefined;
    const shown = new ShownResult(this.#oscar, answerId, result, sent.kind === 'file' ? sent : undefined, true);
    // The list already counts it as a result, so that no doubt is shown.
    if (row.status === 'done' || row.status === 'skipped') shown.accept();
    return shown;
  }

  #reset(): void {
    this.query = wholeList;
    this.rows = new SvelteMap();
    this.total = 0;
    this.cursor = 0;
    this.selected.clear();
    this.isGallery = false;
    this.isSingle = false;
    this.close();
    this.facets = undefined;
    this.#counted = {};
  }

  #ask(query: BatchListQuery): void {
    this.query = query;
    this.cursor = 0;
    this.openedPosition = undefined;
    void this.#fetch();
  }

  /** Sends one request at a time. If something changes meanwhile, it asks again after the answer. */
  async #fetch(): Promise<void> {
    this.#isStale = true;
    if (this.#isFetching) return;
    this.#isFetching = true;
    while (this.#isStale && this.#overview) {
      this.#isStale = false;
      const { id } = this.#overview;
      const start = this.#start;
      const reply = await this.#oscar.listBatchItems(id, this.query, start, this.#count);
      if (!reply.ok || this.#overview?.id !== id) continue;
      this.total = reply.value.total;
      this.rows = new SvelteMap(reply.value.rows.map((row, at) => [start + at, row]));
      this.#followOpened(reply.value.rows);
      await this.#countFacets();
    }
    this.#isFetching = false;
  }

  /** Counts the whole set. While results come, once a second is enough, since nobody reads faster. */
  async #countFacets(): Promise<void> {
    if (!this.#overview || this.#overview.phase.status === 'ready') return;
    const { id, phase, revision } = this.#overview;
    const isWorking = phase.status === 'running' || phase.status === 'holding';
    if (isWorking && performance.now() - this.#countedAtMs < countingGapMs) return;
    // Scrolling changes no count.
    if (this.#counted.revision === revision && this.#counted.query === this.query) return;
    const { query } = this;
    this.#countedAtMs = performance.now();
    const counted = await this.#oscar.countBatchFacets(id, query);
    if (!counted.ok || this.#overview?.id !== id) return;
    this.facets = counted.value;
    this.#counted = { revision, query };
  }

  /** Updates the opened item, which may have another status or other marks by now. */
  #followOpened(rows: readonly BatchRow[]): void {
    const { opened } = this;
    const row = rows.find(({ index }) => index === opened?.row.index);
    if (!opened || !row) return;
    if (row.status !== opened.row.status) void this.open(row.index);
    else this.opened = { ...opened, row };
  }
}

/** Whether two keys order a list by the same value. */
export function isSameKey(one: BatchSortKey, other: BatchSortKey): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  return one.field === other.field;
}
