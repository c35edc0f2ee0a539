import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { BatchId, ProfileId } from '../../src-main/core/ground/ids';
import type { BatchLeftOut } from '../../src-main/contract/batch';
import type { BatchListQuery, BatchSortKey, BatchFacets } from '../../src-main/core/batch/list';
import type { BatchOverview, BatchRow, OpenedBatchItem } from '../../src-main/core/batch/overview';
import type { BatchPlanChange, Given } from '../../src-main/core/batch/batch';
import type { ClosingChoice } from '../../src-main/core/app/closing';
import type { ErrorInfo } from '../../src-main/core/ground/error';
import type { InputFile } from '../../src-main/core/run/invocation';
import type { Reply } from '../../src-main/contract/call';
import type { Service } from '../../src-main/core/service/service';
import type { ItemMark, Mark, MarkChange } from '../../src-main/core/batch/mark';
import { changedMark } from '../../src-main/contract/findings';
import type { Oscar } from '../api';

/** How many things that were left out are named. */
export const leftOutShown = 200;

/** What came of what the user gave; `list-elsewhere` when it would have joined a batch out of sight. */
export type GivenReply = Reply<Given | undefined> | 'list-elsewhere';

const countingGapMs = 1000;
const wholeList: BatchListQuery = { search: '', sortKey: 'added', isDescending: false };

/** What a facet narrows the list to; `undefined` lets go of it. */
export interface FacetFilter {
  readonly finding?: BatchListQuery['finding'] | undefined;
  readonly reason?: BatchListQuery['reason'] | undefined;
  readonly mark?: BatchListQuery['mark'] | undefined;
}

/** The batch that is open: its counts, the stretch of its list in sight, and the item that is looked at. */
export class BatchState {
  overview = $state.raw<BatchOverview>();
  /** Whether the window shows it instead of a single input. */
  isShown = $state(false);
  query = $state.raw<BatchListQuery>(wholeList);
  /** How many lines the list has under the query. */
  total = $state(0);
  /** Lines by their place in the list; those out of sight are missing. */
  rows = $state.raw<ReadonlyMap<number, BatchRow>>(new SvelteMap());
  leftOut = $state.raw<readonly BatchLeftOut[]>([]);
  /** Numbers of the selected items. */
  selected = $state.raw(new SvelteSet<number>());
  /** Place in the list that the keyboard is at. */
  cursor = $state(0);
  opened = $state.raw<OpenedBatchItem>();
  /** What the filters would show. */
  facets = $state.raw<BatchFacets>();
  error = $state.raw<ErrorInfo>();
  /** Whether the window is to be closed, and waits for an answer. */
  isClosingAsked = $state(false);

  readonly isWorking = $derived(this.overview?.phase.status === 'running' || this.overview?.phase.status === 'holding');
  readonly isBegun = $derived(this.overview !== undefined && this.overview.phase.status !== 'ready');
  readonly isFinished = $derived(this.overview?.phase.status === 'finished');
  readonly canStop = $derived(this.isWorking || this.overview?.phase.status === 'paused');
  /** Whether it can be begun, continued, or gone on with. */
  readonly canStart = $derived.by(() => {
    if (!this.overview || this.isWorking) return false;
    const { counts, isScanning, phase, serviceName } = this.overview;
    return phase.status === 'interrupted' || (serviceName !== '' && counts.waiting > 0 && !isScanning);
  });
  /** Whether pictures are shown instead of the list. */
  readonly isGallery = $derived(this.query.picturesOnly === true);
  /** Items that are settled. */
  readonly finishedCount = $derived.by(() => {
    if (!this.overview) return 0;
    const { done, skipped, cancelled } = this.overview.counts;
    return done + skipped + cancelled + this.overview.counts['needs-attention'];
  });

  /** Whether there is one that is not finished and not in sight: what is given then must not join it unseen. */
  readonly isElsewhere = $derived(
    !this.isShown && this.overview !== undefined && this.overview.phase.status !== 'finished',
  );

  readonly #oscar: Oscar;
  #start = 0;
  #count = 60;
  #isFetching = false;
  #isStale = false;
  #countedAtMs = -Infinity;
  /** Marks as they were before each change, the last one at the end. */
  readonly #undoable: (readonly ItemMark[])[] = [];
  #marking: Promise<void> = Promise.resolve();

  constructor(oscar: Oscar) {
    this.#oscar = oscar;
    oscar.on('batchChanged', (overview) => this.#take(overview));
    oscar.on('closingAsked', () => (this.isClosingAsked = true));
  }

  /** Learns of the batch that is open, such as one that was interrupted. */
  async load(): Promise<void> {
    const reply = await this.#oscar.getBatch();
    if (reply.ok) this.#take(reply.value);
  }

  /**
   * Asks for files or folders in the system's dialog. What becomes a batch, or joins the one in sight, is shown. Beside
   * a batch out of sight there is place for one file only.
   */
  async choose(kind: 'files' | 'folders'): Promise<GivenReply> {
    if (this.isElsewhere) return kind === 'files' ? alone(await this.#oscar.chooseFile()) : 'list-elsewhere';
    return this.#note(await (kind === 'files' ? this.#oscar.chooseFiles() : this.#oscar.chooseFolders()));
  }

  /** Takes what was dropped, as {@link choose} does. */
  async drop(files: readonly File[]): Promise<GivenReply> {
    if (this.isElsewhere) {
      const [file] = files;
      if (files.length !== 1 || !file) return 'list-elsewhere';
      const reply = await this.#oscar.grantFile(file);
      return !reply.ok && isFolder(reply.error) ? 'list-elsewhere' : alone(reply);
    }
    return this.#note(await this.#oscar.takeFiles(files));
  }

  /** Runs all of it with a service, as long as it is not begun. */
  async useService(profileId: ProfileId, { name: serviceName, owner }: Service): Promise<void> {
    const { overview } = this;
    if (overview?.phase.status !== 'ready') return;
    if (overview.profileId === profileId && overview.serviceName === serviceName && overview.owner === owner) return;
    await this.change({ service: { profileId, serviceName, ...(owner !== undefined && { owner }) } });
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

  /** Shows one status only, or all. */
  filter(status: BatchListQuery['status']): void {
    this.#ask({ ...this.#wholeSet, ...(status !== undefined && { status }) });
  }

  /** Shows the pictures that came back, or the list of all files. */
  showGallery(isGallery: boolean): void {
    this.rows = new SvelteMap();
    this.#ask({ ...this.#wholeSet, ...(isGallery && { picturesOnly: true }) });
  }

  /** Orders by a column; once more turns the order round. */
  sort(sortKey: BatchSortKey): void {
    this.ask({ sortKey, isDescending: this.query.sortKey === sortKey && !this.query.isDescending });
  }

  /** Shows what fits a facet only, or no longer. Other filters stay. */
  narrow(filter: FacetFilter): void {
    const { finding, reason, mark, ...others } = this.query;
    const chosen = { finding, reason, mark, ...filter };
    this.#ask({
      ...others,
      ...(chosen.finding !== undefined && { finding: chosen.finding }),
      ...(chosen.reason !== undefined && { reason: chosen.reason }),
      ...(chosen.mark !== undefined && { mark: chosen.mark }),
    });
  }

  /** Changes marks: of what is selected, or else of one item. The same mark once more takes it away. */
  mark(change: MarkChange, index?: number): Promise<void> {
    const isOne = index !== undefined && !this.selected.has(index);
    const indices = isOne ? [index] : [...this.selected];
    return this.#inTurn(async () => {
      const known = [...(this.opened ? [this.opened.row] : []), ...this.rows.values()];
      const markOf = (item: number) => known.find((row) => row.index === item)?.mark ?? {};
      const before = indices.map((item) => ({ item, mark: markOf(item) }));
      if (before.length === 0) return;
      const isOnAll = before.every(({ mark }) => isMarkedAs(mark, change));
      const taken = Object.fromEntries(Object.keys(change).map((part) => [part, null])) as MarkChange;
      const after = before.map(({ item, mark }) => ({ item, mark: changedMark(mark, isOnAll ? taken : change) }));
      await this.#keepMarks(after);
      if (!this.error) this.#undoable.push(before);
    });
  }

  /** Brings the marks back that the last change took. */
  undoMark(): Promise<void> {
    return this.#inTurn(async () => {
      const before = this.#undoable.pop();
      if (before) await this.#keepMarks(before);
    });
  }

  /** Keys come faster than answers: what is undone has to be the change before it. */
  #inTurn(step: () => Promise<void>): Promise<void> {
    this.#marking = this.#marking.then(step);
    return this.#marking;
  }

  /** Writes the report with all marks, and shows it. */
  async report(): Promise<void> {
    await this.#tell((id) => this.#oscar.reportBatch(id));
  }

  /** What the list shows besides one status or the pictures only. */
  get #wholeSet(): BatchListQuery {
    const { search, sortKey, isDescending, finding, leastScore, reason, mark } = this.query;
    return {
      search,
      sortKey,
      isDescending,
      ...(finding !== undefined && { finding }),
      ...(leastScore !== undefined && { leastScore }),
      ...(reason !== undefined && { reason }),
      ...(mark !== undefined && { mark }),
    };
  }

  async #keepMarks(marks: readonly ItemMark[]): Promise<void> {
    await this.#tell((id) => this.#oscar.markBatchItems(id, marks));
    const { opened } = this;
    const mark = marks.find(({ item }) => item === opened?.row.index)?.mark;
    if (opened && mark && !this.error) this.opened = { ...opened, row: { ...opened.row, mark } };
  }

  /** Selects an item besides others, or no more. */
  toggle(index: number): void {
    if (!this.selected.delete(index)) this.selected.add(index);
  }

  /** Selects everything that the list shows. */
  async selectAll(): Promise<void> {
    const { id } = this;
    if (id === undefined) return;
    const reply = await this.#oscar.findBatchItems(id, this.query);
    // Added one by one, 100,000 would be as many changes.
    if (reply.ok) this.selected = new SvelteSet([...this.selected, ...reply.value]);
  }

  async change(change: BatchPlanChange): Promise<void> {
    await this.#tell((id) => this.#oscar.changeBatch(id, change));
  }

  async chooseOutputFolder(): Promise<void> {
    await this.#tell((id) => this.#oscar.chooseOutputFolder(id));
  }

  async start(isSample: boolean): Promise<void> {
    await this.#tell((id) => this.#oscar.startBatch(id, isSample));
  }

  async pause(): Promise<void> {
    await this.#tell((id) => this.#oscar.pauseBatch(id));
  }

  async tryNow(): Promise<void> {
    await this.#tell((id) => this.#oscar.probeBatch(id));
  }

  async stop(dropsUnderWay: boolean): Promise<void> {
    await this.#tell((id) => this.#oscar.stopBatch(id, dropsUnderWay));
  }

  async retry(items: readonly number[] | 'all'): Promise<void> {
    await this.#tell((id) => this.#oscar.retryBatchItems(id, items));
    this.selected.clear();
  }

  async remove(items: readonly number[]): Promise<void> {
    await this.#tell((id) => this.#oscar.removeBatchItems(id, items));
    this.selected.clear();
  }

  /** Keeps a doubtful answer as the result. */
  async accept(index: number): Promise<void> {
    await this.#tell((id) => this.#oscar.acceptBatchItem(id, index));
    await this.open(index);
  }

  async showFile(index: number): Promise<void> {
    await this.#tell((id) => this.#oscar.showBatchItem(id, index));
  }

  async showFolder(): Promise<void> {
    await this.#tell((id) => this.#oscar.showOutputFolder(id));
  }

  /** Closes the list; results stay where they are. */
  async discard(): Promise<void> {
    await this.#tell((id) => this.#oscar.discardBatch(id));
    this.isShown = false;
  }

  async decideClosing(choice: ClosingChoice): Promise<void> {
    this.isClosingAsked = false;
    await this.#oscar.decideClosing(choice);
  }

  /** Looks at an item: its input and what came back. */
  async open(index: number): Promise<void> {
    const { id } = this;
    if (id === undefined) return;
    const reply = await this.#oscar.openBatchItem(id, index);
    if (reply.ok) this.opened = reply.value;
    else this.error = reply.error;
  }

  /** Looks at the item at the cursor, or so many lines before or behind it. */
  async openAtCursor(step = 0): Promise<void> {
    const { id } = this;
    const cursor = Math.max(0, Math.min(this.total - 1, this.cursor + step));
    if (id === undefined || this.total === 0) return;
    this.cursor = cursor;
    const known = this.rows.get(cursor);
    if (known) return this.open(known.index);
    const reply = await this.#oscar.listBatchItems(id, this.query, cursor, 1);
    const [row] = reply.ok ? reply.value.rows : [];
    if (row) await this.open(row.index);
  }

  async listLeftOut(): Promise<void> {
    const { id } = this;
    if (id === undefined) return;
    const reply = await this.#oscar.listLeftOut(id, 0, leftOutShown);
    if (reply.ok) this.leftOut = reply.value;
  }

  private get id(): BatchId | undefined {
    return this.overview?.id;
  }

  #take(overview: BatchOverview | undefined): void {
    const before = this.overview;
    this.overview = overview;
    if (overview?.id !== before?.id) {
      this.query = wholeList;
      this.rows = new SvelteMap();
      this.total = 0;
      this.cursor = 0;
      this.selected.clear();
      this.opened = undefined;
      this.facets = undefined;
      this.#undoable.length = 0;
      this.error = undefined;
      this.leftOut = [];
      if (!overview) this.isShown = false;
    }
    if (overview && overview.revision !== before?.revision) void this.#fetch();
    this.#followOpened();
  }

  /** What is looked at may have moved on. */
  #followOpened(): void {
    const index = this.opened?.row.index;
    if (index === undefined) return;
    for (const row of this.rows.values()) {
      if (row.index === index && row.status !== this.opened?.row.status) void this.open(index);
    }
  }

  #ask(query: BatchListQuery): void {
    this.query = query;
    this.cursor = 0;
    void this.#fetch();
  }

  /** One question at a time: what changes meanwhile is asked for when the answer is there. */
  async #fetch(): Promise<void> {
    this.#isStale = true;
    if (this.#isFetching) return;
    this.#isFetching = true;
    while (this.#isStale && this.id !== undefined) {
      this.#isStale = false;
      const start = this.#start;
      const reply = await this.#oscar.listBatchItems(this.id, this.query, start, this.#count);
      if (!reply.ok) continue;
      this.total = reply.value.total;
      this.rows = new SvelteMap(reply.value.rows.map((row, at) => [start + at, row]));
      // The whole set is counted: while results come, once a second is as often as anybody reads it.
      const isDue = !this.isWorking || performance.now() - this.#countedAtMs >= countingGapMs;
      if (this.isBegun && isDue) {
        this.#countedAtMs = performance.now();
        const counted = await this.#oscar.countBatchFacets(this.id, this.query);
        if (counted.ok) this.facets = counted.value;
      }
    }
    this.#isFetching = false;
  }

  async #tell(call: (id: BatchId) => Promise<Reply<unknown>>): Promise<void> {
    const { id } = this;
    if (id === undefined) return;
    this.error = undefined;
    const reply = await call(id);
    if (!reply.ok) this.error = reply.error;
  }

  #note(reply: Reply<Given | undefined>): Reply<Given | undefined> {
    if (!reply.ok) this.error = reply.error;
    else if (reply.value?.kind === 'batch') this.isShown = true;
    return reply;
  }
}

function isMarkedAs(mark: Mark, change: MarkChange): boolean {
  return Object.entries(change).every(([part, value]) => mark[part as keyof Mark] === value);
}

function alone(reply: Reply<InputFile | undefined>): Reply<Given | undefined> {
  if (!reply.ok) return reply;
  return { ok: true, value: reply.value && { kind: 'file', file: reply.value } };
}

function isFolder(error: ErrorInfo): boolean {
  return error.code === 'file-unreadable' && error.problem === 'folder';
}
