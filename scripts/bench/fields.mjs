// Measures a list of 100,000 answers with fields, in a process of the app's own runtime. Arguments: the folder of the bundled
// program, one to write to. Prints seconds, mebibytes and, of gaps, milliseconds.
import { createRequire } from 'node:module';
import { mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { alternately, seconds } from './measure.mjs';

const [program, folder] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const { facetsOf, itemsFor } = require(join(program, 'list.cjs'));
const { FileBatchJournals } = require(join(program, 'journal-file.cjs'));
const { WorkerFileThread } = require(join(program, 'file-thread.cjs'));
const { BatchExports } = require(join(program, 'batch-exports.cjs'));
const { DiskTableFiles } = require(join(program, 'table-files.cjs'));
const { SystemClock } = require(join(program, 'system-clock.cjs'));
const { setUpBatches } = require(join(program, 'batch.cjs'));

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');
const MiB = 1024 ** 2;
const howMany = 100_000;
const runs = Number(process.env.BENCH_RUNS ?? 5);
const thread = new WorkerFileThread(join(program, 'file-worker.cjs'));
const place = join(folder, 'fields');
const journals = new FileBatchJournals(join(place, 'journals'), thread);
mkdirSync(join(place, 'results'), { recursive: true });
const labels = Array.from({ length: 30 }, (_, kind) => `species ${kind}`);

/** The order of numbers that look like chance, the same in every run. */
const chance = (at) => ((at * 2_654_435_761) % 2 ** 32) / 2 ** 32;

/** What a photo's answer says: two labels, or now and then values. */
function fieldsOf(at) {
  if (at % 10 === 0) {
    const values = [
      { name: 'species', value: labels[at % 7] },
      { name: 'height', value: chance(at) * 40 },
    ];
    return { form: 'values', labels: [], values };
  }
  const sure = { label: labels[Math.floor(chance(at) ** 2 * labels.length)], score: 0.5 + chance(at) / 2, count: 1 };
  return { form: 'findings', labels: [sure, { label: labels[at % 5], score: 0.3, count: 2 }], values: [] };
}

/** The journal of a finished list, with or without what its answers say. */
async function writeList(id, hasFields) {
  const outputFolder = join(place, 'results');
  const plan = { profileId: 'lab', serviceName: 'animals', outputFolder, template: '{name}', collision: 'skip' };
  const journal = await journals.open(id);
  journal.append({ is: 'batch', version: 1, id, startedAt: '2026-03-01T08:00:00.000Z', plan });
  for (let item = 0; item < howMany; item += 1) {
    const path = `plot ${Math.floor(item / 1000)}/IMG_${Math.floor(chance(item) * 1e6)}.JPG`;
    const result = {
      ...{ folder: outputFolder, output: `${path} – animals.json`, sizeBytes: 0, sha256: sumOf(item) },
      ...{ mediaType: 'application/json', verdict: 'result' },
      received: {
        ...{ receivedBytes: 300, encoding: 'none', logLineCount: 0, notes: [] },
        payloadRange: { start: 0, end: 299 },
      },
    };
    journal.append(
      { is: 'item', item, base: '/media/card', path, sizeBytes: 2_000_000 + item },
      { is: 'begun', item, stem: `${path} – animals` },
      {
        ...{ is: 'received', item, result, seconds: 1.25, attempts: 1, inputSha256: sumOf(item + howMany) },
        ...(hasFields && { fields: fieldsOf(item) }),
      },
      { is: 'done', item },
    );
    if (item % 2000 === 0) await journal.synced();
  }
  journal.append({ is: 'finished', at: '2026-03-01T09:00:00.000Z' });
  await journal.close();
}

function sumOf(at) {
  return at.toString(16).padStart(64, '0');
}

/** Memory in use once nothing is left that could go. */
function heapMiB() {
  collectGarbage();
  return process.memoryUsage().heapUsed / MiB;
}

async function memoryOf(id) {
  const before = heapMiB();
  const list = await journals.read(id);
  const added = heapMiB() - before;
  if (list.items.length !== howMany) throw new Error(`${list.items.length} items were read.`);
  return added;
}

const schedule = openSync(`/proc/self/task/${process.pid}/schedstat`, 'r');
const scheduleBytes = Buffer.alloc(100);

/** Milliseconds for which this thread had a processor: what else the machine does is not in them. @see proc(5) */
function ownMs() {
  const length = readSync(schedule, scheduleBytes, 0, scheduleBytes.length, 0);
  return Number(scheduleBytes.toString('latin1', 0, length).split(' ')[0]) / 1e6;
}

/** Seconds of its own time that a thread took. */
function ownSeconds(action) {
  const begin = ownMs();
  action();
  return (ownMs() - begin) / 1000;
}

/** The longest time in milliseconds for which the thread let nothing else have its turn. */
async function longestGapMs(action) {
  let longest = 0;
  let last = ownMs();
  let isOver = false;
  const look = () => {
    const now = ownMs();
    longest = Math.max(longest, now - last);
    last = now;
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  await action();
  isOver = true;
  return longest;
}

await writeList('with', true);
await writeList('without', false);
const memory = await alternately(runs, { with: () => memoryOf('with'), without: () => memoryOf('without') });

const { items } = await journals.read('with');
const all = { search: '', sortKey: 'added', isDescending: false };
const ask = (query) => () => ownSeconds(() => itemsFor(items.all, { ...all, ...query }));
const sortOf = (keyOf) => () => {
  const keys = items.all.map(keyOf);
  return ownSeconds(() => keys.sort((one, other) => (one < other ? -1 : one > other ? 1 : 0)));
};
const nameOf = ({ relativePath }) => relativePath.slice(relativePath.indexOf('/') + 1);
const asked = await alternately(runs, {
  filter: ask({ finding: { label: labels[0] }, leastScore: 0.8, search: 'species' }),
  byName: ask({ sortKey: 'name' }),
  namesAlone: sortOf(nameOf),
  byScore: ask({ sortKey: 'score', isDescending: true }),
  scoresAlone: sortOf(({ fields }) => fields.labels[0]?.score ?? 0),
  facets: () => ownSeconds(() => facetsOf(items.all, { ...all, leastScore: 0.8 })),
  labelsAlone: sortOf(({ fields }) => fields.labels[0]?.label ?? ''),
});

const { batches } = setUpBatches({ folder: place, endpoint: 'http://127.0.0.1:1', token: '', thread });
await batches.past.load();
const opening = await alternately(runs, {
  read: () => seconds(() => journals.read('with')),
  open: async () => {
    const taken = await seconds(async () => {
      await batches.show('with');
      batches.rows('with', all, 0, 100);
    });
    await batches.close('with');
    return taken;
  },
});

/** What each answer says in 20 fields, for tables. */
const wide = items.all.map((item) => ({
  ...item,
  fields: {
    form: 'values',
    labels: [],
    values: Array.from({ length: 20 }, (_, column) => ({
      name: `field ${column}`,
      value: column % 3 === 0 ? `value ${item.index} ${column}` : item.index / (column + 1),
    })),
  },
}));
const exports = new BatchExports({
  batches: { exported: () => ({ items: wide, plan: { serviceName: 'animals' }, startedAt: '2026-03-01T08:00:00Z' }) },
  tables: new DiskTableFiles(),
  clock: new SystemClock(),
  onProgress: () => undefined,
});
const words = { reasons: {}, unread: '' };
const save = (format) => () =>
  longestGapMs(async () => {
    const path = join(place, `table.${format}`);
    await exports.saveTable('wide', { kind: 'shown', query: all }, { rows: 'files', format, words }, path);
    if (statSync(path).size < 5 * MiB) throw new Error('The table is too small.');
  });
const gaps = await alternately(3, { xlsx: save('xlsx'), comma: save('comma') });
console.log(JSON.stringify({ memory, asked, opening, gaps }));
process.exit();
