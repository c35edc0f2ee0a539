import type { Handlers } from '../../contract/ground/call';
import type { jobCalls } from '../../contract/job';
import type { JobService } from '../../services/job/job-service';

/** Answers the calls about background jobs. */
export function jobHandlers(jobs: JobService): Handlers<typeof jobCalls> {
  return {
    listJobs: () => jobs.list(),
    findJobAbility: (profileId, name, owner) => jobs.ability(profileId, name, owner),
    startJob: (request) => jobs.start(request),
    readJobLog: (id) => jobs.log(id),
    readServiceLog: (profileId, serviceName) => jobs.serviceLog(profileId, serviceName),
    removeJob: (id) => jobs.remove(id),
  };
}
