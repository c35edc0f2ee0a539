import { SvelteMap } from 'svelte/reactivity';
import type { ErrorInfo } from '../../src-main/core/ground/error';
import type { JobId, ProfileId } from '../../src-main/core/ground/ids';
import type { PreparedInput } from '../../src-main/core/history/history';
import { jobTable, type Job } from '../../src-main/core/job/job';
import type { JobLog } from '../../src-main/core/job/log-tail';
import type { InvocationInput, InvocationRequest } from '../../src-main/core/run/invocation';
import type { Reply } from '../../src-main/contract/ground/call';
import type { Oscar } from '../api';
import { openPast, type PastInvocation } from '../result/past-invocation';

/** The background jobs, the one that is looked at, and what is asked before one is sent. */
export class JobsState {
  isOpen = $state(false);
  selectedId = $state<JobId>();
  /** The outcome of the selected job, as soon as it is read. */
  opened = $state.raw<PastInvocation>();
  log = $state.raw<JobLog>();
  error = $state.raw<ErrorInfo>();
  /** Answers the question whether to send a job whose result can't be seen; absent while nobody asks. */
  answerUnseen = $state.raw<(sends: boolean) => void>();
  /** The job that ended last since the window opened. */
  ended = $state.raw<Job>();

  readonly #jobs = new SvelteMap<JobId, Job>();
  readonly jobs = $derived([...this.#jobs.values()].sort((one, other) => (one.startedAt < other.startedAt ? 1 : -1)));
  readonly atWorkCount = $derived(this.jobs.filter(({ state: { status } }) => isFollowed(status)).length);
  readonly selected = $derived(this.selectedId === undefined ? undefined : this.#jobs.get(this.selectedId));

  readonly #oscar: Oscar;

  constructor(oscar: Oscar) {
    this.#oscar = oscar;
    oscar.on('jobsChanged', ({ kept, removed }) => {
      for (const job of kept) this.#take(job);
      for (const id of removed) this.#jobs.delete(id);
    });
  }

  /** Reads the jobs of earlier starts. */
  async load(): Promise<void> {
    const reply = await this.#oscar.listJobs();
    if (!reply.ok) return;
    // News of one may have come before.
    for (const job of reply.value) if (!this.#jobs.has(job.id)) this.#jobs.set(job.id, job);
  }

  /** A job as it is now. */
  get(id: JobId): Job | undefined {
    return this.#jobs.get(id);
  }

  /** Opens the place of the jobs, at one of them. */
  open(id = this.selectedId ?? this.jobs[0]?.id): void {
    this.isOpen = true;
    this.select(id);
  }

  close(): void {
    this.isOpen = false;
    this.select(undefined);
  }

  /** Looks at one job. */
  select(id: JobId | undefined): void {
    this.selectedId = id;
    this.opened = undefined;
    this.log = undefined;
    this.error = undefined;
    if (this.selected?.state.status === 'done') void this.#read(this.selected.id);
  }

  /** Moves to the job before or after the selected one, as they are listed. */
  move(step: 1 | -1): void {
    const index = this.jobs.findIndex(({ id }) => id === this.selectedId);
    const next = this.jobs[index < 0 ? 0 : index + step];
    if (next) this.select(next.id);
  }

  /**
   * Sends an input as a job, and asks before where nobody could see what becomes of it.
   * @returns `undefined` where it is not to be sent
   */
  async send(request: InvocationRequest): Promise<Reply<JobId> | undefined> {
    const ability = await this.#oscar.findJobAbility(request.profileId, request.serviceName, request.owner);
    if (!ability.ok) return ability;
    if (ability.value.kind === 'none') return { ok: false, error: ability.value.problem };
    if (ability.value.kind === 'unseen' && !(await this.#isSentUnseen())) return undefined;
    return this.#oscar.startJob(request);
  }

  /** Sends the input of a job that is over once more, as a job of its own. */
  async runAgain({ id, profileId, serviceName, owner }: Job): Promise<void> {
    this.error = undefined;
    const repeated = await this.#oscar.repeatInput(id);
    if (!repeated.ok) {
      this.error = repeated.error;
      return;
    }
    const { input, hasChanged } = repeated.value;
    if (hasChanged && input.kind === 'file') {
      this.error = { code: 'file-changed', file: input.file.name };
      return;
    }
    const sent = inputOf(input);
    const reply = await this.send({ profileId, serviceName, input: sent, ...(owner !== undefined && { owner }) });
    if (reply?.ok) this.select(reply.value);
    else this.error = reply?.error;
  }

  /** Ends a job where it is at work, and removes it from the list. The one below takes its place. */
  async remove(id: JobId): Promise<void> {
    const index = this.jobs.findIndex((job) => job.id === id);
    const reply = await this.#oscar.removeJob(id);
    if (!reply.ok) {
      this.error = reply.error;
      return;
    }
    this.#jobs.delete(id);
    if (this.selectedId === id) this.select((this.jobs[index] ?? this.jobs.at(-1))?.id);
  }

  /** Reads the end of the selected job's log as it is now. */
  async readLog(): Promise<void> {
    const { selectedId } = this;
    if (selectedId === undefined) return;
    const reply = await this.#oscar.readJobLog(selectedId);
    if (this.selectedId !== selectedId) return;
    if (reply.ok) this.log = reply.value;
    this.error = reply.ok ? undefined : reply.error;
  }

  /** What a service's pods wrote last. */
  readonly readServiceLog = (profileId: ProfileId, serviceName: string): Promise<Reply<JobLog | undefined>> =>
    this.#oscar.readServiceLog(profileId, serviceName);

  async #isSentUnseen(): Promise<boolean> {
    const sends = await new Promise<boolean>((resolve) => (this.answerUnseen = resolve));
    this.answerUnseen = undefined;
    return sends;
  }

  async #read(id: JobId): Promise<void> {
    const reply = await openPast(this.#oscar, id);
    if (this.selectedId !== id) return;
    if (reply.ok) this.opened = reply.value;
    else this.error = reply.error;
  }

  #take(job: Job): void {
    const before = this.#jobs.get(job.id);
    this.#jobs.set(job.id, job);
    if (!before || !isFollowed(before.state.status) || isFollowed(job.state.status)) return;
    this.ended = job;
    if (job.id === this.selectedId) this.select(job.id);
  }
}

function inputOf(input: PreparedInput): InvocationInput {
  if (input.kind !== 'file') return input;
  const { file, preparation } = input;
  return { kind: 'file', fileId: file.id, ...(preparation && { preparation }) };
}

/** Whether something is still to be learned of a job. */
export function isFollowed(status: Job['state']['status']): boolean {
  return jobTable[status].asks !== 'nothing';
}
