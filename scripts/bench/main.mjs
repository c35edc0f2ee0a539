// The benchmark itself, see scripts/bench.mjs. Every figure is a ratio against a peer that is measured in the same run.
import { _electron } from '@playwright/test';
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { randomBytes, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { giveUp, root, say } from '../run.mjs';
import { wat } from '../wat.mjs';
import { benchBatches, benchLongList, benchPhotos, benchResultsMemory } from './batch.mjs';
import { benchFrames } from './frames.mjs';
import { benchPictures } from './pictures.mjs';
import {
  alternately,
  atLeast,
  atMost,
  forgetPeak,
  machine,
  median,
  memoryOf,
  seconds,
  settled,
  shell,
} from './measure.mjs';

const MiB = 1024 ** 2;
const runs = Number(process.env.BENCH_RUNS ?? 5);
const largeBytes = 512 * MiB;
// A multiple of three, so that the base64 of any bytes has no padding.
const hugeBytes = 4096 * MiB - 1;
const executablePath = process.env.OSCAR_DESKTOP_ELECTRON;

const folder = mkdtempSync(join(tmpdir(), 'oscar-desktop-bench-'));
const results = [];
const record = (name, value, unit, peer, bar, isWithin) => {
  results.push({ name, value: Number(value.toFixed(3)), unit, peer, bar, holds: isWithin(value), runs });
  say(`${name}: ${value.toFixed(2)} ${unit} (bar ${bar}; peer: ${peer})`);
};
/** Notes what can't be measured on this machine. */
const skip = (name, bar, reason) => {
  results.push({ name, bar, notMeasured: reason });
  say(`${name}: not measured (bar ${bar}): ${reason}`);
};

const server = fork(join(root, 'scripts/bench/echo-server.mjs'), { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
const [line] = await once(server.stdout, 'data');
const { port, token } = JSON.parse(String(line));
const endpoint = `http://127.0.0.1:${port}`;
const curl = `curl -sS --fail -H 'Authorization: Bearer ${token}'`;

const parts = {
  codec: benchCodec,
  start: benchStart,
  large: benchLargeFile,
  batch: () => benchBatches(stage),
  photos: () => benchPhotos(stage),
  memory: () => benchResultsMemory(stage),
  journal: benchJournal,
  list: () => benchLongList(stage),
  fields: benchFields,
  frames: () => benchFrames(stage),
  tables: benchTables,
  watch: benchWatch,
  jobs: benchJobs,
  pictures: () => benchPictures(stage),
};
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in parts));
if (unknown.length > 0) giveUp(`There is no part ${unknown.join(', ')}. There are ${Object.keys(parts).join(', ')}.`);
const stage = {
  folder,
  endpoint,
  token,
  runs,
  curl,
  launch: (...args) => launch(executablePath, ...args),
  record,
  skip,
};

try {
  for (const [name, measure] of Object.entries(parts)) {
    if (chosen.length === 0 || chosen.includes(name)) await measure();
  }
} finally {
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}
if (chosen.length === 0) keepResults();
printTable();

/** Writes down what was measured, and on what. */
function keepResults() {
  mkdirSync(join(root, 'bench'), { recursive: true });
  const runtime = `Electron ${readRuntimeVersion()}`;
  writeFileSync(
    join(root, 'bench/latest.json'),
    `${JSON.stringify({ machine: { ...machine(), runtime }, results }, null, 2)}\n`,
  );
}

/** Bundles modules of the app and measures them alone, in a process of the app's own runtime. @returns what it printed */
async function measureAlone(name, modules, ...args) {
  const outDir = join(folder, name);
  await build({
    root,
    configFile: false,
    plugins: [wat()],
    logLevel: 'error',
    build: {
      outDir,
      target: 'node18',
      ssr: true,
      rollupOptions: {
        input: modules.map((module) => join(root, `${module}.ts`)),
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
    ssr: { noExternal: true },
  });
  const script = join(root, `scripts/bench/${name}.mjs`);
  const output = execFileSync(executablePath, [script, outDir, ...args], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
  });
  return JSON.parse(output);
}

/** What the journal of a batch costs, against a line that is synced for each item. */
async function benchJournal() {
  const { journal, line } = await measureAlone(
    'journal',
    ['batch/journal-file', 'files/file-thread', 'files/file-worker'].map((module) => `src-main/adapters/${module}`),
    folder,
  );
  const peer = `one line written and synced an item, ${line.toFixed(2)} ms`;
  record('journal of a batch, three entries an item, 8 at once', journal, 'ms an item', peer, 'none', () => true);
}

/** 1,000 background jobs that are followed at the same time. */
async function benchJobs() {
  const { shortestGapMs, listings, memory } = await measureAlone(
    'jobs',
    [
      ...['services/job/job-runs', 'services/job/listing-turns', 'core/job/listing', 'core/job/job'],
      'adapters/ground/system-clock',
    ].map((module) => `src-main/${module}`),
  );
  const pages = `${listings} pages of 70 jobs`;
  record(
    'shortest time between two listings of 1,000 jobs',
    shortestGapMs / 1000,
    's',
    pages,
    '>= 1.99',
    atLeast(1.99),
  );
  record('memory for following 1,000 jobs', memory, 'MiB', 'the same process before', '<= 60', atMost(60));
}

/** A list of 100,000 answers with fields, against the same keys alone, the list without fields, and reading its journal. */
async function benchFields() {
  const { memory, asked, opening, gaps } = await measureAlone(
    'fields',
    [
      ...['src-main/core/batch/list', 'src-main/services/batch/export/batch-exports', 'test/fixtures/batch'],
      ...[
        'batch/journal-file',
        'batch/export/table-files',
        'files/file-thread',
        'files/file-worker',
        'ground/system-clock',
      ].map((module) => `src-main/adapters/${module}`),
    ],
    folder,
  );
  const ms = (taken) => `${(taken * 1000).toFixed(0)} ms`;
  const against = (name, taken, keys, alone) => {
    const peer = `Array.sort of 100,000 ${keys}, ${ms(alone)}; here ${ms(taken)}`;
    record(name, taken / alone, 'of its time', peer, '<= 3', atMost(3));
  };
  against('filter 100,000 answers by label, score and text', asked.filter, 'labels', asked.labelsAlone);
  against('sort 100,000 answers by name', asked.byName, 'names', asked.namesAlone);
  against('sort 100,000 answers by score', asked.byScore, 'scores', asked.scoresAlone);
  against('count 100,000 answers by label, reason, folder and mark', asked.facets, 'labels', asked.labelsAlone);
  const without = `the same list without fields, ${memory.without.toFixed(0)} MiB`;
  record(
    'memory of 100,000 answers with fields',
    memory.with / memory.without,
    'of its memory',
    without,
    '<= 1.5',
    atMost(1.5),
  );
  const read = `reading its journal, ${opening.read.toFixed(2)} s`;
  record(
    'open a list of 100,000 from the history',
    opening.open / opening.read,
    'of its time',
    read,
    '<= 1.3',
    atMost(1.3),
  );
  const rows = '100,000 rows of 20 values; time of the thread itself';
  record('longest gap while a workbook is saved', gaps.xlsx, 'ms', rows, '<= 100', atMost(100));
  record('longest gap while a CSV is saved', gaps.comma, 'ms', rows, '<= 100', atMost(100));
}

/** Tables of 100,000 rows until a list can be made of them, against reading one with papaparse alone. */
async function benchWatch() {
  const shares = await measureAlone(
    'watch',
    [
      'src-main/services/watch/folder-watch',
      ...['watch/watched-folders', 'watch/watch-store', 'files/file-thread', 'ground/system-clock'].map(
        (module) => `src-main/adapters/${module}`,
      ),
    ],
    folder,
  );
  const peer = `the same process without looking, ${shares.without.toFixed(2)} ms`;
  // A task manager shows 0.1 % at least.
  record('watch a still folder of 1,000 files', shares.with - shares.without, 'ms/s', peer, '<= 1', atMost(1));
}
async function benchTables() {
  const { times, memory } = await measureAlone(
    'tables',
    ['batch/table-rows', 'batch/export/workbook'].map((module) => `src-main/adapters/${module}`),
    folder,
  );
  const peer = `papaparse reading the CSV, ${times.alone.toFixed(2)} s`;
  record('100,000 rows of a CSV ready', times.csv / times.alone, 'of its time', peer, '<= 2', atMost(2));
  record('memory of 100,000 rows of a CSV', memory.csv, 'MiB', 'none', '<= 200', atMost(200));
  const whole = `the same rows as xlsx, ${times.xlsx.toFixed(2)} s; ${peer}`;
  record('100,000 rows of a workbook ready', times.xlsx / times.alone, 'of its time', whole, 'none', () => true);
  record('memory of 100,000 rows of a workbook', memory.xlsx, 'MiB', 'none', '<= 200', atMost(200));
}

/** The encoder and the decoder, against Node's own on the whole. */
async function benchCodec() {
  const { whole, encoder, decoder } = await measureAlone('codec', ['src-main/adapters/base64/base64-stream']);
  const peer = `Buffer.toString('base64') on the whole, ${whole.toFixed(2)} GB/s`;
  record('encoder alone', encoder / whole, 'of its speed', peer, '>= 0.8', atLeast(0.8));
  record('decoder alone', decoder / whole, 'of its speed', peer, '>= 0.8', atLeast(0.8));
}

/** From starting the program to a window that can be used, against an empty window of the same Electron. */
async function benchStart() {
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  writeFileSync(join(empty, 'package.json'), '{ "name": "empty", "main": "main.cjs" }');
  writeFileSync(
    join(empty, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadFile('index.html'));`,
  );
  writeFileSync(join(empty, 'index.html'), '<!doctype html><title>Empty</title><button>Ready</button>');
  const emptyRuntime = runtimeFor(empty);
  const start =
    (executable, args, prepare = () => undefined) =>
    async () => {
      const userData = mkdtempSync(join(folder, 'start-'));
      prepare(userData);
      const begin = process.hrtime.bigint();
      const app = await launch(executable, userData, args);
      const page = await app.firstWindow();
      await page.getByRole('button').first().waitFor();
      const taken = Number(process.hrtime.bigint() - begin) / 1e9;
      await app.close();
      rmSync(userData, { recursive: true });
      return taken;
    };
  const history = await longHistory();
  const { ours, bare, withHistory } = await alternately(runs + 2, {
    bare: start(emptyRuntime, [empty]),
    ours: start(executablePath, [root]),
    withHistory: start(executablePath, [root], (userData) => writeFileSync(join(userData, 'history.jsonl'), history)),
  });
  const peer = `an empty window on the same runtime, ${bare.toFixed(2)} s`;
  record('start to a usable window', ours / bare, 'of its time', peer, '<= 1.25', atMost(1.25));
  record(
    'start with 50,000 runs in the history',
    withHistory / ours,
    'of its time',
    `the start without, ${ours.toFixed(2)} s`,
    '<= 1.1',
    atMost(1.1),
  );
}

/** Gives the window a connection, and a place for files. */
async function connect(page) {
  await page.evaluate(async (profile) => {
    const reply = await window.oscar.addProfile(profile.fields, profile.token, 'session');
    if (!reply.ok) throw new Error(JSON.stringify(reply.error));
    window.benchProfile = reply.value.id;
    document.body.insertAdjacentHTML('beforeend', '<input type="file" id="bench-files" multiple hidden>');
  }, profileOf());
}

/** The journal of a history with 50,000 runs: one that was really made, under as many names. */
async function longHistory() {
  const userData = mkdtempSync(join(folder, 'history-'));
  const app = await launch(executablePath, userData, [root]);
  const page = await app.firstWindow();
  await connect(page);
  const small = join(folder, 'small.bin');
  writeFileSync(small, randomBytes(20_000));
  await useFiles(page, [small]);
  await invokeAll(page, 1);
  await app.close();
  const lines = readFileSync(join(userData, 'history.jsonl'), 'utf8').trimEnd().split('\n');
  const kept = lines.find((line) => line.startsWith('{"kept"'));
  const { id } = JSON.parse(kept).kept.entry;
  return `${[lines[0], ...Array.from({ length: 50_000 }, () => kept.replaceAll(id, randomUUID()))].join('\n')}\n`;
}

/** A large file through the app, against the shell. */
async function benchLargeFile() {
  const large = join(folder, 'large.bin');
  writeRandom(large, largeBytes);
  const encoded = join(folder, 'large.b64');
  await shell(`base64 -w0 '${large}' > '${encoded}'`);

  const app = await launch(executablePath, join(folder, 'user-data'), [root]);
  const page = await app.firstWindow();
  const pid = app.process().pid;
  await connect(page);

  await useFiles(page, [large]);
  await invokeAll(page, 1);
  const idle = await settled(() => memoryOf(pid).now);
  const added = [];
  const pipelineOut = join(folder, 'pipeline.out');
  const { ours, pipeline, floor } = await alternately(runs, {
    ours: async () => {
      forgetPeak(pid);
      const taken = await invokeAll(page, 1);
      added.push(memoryOf(pid).peak - idle);
      return taken;
    },
    pipeline: () =>
      seconds(() =>
        shell(`base64 '${large}' | ${curl} --data-binary @- ${endpoint}/run/echo | base64 -d > '${pipelineOut}'`),
      ),
    floor: () => seconds(() => shell(`${curl} -X POST -T '${encoded}' ${endpoint}/run/echo > /dev/null`)),
  });
  await shell(`cmp '${large}' '${pipelineOut}'`);
  const pipelineName = `base64 | curl | base64 -d, ${pipeline.toFixed(2)} s`;
  record('512 MiB there and back', ours / pipeline, 'of its time', pipelineName, '<= 0.5', atMost(0.5));
  record(
    '512 MiB there and back',
    ours / floor,
    'of its time',
    `curl -T of the encoded file to /dev/null, ${floor.toFixed(2)} s`,
    '<= 1.8',
    atMost(1.8),
  );
  const addedMiB = median(added) / MiB;
  record('memory added by 512 MiB', addedMiB, 'MiB', 'the idle app', '<= 40', atMost(40));
  await benchHugeFile(page, pid, addedMiB);

  await app.close();
}

/** Whether a file that fits into no memory takes more of it than one that would. The same app goes on. */
async function benchHugeFile(page, pid, ofLargeMiB) {
  const name = 'memory added by 4 GiB';
  const bar = 'the same + 10';
  const { bavail, bsize } = statfsSync(folder);
  // The result is on the disk once, and stays a moment while the next one comes.
  if (bavail * bsize < 3 * hugeBytes) return skip(name, bar, 'the disk has no room for it');
  const huge = join(folder, 'huge.bin');
  writeFileSync(huge, '');
  truncateSync(huge, hugeBytes);
  await page.evaluate(async (profile) => {
    const reply = await window.oscar.addProfile(profile.fields, profile.token, 'session');
    if (!reply.ok) throw new Error(JSON.stringify(reply.error));
    window.benchProfile = reply.value.id;
  }, profileOf('others'));
  await useFiles(page, [huge]);
  const added = [];
  for (let run = 0; run < runs; run += 1) {
    const idle = await settled(() => memoryOf(pid).now);
    forgetPeak(pid);
    await invokeAll(page, 1, 'others');
    added.push((memoryOf(pid).peak - idle) / MiB);
  }
  const most = ofLargeMiB + 10;
  record(name, median(added), 'MiB', `512 MiB, ${ofLargeMiB.toFixed(2)} MiB`, bar, atMost(most));
}

function profileOf(serviceName = 'echo') {
  const fields = {
    name: 'Bench',
    colour: 'grey',
    endpoint,
    allowsPlainHttp: false,
    signIn: { kind: 'service-token', serviceName },
    trust: { kind: 'system' },
  };
  return { fields, token };
}

/** Runs the chosen files one after another through the contract, as the window does. @returns seconds, without clean-up */
async function invokeAll(page, expected, service = 'echo') {
  return page.evaluate(
    async ([howMany, serviceName]) => {
      const files = [...document.querySelector('#bench-files').files];
      if (files.length !== howMany) throw new Error(`There are ${files.length} files.`);
      const settled = new Map();
      const stop = window.oscar.on('invocationChanged', ({ id, state }) => {
        if (!['finished', 'failed', 'cancelled'].includes(state.status)) return;
        const waiting = settled.get(id);
        if (typeof waiting === 'function') waiting(state);
        else settled.set(id, state);
      });
      const value = (reply) => {
        if (!reply.ok) throw new Error(JSON.stringify(reply.error));
        return reply.value;
      };
      const ids = [];
      const begin = performance.now();
      for (const file of files) {
        const { id: fileId } = value(await window.oscar.grantFile(file));
        const request = { profileId: window.benchProfile, serviceName, input: { kind: 'file', fileId } };
        const id = value(await window.oscar.startInvocation(request));
        ids.push(id);
        const state = settled.get(id) ?? (await new Promise((resolve) => settled.set(id, resolve)));
        if (state.status !== 'finished' || state.result.sizeBytes !== file.size) throw new Error(JSON.stringify(state));
      }
      const taken = (performance.now() - begin) / 1000;
      stop();
      value(await window.oscar.removeFromHistory(ids));
      value(await window.oscar.purgeHistory());
      return taken;
    },
    [expected, service],
  );
}

async function useFiles(page, paths) {
  await page.setInputFiles('#bench-files', paths);
}

async function launch(executable, userData, args, extraEnv = {}) {
  const env = { ...process.env, ...extraEnv };
  delete env.ELECTRON_RUN_AS_NODE;
  const flags = process.getuid() === 0 ? ['--no-sandbox'] : [];
  return _electron.launch({
    executablePath: executable,
    args: [...flags, `--user-data-dir=${userData}`, ...args],
    env,
  });
}

/** An Electron that loads another program: the fallback runtime takes it from its resources, the official one as argument. */
function runtimeFor(program) {
  const source = join(executablePath, '..');
  try {
    statSync(join(source, 'resources/app'));
  } catch {
    return executablePath;
  }
  const copy = join(folder, 'runtime');
  execFileSync('cp', ['-a', source, copy]);
  rmSync(join(copy, 'resources/app'));
  execFileSync('ln', ['-s', program, join(copy, 'resources/app')]);
  return join(copy, 'electron');
}

function writeRandom(path, sizeBytes) {
  const file = openSync(path, 'w');
  for (let written = 0; written < sizeBytes; written += 16 * MiB) writeSync(file, randomBytes(16 * MiB));
  closeSync(file);
}

function readRuntimeVersion() {
  return readFileSync(join(executablePath, '../version'), 'utf8').trim();
}

function printTable() {
  console.log(`\n| What | Measured | Bar | Holds | Against |\n| --- | --- | --- | --- | --- |`);
  for (const { name, value, unit, peer, bar, holds, notMeasured } of results) {
    const cells =
      notMeasured === undefined
        ? [name, `${value.toFixed(2)} ${unit}`, bar, bar === 'none' ? '' : holds ? 'yes' : 'no', peer]
        : [name, 'not measured', bar, '', notMeasured];
    console.log(`| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`);
  }
}
