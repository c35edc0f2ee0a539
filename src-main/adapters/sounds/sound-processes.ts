import { AppError } from '../../core/ground/error';
import type { SoundLibrary } from '../../core/input/ports';
import type { CopiedSound } from '../../core/input/sound/copied-sound';
import { JobProcesses, type JobLimits, type JobProcess } from '../ground/job-processes';
import type { SoundJob, SoundJobOutcome } from './sound-jobs';

/** A process that decodes sounds. */
export type SoundProcess = JobProcess<SoundJob, SoundJobOutcome>;

/** Converts sounds in processes of their own. */
export class SoundProcesses implements SoundLibrary {
  readonly #processes: JobProcesses<SoundJob, SoundJobOutcome>;

  constructor(open: () => SoundProcess, limits: Partial<JobLimits> = {}) {
    this.#processes = new JobProcesses(open, limits);
  }

  async copy(path: string, to: string, signal?: AbortSignal): Promise<CopiedSound> {
    const outcome = await this.#processes.run({ path, to }, signal);
    if (outcome === 'cancelled') throw new AppError({ code: 'cancelled', clusterMayContinue: false });
    if (outcome === 'too-long') throw new AppError({ code: 'sound-refused', problem: 'stuck' });
    if (outcome === 'ended') throw new AppError({ code: 'sound-refused', problem: 'process-ended' });
    if ('problem' in outcome) throw new AppError({ code: 'sound-refused', problem: outcome.problem });
    if ('errno' in outcome) throw Object.assign(new Error(outcome.message), { code: outcome.errno });
    return outcome.value;
  }

  /** Ends all processes. */
  close(): void {
    this.#processes.close();
  }
}
