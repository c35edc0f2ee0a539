import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { loadVips } from '../../../src-main/adapters/pictures/vips';
import { crc32 } from '../../../src-main/core/ground/crc-32';
import { AppError } from '../../../src-main/core/ground/error';
import type { CopiedPicture, PictureSource, WantedCopy } from '../../../src-main/core/input/picture';
import { setUpBatches, NoWaitClock, type BatchSetup } from '../../fixtures/batch';
import { CallingPictures } from '../../fixtures/calling-pictures';
import { filesBelow } from '../../fixtures/file-tree';
import {
  answer,
  echo,
  inOrder,
  inTurn,
  readBody,
  startOscarServer,
  type OscarServer,
  type Step,
} from '../../fixtures/oscar-server';
import { CopiedSounds } from '../../fixtures/sounds';
import { temporaryFolder } from '../../fixtures/temp-dir';
import { TestPicture } from '../../fixtures/test-picture';

const folder = temporaryFolder();
const inputs = () => join(folder(), 'inputs');
const odd = (name: string) => join(import.meta.dirname, '../../fixtures/odd-pictures', name);
const all = { search: '', sortKey: 'added', isDescending: false } as const;
let server: OscarServer;
const setups: ReturnType<typeof setUpBatches>[] = [];

// Loading the library takes a while if the computer is busy.
beforeAll(() => loadVips(), 60_000);
beforeEach(async () => {
  server = await startOscarServer({ services: { echo: echo() } });
  await mkdir(inputs());
});
afterEach(async () => {
  await Promise.all(setups.splice(0).map(({ batches }) => batches.suspend()));
  await server.close();
});

function setUp(more: Partial<BatchSetup> = {}) {
  const { endpoint, token } = server;
  const setup = setUpBatches({
    folder: folder(),
    endpoint,
    token,
    clock: new NoWaitClock(),
    pictures: new CallingPictures(),
    ...more,
  });
  setups.push(setup);
  return setup;
}

async function writePhotos(...names: readonly string[]): Promise<void> {
  for (const [index, name] of names.entries()) {
    const photo = new TestPicture({ width: 60 + index, height: 40, color: 0x336699ff });
    await writeFile(join(inputs(), name), await photo.getBuffer('image/jpeg'));
  }
}

const sent = () => server.requests.filter(({ path }) => path === '/run/echo').length;

/** The copies in the program's own folder. */
async function copiesIn(copies: string): Promise<readonly string[]> {
  const entries = await readdir(copies, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

it('sends copies, tells of them in the list and the report, and leaves none of them', async () => {
  await writePhotos('a.jpg', 'b.jpg', 'c.jpg');
  const { batches, prepare, finished, results, copies } = setUp();
  const id = await prepare(inputs());
  await batches.change(id, { preparation: { picture: { longestSidePx: 30, format: 'png' } } });
  expect(batches.overview?.preparation).toEqual({ picture: { longestSidePx: 30, format: 'png' } });
  await batches.start(id, false);
  await finished();
  expect(batches.overview?.counts).toMatchObject({ done: 3 });
  const result = await readFile(join(results, 'inputs/a – echo.png'));
  const { width, height } = await TestPicture.read(result);
  expect([width, height]).toEqual([30, 20]);
  expect(await copiesIn(copies)).toEqual([]);

  const report = JSON.parse(await readFile(join(results, 'report.json'), 'utf8'));
  expect(report.plan.preparation).toEqual({ picture: { longestSidePx: 30, format: 'png' } });
  expect(report.items[0]).toMatchObject({
    inputSha256: createHash('sha256')
      .update(await readFile(join(inputs(), 'a.jpg')))
      .digest('hex'),
    prepared: { width: 30, height: 20, format: 'png', sha256: createHash('sha256').update(result).digest('hex') },
  });
  expect(await readFile(join(results, 'report.csv'), 'utf8')).toContain('30 x 20 png');

  const opened = await batches.openItem(id, 0);
  expect(opened.prepared).toMatchObject({ width: 30 });
  expect(opened.input).toMatchObject({ kind: 'file', file: { mediaType: 'image/jpeg' } });
  expect(opened.sent).toMatchObject({ kind: 'file', file: { mediaType: 'image/png', sizeBytes: result.length } });
  await writePhotos('z.jpg', 'a.jpg');
  expect((await batches.openItem(id, 0)).sent).toEqual({ kind: 'changed' });
});

it('knows a result again by the file and what was done to it, also after the files were moved', async () => {
  await writePhotos('a.jpg', 'b.jpg');
  const run = async (preparation: NonNullable<Parameters<typeof setup.batches.change>[1]['preparation']>) => {
    const id = await setup.prepare(inputs());
    await setup.batches.change(id, { preparation });
    await setup.batches.start(id, false);
    const { counts } = await setup.finished();
    const opened = await setup.batches.openItem(id, 0);
    await setup.batches.discard(id);
    return { done: counts.done, skipped: counts.skipped, sent: opened.prepared };
  };
  const setup = setUp();
  expect(await run({ picture: { longestSidePx: 30 } })).toMatchObject({ done: 2, skipped: 0 });
  expect(await run({ picture: { longestSidePx: 30, quality: 88 } })).toMatchObject({
    done: 0,
    skipped: 2,
    sent: { width: 30 },
  });
  expect(await run({ picture: { longestSidePx: 20 } })).toMatchObject({ done: 2, skipped: 0 });
  expect(await run('none')).toMatchObject({ done: 2, skipped: 0, sent: undefined });
  expect(await run('none')).toMatchObject({ done: 0, skipped: 2 });
  // The bytes stay the same; only the time of the file changes.
  await writePhotos('a.jpg', 'b.jpg');
  expect(await run({ picture: { longestSidePx: 20 } })).toMatchObject({ done: 0, skipped: 2 });
});

it('goes on where pictures can’t be prepared, and says why for each', async () => {
  await writePhotos('a.jpg', 'dies.jpg', 'hangs.jpg', 'z.jpg');
  for (const name of ['moving.gif', 'pages.tif', 'picture.jp2', 'lying-exif.jpg']) {
    await copyFile(odd(name), join(inputs(), name));
  }
  const whole = await readFile(join(inputs(), 'a.jpg'));
  await writeFile(join(inputs(), 'half.jpg'), whole.subarray(0, whole.length / 2));
  // A PNG whose header declares 30,000 by 30,000 pixels.
  const huge = await new TestPicture({ width: 1, height: 1 }).getBuffer('image/png');
  huge.writeUInt32BE(30_000, 16);
  huge.writeUInt32BE(30_000, 20);
  huge.writeUInt32BE(crc32(huge.subarray(12, 29)), 29);
  await writeFile(join(inputs(), 'huge.png'), huge);
  class Ending extends CallingPictures {
    override copy(source: PictureSource, wanted: WantedCopy, to: string): Promise<CopiedPicture> {
      const isOf = (name: string) => 'path' in source && source.path.endsWith(name);
      if (isOf('hangs.jpg')) throw new AppError({ code: 'picture-refused', problem: 'too-long' });
      if (isOf('dies.jpg')) throw new AppError({ code: 'picture-refused', problem: 'process-ended' });
      return super.copy(source, wanted, to);
    }
  }
  const { batches, prepare, finished, copies } = setUp({ pictures: new Ending() });
  const id = await prepare(inputs());
  await batches.change(id, { preparation: { picture: { longestSidePx: 30 } } });
  await batches.start(id, false);
  await finished();
  const { rows } = batches.rows(id, all, 0, 20);
  const problems = rows.map(({ name, trouble }) => [
    name,
    trouble?.kind === 'failed' && trouble.error.code === 'picture-refused' ? trouble.error.problem : undefined,
  ]);
  expect(Object.fromEntries(problems)).toEqual({
    'a.jpg': undefined,
    'dies.jpg': 'process-ended',
    'half.jpg': 'damaged',
    'hangs.jpg': 'too-long',
    'huge.png': 'too-many-pixels',
    'lying-exif.jpg': undefined,
    'moving.gif': 'animated',
    'pages.tif': 'many-pages',
    'picture.jp2': 'unknown-kind',
    'z.jpg': undefined,
  });
  expect(sent()).toBe(3);
  expect(await copiesIn(copies)).toEqual([]);
});

it('sends sounds as WAV and pictures as they are wanted, and tells of both', async () => {
  await writePhotos('a.jpg');
  await copyFile(join(import.meta.dirname, '../../fixtures/odd-sounds/phone.m4a'), join(inputs(), 'b.m4a'));
  const { batches, prepare, finished, results, copies } = setUp({ sounds: new CopiedSounds() });
  const id = await prepare(inputs());
  await batches.change(id, { preparation: { picture: { longestSidePx: 30 }, sound: 'wav-16k-mono' } });
  await batches.start(id, false);
  await finished();
  expect(batches.overview?.counts).toMatchObject({ done: 2 });
  const report = JSON.parse(await readFile(join(results, 'report.json'), 'utf8'));
  expect(report.items[1].prepared).toMatchObject({ format: 'wav', original: { channels: 2 }, durationSeconds: 1.5 });
  expect(await readFile(join(results, 'report.csv'), 'utf8')).toContain('1.5 s of wav, mono, 16000 Hz');
  expect((await batches.openItem(id, 1)).sent).toMatchObject({ kind: 'file', file: { mediaType: 'audio/wav' } });
  expect(await copiesIn(copies)).toEqual([]);
});

it('pauses where there is no room for copies, and goes on once there is', async () => {
  await writePhotos('a.jpg', 'b.jpg');
  let isFull = true;
  class Full extends CallingPictures {
    override copy(...given: Parameters<CallingPictures['copy']>): Promise<CopiedPicture> {
      if (isFull) return Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' }));
      return super.copy(...given);
    }
  }
  const { batches, prepare, until, finished } = setUp({ pictures: new Full() });
  const id = await prepare(inputs());
  await batches.change(id, { preparation: { picture: {} } });
  await batches.start(id, false);
  const { phase } = await until(({ phase: { status } }) => status === 'paused');
  expect(phase).toMatchObject({ reason: { code: 'disk-full' } });
  isFull = false;
  await batches.start(id, false);
  await finished();
  expect(batches.overview?.counts).toMatchObject({ done: 2 });
});

it('sends no copy of what a file was before, and goes on with the list', async () => {
  await writePhotos('a.jpg', 'b.jpg');
  await server.close();
  // The file changes after its copy was made and sent once, and before it would be sent again.
  const changes: Step = async (exchange) => {
    await writePhotos('z.jpg', 'a.jpg');
    await inOrder(readBody(), answer(503))(exchange);
  };
  server = await startOscarServer({ services: { echo: inTurn(changes, echo()) } });
  const { batches, prepare, finished, copies } = setUp();
  const id = await prepare(inputs());
  await batches.change(id, { preparation: { picture: { longestSidePx: 30 } }, atOnceLimit: 1 });
  await batches.start(id, false);
  expect((await finished()).counts).toMatchObject({ done: 1, 'needs-attention': 1 });
  const [first] = batches.rows(id, all, 0, 1).rows;
  expect(first).toMatchObject({ name: 'a.jpg', trouble: { error: { code: 'file-changed', file: 'a.jpg' } } });
  expect(sent()).toBe(2);
  expect(await copiesIn(copies)).toEqual([]);
});

it('sends the same copy again where the cluster was busy, and a smaller one where it was too large', async () => {
  await writePhotos('a.jpg');
  await server.close();
  const says = (status: number) => inOrder(readBody(), answer(status));
  server = await startOscarServer({ services: { echo: inTurn(says(503), says(413), echo()) } });
  const { batches, prepare, finished, results } = setUp();
  const id = await prepare(inputs());
  await batches.change(id, { preparation: { picture: { longestSidePx: 50 } } });
  await batches.start(id, false);
  await finished();
  expect(batches.rows(id, all, 0, 1).rows[0]?.trouble).toMatchObject({ error: { code: 'input-too-large' } });
  expect((await batches.openItem(id, 0)).prepared).toMatchObject({ width: 50 });
  const [first, second] = server.requests;
  expect(first?.sha256).toBe(second?.sha256);
  await batches.change(id, { preparation: { picture: { longestSidePx: 25 } } });
  await batches.retry(id, [0]);
  await finished();
  const [name = ''] = Object.keys(await filesBelow(results)).filter((way) => way.endsWith('.jpg'));
  expect((await TestPicture.read(await readFile(join(results, name)))).width).toBe(25);
});
