import type { ResultStore, StoredAnswer } from '../../core/answer/ports';
import type { SettingsStore } from '../../core/app/ports';
import type { ErrorInfo } from '../../core/ground/error';
import type { InvocationId } from '../../core/ground/ids';
import type { JobState } from '../../core/job/job';
import { LogTail } from '../../core/job/log-tail';
import { mostLogAttempts } from '../../core/job/polling';
import type { FollowedJob } from '../../core/job/record';
import type { ClusterJobs } from './cluster-jobs';

/** Longest time for reading a log that is only shown, in milliseconds. A log that takes longer is too large to look at. */
export const logLimitMs = 60_000;

/** What taking results works with. */
export interface JobResultsParts {
  readonly cluster: Pick<ClusterJobs, 'log' | 'logTail'>;
  readonly results: Pick<ResultStore, 'prepare' | 'abandon' | 'receive' | 'delete'>;
  readonly settings: SettingsStore;
}

/** What the log of a job that has ended came to. */
export type TakenResult =
  | { readonly kind: 'answer'; readonly answer: StoredAnswer }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  /** It is empty or broke off, and may be whole the next time. */
  | { readonly kind: 'later' };

/** Takes the results of jobs that have ended out of their logs. */
export class JobResults {
  constructor(private readonly parts: JobResultsParts) {}

  /**
   * Reads the log of a job.
   * @param answerId names the answer in the store
   * @throws AppError of the connection, or of writing
   */
  async take(
    job: FollowedJob,
    answerId: InvocationId,
    { outcome, attempts }: Extract<JobState, { readonly status: 'ended' }>,
    signal?: AbortSignal,
  ): Promise<TakenResult> {
    const { host } = new URL(job.endpoint);
    const isLast = attempts + 1 >= mostLogAttempts;
    const unlessLast = (error: ErrorInfo): TakenResult => (isLast ? { kind: 'failed', error } : { kind: 'later' });
    if (outcome === 'failed') {
      const text = await this.#failureText(job, signal);
      const error: ErrorInfo = { code: 'job-failed', text };
      return text === '' ? unlessLast(error) : { kind: 'failed', error };
    }
    const answer = await this.#receive(job, answerId, signal);
    if (answer === 'none' || answer === 'unknown') return unlessLast({ code: 'job-gone', host });
    if (isWhole(answer) || (isLast && answer.receivedBytes > 0)) return { kind: 'answer', answer };
    await this.parts.results.delete(answerId);
    return unlessLast({ code: 'response-empty', host });
  }

  async #receive(
    job: FollowedJob,
    answerId: InvocationId,
    signal: AbortSignal | undefined,
  ): Promise<StoredAnswer | 'none' | 'unknown'> {
    const { cluster, results, settings } = this.parts;
    const { writesFiles, beginsWithLog } = job;
    const { answerLimitBytes, receiveLimitSeconds } = await settings.get();
    const options = { timestamps: false, limitMs: receiveLimitSeconds * 1000, ...(signal && { signal }) };
    await results.prepare(answerId);
    let isTaken = false;
    try {
      return await cluster.log(job, options, (body, host) => {
        isTaken = true;
        const context = { host, contentType: 'text/plain', mirroredContentType: '', writesFiles, beginsWithLog };
        return results.receive(answerId, body, context, answerLimitBytes, () => undefined);
      });
    } finally {
      if (!isTaken) await results.abandon(answerId);
    }
  }

  async #failureText(job: FollowedJob, signal: AbortSignal | undefined): Promise<string> {
    const options = { timestamps: false, limitMs: logLimitMs, ...(signal && { signal }) };
    const tail = new LogTail(2000);
    await this.parts.cluster.logTail(job, options, tail);
    return tail.read().text.trim();
  }
}

const brokenOff: ReadonlySet<string> = new Set([
  'connection-lost',
  'timed-out',
  'response-too-slow',
  'response-not-http',
  'response-not-unpacked',
]);

/** Whether a log came to its end, so that asking again brings nothing new. */
function isWhole({ receivedBytes, reading }: StoredAnswer): boolean {
  return receivedBytes > 0 && !(reading.problem && brokenOff.has(reading.problem.code));
}
