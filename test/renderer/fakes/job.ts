import type { JobId } from '../../../src-main/core/ground/ids';
import type { JobAbility } from '../../../src-main/core/job/ability';
import type { Job, JobEvent } from '../../../src-main/core/job/job';
import type { JobLog } from '../../../src-main/core/job/log-tail';
import type { InvocationRequest } from '../../../src-main/core/run/invocation';
import type { Api } from '../../../src-main/contract/ground/call';
import type { jobCalls } from '../../../src-main/contract/job';
import { FakeExport } from './export';

/** The calls about background jobs. */
export class FakeJobs extends FakeExport implements Api<typeof jobCalls> {
  jobs: Job[] = [];
  jobAbility: JobAbility = { kind: 'full' };
  jobLog: JobLog = { text: '', sizeBytes: 0 };
  serviceLog: JobLog | undefined = { text: '', sizeBytes: 0 };
  readonly serviceLogsRead: string[] = [];
  readonly jobRequests: InvocationRequest[] = [];
  readonly removedJobs: JobId[] = [];

  /** Tells the page what happened to the jobs. */
  tellJobs(news: Partial<JobEvent>): void {
    this.push('jobsChanged', { kept: [], removed: [], ...news });
  }

  listJobs = () => this.reply('listJobs', this.jobs);
  findJobAbility = () => this.reply('findJobAbility', this.jobAbility);

  startJob = (request: InvocationRequest) => {
    this.jobRequests.push(request);
    return this.reply('startJob', `job-${this.jobRequests.length}`);
  };
  readJobLog = () => this.reply('readJobLog', this.jobLog);
  readServiceLog = (_profileId: string, serviceName: string) => {
    this.serviceLogsRead.push(serviceName);
    return this.reply('readServiceLog', this.serviceLog);
  };

  removeJob = (id: JobId) => {
    this.removedJobs.push(id);
    return this.reply('removeJob', undefined);
  };
}
