import { AppError } from '../../core/ground/error';
import type { Clock } from '../../core/ground/ports';
import { jobName } from '../../core/job/job';
import type { ListedJob } from '../../core/job/listing';
import type { NamedJob } from '../../core/job/record';
import type { ClusterJobs } from './cluster-jobs';

/** What listings are asked for with. */
export interface SharedListingsParts {
  readonly cluster: Pick<ClusterJobs, 'find'>;
  readonly clock: Pick<Clock, 'wait' | 'monotonicMs'>;
}

/** What a listing says of a job: nothing where it could not be read to its end. */
export type ListedState = ListedJob | 'absent' | 'unsure';

interface Question {
  readonly job: NamedJob;
  /** Until when it may wait, by the monotonic clock. */
  readonly dueAtMs: number;
  readonly answer: (listed: ListedState) => void;
  readonly fail: (error: unknown) => void;
}

/** The questions about jobs of one service of one connection. */
interface Round {
  readonly questions: Set<Question>;
  /** Ends the pause before the next listing. */
  wake: () => void;
}

/** Answers all who ask for jobs of a service from one listing. */
export class SharedListings {
  readonly #rounds = new Map<string, Round>();

  constructor(private readonly parts: SharedListingsParts) {}

  /**
   * What the next listing says of a job.
   * @param waitMs longest pause before it, in milliseconds; others may need it earlier
   * @throws AppError of the connection, or `cancelled`
   */
  async ask(job: NamedJob, waitMs: number, signal: AbortSignal): Promise<ListedState> {
    const key = JSON.stringify([job.profileId, job.serviceName]);
    const round = this.#rounds.get(key) ?? this.#begin(key);
    let stop: () => void = () => undefined;
    try {
      return await new Promise<ListedState>((answer, fail) => {
        const question = { job, dueAtMs: this.parts.clock.monotonicMs() + waitMs, answer, fail };
        stop = () => {
          round.questions.delete(question);
          fail(new AppError({ code: 'cancelled', clusterMayContinue: true }));
          round.wake();
        };
        round.questions.add(question);
        if (signal.aborted) stop();
        signal.addEventListener('abort', stop, { once: true });
        round.wake();
      });
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  #begin(key: string): Round {
    const round: Round = { questions: new Set(), wake: () => undefined };
    this.#rounds.set(key, round);
    // Begins once whoever asked first has asked.
    void Promise.resolve().then(() => this.#answerAll(key, round));
    return round;
  }

  async #answerAll(key: string, round: Round): Promise<void> {
    while (round.questions.size > 0) {
      const dueAtMs = Math.min(...[...round.questions].map((question) => question.dueAtMs));
      const waitMs = dueAtMs - this.parts.clock.monotonicMs();
      if (waitMs > 0) await this.#pause(round, waitMs);
      else await this.#list(round);
    }
    this.#rounds.delete(key);
  }

  async #pause(round: Round, waitMs: number): Promise<void> {
    const pause = new AbortController();
    round.wake = () => pause.abort();
    await this.parts.clock.wait(waitMs, pause.signal).catch(() => undefined);
    round.wake = () => undefined;
  }

  async #list({ questions }: Round): Promise<void> {
    const asked = [...questions];
    questions.clear();
    try {
      const { found, isComplete } = await this.parts.cluster.find(asked.map(({ job }) => job));
      for (const { job, answer } of asked) answer(found.get(jobName(job.id)) ?? (isComplete ? 'absent' : 'unsure'));
    } catch (error) {
      for (const { fail } of asked) fail(error);
    }
  }
}
