import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { once } from 'node:events';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { readSheet } from 'read-excel-file/node';
import { Workbook } from '../../../src-main/adapters/batch/export/workbook';
import { writeWholeFile } from '../../../src-main/adapters/files/whole-file';
import { FileProfileStore } from '../../../src-main/adapters/connection/profile-store';
import type { SignIn } from '../../../src-main/core/connection/profile';
import { accountOf, expect, test } from '../../fixtures/app';
import { filesBelow, manyFiles, writeFiles } from '../../fixtures/file-tree';
import { needsElectron } from '../../fixtures/newest/only-in-electron';
import {
  echo,
  inOrder,
  inTurn,
  readBody,
  say,
  send,
  sendHead,
  startOscarServer,
  type OscarServer,
  type Step,
} from '../../fixtures/oscar-server';
import { TestPicture } from '../../fixtures/test-picture';

/** Calls the program as from a terminal, with a secret on its standard input. */
function call(userData: string, secret: string, args: readonly string[]) {
  const env = { ...process.env };
  delete env['ELECTRON_RUN_AS_NODE'];
  const program = process.env['OSCAR_DESKTOP_ELECTRON'] ?? String(createRequire(import.meta.url)('electron'));
  const flags = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), `--user-data-dir=${userData}`];
  const child = spawn(program, [...flags, join(import.meta.dirname, '../../..'), ...args], { env });
  child.stdin.end(`${secret}\n`);
  const said = text(child.stderr);
  const printed = text(child.stdout);
  return {
    interrupt: () => child.kill('SIGINT'),
    kill: () => child.kill('SIGKILL'),
    ended: once(child, 'exit').then(async ([code]) => ({ code, said: await said, printed: await printed })),
  };
}

/** A folder of settings with a connection to the service `leaf`. */
async function userDataFor(
  server: OscarServer,
  folder: string,
  signIn: SignIn = { kind: 'service-token', serviceName: 'leaf' },
): Promise<string> {
  const userData = join(folder, 'user-data');
  await mkdir(userData);
  await new FileProfileStore(join(userData, 'profiles.json')).replace([
    {
      id: '7a6b7c40-0000-4000-8000-000000000001',
      kind: 'cluster',
      name: 'Field lab',
      colour: 'grey',
      endpoint: server.endpoint,
      allowsPlainHttp: false,
      signIn,
      trust: { kind: 'system' },
      keeping: 'session',
    },
  ]);
  return userData;
}

test(
  'a batch on the command line stops at Ctrl+C, is alone at its work, and goes on',
  needsElectron('single-instance'),
  async ({ folder }) => {
    let isOpen = false;
    const server = await startOscarServer({
      services: {
        leaf: async (exchange) => (isOpen || server.requests.length < 6 ? echo()(exchange) : exchange.closed),
      },
    });
    const files = manyFiles(20);
    const inputs = join(folder, 'Meadow');
    await writeFiles(inputs, files);
    const userData = await userDataFor(server, folder);
    const args = [
      'batch',
      'leaf',
      inputs,
      '--profile',
      'Field lab',
      '--output',
      join(folder, 'results'),
      '--token-stdin',
      '--report',
      join(folder, 'table.xlsx'),
    ];

    const first = call(userData, server.token, args);
    await Promise.race([
      server.until(() => server.requests.length >= 6),
      first.ended.then(({ said }) => Promise.reject(new Error(said))),
    ]);
    const meanwhile = await call(userData, server.token, args).ended;
    expect(meanwhile).toMatchObject({ code: 2, said: expect.stringContaining('The same batch is at work already.') });
    first.interrupt();
    const stopped = await first.ended;
    expect(stopped.said).toContain('the same command goes on with the rest');
    expect(stopped.code).toBe(130);

    isOpen = true;
    const { code, said } = await call(userData, server.token, args).ended;
    expect(said).toMatch(/^continuing: \d+ of 20 files are left$/m);
    expect(said).toMatch(/^20 of 20 done$/m);
    expect(code).toBe(0);
    const found = await filesBelow(join(folder, 'results'));
    for (const [way, content] of Object.entries(files)) {
      expect(found[`Meadow/${way.replace('.txt', ' – leaf.txt')}`]).toBe(content);
    }
    const [headings = [], ...rows] = await readSheet(join(folder, 'table.xlsx'));
    expect(rows.map((row) => row[headings.indexOf('state')])).toEqual(Array(20).fill('done'));
    expect(await readdir(join(userData, 'command-batches'))).toEqual([]);
    await server.close();
  },
);

test(
  'what a command received goes at the next start when it was killed, and never while it runs',
  needsElectron('single-instance'),
  async ({ folder }) => {
    const bytes = Buffer.alloc(8 * 1024 ** 2, '# oak\n');
    const untilClosed: Step = ({ closed }) => closed;
    const half = inOrder(readBody(), sendHead(200, { 'content-length': 2 * bytes.length }), send(bytes), untilClosed);
    let isWhole = false;
    const server = await startOscarServer({
      services: { leaf: (exchange) => (isWhole ? echo() : half)(exchange) },
    });
    const userData = await userDataFor(server, folder);
    const runs = join(userData, 'command-runs');
    const args = ['run', 'leaf', '--text', 'oak', '--profile', 'Field lab', '--token-stdin'];
    const received = async () => Object.keys(await filesBelow(runs)).sort();

    const killed = call(userData, server.token, args);
    await Promise.race([
      server.until(() => server.requests.length > 0),
      killed.ended.then(({ said }) => Promise.reject(new Error(said))),
    ]);
    await expect.poll(received).toContainEqual(expect.stringMatching(/received/));
    isWhole = true;
    const during = await received();
    expect(await call(userData, server.token, args).ended).toMatchObject({ code: 0 });
    expect(await received()).toEqual(during);
    killed.kill();
    await killed.ended;
    expect(await received()).toEqual(during);
    expect(await call(userData, server.token, args).ended).toMatchObject({ code: 0 });
    expect(await readdir(runs)).toEqual([]);
    await server.close();
  },
);

test('a picture is changed before it is sent, and nothing of the copy stays, after a kill as well', async ({
  folder,
}) => {
  let isHeld = false;
  const server = await startOscarServer({
    services: { leaf: async (exchange) => (isHeld ? exchange.closed : echo()(exchange)) },
  });
  const userData = await userDataFor(server, folder);
  const odd = (name: string) => join(import.meta.dirname, '../../fixtures/odd-pictures', name);
  const run = (name: string, output: string) =>
    call(userData, server.token, [
      ...['run', 'leaf', '--profile', 'Field lab', '--token-stdin', '--input', odd(name)],
      ...['--output', join(folder, output), '--longest-side', '30', '--anonymous'],
    ]);
  const original = await readFile(odd('with-location.jpg'));
  const { code, said } = await run('with-location.jpg', 'small.jpg').ended;
  expect([code, said]).toEqual([
    0,
    expect.stringMatching(/prepared: 40 × 60 to 20 × 30, jpeg, \d+ bytes; left out: .*location/),
  ]);
  const sent = await readFile(join(folder, 'small.jpg'));
  expect(sent.toString('latin1')).not.toMatch(/SERIAL-123|somebody|GPS/);
  const { width, height } = await TestPicture.read(sent);
  expect([width, height]).toEqual([20, 30]);
  expect(await readFile(odd('with-location.jpg'))).toEqual(original);
  const left = () => Promise.all(['command-runs', 'prepared-copies'].map((name) => readdir(join(userData, name))));
  expect(await left()).toEqual([[], []]);

  expect((await run('phone.heic', 'phone.jpg').ended).code).toBe(0);
  expect((await readFile(join(folder, 'phone.jpg'))).subarray(0, 3).toString('hex')).toBe('ffd8ff');
  const animated = await run('moving.gif', 'moving.png').ended;
  expect(animated).toMatchObject({
    code: 4,
    printed: '',
    said: expect.stringContaining('picture-refused problem="animated"'),
  });

  isHeld = true;
  const killed = run('phone.heic', 'never.jpg');
  // Two processes start before anything is sent.
  await expect.poll(() => server.requests.length, { timeout: 30_000 }).toBe(3);
  killed.kill();
  await killed.ended;
  expect((await left()).map(({ length }) => length)).toEqual([1, 1]);
  isHeld = false;
  expect((await run('phone.heic', 'again.jpg').ended).code).toBe(0);
  expect(await left()).toEqual([[], []]);
  await server.close();
});

test('an answer that is nested without end is saved as it came, be it right or wrong', async ({ folder }) => {
  const levels = 200_000;
  const answers = {
    'right.json': '['.repeat(levels) + ']'.repeat(levels),
    'wrong.json': `${'{"a":'.repeat(levels)}1${'}'.repeat(levels - 1)}]`,
  };
  const server = await startOscarServer({
    services: { leaf: inTurn(say(answers['right.json']), say(answers['wrong.json'])) },
  });
  const userData = await userDataFor(server, folder);
  for (const [name, text] of Object.entries(answers)) {
    const { code, said } = await call(userData, server.token, [
      ...['run', 'leaf', '--profile', 'Field lab', '--token-stdin', '--text', 'oak'],
      ...['--output', join(folder, name)],
    ]).ended;
    expect(said).toContain(`saved ${name}, `);
    expect(code).toBe(0);
    expect((await readFile(join(folder, name), 'utf8')).trimEnd()).toBe(text);
  }
  await server.close();
});

test('runs each row of a workbook, and answers with a workbook', async ({ folder }) => {
  const server = await startOscarServer({ services: { leaf: echo() } });
  const userData = await userDataFor(server, folder);
  const path = join(folder, 'plots.xlsx');
  async function* rows() {
    yield Array.from({ length: 20 }, (_, at) => [`s${at}`, `Sentence ${at}`]);
  }
  await writeWholeFile(path, new Workbook().bytes(['id', 'text'], rows()));
  const run = (table: string) =>
    call(userData, server.token, [
      ...['batch', 'leaf', table, '--profile', 'Field lab', '--token-stdin', '--output', join(folder, 'out')],
      ...['--text-column', 'text', '--name-column', 'id'],
    ]).ended;
  const { code, said } = await run(path);
  expect(said).toContain('20 of 20 done');
  expect(code).toBe(0);
  const [headings, ...answers] = await readSheet(join(folder, 'out', 'answers.xlsx'));
  expect(headings).toEqual(['id', 'text', 'answer', 'state', 'error', 'result']);
  expect(answers.map((row) => row.slice(0, 4))).toEqual(
    Array.from({ length: 20 }, (_, at) => [`s${at}`, `Sentence ${at}`, `Sentence ${at}`, 'done']),
  );
  await writeFile(path, Buffer.concat([Buffer.from('d0cf11e0', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]));
  const refused = await run(path);
  expect(refused.said).toContain('table-unusable problem="protected"');
  expect(refused.code).toBe(4);
  await server.close();
});

test('a background job outlives its command, and its result is taken once it is there', async ({ folder }) => {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const server = await startOscarServer({
    services: { leaf: echo() },
    runJob: async () => {
      await released;
      return { status: 'Succeeded', log: Buffer.from('It is a fern.\n\n') };
    },
  });
  const { user, password } = accountOf(server);
  const userData = await userDataFor(server, folder, { kind: 'password', user });
  const job = (...args: readonly string[]) => call(userData, password, ['job', ...args]).ended;

  const sent = await job('run', 'leaf', '--profile', 'Field lab', '--text', 'a leaf', '--token-stdin');
  expect(sent).toMatchObject({ code: 0 });
  const id = sent.printed.trim();
  expect((await call(userData, '', ['job', 'list']).ended).printed).toMatch(
    new RegExp(`^${id}\twaiting\tleaf\tField lab\t`),
  );
  expect(await job('result', id, '--token-stdin')).toMatchObject({
    code: 5,
    printed: '',
    said: expect.stringMatching(/^running$/m),
  });
  release();
  const waited = await job('result', id, '--wait', '--token-stdin');
  expect(waited).toMatchObject({ code: 0, printed: 'It is a fern.\n' });
  const output = join(folder, 'leaf.txt');
  expect(await job('result', id, '--output', output, '--token-stdin')).toMatchObject({ code: 0 });
  expect(await readFile(output, 'utf8')).toBe('It is a fern.\n');
  expect((await job('log', id, '--token-stdin')).printed).toContain('Z It is a fern.');
  expect(await job('remove', id, '--token-stdin')).toMatchObject({ code: 0 });
  expect((await call(userData, '', ['job', 'list']).ended).printed).toBe('');
  expect(await job('result', id, '--token-stdin')).toMatchObject({
    code: 7,
    said: expect.stringContaining('result-gone'),
  });
  expect(server.requests.filter(({ path }) => path.startsWith('/job/'))).toHaveLength(1);
  await server.close();
});
