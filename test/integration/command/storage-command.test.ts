import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SameThreadFiles } from '../../../src-main/adapters/files/file-thread';
import { GrantedInputFiles } from '../../../src-main/adapters/input/input-files';
import { parseCommandLine } from '../../../src-main/command/command-line';
import { commandStorage } from '../../../src-main/command/storage-command';
import { startOscarServer } from '../../fixtures/oscar-server';
import { storageService } from '../../fixtures/storage';
import { contentOf, StorageServer, type StorageServerOptions } from '../../fixtures/storage-server';
import { systemTrust } from '../../../src-main/core/connection/profile';
import { temporaryFolder } from '../../fixtures/temp-dir';

const folder = temporaryFolder();
let closing: (() => Promise<void>)[];
beforeEach(() => {
  closing = [];
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
});

async function commandLine(options: Partial<StorageServerOptions> = {}) {
  await mkdir(join(folder(), 'objects'));
  const storage = await StorageServer.start({ folder: join(folder(), 'objects'), buckets: ['echo'], ...options });
  const server = await startOscarServer({ storage });
  closing.push(
    () => storage.close(),
    () => server.close(),
  );
  const service = await storageService({ server, folder: folder() });
  const lab = {
    id: 'lab',
    kind: 'cluster' as const,
    name: 'Field lab',
    colour: 'grey' as const,
    endpoint: server.endpoint,
    allowsPlainHttp: true,
    signIn: { kind: 'password' as const, user: 'oscar' },
    trust: systemTrust,
    keeping: 'session' as const,
  };
  const call = async (...args: readonly string[]) => {
    const command = parseCommandLine(['storage', ...args, '--profile', 'Field lab']);
    if (command.kind !== 'storage-list' && command.kind !== 'storage-get' && command.kind !== 'storage-put') {
      throw new Error('no command about storage', { cause: command });
    }
    const said: string[] = [];
    const output = new PassThrough();
    const printed = text(output);
    const code = await commandStorage(command, {
      profiles: { list: async () => [lab], openPractice: () => Promise.reject(new Error('Nobody practises here.')) },
      storage: service,
      inputs: new GrantedInputFiles(new SameThreadFiles()),
      output,
      say: (line) => said.push(line),
      signal: new AbortController().signal,
    });
    output.end();
    return { code, said, printed: await printed };
  };
  return { storage, call };
}

it('uploads, lists and saves files, and replaces none by itself', async () => {
  const { storage, call } = await commandLine();
  await writeFile(join(folder(), 'leaf.png'), 'a leaf');
  const leaf = join(folder(), 'leaf.png');
  expect(await call('put', 'echo', leaf, leaf)).toEqual({ code: 0, said: [], printed: 'leaf.png\nleaf (2).png\n' });
  await writeFile(leaf, 'another leaf');
  expect(await call('put', 'echo', leaf, '--replace')).toMatchObject({ code: 0, printed: 'leaf.png\n' });
  expect((await contentOf(storage.objects.get('echo/in/leaf.png'))).toString()).toBe('another leaf');
  await storage.put('echo', 'out/sub/one.txt', 'one');
  await storage.put('echo', 'out/t\u0007wo.txt', 'two');
  const listed = await call('list', 'echo');
  expect(listed.printed.split('\n').map((line) => line.split('\t').slice(0, 3))).toEqual([
    ['echo/in', 'leaf (2).png', '6'],
    ['echo/in', 'leaf.png', '12'],
    ['echo/out', 'sub/one.txt', '3'],
    ['echo/out', 't wo.txt', '3'],
    [''],
  ]);
  const target = join(folder(), 'saved');
  const saved = await call('get', 'echo', 'sub/one.txt', '--output', target);
  expect(saved).toEqual({ code: 0, said: [`saved sub/one.txt as ${join('sub', 'one.txt')}, 3 bytes`], printed: '' });
  expect(await readFile(join(target, 'sub', 'one.txt'), 'utf8')).toBe('one');
});

it('says of each file what is wrong with it, and saves the others', async () => {
  const { storage, call } = await commandLine();
  await storage.put('echo', 'out/b\u0007ad', 'x');
  await storage.put('echo', 'out/good', 'good');
  const target = join(folder(), 'saved');
  const saved = await call('get', 'echo', '--output', target);
  expect(saved.code).toBe(8);
  expect(saved.said).toEqual([
    'saved good as good, 4 bytes',
    'object-name-refused name="b\\u0007ad" problem="characters"',
  ]);
  expect(await readdir(target)).toEqual(['good']);
  expect(await call('get', 'echo', 'gone', '--output', target)).toMatchObject({
    code: 4,
    said: ['object-gone name="gone"'],
  });
  expect(await call('get', 'echo', '--since', '2027-01-01', '--output', target)).toMatchObject({ code: 0, said: [] });
});

it('names the folders that there are', async () => {
  const { call } = await commandLine();
  expect(await call('list', 'echo', '--folder', 'echo/inn')).toEqual({
    code: 2,
    said: ['Its folders are: input echo/in, output echo/out'],
    printed: '',
  });
  expect((await call('list', 'echo', '--folder', 'echo/in/')).code).toBe(0);
  expect((await call('put', 'echo', join(folder(), 'gone.png'))).said).toEqual([
    'file-unreadable file="gone.png" problem="gone"',
  ]);
  expect((await call('list', 'nothing')).code).toBe(3);
});
