import type { BatchId, ProfileId } from '../../src-main/core/ground/ids';
import type { BatchLeftOut } from '../../src-main/contract/batch';
import type { BatchListQuery } from '../../src-main/core/batch/list';
import type { ReasonKey } from '../../src-main/core/batch/reasons';
import type { BatchOverview, OpenedBatchItem } from '../../src-main/core/batch/overview';
import type { BatchPlanChange, AcceptedInput } from '../../src-main/core/batch/batch';
import type { ClosingChoice } from '../../src-main/core/app/closing';
import type { ErrorInfo } from '../../src-main/core/ground/error';
import type { Reply } from '../../src-main/contract/call';
import type { Service } from '../../src-main/core/service/service';
import type { Oscar } from '../api';
import { elapsedSince } from '../ui/clock.svelte';
import { BatchExport } from './export/export.svelte';
import { finishedCount, isInLine } from './batch-words';
import { BatchLists } from './lists.svelte';
import { BatchMarks } from './review/marks.svelte';
import { BatchReview, wholeList, type Tell } from './review/review.svelte';

/** How many things that were left out are named. */
export const leftOutShown = 200;

/** What came of what the user gave. */
export type AcceptedReply = Reply<AcceptedInput | undefined>;

/** The batch that is open: what it does, and what can be done with it. */
export class BatchState {
  overview = $state.raw<BatchOverview>();
  /** When it came, by the page's `performance.now()`. */
  #overviewAtMs = 0;
  /** Whether the window shows it instead of a single input. */
  isShown = $state(false);
  /** Items that were tried first, while they are looked at side by side. */
  sample = $state.raw<readonly OpenedBatchItem[]>([]);
  leftOut = $state.raw<readonly BatchLeftOut[]>([]);
  error = $state.raw<ErrorInfo>();
  /** Whether the window is to be closed, and waits for an answer. */
  isClosingAsked = $state(false);

  readonly isWorking = $derived(isInLine(this.overview));
  readonly isBegun = $derived(this.overview !== undefined && this.overview.phase.status !== 'ready');
  readonly isFinished = $derived(this.overview?.phase.status === 'finished');
  /** Whether what is dropped joins it: not one out of sight, not one that is at work already, and not the rows of a table. */
  readonly takesDrops = $derived(this.isShown && !this.isWorking && !this.isFinished && !this.overview?.table);
  readonly canStop = $derived(this.isWorking || this.overview?.phase.status === 'paused');
  /** Whether it can be begun, continued, or gone on with. */
  readonly canStart = $derived.by(() => {
    if (!this.overview || this.isWorking) return false;
    const { counts, isScanning, phase, serviceName } = this.overview;
    return phase.status === 'interrupted' || (serviceName !== '' && counts.waiting > 0 && !isScanning);
  });
  /** Items that nothing is left to do for. */
  readonly finishedCount = $derived(this.overview ? finishedCount(this.overview.counts) : 0);

  /** How long until a cluster that holds it up is tried again, in milliseconds; it follows once a second. */
  get resumesInMs(): number {
    const { phase } = this.overview ?? {};
    return phase?.status === 'holding' ? Math.max(0, phase.resumesInMs - elapsedSince(this.#overviewAtMs)) : 0;
  }

  /** How its list is looked through. */
  readonly review: BatchReview;
  readonly marks: BatchMarks;
  readonly exporting: BatchExport;
  /** All open lists: this one, and those beside it. */
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

  /** Learns of the lists that are open, such as those that were interrupted. */
  async load(): Promise<void> {
    const reply = await this.#oscar.getBatch();
    if (reply.ok) this.#take(reply.value);
    await this.lists.load();
  }

  /** Whether another list is at work at its cluster. */
  get isBehind(): boolean {
    const { id, overview } = this;
    return this.lists.inLine.some((list) => list.id !== id && list.profileId === overview?.profileId);
  }

  /** Asks for files or folders in the system's dialog. They join the list in sight, or become a list that is shown then. */
  async choose(kind: 'files' | 'folders'): Promise<AcceptedReply> {
    const { chooseFiles, chooseFolders } = this.#oscar;
    const into = this.isShown && !this.isFinished && !this.overview?.table ? this.id : undefined;
    return this.note(await (kind === 'files' ? chooseFiles : chooseFolders)(into));
  }

  /** Takes what was dropped. It joins the list in sight while that takes drops, or becomes a list that is shown then. */
  async drop(files: readonly File[]): Promise<AcceptedReply> {
    return this.note(await this.#oscar.takeFiles(files, this.#joinedByDrops));
  }

  /** Takes the picture on the clipboard, which has no file, as {@link drop} does. */
  async pastePicture(): Promise<AcceptedReply> {
    return this.note(await this.#oscar.pastePicture(this.#joinedByDrops));
  }

  /** Runs all of it with a service, as long as it is not begun. @param title what people call the service */
  async useService(profileId: ProfileId, { name: serviceName, owner }: Service, title: string): Promise<void> {
    const { overview } = this;
    if (overview?.phase.status !== 'ready') return;
    const isSame = overview.profileId === profileId && overview.serviceName === serviceName && overview.owner === owner;
    if (isSame && overview.serviceTitle === title) return;
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

  /** Opens the items that were tried first side by side. */
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

  /** Narrows it to files of some endings, as long as it is not begun; none for all. */
  async keepOnly(endings: readonly string[]): Promise<void> {
    await this.#tell((id) => this.#oscar.keepOnlyInBatch(id, endings));
  }

  /** Runs what was stopped. */
  async runOthers(): Promise<void> {
    await this.#retryAll({ ...wholeList, status: 'cancelled' });
  }

  /** Tries those again that failed for one reason, of what the other filters leave. */
  async retryReason(reason: ReasonKey): Promise<void> {
    await this.#retryAll({ ...this.review.query, reason });
  }

  async remove(items: readonly number[]): Promise<void> {
    await this.#tell((id) => this.#oscar.removeBatchItems(id, items));
    this.review.selected.clear();
  }

  /** Keeps a doubtful answer as the result. */
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

  /** Shows a list, such as one of the history. @returns what is in the way, if anything */
  async show(id: BatchId): Promise<ErrorInfo | undefined> {
    const reply = await this.#oscar.showBatch(id);
    if (!reply.ok) return reply.error;
    await this.load();
    return undefined;
  }

  /** Closes the list; it stays in the history, and results stay where they are. */
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
    const found = await this.#tell((id) => this.#oscar.findBatchItems(id, query));
    if (found?.ok && found.value.length > 0) await this.retry(found.value);
  }

  async #tell<T>(call: (id: BatchId) => Promise<Reply<T>>): Promise<Reply<T> | undefined> {
    const { id } = this;
    if (id === undefined) return undefined;
    this.error = undefined;
    const reply = await call(id);
    if (!reply.ok) this.error = reply.error;
    return reply;
  }

  /** Shows the list that was made or added to, or makes room for the only file. */
  async note(reply: AcceptedReply): Promise<AcceptedReply> {
    if (!reply.ok) this.error = reply.error;
    else if (reply.value?.kind === 'file') this.isShown = false;
    else if (reply.value) {
      // Not before it is known here: the list of before would be shown for a moment, and closed by its service.
      const before = this.id;
      await this.load();
      this.isShown = true;
      if (this.id !== before) this.lists.tellOfAnother();
    }
    return reply;
  }
}
