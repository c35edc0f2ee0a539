import { describe, expect, it } from 'vitest';
import { afterListing, parseJobPage, type JobPage } from '../../../../src-main/core/job/listing';

const name = 'oscar-desktop-1b4e28ba-2fa1-41d2-883f-0016d3cca427';
const begun = { creation_time: '2026-11-30T03:40:53Z', start_time: '2026-11-30T03:41:00Z' };

function listed(job: unknown): unknown {
  const page = parseJobPage(JSON.stringify({ jobs: { [name]: job } })) as JobPage;
  return page.jobs.get(name);
}

describe('a page of jobs', () => {
  it.each([
    ['pending', { status: 'Pending', creation_time: begun.creation_time }, { status: 'waiting' }],
    ['without a pod', { status: 'Suspended' }, { status: 'waiting' }],
    ['running', { status: 'Running', ...begun }, { status: 'running' }],
    [
      'ended well',
      { status: 'Succeeded', ...begun, finish_time: '2026-11-30T03:42:30Z' },
      { status: 'ended', outcome: 'succeeded', ranMs: 90_000 },
    ],
    ['ended without its times', { status: 'Failed' }, { status: 'ended', outcome: 'failed' }],
    [
      'ended before it began',
      { status: 'Failed', ...begun, finish_time: '2026-11-30T03:00:00Z' },
      { status: 'ended', outcome: 'failed' },
    ],
    ['of a state that is not known yet', { status: 'Dreaming' }, { status: 'waiting' }],
  ])('tells of one %s', (_what, job, expected) => {
    expect(listed(job)).toEqual(expected);
  });

  it.each([
    ['an empty one', '{"jobs":{}}'],
    ['one of a list that Go left out', '{"jobs":null}'],
    ['an empty one of an older server', '{}'],
  ])('takes %s for no jobs', (_what, text) => {
    expect(parseJobPage(text)).toEqual({ jobs: new Map() });
  });

  it('reads the flat list of servers before 3.6.4', () => {
    const page = parseJobPage(`{"${name}":{"status":"Running"}}`) as JobPage;
    expect([...page.jobs]).toEqual([[name, { status: 'running' }]]);
  });

  it('tells that more than 70 jobs go on', () => {
    const text = '{"jobs":{"a":{"status":"Running"}},"next_page":"opaque","remaining_jobs":12}';
    expect(parseJobPage(text)).toMatchObject({ nextPage: 'opaque' });
  });

  it('does not take an empty body for an empty list: it is what OSCAR says to who may not look', () => {
    expect(parseJobPage('')).toBe('unseen');
  });

  it.each(['<html></html>', '[]', '"jobs"', '{"jobs":{"a":{}}}'])('refuses %s', (text) => {
    expect(parseJobPage(text)).toBeUndefined();
  });
});

describe('a job after a complete listing', () => {
  const waiting = { status: 'waiting', missed: 0 } as const;

  it('follows what is listed', () => {
    expect(afterListing(waiting, { status: 'running' })).toEqual({ status: 'running', missed: 0 });
    expect(afterListing(waiting, { status: 'ended', outcome: 'succeeded', ranMs: 5 })).toEqual({
      status: 'ended',
      outcome: 'succeeded',
      ranMs: 5,
      attempts: 0,
    });
  });

  it('waits again when its pod is made anew', () => {
    expect(afterListing({ status: 'running', missed: 0 }, { status: 'waiting' })).toEqual(waiting);
  });

  it('is gone only when it is missing twice', () => {
    const once = afterListing({ status: 'running', missed: 0 }, undefined);
    expect(once).toEqual({ status: 'running', missed: 1 });
    expect(once !== 'gone' && once.status === 'running' && afterListing(once, undefined)).toBe('gone');
    expect(once !== 'gone' && once.status === 'running' && afterListing(once, { status: 'running' })).toEqual({
      status: 'running',
      missed: 0,
    });
  });
});
