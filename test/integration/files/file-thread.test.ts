import { createHash } from 'node:crypto';
import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SameThreadFiles, WorkerFileThread, type FileThread } from '../../../src-main/adapters/files/file-thread';
import { buildFileWorker } from '../../fixtures/file-worker';
import { createTempDir, type TempDir } from '../../fixtures/temp-dir';

let dir: TempDir;
let workerFile: string;
beforeAll(async () => {
  dir = await createTempDir();
  workerFile = await buildFileWorker(join(dir.path, 'program'));
});
afterAll(() => dir.remove());

const path = (name: string) => join(dir.path, name);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe.each([
  ['in a thread of its own', (): FileThread => new WorkerFileThread(workerFile)],
  ['in the calling thread', (): FileThread => new SameThreadFiles()],
])('work on files %s', (place, makeThread) => {
  it('does many things at once, each with its own outcome', async () => {
    const thread = makeThread();
    const leaves = Array.from({ length: 200 }, (_, at) => ({ name: `leaf ${at}`, bytes: Buffer.from(`leaf ${at}`) }));
    const written = await Promise.all(
      leaves.map(({ name, bytes }) => thread.write(path(name), bytes, path(`${name} in place`))),
    );
    expect(written).toEqual(leaves.map(({ bytes }) => ({ sha256: sha256(bytes), isTaken: false })));
    const read = await Promise.all(leaves.map(({ name }) => thread.read(path(name), 100)));
    expect(read.map(({ content }) => Buffer.from(content ?? []))).toEqual(leaves.map(({ bytes }) => bytes));
  });

  it('says whether the place of a file is taken', async () => {
    const thread = makeThread();
    await writeFile(path('taken'), 'somebody else’s');
    await expect(thread.write(path('.taken.part'), Buffer.from('x'), path('taken'))).resolves.toMatchObject({
      isTaken: true,
    });
  });

  it('reads nothing that is large, empty or no file, and says what it is', async () => {
    const thread = makeThread();
    await writeFile(path('large'), 'x'.repeat(101));
    await writeFile(path('empty'), '');
    const [large, empty, folder] = await Promise.all([
      thread.read(path('large'), 100),
      thread.read(path('empty'), 100),
      thread.read(dir.path, 1e9),
    ]);
    expect(large).toEqual({ measure: expect.objectContaining({ kind: 'file', sizeBytes: 101 }), hasChanged: false });
    expect(empty).toEqual({ measure: expect.objectContaining({ kind: 'file', sizeBytes: 0 }), hasChanged: false });
    expect(folder).toEqual({ measure: expect.objectContaining({ kind: 'folder' }), hasChanged: false });
  });

  it('tells of what is in a result, whatever that is, and of a result that has gone', async () => {
    const thread = makeThread();
    const json = { mediaType: 'application/json', charset: 'utf-8' };
    await writeFile(path('found.json'), '[{"label":"fox","score":0.9,"box":[0.1,0.2,0.5,0.4]}]');
    await writeFile(path('odd.json'), '"fox"');
    const source = (name: string) => ({ result: path(name), charset: 'utf-8', picture: path('none.jpg') });
    const read = await Promise.all(
      ['found.json', 'odd.json', 'gone.json'].map((name) => thread.readDetections(source(name))),
    );
    expect(read).toEqual([[expect.objectContaining({ label: 'fox', score: 0.9 })], undefined, 'unread']);
    const rows = { path: path('found.json'), ...json };
    const columns = await thread.resultColumns(rows, 2);
    expect(columns).toEqual(['label', 'score']);
    expect(await thread.resultLines(rows, { origin: ['1'], columns, form: 'comma' }, 0)).toEqual({
      text: expect.stringContaining('1,fox,0.9,') as string,
    });
    expect(await thread.readFields(Buffer.from('{"label":'), true, json)).toBeUndefined();
  });

  it('adds lines in the order in which they were given', async () => {
    const thread = makeThread();
    const name = path(`lines ${place}`);
    const file = await open(name, 'a');
    const lines = Array.from({ length: 50 }, (_, at) => `line ${at}\n`);
    await Promise.all(lines.map((line) => thread.append(file.fd, line)));
    await file.close();
    expect(await readFile(name, 'utf8')).toBe(lines.join(''));
  });

  it('passes the errors of the system on with their codes, each to who asked', async () => {
    const thread = makeThread();
    // Opened here: what is written by its path takes the place of what was there, this device too.
    const device = await open('/dev/full', 'w');
    const [missing, fine, nowhere, full] = await Promise.allSettled([
      thread.read(path('missing'), 100),
      thread.read(workerFile, 1e9),
      thread.write(path('no folder/file'), Buffer.from('x'), path('file')),
      thread.append(device.fd, 'x'),
    ]);
    await device.close();
    expect(missing).toMatchObject({ status: 'rejected', reason: { code: 'ENOENT' } });
    expect(fine).toMatchObject({ status: 'fulfilled' });
    expect(nowhere).toMatchObject({ status: 'rejected', reason: { code: 'ENOENT' } });
    expect(full).toMatchObject({ status: 'rejected', reason: { code: 'ENOSPC' } });
  });
});

it('tells who waits for a thread that has ended, and starts another', async () => {
  const broken = path('broken-worker.cjs');
  await writeFile(broken, 'throw new Error("no thread");');
  const thread = new WorkerFileThread(broken);
  await expect(thread.read(workerFile, 1e9)).rejects.toThrow('has ended');
  await writeFile(broken, await readFile(workerFile));
  await expect(thread.read(workerFile, 1e9)).resolves.toMatchObject({ measure: { kind: 'file' } });
});
