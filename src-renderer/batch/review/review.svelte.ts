import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { BatchId } from '../../../src-main/core/ground/ids';
import type { BatchFacets, BatchListQuery, BatchSortKey } from '../../../src-main/core/batch/list';
import type { BatchOverview, BatchRow, OpenedBatchItem } from '../../../src-main/core/batch/overview';
import type { Reply } from '../../../src-main/contract/call';
import type { Oscar } from '../../api';
import { ShownResult } from '../../result/result.svelte';

/** Asks something of the open batch, and shows what stands against it; `undefined` where none is open. */
export type Tell = <T>(call: (id: BatchId) => Promise<Reply<T>>) => Promise<Reply<T> | undefined>;

const countingGapMs = 1000;
/** Everything, in the order in which it is run. */
export const wholeList: BatchListQuery = { search: '', sortKey: 'added', isDescending: false };

/** A way of looking at a list. */
export type ReviewView = 'list' | 'gallery' | 'single';

/** What the list is narrowed to; `undefined` lets go of it. */
export type FacetFilter = {
  readonly [Facet in 'status' | 'finding' | 'reason' | 'folder' | 'mark']?: BatchListQuery[Facet] | undefined;
};

/** How the open batch is looked through: the filters, the stretch of the list in sight, and the item that is opened. */
export class BatchReview {
  query = $state.raw<BatchListQuery>(wholeList);
  /** How many lines the list has under the query. */
  total = $state(0);
  /** Lines by their place in the list; those out of sight are missing. */
  rows = $state.raw<ReadonlyMap<number, BatchRow>>(new SvelteMap());
  /** Numbers of the selected items. */
  selected = $state.raw(new SvelteSet<number>());
  /** Place in the list that the keyboard is at. */
  cursor = $state(0);
  opened = $state.raw<OpenedBatchItem>();
  /** What came back for the opened item. */
  shown = $state.raw<ShownResult>();
  /** What the filters would show. */
  facets = $state.raw<BatchFacets>();
  /** Whether items are shown as pictures instead of lines. */
  isGallery = $state(false);
  /** Whether the opened item has all the room. */
  isSingle = $state(false);
  readonly view: ReviewView = $derived(this.isSingle ? 'single' : this.isGallery ? 'gallery' : 'list');
  /** Place of the opened item in the list; `undefined` where the list shows others by now. */
  openedPosition = $state<number>();

  readonly #oscar: Oscar;
  readonly #tell: Tell;
  #overview: BatchOverview | undefined;
  #start = 0;
  #count = 60;
  #isFetching = false;
  #isStale = false;
  #countedAtMs = -Infinity;
  /** What the counts are of. */
  #counted: { readonly revision?: number; readonly query?: BatchListQuery } = {};

  /** @param tell asks something of the open batch, and shows what stands against it */
  constructor(oscar: Oscar, tell: Tell) {
    this.#oscar = oscar;
    this.#tell = tell;
  }

  /** Follows the open batch, or turns to another. */
  follow(overview: BatchOverview | undefined): void {
    const before = this.#overview;
    this.#overview = overview;
    if (overview?.id !== before?.id) this.#reset();
    if (overview && (overview.revision !== before?.revision || overview.id !== before.id)) void this.#fetch();
  }

  /** Asks for the lines in sight. */
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

  /** Shows everything that needs a person, whatever was looked at before. */
  showTroubles(): void {
    this.#ask({ ...wholeList, status: 'needs-attention' });
  }

  /** Orders by a column; once more turns the order round. */
  sort(sortKey: BatchSortKey): void {
    this.ask({ sortKey, isDescending: isSameKey(this.query.sortKey, sortKey) && !this.query.isDescending });
  }

  /** Shows what fits only, or no longer. Other filters stay. */
  narrow(filter: FacetFilter): void {
    const kept = Object.entries({ ...this.query, ...filter }).filter(([, value]) => value !== undefined);
    this.#ask(Object.fromEntries(kept) as unknown as BatchListQuery);
  }

  /** Selects an item besides others, or no more. */
  toggle(index: number): void {
    if (!this.selected.delete(index)) this.selected.add(index);
  }

  /** Selects everything that the list shows. */
  async selectAll(): Promise<void> {
    const reply = await this.#tell((id) => this.#oscar.findBatchItems(id, this.query));
    // Added one by one, 100,000 would be as many changes.
    if (reply?.ok) this.selected = new SvelteSet([...this.selected, ...reply.value]);
  }

  /** Looks at an item: its input and what came back. */
  async open(index: number): Promise<void> {
    const reply = await this.#tell((id) => this.#oscar.openBatchItem(id, index));
    if (!reply?.ok) return;
    this.opened = reply.value;
    this.shown = this.#shownOf(reply.value);
    this.openedPosition = this.rows.get(this.cursor)?.index === index ? this.cursor : undefined;
  }

  /** Shows lines, pictures, or one item after the other: always of the same files, and the same one of them. */
  async show(view: ReviewView): Promise<void> {
    if (view === 'single') await this.openAtCursor();
    else this.isGallery = view === 'gallery';
    this.isSingle = view === 'single' && this.opened !== undefined;
  }

  /** Goes back from an item to the list, and lets go of it. */
  close(): void {
    this.opened = undefined;
    this.shown = undefined;
  }

  /** Looks at the item at the cursor, or so many lines before or behind it. */
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
    // The list has it among its results, whoever decided that.
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

  /** One question at a time: what changes meanwhile is asked for when the answer is there. */
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

  /** Counts the whole set: while results come, once a second is as often as anybody reads it. */
  async #countFacets(): Promise<void> {
    if (!this.#overview || this.#overview.phase.status === 'ready') return;
    const { id, phase, revision } = this.#overview;
    const isWorking = phase.status === 'running' || phase.status === 'holding';
    if (isWorking && performance.now() - this.#countedAtMs < countingGapMs) return;
    // Looking at another part of the list changes no count.
    if (this.#counted.revision === revision && this.#counted.query === this.query) return;
    const { query } = this;
    this.#countedAtMs = performance.now();
    const counted = await this.#oscar.countBatchFacets(id, query);
    if (!counted.ok || this.#overview?.id !== id) return;
    this.facets = counted.value;
    this.#counted = { revision, query };
  }

  /** What is looked at may have moved on, or been marked. */
  #followOpened(rows: readonly BatchRow[]): void {
    const { opened } = this;
    const row = rows.find(({ index }) => index === opened?.row.index);
    if (!opened || !row) return;
    if (row.status !== opened.row.status) void this.open(row.index);
    else this.opened = { ...opened, row };
  }
}

/** Whether two keys order a list by the same. */
export function isSameKey(one: BatchSortKey, other: BatchSortKey): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  return one.field === other.field;
}
