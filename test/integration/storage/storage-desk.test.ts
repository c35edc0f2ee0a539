import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SameThreadFiles } from '../../../src-main/adapters/files/file-thread';
import { GrantedInputFiles } from '../../../src-main/adapters/input/input-files';
import type { StorageFolder } from '../../../src-main/core/storage/folder';
import type { TransferProgress } from '../../../src-main/core/storage/transfer';
import { StorageDesk } from '../../../src-main/services/storage/storage-desk';
import { startOscarServer } from '../../fixtures/oscar-server';
import { failureOf } from '../../fixtures/run-request';
import { storageService } from '../../fixtures/storage';
import { StorageServer } from '../../fixtures/storage-server';
import { temporaryFolder } from '../../fixtures/temp-dir';

const folder = temporaryFolder();
const input: StorageFolder = { role: 'input', bucket: 'echo', prefix: 'in/' };
const output: StorageFolder = { role: 'output', bucket: 'echo', prefix: 'out/' };

let closing: (() => Promise<void>)[];
beforeEach(() => {
  closing = [];
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
});

async function desk(onProgress: (progress: TransferProgress) => void = () => undefined) {
  const objects = join(folder(), 'objects');
  await mkdir(objects);
  const storage = await StorageServer.start({ folder: objects, buckets: ['echo'] });
  const server = await startOscarServer({ storage });
  closing.push(
    () => storage.close(),
    () => server.close(),
  );
  const inputs = new GrantedInputFiles(new SameThreadFiles());
  const newFolder = async () => join(folder(), 'fetched');
  const service = await storageService({ server, folder: folder() });
  return {
    storage,
    inputs,
    desk: new StorageDesk({ storage: service, inputs, newFolder, onProgress, onListed: () => undefined }),
  };
}

it('fetches a file for looking at it, with what its bytes are', async () => {
  const { storage, desk: files } = await desk();
  await storage.put('echo', 'out/scores.csv', 'a,b\n1,2\n');
  const opened = await files.open('lab', output, { key: 'out/scores.csv', sizeBytes: 8 });
  expect(opened).toEqual({
    kind: 'table',
    mediaType: 'text/csv',
    sizeBytes: 8,
    url: expect.stringMatching(/^oscar-input:/),
  });
  expect(await readFile(join(folder(), 'fetched', 'scores.csv'), 'utf8')).toBe('a,b\n1,2\n');
});

it('uploads files of the same name next to each other, and removes what it is told to', async () => {
  const { inputs, desk: files } = await desk();
  const ids = [];
  for (const name of ['one', 'two']) {
    await mkdir(join(folder(), name));
    await writeFile(join(folder(), name, 'leaf.txt'), name);
    ids.push((await inputs.grant(join(folder(), name, 'leaf.txt'))).id);
  }
  expect(await files.upload('lab', input, ids)).toEqual({ kind: 'upload', done: 2, failed: [] });
  const keys = (await files.list('lab', input)).map(({ key }) => key);
  expect(keys).toEqual(['in/leaf (2).txt', 'in/leaf.txt']);
  expect(await files.remove('lab', input, ['in/leaf.txt', 'in/gone'])).toEqual({ kind: 'remove', done: 2, failed: [] });
  expect((await files.list('lab', input)).map(({ key }) => key)).toEqual(['in/leaf (2).txt']);
});

it('does one thing at a time, and leaves nothing half done where it is stopped', async () => {
  let stopped: Promise<void> | undefined;
  const made = await desk(({ done, doneBytes }) => {
    if (done === 1 && doneBytes > 5) stopped ??= made.desk.stop();
  });
  const { storage, desk: files } = made;
  const objects = ['a', 'b', 'c'].map((name) => ({ key: `out/${name}`, sizeBytes: 5 }));
  for (const { key } of objects) await storage.put('echo', key, 'bytes');
  const target = join(folder(), 'target');
  await mkdir(target);
  const saving = files.save('lab', output, objects, target);
  expect(await failureOf(files.list('lab', output))).toMatchObject({ code: 'cancelled' });
  const report = await saving;
  await stopped;
  expect(report.endedBy ?? report).toMatchObject({ code: 'cancelled' });
  expect((await readdir(target)).filter((name) => name.endsWith('.part'))).toEqual([]);
  expect(report.done).toBe((await readdir(target)).length);
});
