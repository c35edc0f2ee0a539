// Measures 1,000 background jobs that are followed at the same time, in a process of the app's own runtime. Argument: the folder of the
// bundled program. Prints the shortest time between two listings in milliseconds, and the memory that following them takes in mebibytes.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const [program] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const { JobRuns } = require(join(program, 'job-runs.cjs'));
const { ListingTurns } = require(join(program, 'listing-turns.cjs'));
const { parseJobPage } = require(join(program, 'listing.cjs'));
const { jobName } = require(join(program, 'job.cjs'));
const { SystemClock } = require(join(program, 'system-clock.cjs'));

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');
const MiB = 1024 ** 2;
const howMany = 1_000;
const pageSize = 70;
const measuredMs = 40_000;

const ids = Array.from({ length: howMany }, (_, at) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`);
const facts = { status: 'Running', creation_time: '2026-11-30T03:40:53Z', start_time: '2026-11-30T03:41:53Z' };
const listedAtMs = [];
const client = {
  /** A page as OSCAR writes it, read as the program reads it. */
  async list(_listing, page = '0') {
    listedAtMs.push(performance.now());
    const start = Number(page);
    const shown = ids.slice(start, start + pageSize).map((id) => [jobName(id), facts]);
    const isMore = start + pageSize < howMany;
    const jobs = Object.fromEntries(shown);
    return parseJobPage(JSON.stringify({ jobs, ...(isMore && { next_page: String(start + pageSize) }) }));
  },
};
const clock = new SystemClock();
const services = { asUser: (_profile, ask) => ask({ endpoint: 'http://127.0.0.1', trust: { kind: 'system' } }, '') };
const runs = new JobRuns({
  ...{ client, services, clock, log: console, turns: new ListingTurns(clock) },
  settings: { get: async () => ({}) },
  results: {},
});

collectGarbage();
const before = process.memoryUsage().rss;
const stop = new AbortController();
const followed = ids.map((id) =>
  runs
    .run({
      ...{ profileId: 'lab', endpoint: 'http://127.0.0.1', serviceName: 'leaf', answerId: id, isNew: false },
      job: { id, startedAt: clock.now(), inputSha256: '', follows: 'listing' },
      service: { writesFiles: true, logLevel: 'CRITICAL' },
      input: async () => new Uint8Array(),
      signal: stop.signal,
      onArrived: () => undefined,
      onSeen: () => undefined,
      onReceiving: () => undefined,
    })
    .catch(() => undefined),
);
let mostBytes = 0;
for (let passedMs = 0; passedMs < measuredMs; passedMs += 1_000) {
  await wait(1_000);
  mostBytes = Math.max(mostBytes, process.memoryUsage().rss - before);
}
const gaps = listedAtMs.slice(1).map((atMs, index) => atMs - listedAtMs[index]);
process.stdout.write(
  JSON.stringify({ shortestGapMs: Math.min(...gaps), listings: listedAtMs.length, memory: mostBytes / MiB }),
);
stop.abort();
await Promise.all(followed);
