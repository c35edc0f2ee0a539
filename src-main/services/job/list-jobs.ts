import type { BatchItem, BatchPlan } from '../../core/batch/batch';
import { AppError, isAppError } from '../../core/ground/error';
import { errorTable } from '../../core/ground/error-table';
import type { JobPlace, JobRuns } from './job-runs';

/** What the jobs of a list work with. */
export interface ListJobsParts {
  readonly jobs: Pick<JobRuns, 'expectAble' | 'remove'>;
  /** The plan as it is now. */
  readonly plan: () => BatchPlan;
}

/** Which items of a list are run as background jobs, and what becomes of the jobs of those that are run no more. */
export class ListJobs {
  constructor(private readonly parts: ListJobsParts) {}

  /** Whether an item is run as a job, or goes on with one. */
  isInBackground({ inBackground, job }: BatchItem): boolean {
    return this.parts.plan().inBackground === true || inBackground === true || job !== undefined;
  }

  /**
   * Resolves where the connection can run the list's service by jobs and see what becomes of them.
   * @throws AppError as `JobRuns.expectAble`
   */
  async expectAble(endpoint: string): Promise<void> {
    const { profileId, serviceName, owner } = this.parts.plan();
    const place = { profileId, serviceName, endpoint };
    await this.parts.jobs.expectAble(owner === undefined ? place : { ...place, owner });
  }

  /** The service that an item's job was sent to. */
  placeOf({ origin }: BatchItem): JobPlace {
    if (!origin) throw new Error('An item that was not begun has a job.');
    const { cluster: endpoint, name: serviceName, owner } = origin.service;
    const place = { profileId: this.parts.plan().profileId, endpoint, serviceName };
    return owner === undefined ? place : { ...place, owner };
  }

  /** Whether an item that failed has a job that may have arrived, and that nothing is known of: it is asked for before another is sent. */
  mayGoOn({ state, job }: BatchItem): boolean {
    if (!job || job.follows || state.status !== 'needs-attention' || state.trouble.kind !== 'failed') return false;
    const { code } = state.trouble.error;
    return errorTable[code].ran === 'maybe' && code !== 'job-gone';
  }

  /** Removes the job of an item from the cluster, where it has one. @returns whether the cluster may still be at work on it */
  async remove(item: BatchItem): Promise<boolean> {
    return item.job !== undefined && !(await this.parts.jobs.remove(this.placeOf(item), item.job));
  }

  /** Removes the job of an item whose run was cancelled for good. @returns what its run ended with */
  async afterCancelling(item: BatchItem, error: unknown): Promise<unknown> {
    if (!item.job || !isAppError(error) || error.info.code !== 'cancelled') return error;
    // A request that was broken off may arrive later.
    const mayArrive = !item.job.follows && error.info.clusterMayContinue;
    return new AppError({ code: 'cancelled', clusterMayContinue: (await this.remove(item)) || mayArrive });
  }
}
