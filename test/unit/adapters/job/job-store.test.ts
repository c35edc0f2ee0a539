import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FileJobStore } from '../../../../src-main/adapters/job/job-store';
import type { JobRecord } from '../../../../src-main/core/job/record';
import { temporaryFolder } from '../../../fixtures/temp-dir';

const folder = temporaryFolder();

const record: JobRecord = {
  id: '3b4b8a52-7e5f-4f0e-9c59-5a5cf4a0b3c1',
  profileId: 'lab',
  profileName: 'Lab',
  endpoint: 'https://oscar.example.org',
  serviceName: 'echo',
  input: { kind: 'text', excerpt: 'hello', sizeBytes: 5 },
  startedAt: '2026-05-01T10:00:00.000Z',
  state: { status: 'sending', attempts: 0 },
  follows: 'listing',
  writesFiles: false,
  beginsWithLog: false,
};

it('keeps nothing of a job that is deleted while its record is being written', async () => {
  const warnings: unknown[] = [];
  const store = new FileJobStore(join(folder(), 'jobs'), { warn: (...said) => void warnings.push(said) });
  for (let round = 0; round < 20; round += 1) {
    await store.add(record, Buffer.from('hello'));
    const updated = store.update({ ...record, state: { status: 'waiting', missed: 0 } });
    await Promise.all([updated, store.delete(record.id)]);
    expect(await readdir(join(folder(), 'jobs'))).toEqual([]);
  }
  expect(await store.load()).toEqual([]);
  expect(warnings).toEqual([]);
});
