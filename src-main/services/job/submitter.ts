import { isAppError, type ErrorInfo } from '../../core/ground/error';
import type { JobTrace } from '../../core/job/ability';
import { jobName } from '../../core/job/job';
import type { JobClient } from '../../core/job/ports';
import type { NamedJob } from '../../core/job/record';
import type { ClusterServices, OpenService } from '../service/cluster-services';

/** What a submitter works with. */
export interface SubmitterParts {
  readonly client: Pick<JobClient, 'submit'>;
  readonly services: Pick<ClusterServices, 'openService' | 'openJob' | 'renewService' | 'listServices'>;
}

/** Brings a job to its cluster, by another way where the first one is refused for what can be helped from here. */
export class Submitter {
  constructor(private readonly parts: SubmitterParts) {}

  /**
   * Resolves when the cluster has the job.
   * @param input what it is to be sent
   * @param refuseOther throws where an address is not the one that the job was made for
   * @returns by what the job is followed from now on
   * @throws AppError of the sign-in, and as `JobClient.submit`
   */
  async submit(
    job: NamedJob,
    input: Uint8Array,
    refuseOther: (endpoint: string) => void,
    signal: AbortSignal,
  ): Promise<JobTrace> {
    const { services, client } = this.parts;
    const { id, profileId, serviceName, owner } = job;
    const send = async (open: OpenService) => {
      refuseOther(open.access.endpoint);
      const request = { access: open.access, serviceName, name: jobName(id), input, signal };
      await client.submit({ ...request, ...(open.owner !== undefined && { owner: open.owner }) });
    };
    const open = await services.openJob(profileId, serviceName, owner);
    try {
      await send(open);
      return job.follows;
    } catch (error) {
      if (!isAppError(error)) throw error;
      const other = await this.#otherWay(job, open, error.info);
      if (!other) throw error;
      await send(other.open);
      return other.follows;
    }
  }

  async #otherWay(
    { profileId, serviceName, owner, follows }: NamedJob,
    open: OpenService,
    error: ErrorInfo,
  ): Promise<{ readonly open: OpenService; readonly follows: JobTrace } | undefined> {
    const { services } = this.parts;
    const unlessSame = (next: OpenService, trace: JobTrace) =>
      next.access.token === open.access.token ? undefined : { open: next, follows: trace };
    switch (error.code) {
      case 'forbidden':
        // OSCAR makes what an account needs for jobs with its first request to `/system`.
        await services.listServices(profileId);
        return { open, follows };
      case 'unauthorized':
        await services.renewService(open);
        return unlessSame(await services.openJob(profileId, serviceName, owner), follows);
      case 'service-not-found':
        // A private service may be closed to its owner's access token, and open to its own token.
        return unlessSame(await services.openService(profileId, serviceName, owner), 'log');
      default:
        return undefined;
    }
  }
}
