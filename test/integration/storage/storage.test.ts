import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StorageFolder } from '../../../src-main/core/storage/folder';
import { startOscarServer, type OscarServer } from '../../fixtures/oscar-server';
import { failureOf, sourceOf } from '../../fixtures/run-request';
import { storageService, type StorageStage } from '../../fixtures/storage';
import {
  contentOf,
  StorageServer,
  type StorageFault,
  type StorageRequest,
  type StorageServerOptions,
} from '../../fixtures/storage-server';
import { temporaryFolder } from '../../fixtures/temp-dir';

const folder = temporaryFolder();
const input: StorageFolder = { role: 'input', bucket: 'echo', prefix: 'in/' };
const output: StorageFolder = { role: 'output', bucket: 'echo', prefix: 'out/' };
const place = { folder: input, replaces: false, taken: new Set<string>() };

let closing: (() => Promise<void>)[];
beforeEach(() => {
  closing = [];
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
});

interface Stage {
  readonly storage: StorageServer;
  readonly server: OscarServer;
  readonly service: Awaited<ReturnType<typeof storageService>>;
  readonly session: ReturnType<Awaited<ReturnType<typeof storageService>>['session']>;
  readonly stop: AbortController;
  /** The folder for downloads. */
  readonly target: string;
}

async function stage(
  options: Partial<StorageServerOptions> = {},
  connection: Partial<Pick<StorageStage, 'signIn'>> = {},
): Promise<Stage> {
  const objects = join(folder(), 'objects');
  const target = join(folder(), 'downloads');
  await mkdir(objects);
  await mkdir(target);
  const storage = await StorageServer.start({ folder: objects, buckets: ['echo'], ...options });
  closing.push(() => storage.close());
  const server = await startOscarServer({ storage });
  closing.push(() => server.close());
  const service = await storageService({ server, folder: folder(), ...connection });
  const stop = new AbortController();
  return { storage, server, service, session: service.session('lab', stop.signal), stop, target };
}

/** Gives each request of a method the next fault of a list, and none after the last. */
function inTurn(
  method: string,
  ...faults: readonly StorageFault[]
): (request: StorageRequest) => StorageFault | undefined {
  let next = 0;
  return (request) => (request.method === method ? faults[next++] : undefined);
}

const versions = ['presigns', 'lists', 'old'] as const;

describe.each(versions)('the storage of a cluster whose OSCAR %s', (oscar) => {
  it('is listed to its end, with names in every script', async () => {
    const { storage, service, session } = await stage({ oscar });
    const names = ['hoja 1+1.png', 'ñandú/ü&<x>.txt', '写真 🌿.jpg', 'مرحبا', "it's (a) *!~.csv", '%41 100%', 'a/../b'];
    await storage.put('echo', 'in/', '');
    await storage.put('echo', 'other/x', 'not of the folder');
    for (const name of names) await storage.put('echo', `in/${name}`, name);
    for (let index = 0; index < 150; index += 1) await storage.put('echo', `in/many/${index}.txt`, 'x');
    expect(await service.folders('lab', 'echo')).toEqual([input, output]);
    const counts: number[] = [];
    const objects = await session.list(input, (count) => counts.push(count));
    expect(objects.length).toBe(names.length + 150);
    expect(new Set(objects.map(({ key }) => key))).toEqual(
      new Set([...names.map((name) => `in/${name}`), ...[...Array(150).keys()].map((index) => `in/many/${index}.txt`)]),
    );
    expect(objects.find(({ key }) => key === 'in/写真 🌿.jpg')).toEqual({
      key: 'in/写真 🌿.jpg',
      sizeBytes: Buffer.byteLength('写真 🌿.jpg'),
      modifiedAt: '2026-11-30T00:00:00.000Z',
    });
    expect(counts.at(-1)).toBeGreaterThanOrEqual(objects.length);
  });

  it('gives, takes and removes files of any name', async () => {
    const { storage, service, session, target } = await stage({ oscar });
    const content = randomBytes(300_000);
    const names = ['hoja 1+1 (ñ) 写真.png', 'a/../b', "100% it's &<x>"];
    for (const name of names) {
      const key = await service.upload(session, { name, source: sourceOf(content) }, place);
      expect(key).toBe(`in/${name}`);
      expect((await contentOf(storage.objects.get(`echo/${key}`))).equals(content)).toBe(true);
    }
    const [first = ''] = names;
    const path = await service.download(session, input, { key: `in/${first}`, sizeBytes: content.length }, target);
    expect(path).toBe(join(target, first));
    expect((await readFile(path)).equals(content)).toBe(true);
    for (const name of names) await session.remove({ bucket: 'echo', key: `in/${name}` });
    expect(await session.list(input)).toEqual([]);
  });

  it('says which of its folders is not there', async () => {
    const { service, session, target } = await stage({ oscar });
    const nowhere: StorageFolder = { role: 'input', bucket: 'nowhere', prefix: '' };
    expect(await failureOf(session.list(nowhere))).toMatchObject({ code: 'storage-folder-gone' });
    const gone = { key: 'in/gone.png', sizeBytes: 1 };
    expect(await failureOf(service.download(session, input, gone, target))).toEqual({
      code: 'object-gone',
      name: 'gone.png',
    });
    expect(await readdir(target)).toEqual([]);
  });
});

it('one connection serves many files', async () => {
  const { storage, service, session, target } = await stage();
  for (let index = 0; index < 5; index += 1) {
    const key = await service.upload(session, { name: `${index}.txt`, source: sourceOf(Buffer.from('abc')) }, place);
    await service.download(session, input, { key, sizeBytes: 3 }, target);
  }
  expect(storage.requests).toHaveLength(10);
  expect(storage.acceptedConnections).toBe(1);
});

describe('a download', () => {
  const content = randomBytes(1_000_000);
  const object = { key: 'out/deep/result.bin', sizeBytes: content.length };

  it('goes on where it broke off, and is whole', async () => {
    const faults = Array.from({ length: 7 }, () => ({ cutAnswerAfter: 130_000 }));
    const { storage, service, session, target } = await stage({ disturb: inTurn('GET', ...faults) });
    await storage.put('echo', object.key, content);
    const path = await service.download(session, output, object, target);
    expect(path).toBe(join(target, 'deep', 'result.bin'));
    expect((await readFile(path)).equals(content)).toBe(true);
    const ranges = storage.requests.map(({ range }) => Number(/\d+/.exec(range ?? '0')?.[0]));
    expect(ranges).toHaveLength(8);
    expect(ranges).toEqual([...ranges].sort((one, other) => one - other));
  });

  it('is not put together of two versions', async () => {
    const { storage, service, session, target } = await stage({
      disturb: (request) => {
        if (request.method !== 'GET' || storage.requests.length > 1) return undefined;
        void storage.put('echo', object.key, Buffer.alloc(content.length, 7));
        return { cutAnswerAfter: 500_000 };
      },
    });
    await storage.put('echo', object.key, content);
    const failure = await failureOf(service.download(session, output, object, target));
    expect(failure).toEqual({ code: 'object-changed', name: 'result.bin' });
    expect(await readdir(join(target, 'deep'))).toEqual([]);
  });

  it('of other bytes than the storage says is not saved', async () => {
    const { storage, service, session, target } = await stage({ disturb: () => 'damage' });
    await storage.put('echo', object.key, content);
    expect(await failureOf(service.download(session, output, object, target))).toEqual({
      code: 'object-damaged',
      name: 'result.bin',
    });
    expect(await readdir(join(target, 'deep'))).toEqual([]);
  });

  it('of what is kept encrypted is judged by its size alone', async () => {
    const { storage, service, session, target } = await stage({ encrypts: true });
    await storage.put('echo', object.key, content);
    const path = await service.download(session, output, object, target);
    expect((await readFile(path)).equals(content)).toBe(true);
  });

  it('replaces nothing, and takes an empty file for what it is', async () => {
    const { storage, service, session, target } = await stage();
    await storage.put('echo', 'out/empty.txt', '');
    await writeFile(join(target, 'empty.txt'), 'mine');
    const path = await service.download(session, output, { key: 'out/empty.txt', sizeBytes: 0 }, target);
    expect(path).toBe(join(target, 'empty (2).txt'));
    expect(await readFile(join(target, 'empty.txt'), 'utf8')).toBe('mine');
    expect(await readFile(path, 'utf8')).toBe('');
  });

  it('leaves nothing behind where it is stopped', async () => {
    const { storage, service, session, target, stop } = await stage();
    await storage.put('echo', object.key, content);
    const failure = await failureOf(service.download(session, output, object, target, () => stop.abort()));
    expect(failure.code).toBe('cancelled');
    expect(await readdir(join(target, 'deep'))).toEqual([]);
  });

  it('never leaves the folder', async () => {
    const { storage, service, session, target } = await stage();
    await storage.put('echo', 'out/../../x', 'x');
    const failure = await failureOf(service.download(session, output, { key: 'out/../../x', sizeBytes: 1 }, target));
    expect(failure).toEqual({ code: 'object-name-refused', name: '../../x', problem: 'outside' });
  });
});

describe('an upload', () => {
  const content = randomBytes(1_000_000);
  const file = { name: 'scan.tif', source: sourceOf(content) };

  it('that is cut off is not there, and is sent again', async () => {
    const { storage, service, session } = await stage({ disturb: inTurn('PUT', { cutUploadAfter: 800_000 }) });
    const created: string[] = [];
    storage.events.on('created', (id: string) => created.push(id));
    expect(await service.upload(session, file, place)).toBe('in/scan.tif');
    expect((await contentOf(storage.objects.get('echo/in/scan.tif'))).equals(content)).toBe(true);
    expect(created).toEqual(['echo/in/scan.tif']);
  });

  it.each([false, true])('whose answer is lost is not sent twice, also where it replaces: %s', async (replaces) => {
    const { storage, service, session } = await stage({ disturb: inTurn('PUT', 'lose-answer') });
    const created: string[] = [];
    storage.events.on('created', (id: string) => created.push(id));
    expect(await service.upload(session, file, { ...place, replaces })).toBe('in/scan.tif');
    expect(created).toEqual(['echo/in/scan.tif']);
  });

  it('whose answer is lost is left alone where nobody can tell whether it arrived', async () => {
    const { storage, service, session } = await stage({ encrypts: true, disturb: inTurn('PUT', 'lose-answer') });
    const failure = await failureOf(service.upload(session, file, { ...place, replaces: true }));
    expect(failure).toMatchObject({ code: 'connection-lost', phase: 'waiting' });
    expect(storage.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
  });

  it('waits for a storage that is busy', async () => {
    const { storage, service, session } = await stage({ disturb: inTurn('PUT', 'busy', 'busy') });
    await service.upload(session, file, place);
    expect((await contentOf(storage.objects.get('echo/in/scan.tif'))).equals(content)).toBe(true);
  });

  it('takes a free name, and never that of another who was faster', async () => {
    const { storage, service, session } = await stage();
    await storage.put('echo', 'in/scan.tif', 'theirs');
    await storage.put('echo', 'in/new.tif', 'theirs too');
    const taken = new Set(['in/scan.tif']);
    expect(await service.upload(session, file, { ...place, taken })).toBe('in/scan (2).tif');
    expect(await failureOf(service.upload(session, { ...file, name: 'new.tif' }, place))).toEqual({
      code: 'object-taken',
      name: 'new.tif',
    });
    expect((await contentOf(storage.objects.get('echo/in/new.tif'))).toString()).toBe('theirs too');
  });

  it('that arrived damaged is told of', async () => {
    const { service, session } = await stage({ disturb: inTurn('PUT', 'damage') });
    expect(await failureOf(service.upload(session, file, place))).toEqual({ code: 'object-damaged', name: 'scan.tif' });
  });
});

describe('where it can’t work', () => {
  it('a connection with the token of a service is told so before', async () => {
    const { service } = await stage({}, { signIn: { kind: 'service-token', serviceName: 'echo' } });
    expect(await failureOf(service.folders('lab', 'echo'))).toMatchObject({ code: 'storage-unseen' });
  });

  it.each(versions)('a clock that is hours off changes nothing where OSCAR %s', async (oscar) => {
    const { storage, service, session } = await stage({ oscar, aheadMs: 2 * 3_600_000 });
    await service.upload(session, { name: 'a', source: sourceOf(Buffer.from('abc')) }, place);
    expect((await session.list(input)).map(({ key }) => key)).toEqual(['in/a']);
    expect((await contentOf(storage.objects.get('echo/in/a'))).toString()).toBe('abc');
  });

  it('a storage that is not to be reached is named, and no address with its signature is', async () => {
    const { storage, service, session, target } = await stage();
    const { host } = new URL(storage.provider.endpoint);
    await storage.close();
    closing.length = 0;
    const failure = await failureOf(
      service.download(session, input, { key: 'in/a', sizeBytes: 1 }, target),
      storage.provider.secretKey,
      'X-Amz-Signature',
    );
    expect(failure).toEqual({ code: 'storage-unreachable', host });
  });

  it('keys that don’t count any more are refused, and told nowhere', async () => {
    const { session } = await stage({ oscar: 'old', tellsOldKeys: true });
    const failure = await failureOf(session.list(input), 'an-old-secret', 'X-Amz-Signature', 'X-Amz-Credential');
    expect(failure).toMatchObject({ code: 'storage-refused', status: 403, text: 'SignatureDoesNotMatch' });
  });
});
