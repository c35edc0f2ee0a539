// Measures the processor time of a watch on a folder in which nothing happens, in a process of the app's own runtime. Arguments: the
// folder of the bundled program, one to write to. Prints milliseconds of processor time a second, with the watch and without.
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { alternately } from './measure.mjs';

const [program, folder] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const { PolledFolders } = require(join(program, 'watched-folders.cjs'));
const { FileWatchStore } = require(join(program, 'watch-store.cjs'));
const { FolderWatch } = require(join(program, 'folder-watch.cjs'));
const { SameThreadFiles } = require(join(program, 'file-thread.cjs'));
const { SystemClock } = require(join(program, 'system-clock.cjs'));

const folders = 10;
const filesEach = 100;
const runs = 3;
const measuredMs = 8_000;
/** After this, a folder counts as still. */
const settlingMs = 11_000;
const card = join(folder, 'card');
for (let at = 0; at < folders; at += 1) {
  mkdirSync(join(card, `${at}`), { recursive: true });
  for (let file = 0; file < filesEach; file += 1) writeFileSync(join(card, `${at}`, `${file}.jpg`), `${at} ${file}`);
}

let isHeld = false;
/** A clock on which the next look can be kept from beginning. */
class GatedClock extends SystemClock {
  async wait(ms, signal) {
    do await super.wait(ms, signal);
    while (isHeld);
  }
}

const clock = new GatedClock();
const watch = new FolderWatch(
  {
    store: new FileWatchStore(join(folder, 'watches'), new SameThreadFiles(), 'OSCAR Desktop'),
    folders: new PolledFolders(() => clock.monotonicMs()),
    lists: {},
    inputs: {},
    newHash: () => createHash('sha256'),
    newListId: () => 'list',
    ownPatterns: async () => [],
    clock,
    log: console,
    onChange: () => undefined,
  },
  {
    id: 'watch',
    folder: card,
    plan: { profileId: 'lab', serviceName: 'echo', outputFolder: join(folder, 'results') },
    endings: [],
    since: clock.now(),
    isPaused: false,
  },
);
await watch.leave();
watch.begin();
await wait(settlingMs);

async function processorMs(held) {
  isHeld = held;
  const before = process.cpuUsage();
  await wait(measuredMs);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / measuredMs;
}

const shares = await alternately(runs, { with: () => processorMs(false), without: () => processorMs(true) });
isHeld = false;
await watch.close();
process.stdout.write(JSON.stringify(shares));
