import { practiceId } from '../../core/connection/profile';
import { AppError } from '../../core/ground/error';
import { InTurn } from '../../core/ground/in-turn';
import type { Clock } from '../../core/ground/ports';
import { jobName } from '../../core/job/job';
import type { ListedJob } from '../../core/job/listing';
import { LogTail } from '../../core/job/log-tail';
import { listingGapMs } from '../../core/job/polling';
import type { JobClient, JobListing } from '../../core/job/ports';
import type { JobRecord } from '../../core/job/record';
import type { ClusterServices } from '../service/cluster-services';

const mostPages = 10_000;

/** What questions about jobs are asked with. */
export interface ClusterJobsParts {
  readonly client: Pick<JobClient, 'list' | 'log' | 'remove'>;
  readonly services: Pick<ClusterServices, 'asUser'>;
  readonly clock: Clock;
}

/** What was found of jobs in the listing of a cluster. */
export interface FoundJobs {
  /** By their names on the cluster. */
  readonly found: ReadonlyMap<string, ListedJob>;
  /** Whether the listing was read to its end, so that what is not found is not there. */
  readonly isComplete: boolean;
}

/** Asks a cluster about the jobs that were sent to it. Every question ends when it is closed. */
export class ClusterJobs {
  readonly #listings = new InTurn();
  #lastListingMs = -Infinity;
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
  async find(jobs: readonly JobRecord[]): Promise<FoundJobs> {
    const [first] = jobs;
    const wanted = new Set(jobs.map(({ id }) => jobName(id)));
    const found = new Map<string, ListedJob>();
    let isComplete = false;
    if (!first) return { found, isComplete };
    await this.#asUser(first, async (listing) => {
      let page: string | undefined;
      for (let count = 0; count < mostPages && found.size < wanted.size; count += 1) {
        await this.#listingTurn(listing.signal);
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
    record: JobRecord,
    options: { readonly timestamps: boolean; readonly limitMs: number },
    take: (body: AsyncIterable<Uint8Array>, host: string) => Promise<T>,
  ): Promise<T | 'none' | 'unknown'> {
    return this.#asUser(record, (listing) => this.parts.client.log(listing, jobName(record.id), options, take));
  }

  /** The last lines of the log of a job. @throws AppError of the connection */
  async logTail(
    record: JobRecord,
    options: { readonly timestamps: boolean; readonly limitMs: number },
    tail = new LogTail(),
  ): Promise<ReturnType<LogTail['read']> | 'none' | 'unknown'> {
    return this.log(record, options, (body) => tail.take(body));
  }

  /** Ends a job. @throws AppError of the connection */
  async remove(record: JobRecord): Promise<void> {
    await this.#asUser(record, (listing) => this.parts.client.remove(listing, jobName(record.id)));
  }

  /** The practice cluster has another address with every start; it does not know the job then. @throws AppError `profile-gone` */
  expectSame({ profileId, endpoint }: JobRecord, asked: string): void {
    if (profileId !== practiceId && endpoint !== asked) throw new AppError({ code: 'profile-gone' });
  }

  /** Gives an action a signal of its own: a signal that lives as long as the program would keep every listener it ever had. */
  async untilClosed<T>(action: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const stop = new AbortController();
    const onClosing = () => stop.abort();
    this.#closing.signal.addEventListener('abort', onClosing, { once: true });
    try {
      return await action(stop.signal);
    } finally {
      this.#closing.signal.removeEventListener('abort', onClosing);
    }
  }

  /** Asks the cluster that a job was sent to, and no other. */
  #asUser<T>(record: JobRecord, ask: (listing: JobListing) => Promise<T>): Promise<T> {
    const { serviceName, profileId, endpoint } = record;
    if (record.follows === 'nothing') {
      return Promise.reject(new AppError({ code: 'jobs-unseen', host: new URL(endpoint).host }));
    }
    return this.untilClosed((signal) =>
      this.parts.services.asUser(profileId, (cluster, authorization) => {
        this.expectSame(record, cluster.endpoint);
        return ask({ cluster, authorization, serviceName, signal });
      }),
    );
  }

  /** Waits until another listing may be asked for. */
  #listingTurn(signal: AbortSignal): Promise<void> {
    const { clock } = this.parts;
    return this.#listings.do(async () => {
      const waitMs = this.#lastListingMs + listingGapMs - clock.monotonicMs();
      if (waitMs > 0) await clock.wait(waitMs, signal);
      this.#lastListingMs = clock.monotonicMs();
    });
  }
}
