import {
  BatchItems,
  type BatchCounts,
  type BatchId,
  type BatchItemState,
  type BatchPlan,
  type BatchTrouble,
} from '../core/batch';
import type { RecordedBatch } from '../core/batch-journal';
import { OutputNames } from '../core/batch-names';
import type { BatchPhase } from '../core/batch-overview';
import { BatchPace, type BatchEstimate } from '../core/batch-pace';
import type { FoundFile } from '../core/batch-scan';
import { holdMs, scopeOf } from '../core/batch-trouble';
import { AppError, isAppError, type ErrorInfo } from '../core/error';
import { afterAnswer, afterRefusal, startParallelism, withLimit } from '../core/parallelism';
import type {
  BatchInputs,
  BatchJournal,
  BatchJournals,
  BatchReports,
  Clock,
  Logger,
  OutputFolders,
  ResultStore,
} from '../core/ports';
import type { Attempts, AttemptState } from './attempts';
import { expectFolderApart, joined } from './batch-folder-check';
import { BatchPlacing, type KeptAnswer } from './batch-placing';
import { writeReport } from './batch-reporting';
import { hashing, type NewHash } from './hashing-source';
import type { OpenService, ProfileService } from './profile-service';

/** What a running batch works with. */
export interface BatchRunParts {
  readonly attempts: Pick<Attempts, 'run'>;
  readonly profiles: Pick<ProfileService, 'openService' | 'endpointOf'>;
  readonly inputs: BatchInputs;
  /** Answers of items until they are in their place; those that need attention stay. */
  readonly answers: ResultStore;
  readonly outputs: OutputFolders;
  readonly journals: BatchJournals;
  readonly reports: BatchReports;
  readonly clock: Clock;
  readonly log: Logger;
  readonly newHash: NewHash;
  readonly appVersion: string;
  /** Is told that something changed, many times a second: whoever looks at it decides when. */
  readonly onChange: () => void;
}

/** What only the run knows of an item under way. */
interface ItemUnderWay {
  readonly stop: AbortController;
  readonly begunAt: number;
  readonly done: Promise<void>;
  /** Set while it only waits for its next attempt. */
  retry: { readonly resumesAt: string; readonly reason: ErrorInfo } | undefined;
  /** Whether it is stopped to be run later, and not for good. */
  goesBack: boolean;
}

const sampleSize = 3;
const journalPortion = 2000;
const leastFreeBytes = 50 * 1024 ** 2;

/**
 * One batch: runs its items a few at a time, each from its file to its place in the output folder, and writes every
 * step into the journal before it takes the next.
 */
export class BatchRun {
  readonly id: BatchId;
  readonly startedAt: string;
  readonly items: BatchItems;
  readonly #placing: BatchPlacing;
  readonly #pace = new BatchPace();
  readonly #underWay = new Map<number, ItemUnderWay>();
  /** Answers for which there was no place on the disk yet. */
  readonly #kept = new Map<number, KeptAnswer>();
  #plan: BatchPlan;
  #phase: BatchPhase = { status: 'ready' };
  #journal: BatchJournal | undefined;
  /** How many items the journal knows. */
  #journaled = 0;
  #begun: RecordedBatch['begun'] = new Map();
  #reportNumber: number | undefined;
  #queue: number[] = [];
  #parallelism = startParallelism(0, undefined);
  #hold: AbortController | undefined;
  #failedProbes = 0;
  #lastAnswerAt = 0;
  #starting: Promise<void> | undefined;
  #ending: Promise<void> | undefined;

  /**
   * @param id of a batch that is being put together
   * @param recorded a batch of an earlier start of the program, instead
   */
  constructor(
    private readonly parts: BatchRunParts,
    { id, plan, startedAt }: { readonly id: BatchId; readonly plan: BatchPlan; readonly startedAt: string },
    recorded?: RecordedBatch,
  ) {
    this.id = id;
    this.startedAt = startedAt;
    this.#plan = plan;
    this.items = recorded?.items ?? new BatchItems();
    this.#placing = new BatchPlacing({
      ...parts,
      items: this.items,
      names: recorded?.names ?? new OutputNames(),
      startedAt,
      answerId: (index) => this.answerId(index),
      plan: () => this.#plan,
      journal: () => this.#journal,
    });
    if (!recorded) return;
    this.#begun = recorded.begun;
    this.#journaled = recorded.items.length;
    this.#reportNumber = recorded.reportNumber;
    const { finishedAt } = recorded;
    this.#phase = finishedAt === undefined ? { status: 'interrupted' } : { status: 'finished', finishedAt };
  }

  get plan(): BatchPlan {
    return this.#plan;
  }

  get counts(): BatchCounts {
    return this.items.counts;
  }

  /** How many run at the same time now. */
  get atOnce(): number {
    return this.#parallelism.atOnce;
  }

  /** What it is doing. Where everything under way only waits to be tried again, it is held up. */
  get phase(): BatchPhase {
    if (this.#phase.status !== 'running') return this.#phase;
    const retries = [...this.#underWay.values()].map(({ retry }) => retry);
    const [first] = retries;
    if (first === undefined || retries.includes(undefined)) return this.#phase;
    return { status: 'holding', ...first };
  }

  /** Time and space for what is left; `undefined` as long as nothing can be said. */
  get estimate(): BatchEstimate | undefined {
    const { waiting, sending, working, receiving } = this.counts;
    return this.#pace.estimate(waiting + sending + working + receiving, this.atOnce);
  }

  /** Whether it is in the journal, so that it would be offered after a crash. */
  get isBegun(): boolean {
    return this.#journaled > 0;
  }

  /** Name of an item's answer in the store, and on the app's own protocol. */
  answerId(index: number): string {
    return `${this.id}-${index}`;
  }

  /** Adds files behind the others; where the batch is begun, they run when their turn comes. */
  async add(files: readonly FoundFile[]): Promise<void> {
    const indices = files.map((file) => this.items.add(file.base, file.relativePath, file.sizeBytes).index);
    this.parts.onChange();
    if (!this.#journal) return;
    // Not before the journal knows them: it would not know what is said of them.
    if (!(await this.#recorded(this.#journalItems()))) return;
    await this.#queueUp(indices);
  }

  /** Changes the plan. Results that are there keep their names. */
  async changePlan(plan: BatchPlan): Promise<void> {
    if (plan.outputFolder !== this.#plan.outputFolder) this.#placing.forgetFolder();
    this.#plan = plan;
    this.#journal?.append({ is: 'plan', plan });
    this.parts.onChange();
    if (!this.#journal) return;
    const { service } = await this.#openService();
    this.#parallelism = withLimit(this.#parallelism, service.maxScale, plan.atOnceLimit);
    this.#pump();
  }

  /**
   * Begins; continues after an interruption; or goes on after a sample or a pause.
   * @param isSample whether three items are enough for now
   * @throws AppError of the plan, the output folder, the journal, or the connection
   */
  async start(isSample: boolean): Promise<void> {
    if (this.#phase.status === 'running' || this.#phase.status === 'holding') return;
    this.#starting ??= this.#start(isSample).finally(() => {
      this.#starting = undefined;
    });
    await this.#starting;
  }

  /** Sends nothing more for now; what is under way goes on to its end. */
  pause(reason?: ErrorInfo): void {
    if (this.#phase.status !== 'running' && this.#phase.status !== 'holding') return;
    this.#endHold();
    this.#phase = { status: 'paused', ...(reason && { reason }) };
    // What waits to be tried again must not be sent in the middle of a pause.
    this.#takeBackRetries();
    this.parts.onChange();
  }

  /** Tries a cluster that could not be reached at once, instead of waiting any longer. */
  probeNow(): void {
    if (this.#hold) this.#hold.abort();
    else this.#takeBackRetries();
  }

  /** Ends it: what waits is cancelled, and what is under way is finished or dropped. */
  async stop(dropsUnderWay: boolean): Promise<void> {
    this.#endHold();
    this.#queue = [];
    this.#phase = { status: 'running', isSample: false };
    for (const { index, state } of this.items.all) {
      if (state.status === 'waiting' && !this.#underWay.has(index)) this.#cancelled(index, false);
    }
    const underWay = [...this.#underWay.values()];
    for (const item of underWay) if (dropsUnderWay || item.retry) item.stop.abort();
    if (dropsUnderWay) await Promise.all(underWay.map(({ done }) => done));
    this.#pump();
    await this.#ending;
  }

  /** Runs items again that need attention or were cancelled. @throws AppError as `start` */
  async retry(indices: readonly number[]): Promise<void> {
    const again = indices.filter((index) => {
      const { status } = this.items.get(index).state;
      return status === 'needs-attention' || status === 'cancelled';
    });
    await this.#openJournal();
    for (const index of again) {
      this.#kept.delete(index);
      await this.parts.answers.delete(this.answerId(index));
      this.#change(index, { status: 'waiting' });
      this.#journal?.append({ is: 'waiting', item: index });
    }
    await this.#queueUp(again);
  }

  /**
   * Keeps a doubtful answer as the result, since the user looked at it.
   * @throws AppError `result-gone`, or of writing
   */
  async accept(index: number): Promise<void> {
    const { state } = this.items.get(index);
    if (state.status !== 'needs-attention' || state.trouble.kind !== 'doubtful') return;
    const stored = await this.parts.answers.read(this.answerId(index), 'automatic');
    await this.#openJournal();
    this.items.change(index, { status: 'receiving' });
    try {
      await this.#placing.place(index, { stored, seconds: state.seconds });
    } catch (error) {
      this.items.change(index, state);
      throw error;
    } finally {
      this.parts.onChange();
    }
    if (this.#phase.status === 'finished') await this.#end();
  }

  /** Cancels items that wait or are under way. */
  cancel(indices: readonly number[]): void {
    for (const index of indices) {
      const item = this.#underWay.get(index);
      if (item) item.stop.abort();
      else if (this.items.get(index).state.status === 'waiting') this.#cancelled(index, false);
    }
    this.#pump();
    this.parts.onChange();
  }

  /** Stops at once, for the end of the program; what was under way is run when the batch is continued. */
  async suspend(): Promise<void> {
    this.#endHold();
    this.#queue = [];
    this.#phase = { status: 'interrupted' };
    for (const item of this.#underWay.values()) {
      item.goesBack = true;
      item.stop.abort();
    }
    await Promise.all([...this.#underWay.values()].map(({ done }) => done));
    await this.#ending;
    await this.#closeJournal();
  }

  async #start(isSample: boolean): Promise<void> {
    const { outputs } = this.parts;
    const folder = await outputs.prepare(this.#plan.outputFolder);
    await expectFolderApart(folder, this.items.all, outputs);
    const neededBytes = Math.max(leastFreeBytes, this.estimate?.sizeBytes ?? 0);
    if ((await outputs.freeBytes(folder)) < neededBytes) throw new AppError({ code: 'disk-full', folder });
    const { service } = await this.#openService();
    this.#parallelism = startParallelism(service.maxScale, this.#plan.atOnceLimit);
    await this.#openJournal();
    const waiting = this.items.all
      .filter(({ index, state }) => state.status === 'waiting' && !this.#underWay.has(index))
      .map(({ index }) => index);
    this.#queue = isSample ? spread(waiting, sampleSize) : waiting;
    this.#go(isSample);
  }

  #go(isSample: boolean): void {
    this.#phase = { status: 'running', isSample };
    this.#pace.restart();
    this.#failedProbes = 0;
    this.#pump();
    this.parts.onChange();
  }

  /** Opens the journal and brings what an interruption left in order. Where that fails in the middle, it is done again. */
  async #openJournal(): Promise<void> {
    if (!this.#journal) {
      this.#journal = await this.parts.journals.open(this.id);
      const { id, startedAt } = this;
      if (this.isBegun) this.#journal.append({ is: 'plan', plan: this.#plan });
      else this.#journal.append({ is: 'batch', version: 1, id, startedAt, plan: this.#plan });
    }
    await this.#placing.settleInterrupted(this.#begun);
    this.#begun = new Map();
    await this.#journalItems();
  }

  async #journalItems(): Promise<void> {
    while (this.#journaled < this.items.length) {
      const portion = this.items.all.slice(this.#journaled, this.#journaled + journalPortion);
      this.#journaled += portion.length;
      for (const { index, base, relativePath, sizeBytes } of portion) {
        this.#journal?.append({ is: 'item', item: index, base, path: relativePath, sizeBytes });
      }
      await this.#journal?.synced();
    }
  }

  /** Whether it could be written down; otherwise the batch is paused. */
  async #recorded(writing: Promise<void>): Promise<boolean> {
    try {
      await writing;
      return true;
    } catch (error) {
      if (!isAppError(error)) throw error;
      this.pause(error.info);
      return false;
    }
  }

  async #queueUp(indices: readonly number[]): Promise<void> {
    const { status } = this.#phase;
    // From the other phases it starts with everything that waits.
    if (status === 'finished') await this.start(false);
    else if (status === 'running' || status === 'holding') {
      this.#queue.push(...indices);
      this.#pump();
    }
  }

  /** Starts as many items as may run now, and notices the end. */
  #pump(): void {
    if (this.#phase.status !== 'running') return;
    while (this.#underWay.size < this.#parallelism.atOnce) {
      const index = this.#nextWaiting();
      if (index === undefined) break;
      this.#run(index);
    }
    if (this.#underWay.size > 0) return;
    if (this.#phase.isSample && this.counts.waiting > 0) {
      this.#phase = { status: 'sampled' };
      this.parts.onChange();
      return;
    }
    this.#ending ??= this.#end().finally(() => {
      this.#ending = undefined;
      this.#pump();
    });
  }

  #nextWaiting(): number | undefined {
    for (;;) {
      const index = this.#queue.shift();
      if (index === undefined) return undefined;
      if (this.items.get(index).state.status === 'waiting' && !this.#underWay.has(index)) return index;
    }
  }

  #run(index: number): void {
    const stop = new AbortController();
    const done = Promise.resolve().then(() => this.#runItem(index, stop.signal));
    this.#underWay.set(index, { stop, begunAt: this.#nowMs(), done, retry: undefined, goesBack: false });
  }

  async #runItem(index: number, signal: AbortSignal): Promise<void> {
    try {
      if (this.#kept.has(index)) this.#change(index, { status: 'receiving' });
      else await this.#obtainAnswer(index, signal);
      await this.#placeAnswer(index);
      this.#noticeCluster();
    } catch (error) {
      this.#failed(index, error);
    } finally {
      this.#underWay.delete(index);
      this.#pump();
      this.parts.onChange();
    }
  }

  /** Runs the service for an item, unless there is a result already. What comes back is kept, or needs attention. */
  async #obtainAnswer(index: number, signal: AbortSignal): Promise<void> {
    const open = await this.#openService();
    const { stem, isThere } = await this.#placing.settleStem(index);
    if (isThere) {
      this.#journal?.append({ is: 'skipped', item: index, output: stem });
      this.#change(index, { status: 'skipped', output: stem });
      return;
    }
    this.#journal?.append({ is: 'begun', item: index, stem });
    const { base, relativePath, attempts } = this.items.get(index);
    const [source] = await Promise.all([this.parts.inputs.open(joined(base, relativePath)), this.#journal?.synced()]);
    if (signal.aborted) throw new AppError({ code: 'cancelled', clusterMayContinue: false });
    this.#change(index, { status: 'sending' });
    const input = hashing(source, this.parts.newHash);
    const sentAt = this.#nowMs();
    const stored = await this.parts.attempts.run({
      id: this.answerId(index),
      open,
      input,
      signal,
      onState: (state, attempt) => this.#follow(index, state, attempts + attempt),
    });
    const tookMs = this.#nowMs() - sentAt;
    const inputSha256 = input.sha256();
    if (inputSha256 !== undefined) this.items.note(index, { inputSha256 });
    this.#lastAnswerAt = this.#nowMs();
    if (this.items.get(index).attempts === attempts + 1) this.#parallelism = afterAnswer(this.#parallelism, tookMs);
    const { verdict, problem } = stored.reading;
    const seconds = tookMs / 1000;
    if (verdict === 'result' || verdict === 'text-only') this.#kept.set(index, { stored, seconds });
    else this.#attention(index, { kind: 'doubtful', verdict, ...(problem && { error: problem }) }, seconds);
  }

  async #placeAnswer(index: number): Promise<void> {
    const answer = this.#kept.get(index);
    if (!answer) return;
    await this.#placing.place(index, answer);
    this.#kept.delete(index);
    this.#pace.gotResult(answer.stored.sizeBytes, answer.seconds);
    this.#pace.finished(this.#nowMs());
  }

  /** What is heard of an item under way. */
  #follow(index: number, state: AttemptState, attempts: number): void {
    const item = this.#underWay.get(index);
    if (!item) return;
    if (this.items.get(index).attempts !== attempts) this.items.note(index, { attempts });
    item.retry = undefined;
    if (state.status === 'retrying') {
      const { resumesAt, reason } = state;
      item.retry = { resumesAt, reason };
      this.#change(index, { status: 'waiting', again: item.retry });
      if (isRefusal(reason)) this.#parallelism = afterRefusal(this.#parallelism);
      return;
    }
    const status = itemStatus[state.status];
    if (this.items.get(index).state.status !== status) this.#change(index, { status });
  }

  #failed(index: number, error: unknown): void {
    const item = this.#underWay.get(index);
    if (!item) return;
    const seconds = (this.#nowMs() - item.begunAt) / 1000;
    if (!isAppError(error)) {
      const reference = this.parts.log.error('an item of a batch ended in an unforeseen way', error);
      this.#attention(index, { kind: 'failed', error: { code: 'internal', reference } }, seconds);
      return;
    }
    const { info } = error;
    if (info.code === 'cancelled') {
      if (item.goesBack) this.#goBack(index);
      else this.#cancelled(index, info.clusterMayContinue);
      return;
    }
    this.parts.log.warn('an item of a batch failed', { index, error: info, cause: error.cause });
    switch (scopeOf(info, this.#lastAnswerAt > item.begunAt)) {
      case 'item':
        this.#attention(index, { kind: 'failed', error: info }, seconds);
        this.#noticeCluster();
        return;
      case 'cluster':
        this.#goBack(index);
        this.#holdFor(info);
        return;
      case 'person':
        this.#goBack(index);
        this.pause(info);
    }
  }

  /** The item runs later. Others come first: this one may be what the cluster stumbles over. */
  #goBack(index: number): void {
    this.#change(index, { status: 'waiting' });
    this.#queue.push(index);
  }

  #takeBackRetries(): void {
    for (const item of this.#underWay.values()) {
      if (!item.retry) continue;
      item.goesBack = true;
      item.stop.abort();
    }
  }

  /** The cluster answered, if only with a failure: there is no need to hold any longer. */
  #noticeCluster(): void {
    if (this.#phase.status !== 'holding') return;
    this.#endHold();
    this.#go(false);
  }

  #holdFor(reason: ErrorInfo): void {
    const { status } = this.#phase;
    if ((status !== 'running' && status !== 'holding') || this.#hold) return;
    const hold = new AbortController();
    this.#hold = hold;
    const waitMs = holdMs(this.#failedProbes);
    this.#failedProbes += 1;
    this.#phase = { status: 'holding', reason, resumesAt: new Date(this.#nowMs() + waitMs).toISOString() };
    this.#parallelism = afterRefusal({ ...this.#parallelism, atOnce: 1, unheard: 0 });
    void this.parts.clock
      .wait(waitMs, hold.signal)
      .catch(() => undefined)
      .then(() => {
        if (this.#hold !== hold) return;
        this.#hold = undefined;
        const index = this.#nextWaiting();
        if (index === undefined) this.#go(false);
        else this.#run(index);
      });
  }

  #endHold(): void {
    const hold = this.#hold;
    this.#hold = undefined;
    hold?.abort();
  }

  #attention(index: number, trouble: BatchTrouble, seconds: number): void {
    const { attempts } = this.items.get(index);
    this.#journal?.append({ is: 'attention', item: index, trouble, seconds, attempts });
    this.#change(index, { status: 'needs-attention', trouble, seconds });
    this.#pace.finished(this.#nowMs());
  }

  #cancelled(index: number, clusterMayContinue: boolean): void {
    this.#journal?.append({ is: 'cancelled', item: index, clusterMayContinue });
    this.#change(index, { status: 'cancelled', clusterMayContinue });
  }

  #change(index: number, state: BatchItemState): void {
    this.items.change(index, state);
    this.parts.onChange();
  }

  #openService(): Promise<OpenService> {
    const { profileId, serviceName, owner } = this.#plan;
    return this.parts.profiles.openService(profileId, serviceName, owner);
  }

  /** Writes the report, and that it is finished. */
  async #end(): Promise<void> {
    const finishedAt = this.parts.clock.now();
    const reportProblem = await this.#writeReport(finishedAt);
    this.#journal?.append({ is: 'finished', at: finishedAt });
    try {
      await this.#journal?.synced();
    } catch (error) {
      // At worst it is offered once more at the next start, with every item settled.
      this.parts.log.error('end of a batch', error);
    }
    // Files may have been added, or the program asked to end, meanwhile.
    if (this.#phase.status !== 'running' && this.#phase.status !== 'finished') return;
    if (this.#queue.length > 0) return;
    this.#phase = { status: 'finished', finishedAt, ...(reportProblem && { reportProblem }) };
    await this.#closeJournal();
    this.parts.onChange();
  }

  async #closeJournal(): Promise<void> {
    const journal = this.#journal;
    this.#journal = undefined;
    await journal?.close();
  }

  async #writeReport(finishedAt: string): Promise<ErrorInfo | undefined> {
    const { reports, profiles, appVersion, log } = this.parts;
    const { id, startedAt, plan } = this;
    try {
      if (this.#reportNumber === undefined) {
        this.#reportNumber = await reports.freeNumber(plan.outputFolder);
        this.#journal?.append({ is: 'report', number: this.#reportNumber });
      }
      const endpoint = await profiles.endpointOf(plan.profileId);
      const facts = { id, plan, startedAt, finishedAt, appVersion, ...(endpoint !== undefined && { endpoint }) };
      await writeReport(reports, this.#reportNumber, facts, this.items.all);
      return undefined;
    } catch (error) {
      return isAppError(error) ? error.info : { code: 'internal', reference: log.error('report of a batch', error) };
    }
  }

  #nowMs(): number {
    return Date.parse(this.parts.clock.now());
  }
}

const itemStatus = {
  connecting: 'sending',
  sending: 'sending',
  waiting: 'working',
  receiving: 'receiving',
  decoding: 'receiving',
} as const;

function isRefusal({ code }: ErrorInfo): boolean {
  return code === 'service-busy' || code === 'service-not-ready';
}

/** So many of them, from the beginning to the end. */
function spread(indices: readonly number[], count: number): number[] {
  if (indices.length <= count) return [...indices];
  const step = (indices.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, at) => indices[Math.round(at * step)] ?? 0);
}
