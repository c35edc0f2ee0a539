import * as v from 'valibot';
import { expect, it } from 'vitest';
import { jobTable, type JobState, type JobStatus } from '../../../../src-main/core/job/job';
import { jobRecordSchema, type JobRecord } from '../../../../src-main/core/job/record';

const finishedAt = '2026-11-30T04:00:00.000Z';
const states: { readonly [Status in JobStatus]: Extract<JobState, { readonly status: Status }> } = {
  sending: { status: 'sending', attempts: 0 },
  unseen: { status: 'unseen' },
  waiting: { status: 'waiting', missed: 1 },
  running: { status: 'running', missed: 0 },
  ended: { status: 'ended', outcome: 'failed', ranMs: 5, attempts: 2 },
  done: { status: 'done', verdict: 'result', finishedAt },
  failed: { status: 'failed', error: { code: 'job-gone', host: 'cluster.example.org' }, finishedAt },
};

it.each(Object.values(states))('a job can be kept while it is $status', (state) => {
  const record: JobRecord = {
    id: '1b4e28ba-2fa1-41d2-883f-0016d3cca427',
    profileId: 'one',
    profileName: 'Field lab',
    endpoint: 'https://cluster.example.org',
    serviceName: 'plants',
    writesFiles: true,
    beginsWithLog: false,
    follows: 'listing',
    input: { kind: 'file', name: 'leaf.jpg', sizeBytes: 5 },
    startedAt: '2026-11-30T03:40:53.000Z',
    state,
  };
  expect(v.parse(jobRecordSchema, JSON.parse(JSON.stringify(record)))).toEqual(record);
});

it('what is over is asked for no more', () => {
  const asked = Object.entries(jobTable).filter(([, { asks }]) => asks === 'nothing');
  expect(asked.map(([status]) => status)).toEqual(['unseen', 'done', 'failed']);
});
