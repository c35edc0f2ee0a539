import { practiceId } from '../../core/connection/profile';
import { AppError } from '../../core/ground/error';
import type { ProfileId } from '../../core/ground/ids';
import { jobName } from '../../core/job/job';
import type { ListedJob } from '../../core/job/listing';
import { LogTail, type JobLog } from '../../core/job/log-tail';
import type { JobClient, JobListing } from '../../core/job/ports';
import type { FollowedJob, NamedJob } from '../../core/job/record';
import type { ClusterServices } from '../service/cluster-services';
import type { ListingTurns } from './listing-turns';

const mostPages = 10_000;

/** What questions about jobs are asked with. */
export interface ClusterJobsParts {
  readonly client: Pick<JobClient, 'list' | 'log' | 'remove' | 'serviceLog'>;
  readonly services: Pick<ClusterServices, 'asUser'>;
  /** Shared by all who list jobs. */
  readonly turns: ListingTurns;
}

/** What was found of jobs in the listing of a cluster. */
export interface FoundJobs {
  /** By their names on the cluster. */
  readonly found: ReadonlyMap<string, ListedJob>;
  /** Whether the listing was read to its end, so that what is not found is not there. */
  readonly isComplete: boolean;
}

/** How a log is read. */
export interface LogOptions {
  /** Whether each line begins with its time. */
  readonly timestamps: boolean;
  /** Longest time for all of it, in milliseconds. */
  readonly limitMs: number;
  /** Ends reading it. */
  readonly signal?: AbortSignal;
}

/** Asks a cluster about the jobs that were sent to it. Every question ends when it is closed. */
export class ClusterJobs {
  readonly #closing = new AbortController();

  constructor(private readonly parts: ClusterJobsParts) {}

  get isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  /** Ends every question and every pause. */
  close(): void {
    this.#closing.abort();
  }

  /**
   * Looks for jobs of one service.
   * @throws AppError of the connection
   */
  async find(jobs: readonly NamedJob[]): Promise<FoundJobs> {
    const [first] = jobs;
    const wanted = new Set(jobs.map(({ id }) => jobName(id)));
    const found = new Map<string, ListedJob>();
    let isComplete = false;
    if (!first) return { found, isComplete };
    await this.#asUser(first, async (listing) => {
      let page: string | undefined;
      for (let count = 0; count < mostPages && found.size < wanted.size; count += 1) {
        await this.parts.turns.next(listing.signal);
        const { jobs: listed, nextPage } = await this.parts.client.list(listing, page);
        for (const [name, job] of listed) if (wanted.has(name)) found.set(name, job);
        if (nextPage === undefined) isComplete = true;
        if (nextPage === undefined || nextPage === page) return;
        page = nextPage;
      }
    });
    return { found, isComplete };
  }

  /**
   * Reads the log of a job.
   * @param take is given its bytes and the name of the host
   * @returns `none` where there is no log yet, `unknown` where the cluster does not know the job
   * @throws AppError of the connection
   */
  log<T>(
    job: NamedJob,
    { signal, ...options }: LogOptions,
    take: (body: AsyncIterable<Uint8Array>, host: string) => Promise<T>,
  ): Promise<T | 'none' | 'unknown'> {
    const ask = (listing: JobListing) => this.parts.client.log(listing, jobName(job.id), options, take);
    return this.#asUser(job, ask, signal);
  }

  /** The last lines of the log of a job. @throws AppError of the connection */
  async logTail(job: NamedJob, options: LogOptions, tail = new LogTail()): Promise<JobLog | 'none' | 'unknown'> {
    return this.log(job, options, (body) => tail.take(body));
  }

  /**
   * Where a job is that is in no listing, by its log, which is empty until its program has ended.
   * @param lastBytes size of the log when it was looked at last; 0 before that
   * @returns no state where the cluster does not know it
   * @throws AppError of the connection
   */
  async stateByLog(
    job: FollowedJob,
    lastBytes: number,
    options: Pick<LogOptions, 'limitMs' | 'signal'>,
  ): Promise<{ readonly listed: ListedJob | undefined; readonly sizeBytes: number }> {
    const found = await this.logTail(job, { timestamps: false, ...options });
    if (found === 'unknown') return { listed: undefined, sizeBytes: 0 };
    if (found === 'none') return { listed: { status: 'waiting' }, sizeBytes: 0 };
    const { text, sizeBytes } = found;
    const hasAnswer = job.beginsWithLog ? / - INFO - Creating response\r?\n[^]/.test(text) : sizeBytes > 0;
    // A log is whole if it has not grown since the last time, and ends as every answer does.
    const isWhole = sizeBytes === lastBytes && hasAnswer && text.endsWith('\n');
    return { listed: isWhole ? { status: 'ended', outcome: 'succeeded' } : { status: 'running' }, sizeBytes };
  }

  /** What a service's pods wrote last, if the cluster tells it. @throws AppError of the connection */
  serviceLog(profileId: ProfileId, serviceName: string): Promise<JobLog | undefined> {
    return this.untilClosed((signal) =>
      this.parts.services.asUser(profileId, (cluster, authorization) =>
        this.parts.client.serviceLog({ cluster, authorization, serviceName, signal }),
      ),
    );
  }

  /** Ends a job. @throws AppError of the connection */
  async remove(job: NamedJob): Promise<void> {
    await this.#asUser(job, (listing) => this.parts.client.remove(listing, jobName(job.id)));
  }

  /** The practice cluster has another address with every start; it does not know the job then. @throws AppError `profile-gone` */
  expectSame({ profileId, endpoint }: NamedJob, asked: string): void {
    if (profileId !== practiceId && endpoint !== asked) throw new AppError({ code: 'profile-gone' });
  }

  /**
   * Gives an action a signal of its own: a signal that lives as long as the program would keep every listener it ever had.
   * @param other ends it too
   */
  async untilClosed<T>(action: (signal: AbortSignal) => Promise<T>, other?: AbortSignal): Promise<T> {
    const stop = new AbortController();
    const end = () => stop.abort();
    if (other?.aborted === true) end();
    const signals = [this.#closing.signal, ...(other ? [other] : [])];
    for (const signal of signals) signal.addEventListener('abort', end, { once: true });
    try {
      return await action(stop.signal);
    } finally {
      for (const signal of signals) signal.removeEventListener('abort', end);
    }
  }

  /** Asks the cluster that a job was sent to, and no other. */
  #asUser<T>(job: NamedJob, ask: (listing: JobListing) => Promise<T>, stop?: AbortSignal): Promise<T> {
    const { serviceName, profileId, endpoint, follows } = job;
    if (follows === 'nothing') {
      return Promise.reject(new AppError({ code: 'jobs-unseen', host: new URL(endpoint).host }));
    }
    return this.untilClosed(
      (signal) =>
        this.parts.services.asUser(profileId, (cluster, authorization) => {
          this.expectSame(job, cluster.endpoint);
          return ask({ cluster, authorization, serviceName, signal });
        }),
      stop,
    );
  }
}
