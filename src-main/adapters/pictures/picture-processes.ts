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
import { JobProcesses, type JobLimits, type JobProcess } from '../ground/job-processes';
import type { PictureJob, PictureJobOutcome, PictureJobValues } from './picture-jobs';

/** A process that decodes pictures: a utility process of Electron, or a child process of plain Node. */
export type PictureProcess = JobProcess<PictureJob, PictureJobOutcome>;

/** The picture library, which runs in processes of its own. */
export class PictureProcesses implements PictureLibrary {
  readonly #processes: JobProcesses<PictureJob, PictureJobOutcome>;

  constructor(fork: () => PictureProcess, limits: Partial<JobLimits> = {}) {
    this.#processes = new JobProcesses(fork, limits);
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
    this.#processes.close();
  }

  async #run<Job extends PictureJob>(job: Job, signal?: AbortSignal): Promise<PictureJobValues[Job['kind']]> {
    const outcome = await this.#processes.run(job, signal);
    if (outcome === 'cancelled') throw new AppError({ code: 'cancelled', clusterMayContinue: false });
    if (outcome === 'too-long') throw new AppError({ code: 'picture-refused', problem: 'too-long' });
    if (outcome === 'ended') throw new AppError({ code: 'picture-refused', problem: 'process-ended' });
    if ('problem' in outcome) throw new AppError({ code: 'picture-refused', problem: outcome.problem });
    if ('errno' in outcome) throw Object.assign(new Error(outcome.message), { code: outcome.errno });
    // Safe to cast: `PictureJobValues` names the value for each kind of job.
    return outcome.value as PictureJobValues[Job['kind']];
  }
}
