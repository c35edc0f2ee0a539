import type { BatchId, ProfileId } from '../../src-main/core/ground/ids';
import type { BatchLeftOut } from '../../src-main/contract/batch';
import type { BatchListQuery } from '../../src-main/core/batch/list';
import type { ReasonKey } from '../../src-main/core/batch/reasons';
import type { BatchOverview, OpenedBatchItem } from '../../src-main/core/batch/overview';
import type { BatchPlanChange, AcceptedInput } from '../../src-main/core/batch/batch';
import type { ClosingChoice } from '../../src-main/core/app/closing';
import type { ErrorInfo } from '../../src-main/core/ground/error';
import type { Reply } from '../../src-main/contract/ground/call';
import type { Service } from '../../src-main/core/service/service';
import type { Oscar } from '../api';
import { elapsedSince } from '../ui/clock.svelte';
import { BatchExport } from './export/export.svelte';
import { finishedCount, isInLine } from './batch-words';
import { BatchLists } from './lists.svelte';
import { BatchMarks } from './review/marks.svelte';
import { BatchReview, wholeList, type Tell } from './review/review.svelte';

/** How many of the left out files are named. */
export const leftOutShown = 200;

/** The answer to files that the user gave. */
export type AcceptedReply = Reply<AcceptedInput | undefined>;

/** The open batch: what it is doing, and what can be done with it. */
export class BatchState {
  overview = $state.raw<BatchOverview>();
  /** When `overview` came, by `performance.now()`. */
  #overviewAtMs = 0;
  /** Whether the window shows the batch instead of a single input. */
  isShown = $state(false);
  /** The items of the trial, while they are shown. */
  sample = $state.raw<readonly OpenedBatchItem[]>([]);
  leftOut = $state.raw<readonly BatchLeftOut[]>([]);
  error = $state.raw<ErrorInfo>();
  /** Whether the user wants to close the window and has to be asked first. */
  isClosingAsked = $state(false);

  readonly isWorking = $derived(isInLine(this.overview));
  readonly isBegun = $derived(this.overview !== undefined && this.overview.phase.status !== 'ready');
  readonly isFinished = $derived(this.overview?.phase.status === 'finished');
  /** Whether dropped files are added to the batch: only if it is shown, not running or finished, and not made from a table. */
  readonly takesDrops = $derived(this.isShown && !this.isWorking && !this.isFinished && !this.overview?.table);
  readonly canStop = $derived(this.isWorking || this.overview?.phase.status === 'paused');
  /** Whether it can be begun or continued. */
  readonly canStart = $derived.by(() => {
    if (!this.overview || this.isWorking) return false;
    const { counts, isScanning, phase, serviceName } = this.overview;
    return phase.status === 'interrupted' || (serviceName !== '' && counts.waiting > 0 && !isScanning);
  });
  /** Number of items for which there is nothing left to do. */
  readonly finishedCount = $derived(this.overview ? finishedCount(this.overview.counts) : 0);

  /** Milliseconds until the cluster is tried again, if the batch waits for it. Updated once a second. */
  get resumesInMs(): number {
    const { phase } = this.overview ?? {};
    return phase?.status === 'holding' ? Math.max(0, phase.resumesInMs - elapsedSince(this.#overviewAtMs)) : 0;
  }

  /** How the user looks through its list. */
  readonly review: BatchReview;
  readonly marks: BatchMarks;
  readonly exporting: BatchExport;
  /** All open lists, this one included. */
  readonly lists: BatchLists;
  readonly #oscar: Oscar;

  constructor(oscar: Oscar) {
    this.#oscar = oscar;
    const tell: Tell = (call) => this.#tell(call);
    this.review = new BatchReview(oscar, tell);
    this.marks = new BatchMarks(oscar, this.review, tell);
    this.exporting = new BatchExport(oscar, this.review);
    this.lists = new BatchLists(oscar, () => this.id);
    oscar.on('batchChanged', (overview) => this.#take(overview));
    oscar.on('closingAsked', () => (this.isClosingAsked = true));
  }

  /** Asks for the open lists, such as those that were interrupted. */
  async load(): Promise<void> {
    const reply = await this.#oscar.getBatch();
    if (reply.ok) this.#take(reply.value);
    await this.lists.load();
  }

  /** Whether another list is running at its cluster. */
  get isBehind(): boolean {
    const { id, overview } = this;
    return this.lists.inLine.some((list) => list.id !== id && list.profileId === overview?.profileId);
  }

  /** Lets the user choose files or folders. They are added to the shown list, or become a new list, which is then shown. */
  async choose(kind: 'files' | 'folders'): Promise<AcceptedReply> {
    const { chooseFiles, chooseFolders } = this.#oscar;
    const into = this.isShown && !this.isFinished && !this.overview?.table ? this.id : undefined;
    return this.note(await (kind === 'files' ? chooseFiles : chooseFolders)(into), into);
  }

  /** Takes dropped files. They are added to the shown list if it takes drops, or become a new list, which is then shown. */
  async drop(files: readonly File[]): Promise<AcceptedReply> {
    const into = this.#joinedByDrops;
    return this.note(await this.#oscar.takeFiles(files, into), into);
  }

  /** Takes the picture on the clipboard, which has no file, in the same way as {@link drop}. */
  async pastePicture(): Promise<AcceptedReply> {
    const into = this.#joinedByDrops;
    return this.note(await this.#oscar.pastePicture(into), into);
  }

  /** Chooses the service for the whole batch, if it is not begun. @param title the service's name for people */
  async useService(profileId: ProfileId, { name: serviceName, owner }: Service, title: string): Promise<void> {
    const { overview } = this;
    if (overview?.phase.status !== 'ready') return;
    const isSame = overview.profileId === profileId && overview.serviceName === serviceName && overview.owner === owner;
    if (isSame && overview.serviceTitle === title && !overview.recipe) return;
    await this.change({ service: { profileId, serviceName, ...(owner !== undefined && { owner }), title } });
  }

  /** Writes the report with all marks, and shows it. */
  async report(): Promise<void> {
    await this.#tell((id) => this.#oscar.reportBatch(id));
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

  /** Shows the items of the trial. */
  async lookAtSample(): Promise<void> {
    const { id, phase } = this.overview ?? {};
    if (id === undefined || phase?.status !== 'sampled') return;
    const replies = await Promise.all(phase.items.map((item) => this.#oscar.openBatchItem(id, item)));
    if (this.overview?.id !== id || this.overview.phase.status !== 'sampled') return;
    this.sample = replies.flatMap((reply) => (reply.ok ? [reply.value] : []));
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

  async retry(items: readonly number[]): Promise<void> {
    await this.#tell((id) => this.#oscar.retryBatchItems(id, items));
    this.review.selected.clear();
  }

  /** Keeps only files with these endings, if the batch is not begun; all files if the list of endings is empty. */
  async keepOnly(endings: readonly string[]): Promise<void> {
    await this.#tell((id) => this.#oscar.keepOnlyInBatch(id, endings));
  }

  /** Runs the stopped items. */
  async runOthers(): Promise<void> {
    await this.#retryAll({ ...wholeList, status: 'cancelled' });
  }

  /** Tries all items again that failed for one reason and match the other filters. */
  async retryReason(reason: ReasonKey): Promise<void> {
    await this.#retryAll({ ...this.review.query, reason });
  }

  /** Runs all items as background jobs that took too long and match the other filters. */
  async runReasonAsJobs(reason: ReasonKey): Promise<void> {
    const items = await this.#find({ ...this.review.query, reason });
    if (items.length > 0) await this.#tell((id) => this.#oscar.runBatchItemsAsJobs(id, items));
  }

  async remove(items: readonly number[]): Promise<void> {
    await this.#tell((id) => this.#oscar.removeBatchItems(id, items));
    this.review.selected.clear();
  }

  /** Keeps a doubtful answer as a result. */
  async accept(index: number): Promise<void> {
    await this.#tell((id) => this.#oscar.acceptBatchItem(id, index));
    await this.review.open(index);
  }

  async showFile(index: number): Promise<void> {
    await this.#tell((id) => this.#oscar.showBatchItem(id, index));
  }

  async showFolder(): Promise<void> {
    await this.#tell((id) => this.#oscar.showOutputFolder(id));
  }

  /** Shows a list, such as one of the history. @returns the error, if any */
  async show(id: BatchId): Promise<ErrorInfo | undefined> {
    const reply = await this.#oscar.showBatch(id);
    if (!reply.ok) return reply.error;
    await this.load();
    return undefined;
  }

  /** Closes the list. It stays in the history, and results stay where they are. */
  async close(): Promise<void> {
    await this.#tell((id) => this.#oscar.closeBatch(id));
    this.isShown = false;
  }

  async decideClosing(choice: ClosingChoice): Promise<void> {
    this.isClosingAsked = false;
    await this.#oscar.decideClosing(choice);
  }

  async listLeftOut(): Promise<void> {
    const { id } = this;
    if (id === undefined) return;
    const reply = await this.#oscar.listLeftOut(id, 0, leftOutShown);
    if (reply.ok) this.leftOut = reply.value;
  }

  get #joinedByDrops(): BatchId | undefined {
    return this.takesDrops ? this.id : undefined;
  }

  private get id(): BatchId | undefined {
    return this.overview?.id;
  }

  #take(overview: BatchOverview | undefined): void {
    const before = this.overview;
    this.#overviewAtMs = performance.now();
    this.overview = overview;
    if (overview?.id !== before?.id) {
      this.marks.forget();
      this.error = undefined;
      this.leftOut = [];
      if (!overview) this.isShown = false;
    }
    if (overview?.phase.status !== 'sampled') this.sample = [];
    else if (overview.id === before?.id && before.phase.status !== 'sampled') void this.lookAtSample();
    this.review.follow(overview);
    this.exporting.follow(overview);
  }

  async #retryAll(query: BatchListQuery): Promise<void> {
    const items = await this.#find(query);
    if (items.length > 0) await this.retry(items);
  }

  async #find(query: BatchListQuery): Promise<readonly number[]> {
    const found = await this.#tell((id) => this.#oscar.findBatchItems(id, query));
    return found?.ok ? found.value : [];
  }

  async #tell<T>(call: (id: BatchId) => Promise<Reply<T>>): Promise<Reply<T> | undefined> {
    const { id } = this;
    if (id === undefined) return undefined;
    this.error = undefined;
    const reply = await call(id);
    if (!reply.ok) this.error = reply.error;
    return reply;
  }

  /** Shows the list that was made or changed, or the form for a single file. @param into the list that was to be added to */
  async note(reply: AcceptedReply, into?: BatchId): Promise<AcceptedReply> {
    if (!reply.ok) this.error = reply.error;
    else if (reply.value?.kind === 'file') this.isShown = false;
    else if (reply.value) {
      // Shown only after the new list is loaded: else the old list would be shown for a moment, and closed by its service.
      await this.load();
      this.isShown = true;
      if (reply.value.id !== into) this.lists.tellOfAnother();
    }
    return reply;
  }
}
