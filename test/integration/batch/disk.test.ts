import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { FileBatchJournals } from '../../../src-main/adapters/batch/journal-file';
import { SameThreadFiles } from '../../../src-main/adapters/files/file-thread';
import { diskError } from '../../../src-main/adapters/ground/errno';
import type { BatchId } from '../../../src-main/core/ground/ids';
import type { BatchJournal, BatchJournals } from '../../../src-main/core/batch/ports';
import { inTrouble, setUpBatches, NoWaitClock } from '../../fixtures/batch';
import { filesBelow, manyFiles, writeFiles } from '../../fixtures/file-tree';
import { echo, startOscarServer, type OscarServer, type Step } from '../../fixtures/oscar-server';
import { failureOf } from '../../fixtures/run-request';
import { canMount, SmallDisk } from '../../fixtures/small-disk';
import { temporaryFolder } from '../../fixtures/temp-dir';

const folder = temporaryFolder();
const whole = { search: '', sortKey: 'added', isDescending: false } as const;
let server: OscarServer | undefined;
let disk: SmallDisk | undefined;
let gate = gated();
const setups: ReturnType<typeof setUpBatches>[] = [];

beforeEach(() => {
  gate = gated();
});

afterEach(async () => {
  gate.open();
  await Promise.all(setups.splice(0).map(({ batches }) => batches.suspend()));
  await server?.close();
  server = undefined;
  disk?.unmount();
  disk = undefined;
});

/** A service that answers three times, and then waits until it is allowed to go on. */
function gated(): { readonly step: Step; readonly open: () => void } {
  let seen = 0;
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return {
    step: async (exchange) => {
      seen += 1;
      if (seen > 3) await Promise.race([opened, exchange.closed]);
      await echo()(exchange);
    },
    open: () => open(),
  };
}

async function setUp(files: Readonly<Record<string, string | Buffer>>, journals?: string | BatchJournals) {
  server ??= await startOscarServer({ services: { echo: gate.step } });
  const { endpoint, token } = server;
  const inputs = join(folder(), 'inputs', 'Meadow');
  await writeFiles(inputs, files);
  const setup = setUpBatches({
    folder: folder(),
    endpoint,
    token,
    clock: new NoWaitClock(),
    ...(journals && { journals }),
  });
  setups.push(setup);
  return { inputs, ...setup };
}

const runsSoFar = () => server?.requests.filter(({ path }) => path === '/run/echo').length;

describe.skipIf(!canMount)('a batch on a small disk (needs root on Linux, to mount one)', () => {
  it('does not begin where nearly nothing is free', async () => {
    const { batches, prepare, inputs, results } = await setUp(manyFiles(3));
    disk = await SmallDisk.mount(results, 1);
    const id = await prepare(inputs);
    expect(await failureOf(batches.start(id, false))).toEqual({
      code: 'space-short',
      folder: 'results',
      neededBytes: 50 * 1024 ** 2,
      freeBytes: 1024 ** 2,
    });
    expect(runsSoFar()).toBe(0);
  });

  it('does not go on after a sample where the other results would not fit', async () => {
    const size = 4 * 1024 ** 2;
    const files = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`${at}.bin`, Buffer.alloc(size, at + 1)]));
    const { batches, prepare, inputs, until, results } = await setUp(files);
    disk = await SmallDisk.mount(results, 72);
    const id = await prepare(inputs);
    await batches.start(id, true);
    await until(({ phase }) => phase.status === 'sampled');
    expect(await failureOf(batches.start(id, false))).toMatchObject({
      code: 'space-short',
      folder: 'results',
      neededBytes: 17 * size,
    });
    expect(runsSoFar()).toBe(3);
  });

  it('pauses when it fills up, loses nothing, and sends nothing twice', async () => {
    const files = manyFiles(30);
    const { batches, prepare, inputs, until, finished, results } = await setUp(files);
    const full = (disk = await SmallDisk.mount(results, 64));
    const id = await prepare(inputs);
    await batches.start(id, false);
    await until(({ counts }) => counts.done === 3);
    await full.fill();
    gate.open();
    const { phase } = await until(({ phase: { status }, counts }) => status === 'paused' && isQuiet(counts));
    expect(phase).toEqual({ status: 'paused', reason: { code: 'disk-full', folder: 'results' } });
    await full.empty();
    await batches.start(id, false);
    expect((await finished()).counts).toMatchObject({ done: 30, 'needs-attention': 0 });
    expect(runsSoFar()).toBe(30);
    const found = await filesBelow(results);
    for (const [way, content] of Object.entries(files)) {
      expect(found[`Meadow/${way.replace('.txt', ' – echo.txt')}`]).toBe(content);
    }
  });

  it('keeps files whose answers wait for room from other lists, which say so and run nothing twice', async () => {
    const { batches, prepare, inputs, until, finished, results } = await setUp(manyFiles(30));
    const full = (disk = await SmallDisk.mount(results, 64));
    const id = await prepare(inputs);
    await batches.start(id, false);
    await until(({ counts }) => counts.done === 3);
    await full.fill();
    gate.open();
    await until(({ phase: { status }, counts }) => status === 'paused' && isQuiet(counts));
    await full.empty();
    const other = await prepare(inputs);
    await batches.start(other, false);
    const { counts } = await finished();
    expect(counts.skipped).toBe(3);
    expect(counts['needs-attention']).toBeGreaterThan(0);
    const held = inTrouble(batches, other);
    for (const { trouble } of batches.rows(other, { ...whole, status: 'needs-attention' }, 0, 30).rows) {
      expect(trouble).toEqual({ kind: 'failed', error: { code: 'answer-held' } });
    }
    await batches.show(id);
    await batches.start(id, false);
    expect((await finished()).counts).toMatchObject({ done: 3 + held.length, skipped: 27 - held.length });
    await batches.show(other);
    await batches.retry(other, held);
    expect((await finished()).counts).toMatchObject({ skipped: 3 + held.length, 'needs-attention': 0 });
    expect(runsSoFar()).toBe(30);
    expect(Object.keys(await filesBelow(results)).filter((way) => way.startsWith('Meadow/'))).toHaveLength(30);
  });

  it('pauses when nothing can be written into the journal, and tells of all of it afterwards', async () => {
    const journals = join(folder(), 'journals');
    const full = (disk = await SmallDisk.mount(journals, 1));
    const { batches, prepare, inputs, until, finished } = await setUp(manyFiles(30), journals);
    const id = await prepare(inputs);
    await batches.start(id, false);
    await until(({ counts }) => counts.done === 3);
    await full.fill();
    gate.open();
    const { phase } = await until(({ phase: { status }, counts }) => status === 'paused' && isQuiet(counts));
    expect(phase).toEqual({ status: 'paused', reason: { code: 'disk-full', folder: 'OSCAR Desktop' } });
    expect(await failureOf(batches.start(id, false))).toMatchObject({ code: 'disk-full' });
    await full.empty();
    await batches.start(id, false);
    expect((await finished()).counts).toMatchObject({ done: 30, 'needs-attention': 0 });
    expect(runsSoFar()).toBe(30);

    const later = await setUp({}, journals);
    await later.batches.restore();
    expect(later.batches.overview).toBeUndefined();
  });

  it('ends in order while the journal can’t be written, and is offered once more', async () => {
    const journals = join(folder(), 'journals');
    const full = (disk = await SmallDisk.mount(journals, 1));
    const first = await setUp(manyFiles(30), journals);
    const id = await first.prepare(first.inputs);
    await first.batches.start(id, false);
    await first.until(({ counts }) => counts.done === 3);
    await full.fill();
    gate.open();
    await first.until(({ phase: { status }, counts }) => status === 'paused' && isQuiet(counts));
    await first.batches.suspend();
    await full.empty();
    const second = await setUp({}, journals);
    await second.batches.restore();
    expect(second.batches.overview?.phase.status).toBe('interrupted');
    await second.batches.start(id, false);
    expect((await second.finished()).counts).toMatchObject({ done: 30 });
    expect(Object.keys(await filesBelow(second.results)).filter((way) => way.startsWith('Meadow/'))).toHaveLength(30);
  });
});

describe('a journal that can’t be written', () => {
  it('pauses the batch, whatever the disk says, and nothing needs attention or is sent twice', async () => {
    const disk = new FlakyJournals(join(folder(), 'journals'), new SameThreadFiles(), 'OSCAR Desktop');
    const { batches, prepare, inputs, until, finished } = await setUp(manyFiles(30), disk);
    const id = await prepare(inputs);
    await batches.start(id, false);
    await until(({ counts }) => counts.done === 3);
    disk.isBroken = true;
    gate.open();
    const paused = await until(({ phase: { status }, counts }) => status === 'paused' && isQuiet(counts));
    const reason = { code: 'disk-failed', folder: 'OSCAR Desktop', problem: 'EIO' };
    expect(paused.phase).toEqual({ status: 'paused', reason });
    expect(paused.counts['needs-attention']).toBe(0);
    expect(await failureOf(batches.start(id, false))).toEqual(reason);
    disk.isBroken = false;
    await batches.start(id, false);
    expect((await finished()).counts).toMatchObject({ done: 30, 'needs-attention': 0 });
    expect(runsSoFar()).toBe(30);
  });

  it.runIf(process.platform === 'linux').each([
    ['/dev/full', { code: 'disk-full', folder: 'OSCAR Desktop' }],
    ['/proc/self/oom_score_adj', { code: 'disk-failed', folder: 'OSCAR Desktop', problem: 'EINVAL' }],
  ])('is told before anything runs: %s', async (device, failure) => {
    const { batches, prepare, inputs } = await setUp(manyFiles(3));
    const id = await prepare(inputs);
    await mkdir(join(folder(), 'journals'));
    await symlink(device, join(folder(), 'journals', `${id}.journal`));
    expect(await failureOf(batches.start(id, false))).toEqual(failure);
    expect(runsSoFar()).toBe(0);
  });
});

/** Journals that fail with a given error from some moment on, because a test can't make a real disk fail. */
class FlakyJournals extends FileBatchJournals {
  isBroken = false;

  override async open(id: BatchId): Promise<BatchJournal> {
    const journal = await super.open(id);
    return {
      append: (...entries) => journal.append(...entries),
      synced: async () => {
        if (this.isBroken)
          throw diskError(Object.assign(new Error('i/o error, write'), { code: 'EIO' }), 'OSCAR Desktop');
        await journal.synced();
      },
      close: () => journal.close(),
    };
  }
}

function isQuiet(counts: Readonly<Record<'sending' | 'working' | 'receiving', number>>): boolean {
  return counts.sending + counts.working + counts.receiving === 0;
}
