import { describe, expect, it } from 'vitest';
import { jobName } from '../../../../src-main/core/job/job';
import type { NamedJob } from '../../../../src-main/core/job/record';
import { SharedListings } from '../../../../src-main/services/job/shared-listings';
import type { FoundJobs } from '../../../../src-main/services/job/cluster-jobs';
import { HurriedClock } from '../../../fixtures/hurried-clock';
import { failureOf } from '../../../fixtures/run-request';

const job = (id: string, serviceName = 'leaf'): NamedJob => ({
  ...{ id, profileId: 'lab', endpoint: 'https://oscar.lab', serviceName, follows: 'listing' },
});

function listings(find: (jobs: readonly NamedJob[]) => Promise<FoundJobs>) {
  const clock = new HurriedClock();
  const asked: string[][] = [];
  const cluster = {
    find: (jobs: readonly NamedJob[]) => {
      asked.push(jobs.map(({ id }) => id));
      return find(jobs);
    },
  };
  return { clock, asked, shared: new SharedListings({ cluster, clock }) };
}

const never = new AbortController().signal;
const nothing: FoundJobs = { found: new Map(), isComplete: true };

describe('listings of jobs', () => {
  it('answer all who ask for a service with one listing', async () => {
    const found = new Map([[jobName('a'), { status: 'running' as const }]]);
    const { asked, shared, clock } = listings(async () => ({ found, isComplete: true }));
    const answers = ['a', 'b', 'c'].map((id) => shared.ask(job(id), id === 'c' ? 60_000 : 2_000, never));
    expect(await Promise.all(answers)).toEqual([{ status: 'running' }, 'absent', 'absent']);
    expect(asked).toEqual([['a', 'b', 'c']]);
    expect(clock.waitsMs).toEqual([2_000]);
  });

  it('are one for each service', async () => {
    const { asked, shared } = listings(async () => nothing);
    await Promise.all([shared.ask(job('a'), 0, never), shared.ask(job('b', 'root'), 0, never)]);
    expect(asked).toEqual([['a'], ['b']]);
  });

  it('say nothing of a job where they end before their end', async () => {
    const { shared } = listings(async () => ({ found: new Map(), isComplete: false }));
    expect(await shared.ask(job('a'), 0, never)).toBe('unsure');
  });

  it('ask for no job that nobody waits for any more', async () => {
    const { asked, shared } = listings(async () => nothing);
    const stop = new AbortController();
    const stopped = failureOf(shared.ask(job('a'), 1_000, stop.signal));
    const other = shared.ask(job('b'), 1_000, never);
    stop.abort();
    expect(await stopped).toEqual({ code: 'cancelled', clusterMayContinue: true });
    expect(await other).toBe('absent');
    expect(asked).toEqual([['b']]);
    expect(await failureOf(shared.ask(job('c'), 1_000, stop.signal))).toMatchObject({ code: 'cancelled' });
  });

  it('tell a failure to all who asked, and are made again for who asks again', async () => {
    let fails = true;
    const { shared } = listings(async () => {
      if (fails) throw new Error('no network');
      return nothing;
    });
    const asking = ['a', 'b'].map((id) => shared.ask(job(id), 0, never).catch((error: Error) => error.message));
    expect(await Promise.all(asking)).toEqual(['no network', 'no network']);
    fails = false;
    expect(await shared.ask(job('a'), 0, never)).toBe('absent');
  });
});
