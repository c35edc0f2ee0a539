import type { ResultStore, StoredAnswer } from '../../core/answer/ports';
import type { SettingsStore } from '../../core/app/ports';
import { AppError, isAppError, type ErrorInfo } from '../../core/ground/error';
import type { JobId, ProfileId } from '../../core/ground/ids';
import type { Clock, Logger } from '../../core/ground/ports';
import { finishedOutcome, historyInputOf, keptInputOf, type HistoryOutcome } from '../../core/history/history';
import type { InputFiles, InputPreparation } from '../../core/input/ports';
import type { JobAbility } from '../../core/job/ability';
import { jobName, jobTable, type Job, type JobEvent, type JobState } from '../../core/job/job';
import { LogTail, type JobLog } from '../../core/job/log-tail';
import { afterListing, type ListedJob } from '../../core/job/listing';
import { logPauseMs, pauseMs } from '../../core/job/polling';
import type { JobClient, JobStore } from '../../core/job/ports';
import type { JobRecord } from '../../core/job/record';
import { isSentAgain } from '../../core/job/submission';
import type { InvocationRequest } from '../../core/run/invocation';
import type { OscarClient } from '../../core/run/ports';
import type { ProfileService } from '../connection/profile-service';
import type { HistoryService } from '../history/history-service';
import { inputSource } from '../run/input-source';
import type { ClusterServices } from '../service/cluster-services';
import { jobAbility } from './ability';
import { ClusterJobs } from './cluster-jobs';
import { JobResults, logLimitMs } from './job-results';
import type { ListingTurns } from './listing-turns';
import { bytesToSend } from './small-input';
import { Submitter } from './submitter';

/** What the job service works with. */
export interface JobServiceParts {
  readonly client: JobClient;
  readonly oscar: Pick<OscarClient, 'clusterFacts' | 'checkServiceToken'>;
  readonly profiles: Pick<ProfileService, 'find'>;
  readonly services: Pick<ClusterServices, 'openService' | 'openJob' | 'renewService' | 'listServices' | 'asUser'>;
  readonly inputs: InputFiles;
  readonly preparation: InputPreparation;
  readonly results: Pick<ResultStore, 'prepare' | 'abandon' | 'receive' | 'delete'>;
  readonly history: Pick<HistoryService, 'open' | 'jobEnded'>;
  readonly settings: SettingsStore;
  readonly store: JobStore;
  /** Shared with all who list jobs. */
  readonly turns: ListingTurns;
  readonly clock: Clock;
  readonly log: Logger;
  readonly newId: () => JobId;
  /** Whether a job is asked for again and again until it is over; others are asked for by `ask`. */
  readonly isFollowed: (id: JobId) => boolean;
  readonly onChange: (news: JobEvent) => void;
}

/** A job with what is known of it for as long as the program runs. */
interface HeldJob {
  record: JobRecord;
  trouble?: ErrorInfo;
  /** Size of its log when it was looked at last. */
  lastLogBytes: number;
  /** Set while it is being sent. */
  submission?: Promise<void>;
  /** Set once the user has removed it: nothing is told of it any more. */
  isRemoved?: boolean;
  readonly stop: AbortController;
}

/** The jobs of one service of one connection, which share their listings. */
interface Round {
  /** Ends the pause before the next one. */
  wake: () => void;
}

/**
 * Background jobs from the input to the result in the history. A job is on disk before it is sent, and is asked for until
 * its result is on disk too, however often the program ends meanwhile. It has an id of its own on the cluster, under which it can be
 * sent again without running twice.
 */
export class JobService {
  readonly #jobs = new Map<JobId, HeldJob>();
  readonly #rounds = new Map<string, Round>();
  /** Called at the next change. */
  #waiting: (() => void)[] = [];
  readonly #underWay = new Set<Promise<void>>();
  #opening: Promise<void> | undefined;
  readonly #cluster: ClusterJobs;
  readonly #submitter: Submitter;
  readonly #results: JobResults;

  constructor(private readonly parts: JobServiceParts) {
    this.#cluster = new ClusterJobs(parts);
    this.#submitter = new Submitter(parts);
    this.#results = new JobResults({ ...parts, cluster: this.#cluster });
  }

  /** Reads the jobs of earlier starts and follows those that are not over. */
  async open(): Promise<void> {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  /** Every job, in no order. */
  async list(): Promise<readonly Job[]> {
    await this.open();
    return [...this.#jobs.values()].map(jobOf);
  }

  /**
   * What a connection can do with background jobs of a service.
   * @throws AppError of the connection or the sign-in
   */
  async ability(profileId: ProfileId, serviceName: string, owner?: string): Promise<JobAbility> {
    return jobAbility(this.parts, profileId, serviceName, owner);
  }

  /**
   * Checks the input and what the connection can do, puts the job on disk, and sends it in the background.
   * @throws AppError of the input, the connection or the disk, `too-large-for-background`, `background-unsupported`
   */
  async start({ profileId, serviceName, owner, input }: InvocationRequest): Promise<JobId> {
    await this.open();
    const { inputs, services, store, clock } = this.parts;
    const source = await inputSource(input, inputs);
    const { bytes, prepared } = await bytesToSend(source, input, this.parts.preparation);
    const ability = await this.ability(profileId, serviceName, owner);
    if (ability.kind === 'none') throw new AppError(ability.problem);
    const open = await services.openJob(profileId, serviceName, owner);
    const name = 'name' in source ? source.name : '';
    const kept = keptInputOf(input, open.form);
    const record: JobRecord = {
      id: this.parts.newId(),
      profileId,
      profileName: open.profileName,
      endpoint: open.access.endpoint,
      serviceName,
      writesFiles: open.service.writesFiles,
      beginsWithLog: ability.kind === 'full' && ['DEBUG', 'INFO'].includes(open.service.logLevel),
      follows: ability.kind === 'full' ? 'listing' : 'nothing',
      input: {
        ...historyInputOf(kept, name, source.sizeBytes, 'from' in source ? source.from : undefined),
        ...(prepared && { prepared }),
      },
      startedAt: clock.now(),
      state: { status: 'sending', attempts: 0 },
      ...(owner !== undefined && { owner }),
      ...('origin' in source && { origin: source.origin }),
    };
    await store.add(record, bytes, kept.input.kind === 'file' ? undefined : kept.input);
    const held: HeldJob = { record, lastLogBytes: 0, stop: new AbortController() };
    this.#jobs.set(record.id, held);
    this.#tell(held);
    void this.#submit(held).then(() => this.#wake(held.record));
    return record.id;
  }

  /** The last lines of a job's log, with their times. @throws AppError of the connection, `job-gone` */
  async log(id: JobId): Promise<JobLog> {
    const { record } = this.#job(id);
    const options = { timestamps: true, limitMs: logLimitMs };
    const tail = new LogTail();
    const found = await this.#cluster.logTail(record, options, tail);
    if (found === 'unknown') throw new AppError({ code: 'job-gone', host: new URL(record.endpoint).host });
    return found === 'none' ? tail.read() : found;
  }

  /**
   * What a service's pods wrote last, for its runs that are waited for; `undefined` where the cluster has no such log.
   * @throws AppError of the connection
   */
  async serviceLog(profileId: ProfileId, serviceName: string): Promise<JobLog | undefined> {
    return this.#cluster.serviceLog(profileId, serviceName);
  }

  /**
   * Ends a job on its cluster, where it is at work, and forgets it. Its result stays in the history.
   * @throws AppError of the connection where a job that may be at work can't be ended; it stays then
   */
  async remove(id: JobId): Promise<void> {
    const held = this.#job(id);
    held.isRemoved = true;
    held.stop.abort();
    await held.submission;
    const { isAtWork } = jobTable[held.record.state.status];
    const { follows } = held.record;
    try {
      if (follows !== 'nothing') await this.#cluster.remove(held.record);
    } catch (error) {
      // A job that has ended may stay on the cluster. A job whose connection was deleted can't be ended from here.
      const isLost = isAppError(error) && error.info.code === 'profile-gone';
      if (isAtWork && !isLost) {
        this.#jobs.set(id, { record: held.record, lastLogBytes: 0, stop: new AbortController() });
        this.#wake(held.record);
        throw error;
      }
    }
    if (isAtWork) {
      await this.#keepInHistory(held.record, { kind: 'cancelled', clusterMayContinue: follows === 'nothing' });
    }
    await this.#forget([id]);
  }

  /** Forgets jobs that are over and whose results are gone from the history. */
  async forget(ids: readonly JobId[]): Promise<void> {
    const over = ids.filter((id) => {
      const held = this.#jobs.get(id);
      return held && jobTable[held.record.state.status].asks === 'nothing';
    });
    if (over.length > 0) await this.#forget(over);
  }

  /** Asks for everything at once, as after a sleep or a new token. */
  askNow(): void {
    for (const { wake } of this.#rounds.values()) wake();
  }

  /** A job once it was sent, or could not be. */
  async submitted(id: JobId): Promise<Job> {
    await this.#job(id).submission;
    return jobOf(this.#job(id));
  }

  /** Asks for a job once. */
  async ask(id: JobId): Promise<Job> {
    await this.open();
    const held = this.#job(id);
    await this.#askFor([held]);
    return jobOf(held);
  }

  /** Resolves when a job is over, or can't be seen. */
  async settled(id: JobId, signal: AbortSignal): Promise<Job> {
    for (;;) {
      const job = jobOf(this.#job(id));
      if (signal.aborted || jobTable[job.state.status].asks === 'nothing') return job;
      await new Promise<void>((resolve) => {
        const goOn = () => {
          signal.removeEventListener('abort', goOn);
          resolve();
        };
        this.#waiting.push(goOn);
        signal.addEventListener('abort', goOn);
      });
    }
  }

  /** Stops asking. Every job stays, on its cluster and on disk. */
  async close(): Promise<void> {
    this.#cluster.close();
    for (const { stop } of this.#jobs.values()) stop.abort();
    await Promise.all([...this.#jobs.values()].map(({ submission }) => submission));
    await Promise.all(this.#underWay);
  }

  async #open(): Promise<void> {
    // Before anything new is written: reading the history also removes what the last start left half done.
    await this.parts.history.open();
    for (const record of await this.parts.store.load()) {
      const { state } = record;
      // The program may have sent it just before it ended.
      const known = state.status === 'sending' ? { ...state, attempts: Math.max(1, state.attempts) } : state;
      const held = { record: { ...record, state: known }, lastLogBytes: 0, stop: new AbortController() };
      this.#jobs.set(record.id, held);
      if (jobTable[state.status].asks !== 'nothing') this.#wake(record);
    }
  }

  /** Sends a job, or makes sure that it was sent. Never fails: a failure becomes part of the job's state. */
  #submit(held: HeldJob): Promise<void> {
    held.submission ??= this.#send(held).finally(() => delete held.submission);
    return held.submission;
  }

  async #send(held: HeldJob): Promise<void> {
    const { state } = held.record;
    if (state.status !== 'sending') return;
    try {
      const expectSame = (endpoint: string) => this.#cluster.expectSame(held.record, endpoint);
      const input = await this.parts.store.input(held.record.id);
      const follows = await this.#submitter.submit(held.record, input, expectSame, held.stop.signal);
      held.record = { ...held.record, follows };
      delete held.trouble;
      await this.#change(held, follows === 'nothing' ? { status: 'unseen' } : { status: 'waiting', missed: 0 });
    } catch (error) {
      if (held.stop.signal.aborted) return;
      const info = this.#infoOf(error);
      const ageMs = this.#ageMs(held.record);
      if (isSentAgain(info, state.attempts, ageMs)) {
        held.trouble = info;
        await this.#change(held, { status: 'sending', attempts: state.attempts + 1 });
      } else {
        await this.#settle(held, { status: 'failed', error: info, finishedAt: this.parts.clock.now() });
      }
    }
  }

  /** Goes on with the jobs of a service, now or as soon as what is being done for them has ended. */
  #wake({ id, profileId, serviceName }: JobRecord): void {
    if (!this.parts.isFollowed(id)) return;
    const key = JSON.stringify([profileId, serviceName]);
    const round = this.#rounds.get(key);
    if (round) return round.wake();
    const begun: Round = { wake: () => undefined };
    this.#rounds.set(key, begun);
    const done = this.#goRound(key, begun).finally(() => this.#underWay.delete(done));
    this.#underWay.add(done);
  }

  async #goRound(key: string, round: Round): Promise<void> {
    const open = () =>
      [...this.#jobs.values()].filter(
        ({ record, isRemoved }) =>
          !isRemoved &&
          this.parts.isFollowed(record.id) &&
          JSON.stringify([record.profileId, record.serviceName]) === key &&
          jobTable[record.state.status].asks !== 'nothing',
      );
    for (let jobs = open(); jobs.length > 0 && !this.#cluster.isClosed; jobs = open()) {
      // Set before the first question, so that a job that begins meanwhile wakes the next round.
      const woken = new Promise<void>((resolve) => (round.wake = resolve));
      await this.#askFor(jobs);
      await this.#cluster.untilClosed(async (closed) => {
        const pause = new AbortController();
        const end = () => pause.abort();
        closed.addEventListener('abort', end, { once: true });
        void woken.then(end);
        await this.parts.clock.wait(this.#pauseMs(jobs), pause.signal).catch(() => undefined);
      });
    }
    // Right after the last look at the jobs, so that a job that comes now begins a round of its own.
    this.#rounds.delete(key);
  }

  #pauseMs(jobs: readonly HeldJob[]): number {
    return Math.min(
      ...jobs.map(({ record, trouble }) =>
        record.state.status === 'ended' && record.state.attempts > 0
          ? logPauseMs(record.state.attempts)
          : pauseMs(this.#ageMs(record), trouble !== undefined),
      ),
    );
  }

  /** Asks once for jobs of one service. */
  async #askFor(jobs: readonly HeldJob[]): Promise<void> {
    const asking = (asks: string) => jobs.filter(({ record }) => jobTable[record.state.status].asks === asks);
    for (const held of asking('submission')) await this.#submit(held);
    const unsure = [...asking('state'), ...asking('submission')];
    const listed = unsure.filter(({ record }) => record.follows === 'listing');
    if (listed.length > 0) await this.#troubling(listed, () => this.#askListing(listed));
    for (const held of asking('state').filter(({ record }) => record.follows === 'log')) {
      await this.#troubling([held], () => this.#askLog(held));
    }
    for (const held of asking('result')) await this.#troubling([held], () => this.#fetch(held));
  }

  /** Does something for jobs. A failure is shown with them, and tried again in the next round. */
  async #troubling(jobs: readonly HeldJob[], action: () => Promise<void>): Promise<void> {
    try {
      await action();
      for (const held of jobs) if (held.record.state.status !== 'sending') this.#clear(held);
    } catch (error) {
      if (this.#cluster.isClosed) return;
      const trouble = this.#infoOf(error);
      for (const held of jobs) {
        if (held.stop.signal.aborted || JSON.stringify(held.trouble) === JSON.stringify(trouble)) continue;
        held.trouble = trouble;
        this.#tell(held);
      }
    }
  }

  async #askListing(jobs: readonly HeldJob[]): Promise<void> {
    const { found, isComplete } = await this.#cluster.find(jobs.map(({ record }) => record));
    for (const held of jobs) {
      const listed = found.get(jobName(held.record.id));
      if (listed ?? isComplete) await this.#takeListed(held, listed);
    }
  }

  async #takeListed(held: HeldJob, listed: ListedJob | undefined): Promise<void> {
    const { state, endpoint } = held.record;
    // The job did arrive. A job that is not listed may still be on its way.
    if (state.status === 'sending' && listed) {
      return this.#advance(held, afterListing({ status: 'waiting', missed: 0 }, listed), endpoint);
    }
    if (state.status !== 'waiting' && state.status !== 'running') return;
    await this.#advance(held, afterListing(state, listed), endpoint);
  }

  /** Follows a job that is in no listing by its log, which is empty until its program has ended. */
  async #askLog(held: HeldJob): Promise<void> {
    const { state, endpoint } = held.record;
    if (state.status !== 'waiting' && state.status !== 'running') return;
    const limitMs = (await this.parts.settings.get()).receiveLimitSeconds * 1000;
    const { listed, sizeBytes } = await this.#cluster.stateByLog(held.record, held.lastLogBytes, { limitMs });
    held.lastLogBytes = sizeBytes;
    await this.#advance(held, afterListing(state, listed), endpoint);
  }

  async #advance(held: HeldJob, next: JobState | 'gone', endpoint: string): Promise<void> {
    if (next !== 'gone') return this.#change(held, next);
    const error: ErrorInfo = { code: 'job-gone', host: new URL(endpoint).host };
    await this.#settle(held, { status: 'failed', error, finishedAt: this.parts.clock.now() });
  }

  /** Takes the log of a job that has ended, and with it the result. */
  async #fetch(held: HeldJob): Promise<void> {
    const { state } = held.record;
    if (state.status !== 'ended') return;
    const finishedAt = this.parts.clock.now();
    const ran = state.ranMs === undefined ? {} : { ranMs: state.ranMs };
    const taken = await this.#results.take(held.record, held.record.id, state);
    switch (taken.kind) {
      case 'answer':
        return this.#finish(held, taken.answer, finishedAt, ran);
      case 'failed':
        return this.#settle(held, { status: 'failed', error: taken.error, finishedAt, ...ran });
      case 'later':
        return this.#change(held, { ...state, attempts: state.attempts + 1 });
    }
  }

  async #finish(
    held: HeldJob,
    answer: StoredAnswer,
    finishedAt: string,
    ran: { readonly ranMs?: number },
  ): Promise<void> {
    const state: JobState = { status: 'done', verdict: answer.reading.verdict, finishedAt, ...ran };
    await this.#settle(held, state, finishedOutcome(answer));
  }

  /** Ends a job: in the history first, so that a program that ends in between does it again. */
  async #settle(
    held: HeldJob,
    state: Extract<JobState, { readonly status: 'done' | 'failed' }>,
    outcome: HistoryOutcome = {
      kind: 'failed',
      error: state.status === 'failed' ? state.error : { code: 'result-gone' },
    },
  ): Promise<void> {
    if (held.isRemoved) return this.parts.results.delete(held.record.id);
    await this.#keepInHistory(held.record, outcome, state);
    delete held.trouble;
    await this.#change(held, state);
  }

  async #keepInHistory(
    record: JobRecord,
    outcome: HistoryOutcome,
    { finishedAt, ranMs }: { readonly finishedAt: string; readonly ranMs?: number } = {
      finishedAt: this.parts.clock.now(),
    },
  ): Promise<void> {
    const { id, profileId, profileName, endpoint, serviceName, owner, input, origin, startedAt } = record;
    const entry = {
      ...{ id, profileId, profileName, endpoint, serviceName, input, startedAt, finishedAt, outcome },
      ...(owner !== undefined && { owner }),
      ...(ranMs !== undefined && { durationMs: ranMs }),
      attempt: 1,
      isJob: true,
      isPinned: false,
      diskBytes: 0,
    };
    await this.parts.history.jobEnded({ entry, ...(origin && { origin }) }, await this.parts.store.text(id));
  }

  async #change(held: HeldJob, state: JobState): Promise<void> {
    const before = held.record.state;
    held.record = { ...held.record, state };
    if (held.isRemoved) return;
    if (before.status !== state.status) {
      // The older record on disk does no harm: a program that reads it asks the cluster again.
      await this.parts.store.update(held.record).catch((error: unknown) => {
        this.parts.log.warn('record of a job', { id: held.record.id, cause: error });
      });
    }
    if (this.#jobs.get(held.record.id) === held) this.#tell(held);
  }

  #clear(held: HeldJob): void {
    if (!held.trouble) return;
    delete held.trouble;
    this.#tell(held);
  }

  #tell(held: HeldJob): void {
    this.parts.onChange({ kept: [jobOf(held)], removed: [] });
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  async #forget(removed: readonly JobId[]): Promise<void> {
    for (const id of removed) {
      this.#jobs.delete(id);
      await this.parts.store.delete(id);
    }
    this.parts.onChange({ kept: [], removed });
  }

  #ageMs({ startedAt }: JobRecord): number {
    // A clock that was set back makes nothing younger than new.
    return Math.max(0, Date.parse(this.parts.clock.now()) - Date.parse(startedAt));
  }

  #infoOf(error: unknown): ErrorInfo {
    if (isAppError(error)) return error.info;
    return { code: 'internal', reference: this.parts.log.error('background job', error) };
  }

  #job(id: JobId): HeldJob {
    const held = this.#jobs.get(id);
    if (!held) throw new AppError({ code: 'result-gone' });
    return held;
  }
}

function jobOf({ record, trouble }: HeldJob): Job {
  const { id, profileId, profileName, endpoint, serviceName, owner, input, startedAt, state } = record;
  return {
    ...{ id, profileId, profileName, endpoint, serviceName, input, startedAt, state },
    ...(owner !== undefined && { owner }),
    ...(trouble && { trouble }),
  };
}
