import { afterEach, describe, expect, it } from 'vitest';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import Papa from 'papaparse';
import { readSheet } from 'read-excel-file/node';
import { ThreadDetectionReader } from '../../../src-main/adapters/batch/export/detection-reader';
import { DiskTableFiles } from '../../../src-main/adapters/batch/export/table-files';
import { DiskCopyFolders } from '../../../src-main/adapters/batch/export/copy-folder';
import { DiskOutputFolders } from '../../../src-main/adapters/batch/output-folders';
import { SameThreadFiles } from '../../../src-main/adapters/files/file-thread';
import { SystemClock } from '../../../src-main/adapters/ground/system-clock';
import type { BatchCommand } from '../../../src-main/command/batch-command';
import { runBatch } from '../../../src-main/command/batch-command';
import type { TableRows } from '../../../src-main/core/batch/export/table';
import { BatchExports } from '../../../src-main/services/batch/export/batch-exports';
import type { JobEnd } from '../../../src-main/practice/job-book';
import { setUpBatches, NoWaitClock } from '../../fixtures/batch';
import { filesBelow, manyFiles, writeFiles } from '../../fixtures/file-tree';
import {
  answer,
  echo,
  inOrder,
  readBody,
  say,
  startOscarServer,
  type OscarServer,
  type OscarServerOptions,
  type Step,
} from '../../fixtures/oscar-server';
import { HurriedClock } from '../../fixtures/hurried-clock';
import { temporaryFolder } from '../../fixtures/temp-dir';

const folder = temporaryFolder();
let server: OscarServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** Sets up a command line. Each call runs in a program of its own and returns the exit code and what was printed. */
async function commandLine(
  files: Readonly<Record<string, string>>,
  step: Step = echo(),
  options: OscarServerOptions = {},
) {
  const { endpoint, token, authorization } = (server = await startOscarServer({
    services: { leaf: step },
    ...options,
  }));
  const inputs = join(folder(), 'inputs', 'Meadow');
  const output = join(folder(), 'out');
  await writeFiles(inputs, files);
  const call = (
    change: Partial<BatchCommand> = {},
    onLine: (line: string, stop: AbortController) => void = () => undefined,
  ) => {
    const said: string[] = [];
    const stop = new AbortController();
    const { batches, watch } = setUpBatches({
      folder: folder(),
      endpoint,
      token,
      authorization,
      serviceName: 'leaf',
      clock: change.inBackground ? new HurriedClock() : new NoWaitClock(),
    });
    const profiles = {
      list: async () => [
        {
          id: 'lab',
          kind: 'cluster' as const,
          name: 'Field lab',
          colour: 'grey' as const,
          endpoint,
          allowsPlainHttp: false,
          signIn: { kind: 'service-token' as const, serviceName: 'leaf' },
          trust: { kind: 'system' as const },
          keeping: 'session' as const,
        },
      ],
      openPractice: async () => {
        throw new Error('Nobody practises here.');
      },
    };
    const command: BatchCommand = {
      kind: 'batch',
      service: 'leaf',
      profile: 'Field lab',
      readsSecret: false,
      folder: inputs,
      output,
      existing: 'skip',
      ...change,
    };
    const say = (line: string) => {
      said.push(line);
      onLine(line, stop);
    };
    const thread = new SameThreadFiles();
    const exports = new BatchExports({
      batches,
      tables: new DiskTableFiles(),
      detections: new ThreadDetectionReader(thread),
      copies: new DiskCopyFolders(thread),
      outputs: new DiskOutputFolders(thread),
      clock: new SystemClock(),
      onProgress: () => undefined,
    });
    const readText = (path: string) => readFile(path, 'utf8');
    const code = runBatch(command, {
      profiles,
      readText,
      batches,
      exports,
      spreadsheetForm: async () => 'semicolon',
      onChange: watch,
      signal: stop.signal,
      say,
    });
    return code.then((ended) => ({ code: ended, said }));
  };
  return { call, inputs, output };
}

it('runs a folder, tells what it left out, and leaves no trace but the results', async () => {
  const { call, output } = await commandLine({ ...manyFiles(12), 'empty.txt': '', '.hidden': 'x' });
  const { code, said } = await call();
  expect(said).toEqual(expect.arrayContaining(['left out: 1 hidden, 1 empty', '12 of 12 done']));
  expect(code).toBe(0);
  expect(Object.keys(await filesBelow(output))).toHaveLength(12 + 3);
  expect(await readdir(join(folder(), 'journals'))).toEqual([]);
});

it('goes on with the background jobs of a command that was ended', async () => {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const runJob = async (_service: string, body: Buffer): Promise<JobEnd> => {
    await released;
    return { status: 'Succeeded', log: Buffer.from(`${body.toString()}\n`) };
  };
  const { call, output } = await commandLine(manyFiles(4), echo(), { runJob });
  const first = await call({ inBackground: true }, (line, stop) => {
    if (line === 'running') void server?.until(() => jobsSent() > 0).then(() => stop.abort());
  });
  expect(first.code).toBe(130);
  release();
  const { code } = await call({ inBackground: true });
  expect(code).toBe(0);
  expect(Object.keys(await filesBelow(output))).toHaveLength(4 + 3);
  expect(jobsSent()).toBe(4);
  expect(server?.requests.filter(({ path }) => path.startsWith('/run'))).toEqual([]);
});

/** How many jobs the server knows by their own ids. */
function jobsSent(): number {
  const sent = server?.requests.filter(({ path, outcome }) => path === '/job/leaf' && outcome === 'answered') ?? [];
  return new Set(sent.map(({ headers }) => headers['x-delegated-job-id'])).size;
}

it.runIf(process.platform === 'linux')('names files whose name is no UTF-8', async () => {
  const { call, inputs } = await commandLine(manyFiles(2));
  await writeFile(Buffer.concat([Buffer.from(`${inputs}/`), Buffer.from('f\xfcr.txt', 'latin1')]), 'x');
  const { code, said } = await call();
  expect(said).toEqual(
    expect.arrayContaining([
      'left out: 1 name-encoding',
      `  “${basename(inputs)}/f\\xFCr.txt”: the name is no UTF-8; rename it`,
      '2 of 2 done',
    ]),
  );
  expect(code).toBe(0);
});

it('has a code of its own for files that need attention, and runs them again with the same command', async () => {
  let isMended = false;
  let seen = 0;
  const fussy: Step = async (exchange) => {
    seen += 1;
    if (isMended || seen === 1) return echo()(exchange);
    return inOrder(readBody(), answer(500, 'exit status 1\n'))(exchange);
  };
  const { call } = await commandLine({ 'a.txt': 'one', 'b.txt': 'two' }, fussy);
  const first = await call({ atOnceLimit: 1 });
  expect(first.said).toContain('1 of 2 done, 1 needs-attention');
  expect(first.code).toBe(8);
  isMended = true;
  const second = await call();
  expect(second.said).toContain('1 of 2 done, 1 skipped');
  expect(second.said.at(-1)).toMatch(/^“report \(2\)\.csv” in /);
  expect(second.code).toBe(0);
});

it('goes on where it was stopped, with files that came later', async () => {
  const { call, inputs, output } = await commandLine(manyFiles(30));
  const first = await call({ atOnceLimit: 1 }, (line, stop) => {
    if (line.includes('of 30 done')) stop.abort();
  });
  expect(first.code).toBe(130);
  expect(first.said.at(-1)).toBe('What is done is done; the same command goes on with the rest.');
  await writeFile(join(inputs, 'late.txt'), 'late');
  const second = await call();
  expect(second.said[0]).toMatch(/^continuing: \d+ of 30 files are left$/);
  expect(second.said).toContain('31 of 31 done');
  expect(second.code).toBe(0);
  expect(Object.keys(await filesBelow(output)).filter((way) => way.startsWith('Meadow/'))).toHaveLength(31);
  expect(server?.requests.filter(({ path }) => path === '/run/leaf').length).toBeLessThanOrEqual(31 + 1);
});

it('ends with what is to be fixed, and loses nothing', async () => {
  let accepts = false;
  const { call } = await commandLine(manyFiles(4), async (exchange) =>
    (accepts ? echo() : inOrder(readBody(), answer(401)))(exchange),
  );
  const first = await call();
  expect(first.said).toContainEqual(expect.stringMatching(/^paused: unauthorized host=/));
  expect(first.code).toBe(3);
  accepts = true;
  const second = await call();
  expect(second.said).toEqual(expect.arrayContaining(['continuing: 4 of 4 files are left', '4 of 4 done']));
  expect(second.code).toBe(0);
});

it.each([
  ['a connection that is not there', { profile: 'Nowhere' }, 3, /^No connection is called “Nowhere”/],
  ['a folder that is not there', { folder: '/nowhere/at/all' }, 4, /^file-unreadable file="all" problem="gone"/],
] as const)('says what is wrong with %s', async (_what, change, code, line) => {
  const { call } = await commandLine({ 'a.txt': 'one' });
  expect(await call(change)).toEqual({ code, said: [expect.stringMatching(line)] });
});

it('says what is wrong with what it is given', async () => {
  const { call, inputs } = await commandLine({ 'a.txt': 'one', 'empty/.hidden': 'x' });
  expect(await call({ folder: join(inputs, 'a.txt') })).toEqual({
    code: 4,
    said: ['“a.txt” is a file; oscar-desktop run takes one. For the rows of a table, give --text-column.'],
  });
  expect(await call({ folder: join(inputs, 'empty') })).toEqual({
    code: 4,
    said: ['left out: 1 hidden', '“empty” holds nothing for this service.'],
  });
  expect(await call({ output: join(inputs, 'results') })).toMatchObject({
    code: 4,
    said: ['left out: 1 hidden', expect.stringMatching(/^output-among-inputs/)],
  });
});

describe('the table of --report', () => {
  /** A service that prints what it is sent. */
  const parrot: Step = async (exchange) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of exchange.read()) chunks.push(chunk);
    await say(Buffer.from(Buffer.concat(chunks).toString(), 'base64').toString())(exchange);
  };
  const found = '[{"label":"fox","score":0.5,"box":[0.1,0.2,0.5,0.4]},{"label":"hare","score":0.25,"box":[0,0,1,1]}]';
  const files = {
    'a.txt': found,
    'b.txt': '{"weight":1.5}',
    'c.txt': 'Traceback (most recent call last):\nValueError: no',
  };
  const report = (name: string, rows: TableRows = 'files') => ({
    path: join(folder(), name),
    format: name.endsWith('.xlsx') ? ('xlsx' as const) : ('csv' as const),
    rows,
  });

  it('is a workbook, or text as it is read in this region, under a name of its own', async () => {
    const { call } = await commandLine(files, parrot);
    const first = await call({ report: report('table.xlsx') });
    expect(first.code).toBe(8);
    expect(first.said).toContain('saved table.xlsx, the table of the batch');
    const [headings = [], ...rows] = await readSheet(join(folder(), 'table.xlsx'));
    const column = (name: string) => rows.map((row) => row[headings.indexOf(name)]);
    expect(column('label')).toEqual(['fox', null, null]);
    expect(column('weight')).toEqual([null, 1.5, null]);
    expect(column('reason')).toEqual([null, null, 'doubtful program-failed']);

    await writeFile(join(folder(), 'found.csv'), 'mine');
    const second = await call({ report: report('found.csv', 'detections'), existing: 'number' });
    expect(second.said).toContain('saved found (2).csv, the table of the batch');
    expect(await readFile(join(folder(), 'found.csv'), 'utf8')).toBe('mine');
    const text = await readFile(join(folder(), 'found (2).csv'), 'utf8');
    const table = Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true }).data;
    expect(table.map(({ file, label, score }) => [file, label, score])).toEqual([
      ['a.txt', 'fox', '0,5'],
      ['a.txt', 'hare', '0,25'],
      ['b.txt', '', ''],
      ['c.txt', '', ''],
    ]);
  });

  it('has its place before anything is sent', async () => {
    const { call } = await commandLine(files);
    const { code, said } = await call({
      report: { path: join(folder(), 'nowhere', 't.csv'), format: 'csv', rows: 'files' },
    });
    expect(said).toEqual([expect.stringContaining('is no folder')]);
    expect(code).toBe(7);
    expect(server?.requests).toEqual([]);
  });
});

it('runs the rows of a table, tells what of them can’t be run, and goes on where it was stopped', async () => {
  const { call, inputs, output } = await commandLine({
    'plots.csv': 'id,text\n1,one\n2,\n3,three\n4,four\n5,"five\n6,six\n',
    'plots.json': '{"said": "{{text}}"}',
  });
  const folderOf = (name: string) => join(inputs, name);
  const table: BatchCommand['table'] = {
    readOptions: {},
    use: { input: { kind: 'json', templateFile: folderOf('plots.json') }, nameColumn: 'id' },
  };
  const rows = { ...table, use: { ...table.use, input: { kind: 'text', column: 'text' } as const } };
  const stopped = await call({ folder: folderOf('plots.csv'), table: rows }, (line, stop) => {
    if (line === 'running') stop.abort();
  });
  expect(stopped.code).toBe(130);
  const { code, said } = await call({ folder: folderOf('plots.csv'), table: rows });
  expect(said).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^continuing: /),
      'line 6 of “plots.csv”: the quotes of a cell are broken. Only the rows before it are run.',
    ]),
  );
  // All files that could be run are done, but some could not be run.
  expect(code).toBe(8);
  expect((await filesBelow(output))['answers.csv']?.split('\r\n')[0]?.split('\n')).toEqual([
    'id,text,answer,state,error,result',
    '1,one,one,done,,1 – leaf.txt',
    '2,,,left out,empty-cell,',
    '3,three,three,done,,3 – leaf.txt',
    '4,four,four,done,,4 – leaf.txt',
    '',
  ]);

  // An empty cell is no mistake here: a text in JSON may be empty.
  await call({ folder: folderOf('plots.csv'), table, output: `${output} of JSON` });
  expect(await filesBelow(`${output} of JSON`)).toMatchObject({
    '1 – leaf.json': '{"said": "one"}',
    '2 – leaf.json': '{"said": ""}',
  });
});
