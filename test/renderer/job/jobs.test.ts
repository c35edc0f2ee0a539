import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import App from '../../../src-renderer/App.svelte';
import { fitsJob, mayHaveServiceLog, tookTooLong } from '../../../src-renderer/job/offer';
import ServiceLog from '../../../src-renderer/job/ServiceLog.svelte';
import type { Profile } from '../../../src-main/core/connection/profile';
import { JobsState } from '../../../src-renderer/job/jobs.svelte';
import type { Job, JobState } from '../../../src-main/core/job/job';
import type { ErrorInfo } from '../../../src-main/core/ground/error';
import { FakeOscar } from '../fake-api';

const finishedAt = '2026-11-30T04:00:00.000Z';
const done: JobState = { status: 'done', verdict: 'result', ranMs: 90_000, finishedAt };

function job(id: string, state: JobState, more: Partial<Job> = {}): Job {
  return {
    id,
    profileId: 'practice',
    profileName: 'Practice',
    endpoint: 'http://127.0.0.1:1',
    serviceName: 'cowsay',
    input: { kind: 'file', name: `${id}.txt`, sizeBytes: 5 },
    startedAt: `2026-11-30T03:40:${id.length < 10 ? '0' : ''}${id.length}.000Z`,
    state,
    ...more,
  };
}

const host = 'cluster.example.org';
const request = {
  profileId: 'practice',
  serviceName: 'cowsay',
  input: { kind: 'text', text: 'hi' },
} as const;

let oscar: FakeOscar;
beforeEach(() => {
  oscar = new FakeOscar();
});

describe('the log of a service', () => {
  const common = { id: 'lab', kind: 'cluster', name: 'Lab', endpoint: 'https://oscar.lab', colour: 'green' } as const;
  const more = { allowsPlainHttp: false, trust: { kind: 'system' }, keeping: 'keychain' } as const;
  const account: Profile = { ...common, ...more, signIn: { kind: 'password', user: 'oscar' } };
  const token: Profile = { ...common, ...more, signIn: { kind: 'service-token', serviceName: 'cowsay' } };
  const failed: ErrorInfo = { code: 'gateway-timed-out', host };

  it('is offered where it may tell more of a failure, and the connection may see it', () => {
    expect(mayHaveServiceLog(failed, account)).toBe(true);
    expect(mayHaveServiceLog(failed, token)).toBe(false);
    expect(mayHaveServiceLog({ code: 'forbidden', host }, account)).toBe(false);
    expect(mayHaveServiceLog({ code: 'input-empty' }, account)).toBe(false);
  });

  it('is read when it is opened, and says where there is none', async () => {
    oscar.serviceLog = { text: '2026-11-30T03:40:53Z Killed', sizeBytes: 27 };
    const jobs = new JobsState(oscar);
    render(ServiceLog, { profileId: 'lab', serviceName: 'cowsay', read: jobs.readServiceLog });
    expect(oscar.serviceLogsRead).toEqual([]);
    await fireEvent.click(screen.getByRole('button', { name: 'Show the service’s log' }));
    expect(await screen.findByText(/Killed/)).toBeVisible();
    expect(oscar.serviceLogsRead).toEqual(['cowsay']);
    await fireEvent.click(screen.getByRole('button', { name: 'Hide the service’s log' }));
    expect(screen.queryByText(/Killed/)).toBeNull();
    oscar.serviceLog = undefined;
    await fireEvent.click(screen.getByRole('button', { name: 'Show the service’s log' }));
    expect(await screen.findByText(/has no log of this service/)).toBeVisible();
  });
});

describe('what is offered in the background', () => {
  it.each<[boolean, ErrorInfo]>([
    [true, { code: 'gateway-timed-out', host }],
    [true, { code: 'timed-out', phase: 'waiting', seconds: 300 }],
    [true, { code: 'connection-lost', phase: 'waiting', receivedBytes: 0 }],
    [true, { code: 'service-not-ready', status: 502, text: '', answeredAfterMs: 60_000 }],
    [false, { code: 'service-not-ready', status: 502, text: '', answeredAfterMs: 100 }],
    [false, { code: 'timed-out', phase: 'connecting', seconds: 10 }],
    [false, { code: 'unauthorized', host }],
  ])('is a run that took too long: %s for %j', (expected, error) => {
    expect(tookTooLong(error)).toBe(expected);
  });

  it('is a file that fits, or is changed before it is sent', () => {
    const file = (sizeBytes: number) =>
      ({ kind: 'file', file: { id: 'one', name: 'a', sizeBytes, mediaType: 'image/png', url: '' } }) as const;
    expect([fitsJob(file(98_298), false), fitsJob(file(98_299), false), fitsJob(file(98_299), true)]).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe('the state of the jobs', () => {
  it('has the latest first, and counts those at work', async () => {
    oscar.jobs = [job('a', done), job('bb', { status: 'running', missed: 0 })];
    const jobs = new JobsState(oscar);
    await jobs.load();
    expect(jobs.jobs.map(({ id }) => id)).toEqual(['bb', 'a']);
    expect(jobs.atWorkCount).toBe(1);
  });

  it('keeps the news that came before the list', async () => {
    oscar.jobs = [job('a', { status: 'waiting', missed: 0 })];
    const jobs = new JobsState(oscar);
    const loaded = jobs.load();
    oscar.tellJobs({ kept: [job('a', done)] });
    await loaded;
    expect(jobs.get('a')?.state.status).toBe('done');
  });

  it('sends at once where everything can be seen', async () => {
    const jobs = new JobsState(oscar);
    expect(await jobs.send(request)).toEqual({ ok: true, value: 'job-1' });
    expect(oscar.jobRequests).toEqual([request]);
  });

  it('says why nothing can be sent', async () => {
    const problem: ErrorInfo = { code: 'background-unsupported', host };
    oscar.jobAbility = { kind: 'none', problem };
    expect(await new JobsState(oscar).send(request)).toEqual({ ok: false, error: problem });
    expect(oscar.jobRequests).toEqual([]);
  });

  it.each([
    [true, 1],
    [false, 0],
  ])('asks before it sends what nobody can see: %s', async (sends, sentCount) => {
    oscar.jobAbility = { kind: 'unseen' };
    const jobs = new JobsState(oscar);
    const sent = jobs.send(request);
    await expect.poll(() => jobs.answerUnseen).toBeDefined();
    expect(oscar.jobRequests).toEqual([]);
    jobs.answerUnseen?.(sends);
    await sent;
    expect(jobs.answerUnseen).toBeUndefined();
    expect(oscar.jobRequests).toHaveLength(sentCount);
  });

  it('opens the result of the selected job when it comes', async () => {
    const jobs = new JobsState(oscar);
    oscar.tellJobs({ kept: [job('a', { status: 'running', missed: 0 })] });
    jobs.open('a');
    expect(oscar.opened).toEqual([]);
    oscar.tellJobs({ kept: [job('a', done)] });
    await expect.poll(() => jobs.opened?.invocation).toBeDefined();
    expect(oscar.opened).toEqual(['a']);
    expect(jobs.ended?.id).toBe('a');
  });

  it('goes on with the one below when one is removed, and stays where that fails', async () => {
    oscar.jobs = [job('a', done), job('bb', done), job('ccc', done)];
    const jobs = new JobsState(oscar);
    await jobs.load();
    jobs.open('bb');
    await jobs.remove('bb');
    expect([jobs.selectedId, oscar.removedJobs]).toEqual(['a', ['bb']]);
    oscar.refuse('removeJob', { code: 'network-unreachable', host });
    await jobs.remove('a');
    expect([jobs.selectedId, jobs.error?.code]).toEqual(['a', 'network-unreachable']);
  });
});

describe('the jobs in the window', () => {
  it('have no entry before there is one', async () => {
    render(App, { oscar });
    await screen.findByRole('button', { name: 'History' });
    expect(screen.queryByRole('button', { name: /^Jobs/ })).toBeNull();
    oscar.tellJobs({ kept: [job('a', { status: 'waiting', missed: 0 })] });
    expect(await screen.findByRole('button', { name: 'Jobs (1)' })).toBeVisible();
  });

  it('open and close with their key, once there is one', async () => {
    render(App, { oscar });
    await screen.findByRole('button', { name: 'History' });
    const press = () => fireEvent.keyDown(document.body, { key: 'j', ctrlKey: true });
    await press();
    expect(screen.queryByRole('heading', { name: 'Background jobs' })).toBeNull();
    oscar.tellJobs({ kept: [job('a', { status: 'waiting', missed: 0 })] });
    await screen.findByRole('button', { name: 'Jobs (1)' });
    await press();
    expect(screen.getByRole('heading', { name: 'Background jobs' })).toBeVisible();
    await press();
    expect(screen.queryByRole('heading', { name: 'Background jobs' })).toBeNull();
  });

  it('are listed with their state, opened with their log, and stopped after a question', async () => {
    oscar.jobs = [job('a', { status: 'running', missed: 0 })];
    oscar.jobLog = { text: '2026 one\n2026 two\n', sizeBytes: 18 };
    render(App, { oscar });
    await fireEvent.click(await screen.findByRole('button', { name: 'Jobs (1)' }));
    const details = screen.getByRole('region', { name: 'Job' });
    expect(within(details).getByText('Running')).toBeVisible();
    await fireEvent.click(within(details).getByRole('button', { name: 'Show the log' }));
    const log = await within(details).findByRole('region', { name: 'Log' });
    expect(log).toHaveTextContent('2026 one 2026 two');
    await fireEvent.input(within(details).getByLabelText('Lines that contain'), { target: { value: 'TWO' } });
    expect(log).toHaveTextContent(/^2026 two$/);
    await fireEvent.click(within(details).getByRole('button', { name: 'Stop and remove' }));
    const question = screen.getByRole('dialog', { name: 'Stop this job?' });
    expect(oscar.removedJobs).toEqual([]);
    await fireEvent.click(within(question).getByRole('button', { name: 'Stop and remove' }));
    expect(oscar.removedJobs).toEqual(['a']);
    expect(await screen.findByText('No jobs')).toBeVisible();
  });

  it('say why nothing can be learned of one at present', async () => {
    const trouble: ErrorInfo = { code: 'network-unreachable', host };
    oscar.jobs = [job('a', { status: 'waiting', missed: 0 }, { trouble })];
    render(App, { oscar });
    await fireEvent.click(await screen.findByRole('button', { name: 'Jobs (1)' }));
    expect(screen.getByText(`Can’t reach ${host}`)).toBeVisible();
    expect(screen.getByText('It is asked for again by itself.')).toBeVisible();
  });
});
