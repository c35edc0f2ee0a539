import { AppError } from '../../core/ground/error';
import type {
  CopiedPicture,
  DrawnPicture,
  EncodedCopy,
  PicturePixels,
  PictureSource,
  PictureView,
  WantedCopy,
} from '../../core/input/picture';
import type { PictureLibrary } from '../../core/input/ports';
import type { PictureJob, PictureJobOutcome, PictureJobValues } from './picture-jobs';

/** A process that does one job after the other: Electron's, or in plain Node a child. */
export interface PictureProcess {
  post(job: PictureJob): void;
  onOutcome(listener: (outcome: PictureJobOutcome) => void): void;
  onExit(listener: () => void): void;
  /** Ends it at once, in the middle of a job as well. */
  kill(): void;
}

/** Limits that only tests change. */
export interface PictureLimits {
  readonly processCount: number;
  /** For one picture, in milliseconds. */
  readonly jobMs: number;
  /** How long a process without work is kept, in milliseconds. */
  readonly idleMs: number;
}

const usualLimits: PictureLimits = { processCount: 2, jobMs: 60_000, idleMs: 20_000 };

interface Task {
  readonly job: PictureJob;
  readonly settle: (outcome: PictureJobOutcome | 'too-long' | 'ended' | 'cancelled') => void;
  readonly signal: AbortSignal | undefined;
}

/**
 * The picture library in processes of its own, at most so many at once. They start when they are first needed, are ended in
 * the middle of a picture that takes too long or that nobody waits for any more, and a crash costs that one picture.
 */
export class PictureProcesses implements PictureLibrary {
  readonly #fork: () => PictureProcess;
  readonly #limits: PictureLimits;
  readonly #idle = new Map<PictureProcess, NodeJS.Timeout>();
  readonly #busy = new Set<PictureProcess>();
  readonly #waiting: Task[] = [];

  constructor(fork: () => PictureProcess, limits: Partial<PictureLimits> = {}) {
    this.#fork = fork;
    this.#limits = { ...usualLimits, ...limits };
  }

  draw(source: PictureSource, view: PictureView, to: string, signal?: AbortSignal): Promise<DrawnPicture> {
    return this.#run({ kind: 'draw', source, view, to }, signal);
  }

  copy(source: PictureSource, wanted: WantedCopy, to: string, signal?: AbortSignal): Promise<CopiedPicture> {
    return this.#run({ kind: 'copy', source, wanted, to }, signal);
  }

  copies(source: PictureSource, wanted: readonly WantedCopy[]): Promise<readonly EncodedCopy[]> {
    return this.#run({ kind: 'copies', source, wanted });
  }

  pixels(source: PictureSource, longestSidePx: number): Promise<PicturePixels> {
    return this.#run({ kind: 'pixels', source, longestSidePx });
  }

  /** Ends all processes. */
  close(): void {
    for (const task of this.#waiting.splice(0)) task.settle('cancelled');
    for (const process of [...this.#busy, ...this.#idle.keys()]) process.kill();
  }

  async #run<Job extends PictureJob>(job: Job, signal?: AbortSignal): Promise<PictureJobValues[Job['kind']]> {
    const outcome = await new Promise<Parameters<Task['settle']>[0]>((settle) => {
      if (signal?.aborted) return settle('cancelled');
      this.#waiting.push({ job, settle, signal });
      this.#next();
    });
    if (outcome === 'cancelled') throw new AppError({ code: 'cancelled', clusterMayContinue: false });
    if (outcome === 'too-long') throw new AppError({ code: 'picture-refused', problem: 'too-long' });
    if (outcome === 'ended') throw new AppError({ code: 'picture-refused', problem: 'process-ended' });
    if ('problem' in outcome) throw new AppError({ code: 'picture-refused', problem: outcome.problem });
    if ('errno' in outcome) throw Object.assign(new Error(outcome.message), { code: outcome.errno });
    // Each kind of job is answered by its own kind of value.
    return outcome.value as PictureJobValues[Job['kind']];
  }

  #next(): void {
    while (this.#busy.size < this.#limits.processCount) {
      const task = this.#waiting.shift();
      if (!task) return;
      if (task.signal?.aborted) task.settle('cancelled');
      else this.#start(task);
    }
  }

  #start(task: Task): void {
    const process = this.#take();
    this.#busy.add(process);
    let isOver = false;
    const end = (outcome: Parameters<Task['settle']>[0]) => {
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
    process.onExit(() => end('ended'));
    process.post(task.job);
  }

  /** A process without work, or a new one. */
  #take(): PictureProcess {
    const [resting] = this.#idle.keys();
    if (resting === undefined) return this.#fork();
    clearTimeout(this.#idle.get(resting));
    this.#idle.delete(resting);
    return resting;
  }

  /** Keeps a process for the next picture, for a while: it takes memory. */
  #rest(process: PictureProcess): void {
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
