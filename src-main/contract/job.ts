import * as v from 'valibot';
import type { JobId, ProfileId } from '../core/ground/ids';
import type { JobAbility } from '../core/job/ability';
import type { Job, JobEvent } from '../core/job/job';
import type { JobLog } from '../core/job/log-tail';
import type { InvocationRequest } from '../core/run/invocation';
import { id, name } from './ground/arguments';
import { call } from './ground/call';
import { request } from './run';

/** What the page can ask of background jobs. The result of one is opened as that of any invocation, by the same id. */
export const jobCalls = {
  /** Every job that was not removed, in no order. */
  listJobs: call<() => readonly Job[]>(),
  /** What a connection can do with background jobs of a service. */
  findJobAbility: call<(profileId: ProfileId, serviceName: string, owner: string | undefined) => JobAbility>(
    name,
    name,
    v.optional(name),
  ),
  startJob: call<(request: InvocationRequest) => JobId>(request),
  /** The end of a job's log, with the time before each line. */
  readJobLog: call<(id: JobId) => JobLog>(id),
  /** What a service's pods wrote last, for its runs that are waited for; nothing where the cluster has no such log. */
  readServiceLog: call<(profileId: ProfileId, serviceName: string) => JobLog | undefined>(name, name),
  /** Ends a job where it is at work, and forgets it. */
  removeJob: call<(id: JobId) => void>(id),
};

/** What the main process tells the page of background jobs. */
export interface JobEvents {
  jobsChanged: JobEvent;
}
