/** A process that does one job after the other, which may go wrong in any way. */
export interface JobProcess<Job, Outcome> {
  post(job: Job): void;
  onOutcome(listener: (outcome: Outcome) => void): void;
  /** Calls back at each sign that a job goes on; left out where a process gives none. */
  onSign?(listener: () => void): void;
  onExit(listener: () => void): void;
  /** Ends it at once, in the middle of a job as well. */
  kill(): void;
}

/** Limits that only tests change. */
export interface JobLimits {
  readonly processCount: number;
  /** For one job, or from one sign that it goes on to the next, in milliseconds. */
  readonly jobMs: number;
  /** How long a process without work is kept, in milliseconds. */
  readonly idleMs: number;
}

const usualLimits: JobLimits = { processCount: 2, jobMs: 60_000, idleMs: 20_000 };

/** How a job ended that has no outcome. */
export type JobEnd = 'too-long' | 'ended' | 'cancelled';

interface Task<Job, Outcome> {
  readonly job: Job;
  readonly settle: (outcome: Outcome | JobEnd) => void;
  readonly signal: AbortSignal | undefined;
}

/**
 * Work in processes of its own, at most so many at once. They start when they are first needed, are ended in the middle of
 * a job that takes too long or that nobody waits for any more, and a crash costs that one job.
 */
export class JobProcesses<Job, Outcome extends object> {
  readonly #fork: () => JobProcess<Job, Outcome>;
  readonly #limits: JobLimits;
  readonly #idle = new Map<JobProcess<Job, Outcome>, NodeJS.Timeout>();
  readonly #busy = new Set<JobProcess<Job, Outcome>>();
  readonly #waiting: Task<Job, Outcome>[] = [];

  constructor(fork: () => JobProcess<Job, Outcome>, limits: Partial<JobLimits> = {}) {
    this.#fork = fork;
    this.#limits = { ...usualLimits, ...limits };
  }

  /** Ends all processes. */
  close(): void {
    for (const task of this.#waiting.splice(0)) task.settle('cancelled');
    for (const process of [...this.#busy, ...this.#idle.keys()]) process.kill();
  }

  /** Does a job as soon as a process is free. */
  run(job: Job, signal?: AbortSignal): Promise<Outcome | JobEnd> {
    return new Promise((settle) => {
      if (signal?.aborted) return settle('cancelled');
      this.#waiting.push({ job, settle, signal });
      this.#next();
    });
  }

  #next(): void {
    while (this.#busy.size < this.#limits.processCount) {
      const task = this.#waiting.shift();
      if (!task) return;
      if (task.signal?.aborted) task.settle('cancelled');
      else this.#start(task);
    }
  }

  #start(task: Task<Job, Outcome>): void {
    const process = this.#take();
    this.#busy.add(process);
    let isOver = false;
    const end = (outcome: Outcome | JobEnd) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(limit);
      task.signal?.removeEventListener('abort', cancel);
      this.#busy.delete(process);
      // What went wrong may have left its memory behind.
      if (typeof outcome === 'object' && 'value' in outcome) this.#rest(process);
      else process.kill();
      task.settle(outcome);
      this.#next();
    };
    const cancel = () => end('cancelled');
    const limit = setTimeout(() => end('too-long'), this.#limits.jobMs);
    task.signal?.addEventListener('abort', cancel);
    process.onOutcome(end);
    process.onSign?.(() => limit.refresh());
    process.onExit(() => end('ended'));
    process.post(task.job);
  }

  /** A process without work, or a new one. */
  #take(): JobProcess<Job, Outcome> {
    const [resting] = this.#idle.keys();
    if (resting === undefined) return this.#fork();
    clearTimeout(this.#idle.get(resting));
    this.#idle.delete(resting);
    return resting;
  }

  /** Keeps a process for the next job, for a while: it takes memory. */
  #rest(process: JobProcess<Job, Outcome>): void {
    const forget = () => {
      clearTimeout(this.#idle.get(process));
      this.#idle.delete(process);
    };
    process.onExit(forget);
    this.#idle.set(
      process,
      setTimeout(() => {
        forget();
        process.kill();
      }, this.#limits.idleMs).unref(),
    );
  }
}
