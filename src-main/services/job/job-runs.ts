import type { StoredAnswer } from '../../core/answer/ports';
import { scopeOf } from '../../core/batch/failure-scope';
import { AppError, isAppError } from '../../core/ground/error';
import { errorTable } from '../../core/ground/error-table';
import { FewAtOnce } from '../../core/ground/few-at-once';
import type { InvocationId, JobId, ProfileId } from '../../core/ground/ids';
import type { Clock, Logger } from '../../core/ground/ports';
import type { JobTrace } from '../../core/job/ability';
import type { ItemJob } from '../../core/job/item-job';
import type { JobState } from '../../core/job/job';
import { afterListing } from '../../core/job/listing';
import { logPauseMs, mostLogAttempts, pauseMs } from '../../core/job/polling';
import type { JobClient } from '../../core/job/ports';
import type { FollowedJob, NamedJob } from '../../core/job/record';
import { mayBeSentAgain } from '../../core/job/submission';
import type { Service } from '../../core/service/service';
import type { ClusterServices } from '../service/cluster-services';
import { jobAbility, type JobAbilityParts } from './ability';
import { ClusterJobs } from './cluster-jobs';
import { JobResults, type JobResultsParts } from './job-results';
import type { ListingTurns } from './listing-turns';
import { SharedListings, type ListedState } from './shared-listings';
import { Submitter } from './submitter';

/** What runs by jobs work with. */
export interface JobRunsParts
  extends Pick<JobResultsParts, 'results' | 'settings'>, Pick<JobAbilityParts, 'oscar' | 'profiles'> {
  readonly client: JobClient;
  readonly services: Pick<ClusterServices, 'openService' | 'openJob' | 'renewService' | 'listServices' | 'asUser'>;
  /** Shared with all who list jobs. */
  readonly turns: ListingTurns;
  readonly clock: Clock;
  readonly log: Logger;
  readonly newId: () => JobId;
}

/** The service that a job is for. */
export interface JobPlace {
  readonly profileId: ProfileId;
  /** Base address of the cluster that it is sent to, or was. */
  readonly endpoint: string;
  readonly serviceName: string;
  readonly owner?: string;
}

/** A run by a job: one input for one service. */
export interface JobRunRequest extends JobPlace {
  /** Names the answer in the store. */
  readonly answerId: InvocationId;
  readonly job: ItemJob;
  /** Whether the job was made just now, so that the cluster can't have it yet. */
  readonly isNew: boolean;
  readonly service: Pick<Service, 'writesFiles' | 'logLevel'>;
  /** What the job is sent, where it has to be sent. */
  readonly input: () => Promise<Uint8Array>;
  readonly signal: AbortSignal;
  /** Is told that the cluster has the job, and by what it is followed. */
  readonly onArrived: (follows: JobTrace) => void;
  /** Is told each time that the cluster answered a question about it. */
  readonly onSeen: () => void;
  /** Is told that its log is being read. */
  readonly onReceiving: () => void;
}

/** What came of a run by a job. */
export interface JobRunResult {
  readonly stored: StoredAnswer;
  /** How long it ran by the cluster's clock, where that is known. */
  readonly ranMs?: number;
}

/** How many jobs are sent, read or removed at the same time. */
const requestsAtOnce = 4;

type Following = Extract<JobState, { readonly status: 'waiting' | 'running' }>;
type Ended = Extract<JobState, { readonly status: 'ended' }>;

/**
 * Runs services by background jobs for whoever keeps the job's id on disk: a job that may have arrived is asked for before it is
 * sent, so that it runs once however often the program ends.
 */
export class JobRuns {
  readonly #cluster: ClusterJobs;
  readonly #submitter: Submitter;
  readonly #results: JobResults;
  readonly #listings: SharedListings;
  readonly #few = new FewAtOnce(requestsAtOnce);

  constructor(private readonly parts: JobRunsParts) {
    this.#cluster = new ClusterJobs(parts);
    this.#submitter = new Submitter(parts);
    this.#results = new JobResults({ ...parts, cluster: this.#cluster });
    this.#listings = new SharedListings({ cluster: this.#cluster, clock: parts.clock });
  }

  /** A job that is to be written down before it runs. */
  newJob(input: Pick<ItemJob, 'inputSha256' | 'prepared'>): ItemJob {
    return { id: this.parts.newId(), startedAt: this.parts.clock.now(), ...input };
  }

  /**
   * Resolves where a connection can run a service by jobs and see what becomes of them.
   * @throws AppError `background-unsupported`, `jobs-unseen`, or of the connection
   */
  async expectAble({ profileId, endpoint, serviceName, owner }: JobPlace): Promise<void> {
    const ability = await jobAbility(this.parts, profileId, serviceName, owner);
    if (ability.kind === 'none') throw new AppError(ability.problem);
    if (ability.kind === 'unseen') throw new AppError({ code: 'jobs-unseen', host: new URL(endpoint).host });
  }

  /**
   * Sends a job, or finds the one that was sent, and waits for its result.
   * @throws AppError of the connection, the job or its log, `job-gone`, or `cancelled`: the job may stay on the cluster, and can be
   * run again to go on with it
   */
  async run(request: JobRunRequest): Promise<JobRunResult> {
    const { writesFiles, logLevel } = request.service;
    const named = namedJob(request, request.job);
    const job = { ...named, writesFiles, beginsWithLog: ['DEBUG', 'INFO'].includes(logLevel) };
    const follows = request.job.follows ?? (await this.#arrive(job, request));
    const ended = await this.#untilEnded({ ...job, follows }, request);
    request.onReceiving();
    const stored = await this.#take({ ...job, follows }, request, ended);
    return { stored, ...(ended.ranMs !== undefined && { ranMs: ended.ranMs }) };
  }

  /** Ends a job on its cluster. @returns whether nothing of it is at work any more */
  async remove(place: JobPlace, job: ItemJob): Promise<boolean> {
    try {
      await this.#few.do(() => this.#cluster.remove(namedJob(place, job)));
      return true;
    } catch (error) {
      if (!isAppError(error)) throw error;
      this.parts.log.warn('a job could not be removed', { id: job.id, error: error.info });
      return false;
    }
  }

  /** Brings a job to the cluster, unless it is there already. @returns by what it is followed */
  async #arrive(job: FollowedJob, request: JobRunRequest): Promise<JobTrace> {
    const { isNew, input, signal, onArrived } = request;
    const isThere = !isNew && (await this.#isListed(job, request));
    const expectSame = (endpoint: string) => this.#cluster.expectSame(job, endpoint);
    const send = () => this.#few.do(async () => this.#submitter.submit(job, await input(), expectSame, signal));
    const follows = isThere ? job.follows : await this.#persistently(send, mostLogAttempts, signal);
    onArrived(follows);
    return follows;
  }

  /** @throws AppError `job-gone` where it is not listed, and too old to be sent: it may have run and been removed */
  async #isListed(job: FollowedJob, request: JobRunRequest): Promise<boolean> {
    const ask = () => this.#listings.ask(job, 0, request.signal);
    const listed = await this.#persistently(ask, Infinity, request.signal);
    if (listed === 'unsure') return this.#isListed(job, request);
    if (listed === 'absent' && !mayBeSentAgain(this.#ageMs(request.job))) throw gone(job);
    return listed !== 'absent';
  }

  async #untilEnded(job: FollowedJob, request: JobRunRequest): Promise<Ended> {
    const { signal, onSeen } = request;
    let state: Following = { status: 'waiting', missed: 0 };
    let logBytes = 0;
    const lookIntoLog = async (): Promise<ListedState> => {
      await this.#pause(pauseMs(this.#ageMs(request.job), false), signal);
      const { receiveLimitSeconds } = await this.parts.settings.get();
      const options = { limitMs: receiveLimitSeconds * 1000, signal };
      const read = () => this.#cluster.stateByLog(job, logBytes, options);
      const { listed = 'absent', sizeBytes } = await this.#few.do(read);
      logBytes = sizeBytes;
      return listed;
    };
    const ask = () => this.#listings.ask(job, pauseMs(this.#ageMs(request.job), false), signal);
    for (;;) {
      const listed = await this.#persistently(job.follows === 'log' ? lookIntoLog : ask, Infinity, signal);
      onSeen();
      if (listed === 'unsure') continue;
      const next = afterListing(state, listed === 'absent' ? undefined : listed);
      if (next === 'gone') throw gone(job);
      if (next.status === 'ended') return next;
      if (next.status === 'waiting' || next.status === 'running') state = next;
    }
  }

  async #take(job: FollowedJob, { answerId, signal }: JobRunRequest, ended: Ended): Promise<StoredAnswer> {
    for (let attempts = 0; ; attempts += 1) {
      if (attempts > 0) await this.#pause(logPauseMs(attempts), signal);
      const read = () => this.#few.do(() => this.#results.take(job, answerId, { ...ended, attempts }, signal));
      const taken = await this.#persistently(read, mostLogAttempts, signal);
      if (taken.kind === 'answer') return taken.answer;
      if (taken.kind === 'failed') throw new AppError(taken.error);
    }
  }

  /** Does something again, after longer and longer pauses, for as long as its failures say nothing of other jobs. */
  async #persistently<T>(action: () => Promise<T>, mostAttempts: number, signal: AbortSignal): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await action();
      } catch (error) {
        if (signal.aborted || !isAppError(error) || attempt >= mostAttempts || !mayPass(error)) throw error;
        this.parts.log.warn('a job is asked for again', { attempt, error: error.info });
      }
      await this.#pause(logPauseMs(attempt), signal);
    }
  }

  async #pause(ms: number, signal: AbortSignal): Promise<void> {
    try {
      await this.parts.clock.wait(ms, signal);
    } catch {
      throw new AppError({ code: 'cancelled', clusterMayContinue: true });
    }
  }

  #ageMs({ startedAt }: ItemJob): number {
    // A clock that was set back makes nothing younger than new.
    return Math.max(0, Date.parse(this.parts.clock.now()) - Date.parse(startedAt));
  }
}

/** Whether a failure of one request about a job may pass by itself. What concerns every job is for the list to wait for. */
function mayPass({ info }: AppError): boolean {
  return scopeOf(info, true) === 'item' && errorTable[info.code].again !== 'never';
}

function namedJob(
  { profileId, endpoint, serviceName, owner }: JobPlace,
  { id, follows = 'listing' }: ItemJob,
): NamedJob {
  return { id, profileId, endpoint, serviceName, follows, ...(owner !== undefined && { owner }) };
}

function gone({ endpoint }: NamedJob): AppError {
  return new AppError({ code: 'job-gone', host: new URL(endpoint).host });
}
