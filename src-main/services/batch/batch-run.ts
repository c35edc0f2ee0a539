import {
  BatchItems,
  isItemSettled,
  type BatchItem,
  type BatchCounts,
  type BatchItemState,
  type BatchPlan,
  type BatchTrouble,
} from '../../core/batch/batch';
import { type BatchId } from '../../core/ground/ids';
import type { RecordedBatch } from '../../core/batch/journal';
import { OutputNames } from '../../core/batch/names';
import { canEnter, canStop, isInLine, isWorking, type BatchPhase } from '../../core/batch/phase';
import { BatchQueue } from '../../core/batch/pace/queue';
import { sampleOf } from '../../core/batch/sample';
import { BatchPace, type BatchEstimate } from '../../core/batch/pace/pace';
import type { SpreadsheetForm } from '../../core/batch/spreadsheet';
import type { FoundFile, KeyedFile } from '../../core/batch/scan';
import { scopeOf } from '../../core/batch/failure-scope';
import { AwakeTime } from '../../core/ground/awake-time';
import { AppError, isAppError, type ErrorCode, type ErrorInfo } from '../../core/ground/error';
import { isRefusal } from '../../core/ground/error-table';
import type {
  AnswerFieldReader,
  BatchAnswers,
  BatchInputs,
  BatchJournals,
  BatchReports,
  BatchTables,
  FolderScan,
  OutputFolders,
} from '../../core/batch/ports';
import type { Clock, Logger } from '../../core/ground/ports';
import type { InputPreparation } from '../../core/input/ports';
import type { JobRuns } from '../job/job-runs';
import { ListJobs } from '../job/list-jobs';
import type { Attempts, AttemptState } from '../run/attempts';
import { EarlierResults } from './earlier-results';
import { expectFolderApart, expectRoom, explainedFailure } from './folder-check';
import type { FolderRecords } from './folder-records';
import { BatchHold } from './hold';
import { openItem } from './item-input';
import { BatchItemWork, secondsOf, type ItemOutcome } from './item-work';
import type { RunInLine, SharedLine } from './line';
import { LearnedParallelism } from './learned-parallelism';
import { BatchMarking } from './marking';
import { BatchOpening } from './opening';
import { BatchPlacing } from './placing';
import { BatchRecording } from './recording';
import { BatchReporting } from './reporting';
import { ResultCheck, type MissingResults } from './result-check';
import type { StepList } from '../recipe/handing-on';
import { BatchUnderWay } from './under-way';
import type { NewHash } from '../input/hashing-source';
import type { ClusterServices, OpenService } from '../service/cluster-services';
import { answerIdOf } from '../../core/batch/answer-id';
import { pathBelow } from '../../core/ground/paths';

/** What a running batch works with. */
export interface BatchRunParts {
  readonly attempts: Pick<Attempts, 'run'>;
  readonly jobs: Pick<JobRuns, 'newJob' | 'run' | 'expectAble' | 'remove'>;
  readonly services: Pick<ClusterServices, 'openService' | 'endpointOf'>;
  readonly inputs: BatchInputs;
  readonly preparation: InputPreparation;
  readonly tables: BatchTables;
  readonly scan: Pick<FolderScan, 'lookInside'>;
  /** Answers that are not in the output folder yet, or need attention. */
  readonly answers: BatchAnswers;
  readonly outputs: OutputFolders;
  readonly fieldReader: AnswerFieldReader;
  readonly journals: BatchJournals;
  readonly records: FolderRecords;
  readonly reports: BatchReports;
  readonly clock: Clock;
  readonly log: Logger;
  readonly newHash: NewHash;
  readonly appVersion: string;
  /** How tables of a report are written now. */
  readonly spreadsheetForm: () => Promise<SpreadsheetForm>;
  /** Is called at every change, many times a second. */
  readonly onChange: () => void;
  /** Whether the program itself may still add files to it. */
  readonly isGrowing: () => boolean;
  /** Hands its results on to the next step of a recipe, where it runs one. @throws AppError of the list that gets them */
  readonly handOn: (list: StepList) => Promise<void>;
  /** The other lists, with which it shares its cluster. */
  readonly line: SharedLine;
}

const sampleSize = 3;

/**
 * One batch: runs its items a few at a time, each from its file to its place in the output folder, and writes every
 * step into the journal before it takes the next.
 */
export class BatchRun implements RunInLine, StepList {
  readonly id: BatchId;
  readonly startedAt: string;
  readonly items: BatchItems;
  /** How many items a damaged journal lost. */
  readonly lostItems: number;
  /** What a person says of its answers. */
  readonly marks: BatchMarking;
  /** Whether the user wants it kept whatever the rules of the history say. */
  isPinned: boolean;
  readonly #check: ResultCheck;
  readonly #recording: BatchRecording;
  readonly #earlier: EarlierResults;
  readonly #placing: BatchPlacing;
  readonly #opening: BatchOpening;
  readonly #parallelism: LearnedParallelism;
  readonly #work: BatchItemWork;
  readonly #reporting: BatchReporting;
  readonly #hold: BatchHold;
  readonly #jobs: ListJobs;
  readonly #time: AwakeTime;
  readonly #pace = new BatchPace();
  readonly #underWay = new BatchUnderWay();
  readonly #queue = new BatchQueue();
  #plan: BatchPlan;
  #phase: BatchPhase = { status: 'ready' };
  #sample: readonly number[] = [];
  #lastAnswerAtMs = 0;
  /** Address of the cluster, as soon as it is known. */
  #cluster: string | undefined;
  #isStopping = false;
  /** Whether three items are enough for now. */
  #isSample = false;
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
    this.lostItems = recorded?.lostItems ?? 0;
    this.isPinned = recorded?.isPinned ?? false;
    const { items } = this;
    this.#check = new ResultCheck({ items, outputs: parts.outputs });
    this.#hold = new BatchHold(parts.clock);
    this.#time = new AwakeTime(parts.clock);
    this.#jobs = new ListJobs({ jobs: parts.jobs, plan: () => this.#plan });
    this.#recording = new BatchRecording(parts.journals, { id, startedAt, items }, recorded?.items.length ?? 0);
    this.#earlier = new EarlierResults({ ...parts, id });
    this.#placing = new BatchPlacing({
      ...parts,
      items,
      names: recorded?.names ?? new OutputNames(),
      startedAt,
      answerId: (index) => this.answerId(index),
      plan: () => this.#plan,
      recording: this.#recording,
      earlier: this.#earlier,
      check: this.#check,
    });
    this.#opening = new BatchOpening(
      {
        ...parts,
        earlier: this.#earlier,
        recording: this.#recording,
        placing: this.#placing,
        startedAt,
        plan: () => this.#plan,
        onFolderMade: (made) => (this.#plan = made),
        isIdle: () => this.#underWay.size === 0,
      },
      recorded,
    );
    this.marks = new BatchMarking({ ...parts, items, recording: this.#recording, plan: () => this.#plan });
    this.#parallelism = new LearnedParallelism({
      line: parts.line,
      serviceKey: () => this.#serviceKey,
      isWorking: () => isWorking(this.#phase.status),
    });
    this.#work = new BatchItemWork({
      ...parts,
      items,
      placing: this.#placing,
      recording: this.#recording,
      answerId: (index) => this.answerId(index),
      nowMs: () => this.#time.nowMs(),
      openService: () => this.#openService(),
      answerLimits: () => this.#plan.answerLimits,
      isInBackground: (index) => this.#jobs.isInBackground(this.items.get(index)),
      jobPlace: (index) => this.#jobs.placeOf(this.items.get(index)),
      onSeen: () => this.#noticeCluster(),
      openInput: (index) => openItem(this.items.get(index), this.#plan.table, this.id, parts),
      change: (index, state) => this.#change(index, state),
      onState: (index, state, attempts) => this.#follow(index, state, attempts),
      waitToSend: async (index) => {
        const sending = this.#underWay.waitToSend(index);
        this.#pump();
        await sending;
        this.#pace.begin(index, this.#time.nowMs());
      },
      leaveCluster: (index) => {
        this.#underWay.leaveCluster(index);
        this.#pump();
        this.#freeForOthers();
      },
      onAnswer: (tookMs, isFirstAttempt) => {
        this.#lastAnswerAtMs = this.#time.nowMs();
        if (isFirstAttempt) this.#parallelism.answered(tookMs);
      },
    });
    this.#reporting = new BatchReporting(
      { ...parts, id, startedAt, items, recording: this.#recording, answerId: (index) => this.answerId(index) },
      recorded?.report,
    );
    if (!recorded) return;
    const { finishedAt } = recorded;
    this.#phase =
      finishedAt === undefined
        ? { status: 'interrupted' }
        : { status: 'finished', finishedAt, ...this.#reportNews(undefined) };
  }

  get plan(): BatchPlan {
    return this.#plan;
  }

  /** Where results go, or will go. */
  get plannedFolder(): string {
    return this.#opening.plannedFolder;
  }

  get counts(): BatchCounts {
    return this.items.counts;
  }

  /** Address of the cluster that it runs at, once it was begun in this start of the program. */
  get cluster(): string {
    return this.#cluster ?? '';
  }

  /** How many of its items the cluster is at work on. */
  get atCluster(): number {
    return this.#underWay.count('at-cluster');
  }

  /** Whether it begins nothing more, and ends when what is under way has ended. */
  get isStopping(): boolean {
    return this.#isStopping;
  }

  /** Whether the program itself may still add files. */
  get isGrowing(): boolean {
    return this.parts.isGrowing();
  }

  /** How many run at the same time now. */
  get atOnce(): number {
    return this.#parallelism.atOnce;
  }

  /** Whether all that it runs now are background jobs. */
  get runsJobs(): boolean {
    return this.#parallelism.isOfJobs;
  }

  /** What it is doing. If everything under way only waits for another try, the batch counts as held up. */
  get phase(): BatchPhase {
    const holding = (reason: ErrorInfo, resumesAtMs: number): BatchPhase => ({
      status: 'holding',
      reason,
      resumesInMs: Math.max(0, resumesAtMs - this.parts.clock.monotonicMs()),
    });
    if (this.#phase.status === 'holding') return holding(this.#phase.reason, this.#hold.endsAtMs);
    const pendingRetry = this.#phase.status === 'running' ? this.#underWay.pendingRetry : undefined;
    return pendingRetry ? holding(pendingRetry.reason, pendingRetry.resumesAtMs) : this.#phase;
  }

  /** Time and space that the remaining items need; `undefined` until there is a result to judge by. */
  get estimate(): BatchEstimate | undefined {
    const { waiting, sending, working, receiving } = this.counts;
    return this.#pace.estimate(waiting + sending + working + receiving, this.#time.nowMs());
  }

  /** Whether it is in the journal, so that it would be offered after a crash. */
  get isBegun(): boolean {
    return this.#recording.isBegun;
  }

  /** When it was finished, where it is. */
  get finishedAt(): string | undefined {
    return this.#phase.status === 'finished' ? this.#phase.finishedAt : undefined;
  }

  /** What is not where it was put, as far as it was looked for. */
  get missing(): MissingResults | undefined {
    return this.#check.missing;
  }

  /** Looks whether results of an earlier time are still there; those that are not are shown as gone. */
  async lookForResults(): Promise<void> {
    await this.#check.showMissing(() => this.parts.onChange());
  }

  /** Keeps it whatever the rules of the history say, or no longer. @throws AppError of writing */
  async pin(isPinned: boolean): Promise<void> {
    await this.#recording.write(this.#plan, [{ is: 'pin', isPinned }]);
    this.isPinned = isPinned;
  }

  /** Name of an item's answer in the store, and on the app's own protocol. */
  answerId(index: number): string {
    return answerIdOf(this.id, index);
  }

  /** Adds files behind the others; where the batch is begun, they run when their turn comes. */
  async add(files: readonly FoundFile[]): Promise<void> {
    const indices = this.#addItems(files);
    if (!this.#recording.isOpen) return;
    // The journal must know the items before anything else is written about them.
    if (!(await this.#isWritten(this.#recording.writeItems()))) return;
    await this.#queueUp(indices);
  }

  /**
   * Adds files that the program itself brings, each of them once. Unless the user paused the batch, or the program ended in the
   * middle of it, they run: a batch that is finished goes on. If it can't, it is paused with the reason.
   * They are on disk to stay when it resolves.
   * @throws AppError of writing; they are in the list nevertheless
   */
  async append(files: readonly KeyedFile[]): Promise<void> {
    await this.#ending;
    await this.#recording.open(this.#plan);
    const indices = this.#addItems(files.filter(({ key }) => !this.items.hasKey(key)));
    await this.#recording.writeItems();
    // Also where it was called before with the same files, and their lines are not on disk yet.
    await this.#recording.synced();
    try {
      if (this.#phase.status === 'ready') await this.start(false);
      else await this.#queueUp(indices);
    } catch (error) {
      if (!isAppError(error)) throw error;
      // It may be paused already, by what was added at the same time.
      if (canEnter(this.#phase.status, 'paused')) this.#enter({ status: 'paused', reason: error.info });
      this.parts.onChange();
    }
  }

  /** Writes the report of a batch that is finished, once it gets no more files. */
  async endGrowth(): Promise<void> {
    await this.#ending;
    if (this.#phase.status === 'finished') await this.#end();
  }

  /** Changes the plan. Results that are there keep their names. */
  async changePlan(plan: BatchPlan): Promise<void> {
    if (plan.outputFolder !== this.#plan.outputFolder) {
      this.#placing.forgetFolder();
      this.#opening.forgetFolder();
    }
    this.#plan = plan;
    this.#recording.append({ is: 'plan', plan });
    this.parts.onChange();
    if (!this.#recording.isOpen) return;
    const open = await this.#openService();
    this.#parallelism.limit(plan, open);
    this.#pump();
  }

  /**
   * Begins; continues after an interruption; or goes on after a sample or a pause.
   * @param isSample whether three items are enough for now
   * @throws AppError of the plan, the output folder, the journal, or the connection
   */
  async start(isSample: boolean): Promise<void> {
    if (isInLine(this.#phase.status)) return;
    this.#starting ??= this.#start(isSample).finally(() => {
      this.#starting = undefined;
    });
    await this.#starting;
  }

  /** Sends nothing more for now; what is under way goes on to its end. */
  pause(reason?: ErrorInfo): void {
    if (!isInLine(this.#phase.status)) return;
    this.#leaveCluster({ status: 'paused', ...(reason && { reason }) });
    this.parts.line.arrange();
  }

  /** The cluster is free for it. */
  takeTurn(): void {
    if (this.#phase.status !== 'queued') return;
    this.#parallelism.takeOver();
    this.#go();
  }

  /** Another list is before it at the cluster: it waits for its turn again, and what is under way goes on to its end. */
  giveWay(): void {
    if (!isWorking(this.#phase.status)) return;
    this.#leaveCluster({ status: 'queued', isSample: this.#isSample });
  }

  /** Sends what may be sent now, since another list no longer keeps the cluster busy. */
  sendMore(): void {
    this.#pump();
  }

  /** Tries a cluster that could not be reached at once, instead of waiting any longer. */
  probeNow(): void {
    if (this.#hold.isWaiting) this.#hold.probeNow();
    else this.#underWay.stopForLater('retrying');
  }

  /**
   * Ends it: items that wait are cancelled, and those under way are finished or dropped. Where nothing ever ran, nothing happens.
   * @throws AppError of the journal, which has to know what is cancelled
   */
  async stop(dropsUnderWay: boolean): Promise<void> {
    if (!canStop(this.#phase.status)) return;
    await this.#opening.open();
    this.#hold.end();
    this.#queue.fill([]);
    this.#isStopping = true;
    this.#isSample = false;
    this.#enter({ status: 'running', isSample: false });
    const waiting = this.items.all.filter(
      ({ index, state }) => state.status === 'waiting' && !this.#underWay.has(index),
    );
    for (const { index, job } of waiting) if (!job) this.#cancelled(index, false);
    const withJobs = waiting.filter(({ job }) => job).map(({ index }) => index);
    this.#underWay.stopAll(dropsUnderWay ? 'all' : 'idle');
    if (dropsUnderWay) await Promise.all([this.#underWay.settled(), this.#cancelWithJobs(withJobs)]);
    else if (withJobs.length > 0) {
      // The cluster may be at work on them, as on what was sent just now.
      this.#parallelism.goOnWithJobs();
      this.#queue.push(withJobs);
    }
    this.#pump();
    this.parts.line.arrange();
    await this.#ending;
  }

  /**
   * Runs items again that are settled. A result that is there stays as it is, and the new one gets a name of its own.
   * @param inBackground whether they are run as background jobs, whatever the plan says
   * @throws AppError as `start`
   */
  async retry(indices: readonly number[], inBackground = false): Promise<void> {
    if (inBackground) await this.#jobs.expectAble((await this.#openService()).access.endpoint);
    const statusOf = (index: number) => this.items.get(index).state.status;
    const chosen = indices.filter((index) => isItemSettled(this.items.get(index).state));
    const troubled = new Set(chosen.filter((index) => statusOf(index) === 'needs-attention'));
    await this.#ending;
    await this.#opening.open();
    // Results that were gone may be there again.
    const again = chosen.filter((index) => !(troubled.has(index) && statusOf(index) === 'done'));
    for (const index of again) {
      // An answer that only waits for its place in the output folder is not asked for again.
      if (!this.#work.hasAnswer(index)) await this.parts.answers.delete(this.answerId(index));
      const { state } = this.items.get(index);
      const runsAnyway = 'result' in state;
      const keepsJob = this.#jobs.mayGoOn(this.items.get(index));
      if (runsAnyway) this.items.note(index, { runsAnyway });
      if (inBackground) this.items.note(index, { inBackground });
      if (!keepsJob) this.items.forgetJob(index);
      this.#change(index, { status: 'waiting' });
      this.#recording.append({
        ...{ is: 'waiting', item: index },
        ...(runsAnyway && { runsAnyway }),
        ...(inBackground && { inBackground }),
        ...(keepsJob && { keepsJob }),
        ...(state.status === 'done' && { besides: state.result.output }),
      });
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
    await this.#opening.open();
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

  /** Writes the report with what is known now. @returns its path @throws AppError of writing */
  async report(): Promise<string> {
    // A mark that is made meanwhile would be in a part of the report only.
    await this.marks.whileUnchanged(async () => {
      const problem = await this.#reporting.write(this.#plan, this.parts.clock.now());
      if (problem) throw new AppError(problem);
    });
    return pathBelow(this.#plan.outputFolder, this.#reporting.name ?? '');
  }

  /** Cancels items that wait or are under way. Their jobs are removed from the cluster. */
  async cancel(indices: readonly number[]): Promise<void> {
    const withJobs: number[] = [];
    for (const index of indices) {
      const { state, job } = this.items.get(index);
      if (this.#underWay.has(index)) this.#underWay.stop(index);
      else if (state.status === 'waiting' && job) withJobs.push(index);
      else if (state.status === 'waiting') this.#cancelled(index, false);
    }
    this.#pump();
    this.parts.onChange();
    await this.#cancelWithJobs(withJobs);
  }

  /** Stops at once, for the end of the program; what was under way is run when the batch is continued. */
  async suspend(): Promise<void> {
    this.#hold.end();
    this.#queue.fill([]);
    if (this.#phase.status !== 'finished') this.#enter({ status: 'interrupted' });
    this.#underWay.stopForLater('all');
    await this.#underWay.settled();
    await this.#ending;
    await this.marks.allWritten();
    this.#earlier.releaseAll();
    await this.#closeJournal();
  }

  #addItems(files: readonly FoundFile[]): readonly number[] {
    const indices = files.map(
      ({ base, relativePath, sizeBytes, ...more }) => this.items.add(base, relativePath, sizeBytes, more).index,
    );
    this.parts.onChange();
    return indices;
  }

  async #start(isSample: boolean): Promise<void> {
    await this.#ending;
    const { outputs } = this.parts;
    const folder = await outputs.plannedPath(this.plannedFolder);
    const isNew = this.#plan.inDatedFolder === true;
    await expectFolderApart({ folder, isNew }, this.items.all, outputs);
    await expectRoom(folder, this.estimate?.sizeBytes, outputs);
    const open = await this.#openService();
    if (!this.isBegun) await this.#expectSteps();
    this.#cluster = open.access.endpoint;
    const isWaiting = ({ index, state }: BatchItem) => state.status === 'waiting' && !this.#underWay.has(index);
    const jobs = this.items.all.filter((item) => isWaiting(item) && this.#jobs.isInBackground(item)).length;
    if (jobs > 0) await this.#jobs.expectAble(open.access.endpoint);
    this.#parallelism.begin(this.#plan, open, jobs > 0 && jobs === this.counts.waiting);
    await this.#opening.open();
    const waiting = this.items.all.filter(isWaiting);
    this.#sample = isSample ? sampleOf(waiting, sampleSize) : [];
    this.#queue.fill(isSample ? this.#sample : waiting.map(({ index }) => index));
    this.#isStopping = false;
    this.#isSample = isSample;
    this.#enter({ status: 'queued', isSample });
    // If it is its turn already, it begins at once, before the window is told that it waits.
    this.parts.line.arrange();
    this.parts.onChange();
  }

  /** Makes sure before anything runs that all steps of a recipe can. @throws AppError `recipe-step-unusable`, or of a connection */
  async #expectSteps(): Promise<void> {
    const { step = 1, rest = [] } = this.#plan.recipe ?? {};
    for (const [index, { profileId, serviceName, owner, title = serviceName }] of rest.entries()) {
      await this.parts.services.openService(profileId, serviceName, owner).catch((error: unknown) => {
        const missing = isAppError(error) ? missingPart[error.info.code] : undefined;
        if (missing === undefined) throw error;
        throw new AppError({ code: 'recipe-step-unusable', step: step + index + 1, service: title, missing }, error);
      });
    }
  }

  /** Cancels items that wait, whose jobs the cluster may be at work on. */
  async #cancelWithJobs(indices: readonly number[]): Promise<void> {
    await Promise.all(
      indices.map(async (index) => {
        const clusterMayContinue = await this.#jobs.remove(this.items.get(index));
        if (this.#underWay.has(index)) this.#underWay.stop(index);
        else if (this.items.get(index).state.status === 'waiting') this.#cancelled(index, clusterMayContinue);
      }),
    );
    this.#pump();
    this.parts.onChange();
  }

  get #serviceKey(): string {
    const { owner, serviceName } = this.#plan;
    return JSON.stringify([this.#cluster, owner, serviceName]);
  }

  /** Sends nothing more for now. What waits to be sent, or to be tried again, must not be sent meanwhile. */
  #leaveCluster(phase: BatchPhase): void {
    this.#hold.end();
    this.#enter(phase);
    this.#underWay.stopForLater('idle');
    this.parts.onChange();
  }

  /** Lets another list use the cluster, unless this one still runs and will use it itself. */
  #freeForOthers(): void {
    if (this.#phase.status !== 'running' || this.#isStopping) this.parts.line.freed(this);
  }

  #go(): void {
    this.#enter({ status: 'running', isSample: this.#isSample });
    this.#hold.forgetFailures();
    this.#pump();
    this.parts.onChange();
  }

  /** Whether it could be written down; otherwise the batch is paused. */
  async #isWritten(writing: Promise<void>): Promise<boolean> {
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
    // In the other phases nothing runs now: the next start takes everything that waits.
    if (status === 'finished') await this.start(false);
    else if (isInLine(status)) {
      this.#queue.push(indices);
      this.#pump();
    }
  }

  /** Starts as many items as may run now, and notices the end. */
  #pump(): void {
    if (this.#phase.status !== 'running') return;
    const { atOnce } = this.#parallelism;
    const nowMs = this.#time.nowMs();
    const othersAtWork = this.parts.line.othersAtCluster(this);
    while (this.atCluster + othersAtWork < atOnce && this.#underWay.sendNext(nowMs));
    // Items are prepared in advance, so that the cluster never waits for the disk; but not more than the disk can follow.
    while (this.#underWay.count('preparing') < atOnce && this.#underWay.size < 3 * atOnce) {
      const index = this.#nextWaiting();
      if (index === undefined) break;
      this.#run(index);
    }
    if (this.#underWay.size > 0) return;
    if (this.#isSample && this.counts.waiting > 0) {
      this.#enter({ status: 'sampled', items: this.#sample });
      this.parts.onChange();
      this.parts.line.arrange();
      return;
    }
    this.#ending ??= this.#end().finally(() => {
      this.#ending = undefined;
      this.#pump();
    });
  }

  /** @throws Error where the phases don't allow it */
  #enter(phase: BatchPhase): void {
    const from = this.#phase.status;
    if (!canEnter(from, phase.status)) throw new Error(`A batch that is ${from} can't be ${phase.status}.`);
    this.#phase = phase;
  }

  #nextWaiting(): number | undefined {
    return this.#queue.take((index) => this.items.get(index).state.status === 'waiting' && !this.#underWay.has(index));
  }

  #run(index: number): void {
    this.#underWay.begin(index, this.#time.nowMs(), (signal) => this.#runItem(index, signal));
  }

  async #runItem(index: number, signal: AbortSignal): Promise<void> {
    const stopWatching = this.#time.watch();
    try {
      this.#settle(index, await this.#work.run(index, signal));
      this.#noticeCluster();
    } catch (error) {
      const explained = await explainedFailure(error, this.items.get(index), this.parts.inputs);
      const isForGood = this.#underWay.get(index)?.runsLater === false;
      this.#failed(index, isForGood ? await this.#jobs.afterCancelling(this.items.get(index), explained) : explained);
    } finally {
      this.#pace.end(index, this.#time.nowMs());
      this.#underWay.end(index);
      // Another list that ran the same file would have it run twice.
      if (this.#work.hasAnswer(index) && this.items.get(index).state.status !== 'cancelled')
        this.#earlier.keepAnswer(index);
      else this.#earlier.release(index);
      stopWatching();
      this.#pump();
      this.#freeForOthers();
      this.parts.onChange();
    }
  }

  #settle(index: number, outcome: ItemOutcome): void {
    switch (outcome.kind) {
      case 'placed':
        this.#pace.gotResult(outcome.sizeBytes);
        this.#pace.finish(index, this.#time.nowMs());
        return;
      case 'there-already': {
        const { result, inputSha256, prepared } = outcome;
        const known = { ...(inputSha256 !== undefined && { inputSha256 }), ...(prepared && { prepared }) };
        this.items.note(index, known);
        this.#recording.append({ is: 'skipped', item: index, result, ...known });
        this.#change(index, { status: 'skipped', result });
        return;
      }
      case 'doubtful':
        this.#attention(index, outcome.trouble, outcome.seconds);
    }
  }

  /** Applies news of an item under way. */
  #follow(index: number, state: AttemptState, attempts: number): void {
    if (!this.#underWay.has(index)) return;
    if (this.items.get(index).attempts !== attempts) this.items.note(index, { attempts });
    this.#underWay.noteRetry(index, undefined);
    if (state.status === 'retrying') {
      const { waitMs, reason } = state;
      this.#underWay.noteRetry(index, { resumesAtMs: this.parts.clock.monotonicMs() + waitMs, reason });
      this.#change(index, { status: 'waiting', again: { reason } });
      if (isRefusal(reason)) this.#parallelism.refused();
      return;
    }
    const status = itemStatus[state.status];
    if (this.items.get(index).state.status !== status) this.#change(index, { status });
  }

  #failed(index: number, error: unknown): void {
    const item = this.#underWay.get(index);
    if (!item) return;
    const seconds = secondsOf(this.#time.nowMs() - item.begunAtMs);
    if (!isAppError(error)) {
      const reference = this.parts.log.error('an item of a batch ended in an unforeseen way', error);
      this.#attention(index, { kind: 'failed', error: { code: 'internal', reference } }, seconds);
      return;
    }
    const { info } = error;
    if (info.code === 'cancelled') {
      if (item.runsLater) this.#goBack(index);
      else this.#cancelled(index, info.clusterMayContinue);
      return;
    }
    this.parts.log.warn('an item of a batch failed', { index, error: info, cause: error.cause });
    switch (scopeOf(info, this.#lastAnswerAtMs > item.begunAtMs)) {
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

  /** Runs an item later, after all others: it may be the cause of the failure. */
  #goBack(index: number): void {
    this.#change(index, { status: 'waiting' });
    this.#queue.push([index]);
  }

  /** The cluster answered, if only with a failure: there is no need to hold any longer. */
  #noticeCluster(): void {
    if (this.#phase.status !== 'holding') return;
    this.#hold.end();
    this.#go();
  }

  #holdFor(reason: ErrorInfo): void {
    if (!isWorking(this.#phase.status) || this.#hold.isWaiting) return;
    const waitMs = this.#hold.begin(() => {
      const index = this.#nextWaiting();
      if (index === undefined) return this.#go();
      this.#run(index);
      this.#underWay.sendAtOnce(index, this.#time.nowMs());
    });
    // What was prepared goes to the cluster when it can be reached.
    this.#underWay.stopForLater('unsent');
    this.#enter({ status: 'holding', reason, resumesInMs: waitMs });
    this.#parallelism.unreachable();
  }

  #attention(index: number, trouble: BatchTrouble, seconds: number): void {
    const { attempts } = this.items.get(index);
    this.#recording.append({ is: 'attention', item: index, trouble, seconds, attempts });
    this.#change(index, { status: 'needs-attention', trouble, seconds });
    this.#pace.finish(index, this.#time.nowMs());
  }

  #cancelled(index: number, clusterMayContinue: boolean): void {
    this.#recording.append({ is: 'cancelled', item: index, clusterMayContinue });
    this.#earlier.release(index);
    this.#change(index, { status: 'cancelled', clusterMayContinue });
  }

  #change(index: number, state: BatchItemState): void {
    this.items.change(index, state);
    this.parts.onChange();
  }

  #reportNews(reportProblem: ErrorInfo | undefined): { readonly report?: string; readonly reportProblem?: ErrorInfo } {
    if (reportProblem) return { reportProblem };
    const { name } = this.#reporting;
    return name === undefined ? {} : { report: name };
  }

  #openService(): Promise<OpenService> {
    const { profileId, serviceName, owner } = this.#plan;
    return this.parts.services.openService(profileId, serviceName, owner);
  }

  /** Writes the report, unless more files may come, and that it is finished. */
  async #end(): Promise<void> {
    try {
      await this.parts.handOn(this);
    } catch (error) {
      if (!isAppError(error)) throw error;
      // What is not finished is offered again: the next start hands it on.
      if (canEnter(this.#phase.status, 'paused')) this.#enter({ status: 'paused', reason: error.info });
      this.parts.onChange();
      return;
    }
    const finishedAt = this.parts.clock.now();
    const reportProblem = this.isGrowing ? undefined : await this.#reporting.write(this.#plan, finishedAt);
    this.#recording.append({ is: 'finished', at: finishedAt });
    await this.#recording.synced().catch((error: unknown) => this.parts.log.error('end of a batch', error));
    // Files may have been added, or the program asked to end, meanwhile.
    if (!canEnter(this.#phase.status, 'finished')) return;
    if (!this.#queue.isEmpty) return;
    this.#enter({ status: 'finished', finishedAt, ...this.#reportNews(reportProblem) });
    this.parts.line.arrange();
    await this.#closeJournal();
    this.parts.onChange();
  }

  /** What can't be written even now is settled at the next start: results lie complete in their places. */
  async #closeJournal(): Promise<void> {
    await this.#earlier.close().catch((error: unknown) => this.parts.log.error('record of results', error));
    await this.#recording.close().catch((error: unknown) => this.parts.log.error('journal of a batch', error));
  }
}

/** What a step of a recipe lacks, by the code of what happens when its service is opened. */
const missingPart: Partial<Record<ErrorCode, 'service' | 'connection'>> = {
  'service-not-found': 'service',
  'profile-gone': 'connection',
};

const itemStatus = {
  connecting: 'sending',
  sending: 'sending',
  waiting: 'working',
  receiving: 'receiving',
  decoding: 'receiving',
} as const;
