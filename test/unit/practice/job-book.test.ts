import { describe, expect, it } from 'vitest';
import { inlineLimitBytes } from '../../../src-main/core/job/job';
import { parseJobPage, type JobPage } from '../../../src-main/core/job/listing';
import { JobBook, type JobAnswer, type JobEnd } from '../../../src-main/practice/job-book';

const now = () => new Date('2026-11-30T03:40:53.123Z');
const done: JobEnd = { status: 'Succeeded', log: Buffer.from('aGVsbG8=\n') };
const endless = () => new Promise<JobEnd>(() => undefined);

function book(run: (name: string, body: Buffer) => Promise<JobEnd> = async () => done): JobBook {
  return new JobBook({ run, now });
}

function ask(jobs: JobBook, job?: string, query = '', method = 'GET'): JobAnswer | undefined {
  return jobs.answer({
    method,
    serviceName: 'cow',
    ...(job !== undefined && { job }),
    query: new URLSearchParams(query),
  });
}

const text = (answer: JobAnswer | undefined) => answer?.body.toString();
const listing = (jobs: JobBook, query = '') => parseJobPage(text(ask(jobs, undefined, query)) ?? '') as JobPage;
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the book of jobs', () => {
  it('answers 201 without a word, and 500 for an id that is taken', () => {
    const jobs = book();
    expect(jobs.submit('cow', Buffer.from('aGk='), 'one')).toEqual({ status: 201, body: Buffer.alloc(0) });
    const again = jobs.submit('cow', Buffer.from('aGk='), 'one');
    expect([again.status, text(again)]).toEqual([500, 'jobs.batch "one" already exists']);
  });

  it('gives a name of its own where none is asked for, and tells it to nobody', () => {
    const jobs = book();
    expect(text(jobs.submit('cow', Buffer.from('aGk=')))).toBe('');
    expect([...listing(jobs).jobs.keys()][0]).toMatch(/^cow-[0-9a-f-]{36}$/);
  });

  it('takes the largest input that fits, and ends a larger one as failed after having taken it', async () => {
    const jobs = book();
    const encoded = (bytes: number) => Buffer.from(Buffer.alloc(bytes).toString('base64'));
    jobs.submit('cow', encoded(inlineLimitBytes), 'fits');
    expect(jobs.submit('cow', encoded(inlineLimitBytes + 1), 'too-large').status).toBe(201);
    await settled();
    expect(listing(jobs).jobs.get('fits')).toMatchObject({ outcome: 'succeeded' });
    expect(listing(jobs).jobs.get('too-large')).toMatchObject({ outcome: 'failed' });
    expect(text(ask(jobs, 'too-large'))).toContain('argument list too long');
  });

  it('takes wrapped base64, and ends JSON of several lines as failed', async () => {
    const jobs = book();
    jobs.submit('cow', Buffer.from('aGVs\nbG8=\n'), 'base64');
    jobs.submit('cow', Buffer.from('{\n  "message": "moo"\n}'), 'json');
    await settled();
    expect([...listing(jobs).jobs.values()]).toMatchObject([{ outcome: 'succeeded' }, { outcome: 'failed' }]);
  });

  it('shows an empty log while a job runs, and stumbles over one that it does not know', () => {
    const jobs = book(endless);
    jobs.submit('cow', Buffer.from('aGk='), 'one');
    expect(ask(jobs, 'one')).toMatchObject({ status: 200, body: Buffer.alloc(0) });
    expect(ask(jobs, 'two')).toEqual({ status: 500, body: Buffer.alloc(0) });
    expect(listing(jobs).jobs.get('one')).toEqual({ status: 'running' });
  });

  it('puts times before the lines of a log where they are asked for', async () => {
    const jobs = book(async () => ({ status: 'Succeeded', log: Buffer.from('one\ntwo\n') }));
    jobs.submit('cow', Buffer.from('aGk='), 'one');
    await settled();
    expect(text(ask(jobs, 'one', 'timestamps=true'))).toBe(
      '2026-11-30T03:40:53.123Z one\n2026-11-30T03:40:53.123Z two\n',
    );
  });

  it('lists 70 at a time, by the alphabet', () => {
    const jobs = book(endless);
    for (let at = 99; at >= 0; at -= 1) jobs.submit('cow', Buffer.from('aGk='), `job-${String(at).padStart(2, '0')}`);
    const first = listing(jobs);
    expect([first.jobs.size, [...first.jobs.keys()][0]]).toEqual([70, 'job-00']);
    const second = listing(jobs, `page=${first.nextPage ?? ''}`);
    expect([second.jobs.size, second.nextPage]).toEqual([30, undefined]);
  });

  it('removes a job once', () => {
    const jobs = book(endless);
    jobs.submit('cow', Buffer.from('aGk='), 'one');
    expect([ask(jobs, 'one', '', 'DELETE')?.status, ask(jobs, 'one', '', 'DELETE')?.status]).toEqual([204, 404]);
    expect(listing(jobs).jobs.size).toBe(0);
  });
});
