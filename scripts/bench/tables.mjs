// Measures how long tables of 100,000 rows take until a list can be made of them, in a process of the app's own runtime.
// Arguments: the folder of the bundled program, one to write to. Prints seconds of processor time, so that what else the machine
// does counts for little, and mebibytes.
import { createRequire } from 'node:module';
import { createReadStream, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Papa from 'papaparse';
import { alternately, forgetPeak, memoryOf } from './measure.mjs';

const [program, folder] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const { keepRows } = require(join(program, 'table-rows.cjs'));
const { Workbook } = require(join(program, 'workbook.cjs'));

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');
const MiB = 1024 ** 2;
const howMany = 100_000;
const runs = Number(process.env.BENCH_RUNS ?? 5);
const place = join(folder, 'tables');
mkdirSync(place, { recursive: true });

const headings = ['plot', 'sentence', 'height', 'note'];
const rows = Array.from({ length: howMany }, (_, at) => [
  `P${at}`,
  `The oak of plot ${at} is old; its leaves, “señal” and all, turn red.`,
  String(at / 2),
  at % 7 === 0 ? 'said, "look"' : '',
]);
const csv = join(place, 'plots.csv');
const xlsx = join(place, 'plots.xlsx');
writeFileSync(csv, Papa.unparse([headings, ...rows]));
async function* portions() {
  for (let start = 0; start < rows.length; start += 1000) yield rows.slice(start, start + 1000);
}
await writeFile(xlsx, new Workbook().bytes(headings, portions()));

/** Reads a table as someone would who has nothing but papaparse. */
function parseAlone() {
  return new Promise((resolve, reject) => {
    let count = 0;
    Papa.parse(createReadStream(csv), {
      step: () => (count += 1),
      complete: () => (count === howMany + 1 ? resolve() : reject(new Error(`There are ${count} rows.`))),
      error: reject,
    });
  });
}

async function keep(path) {
  const to = join(place, 'kept');
  const { headings: read } = await keepRows({ path, readOptions: {}, to });
  if (read.length !== headings.length) throw new Error('The table was not read.');
  rmSync(to);
}

/** Processor time that something took, in seconds. */
async function processorSeconds(action) {
  const before = process.cpuUsage();
  await action();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Mebibytes that something needs more than there were before. */
async function memory(action) {
  collectGarbage();
  forgetPeak(process.pid);
  const { now } = memoryOf(process.pid);
  await action();
  return (memoryOf(process.pid).peak - now) / MiB;
}

// Before anything else made room that could be used again.
const memoryMib = { csv: await memory(() => keep(csv)), xlsx: await memory(() => keep(xlsx)) };
const times = await alternately(runs, {
  alone: () => processorSeconds(parseAlone),
  csv: () => processorSeconds(() => keep(csv)),
  xlsx: () => processorSeconds(() => keep(xlsx)),
});
console.log(JSON.stringify({ times, memory: memoryMib }));
