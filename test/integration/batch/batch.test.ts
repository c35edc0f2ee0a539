import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { appendFile, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BatchCounts } from '../../../src-main/core/batch/batch';
import { groupToOffer, kindOf } from '../../../src-main/core/batch/kinds';
import type { ClusterProfile } from '../../../src-main/core/connection/profile';
import type { OpenService } from '../../../src-main/services/service/cluster-services';
import { setUpBatches, NoWaitClock, inTrouble } from '../../fixtures/batch';
import { filesBelow, manyFiles, writeFiles } from '../../fixtures/file-tree';
import {
  answer,
  echo,
  gatewayPage,
  inOrder,
  inTurn,
  readBody,
  say,
  startOscarServer,
  type OscarServer,
  type Step,
} from '../../fixtures/oscar-server';
import { webToken } from '../../fixtures/oidc-issuer';
import { failureOf } from '../../fixtures/run-request';
import { signInService } from '../../fixtures/sign-in';
import { temporaryFolder } from '../../fixtures/temp-dir';

const folder = temporaryFolder();
let server: OscarServer | undefined;
const setups: ReturnType<typeof setUpBatches>[] = [];

afterEach(async () => {
  await Promise.all(setups.splice(0).map(({ batches }) => batches.suspend()));
  await server?.close();
  server = undefined;
});

async function serve(services: Readonly<Record<string, Step>> = {}): Promise<OscarServer> {
  server = await startOscarServer({ services });
  return server;
}

/** A setup with a folder of inputs. */
async function setUp(
  files: Readonly<Record<string, string | Buffer>>,
  options: Partial<Parameters<typeof setUpBatches>[0]> = {},
) {
  const { endpoint, token } = server ?? (await serve());
  const inputs = join(folder(), 'inputs', 'Meadow');
  await writeFiles(inputs, files);
  const setup = setUpBatches({ folder: folder(), endpoint, token, clock: new NoWaitClock(), ...options });
  setups.push(setup);
  return { inputs, ...setup };
}

/** Items that are neither waiting nor finished. */
function underWay({ sending, working, receiving }: BatchCounts): number {
  return sending + working + receiving;
}

describe('a batch', () => {
  it('runs a folder and mirrors its tree', async () => {
    const files = manyFiles(40);
    const { batches, prepare, inputs, finished, results, errors } = await setUp(files);
    const id = await prepare(inputs);
    await batches.start(id, false);
    const { counts, total } = await finished();
    expect(errors).toEqual([]);
    expect(counts).toMatchObject({ done: 40, 'needs-attention': 0 });
    expect(total).toBe(40);
    const found = await filesBelow(results);
    for (const [way, content] of Object.entries(files)) {
      expect(found[`Meadow/${way.replace('.txt', ' – echo.txt')}`]).toBe(content);
    }
    expect(Object.keys(found)).toHaveLength(43);
    expect(Object.keys(found)).toContain('.oscar-desktop-results');
    expect(found['report.csv']?.split('\r\n')).toHaveLength(42);
    expect(JSON.parse(found['report.json'] ?? '').items).toHaveLength(40);
    expect(server?.requests.filter(({ path }) => path === '/run/echo')).toHaveLength(40);
  });

  it('keeps on when files are bad, and keeps what looks like a failure for a second look', async () => {
    await serve({
      fussy: async (exchange) => {
        const chunks: Buffer[] = [];
        for await (const chunk of exchange.read()) chunks.push(chunk);
        const text = Buffer.from(Buffer.concat(chunks).toString(), 'base64').toString();
        if (text === 'crash') return answer(500, 'exit status 1\n')(exchange);
        const said =
          text === 'trace'
            ? 'Traceback (most recent call last):\n  File "x.py", line 1\nValueError: no\n'
            : `{"seen":"${text}"}\n`;
        await say(said)(exchange);
      },
    });
    const { batches, prepare, inputs, finished, results } = await setUp(
      { 'a.txt': 'one', 'b.txt': 'crash', 'c.txt': 'trace', 'd.txt': 'two' },
      { serviceName: 'fussy' },
    );
    const id = await prepare(inputs);
    await batches.start(id, false);
    expect((await finished()).counts).toMatchObject({ done: 2, 'needs-attention': 2 });
    const query = { status: 'needs-attention' as const, search: '', sortKey: 'name' as const, isDescending: false };
    const { rows } = batches.rows(id, query, 0, 10);
    expect(rows.map(({ name, trouble }) => [name, trouble?.kind])).toEqual([
      ['b.txt', 'failed'],
      ['c.txt', 'doubtful'],
    ]);
    const opened = await batches.openItem(id, 2);
    expect(opened.result?.reading.verdict).toBe('program-failed');
    const reported = await filesBelow(results);
    expect(reported['results.csv']).toContain(`a.txt,${join(inputs, 'a.txt')},Meadow/a – fussy.json,one`);
    const items = JSON.parse(reported['report.json'] ?? '').items as readonly { readonly errorText?: string }[];
    expect(items.map(({ errorText }) => errorText)).toEqual([
      undefined,
      'exit status 1',
      'Traceback (most recent call last):\n  File "x.py", line 1\nValueError: no',
      undefined,
    ]);
    expect(reported['report.csv']).toContain('ValueError: no');

    await batches.accept(id, 2);
    expect(batches.overview?.counts).toMatchObject({ done: 3, 'needs-attention': 1 });
    expect((await filesBelow(results))['Meadow/c – fussy.txt']).toContain('Traceback');

    await writeFile(join(inputs, 'b.txt'), 'mended');
    await batches.retry(id, inTrouble(batches, id));
    expect((await finished()).counts).toMatchObject({ done: 4, 'needs-attention': 0 });
  });

  it('takes neither an answer without a byte nor nothing printed for a result, and runs them again or keeps them', async () => {
    let isMended = false;
    await serve({
      mute: async (exchange) => {
        const chunks: Buffer[] = [];
        for await (const chunk of exchange.read()) chunks.push(chunk);
        const text = Buffer.from(Buffer.concat(chunks).toString(), 'base64').toString();
        const said = text === 'lost' ? '' : '\n';
        await answer(200, isMended ? 'one oak\n' : said)(exchange);
      },
    });
    const setup = await setUp(
      { 'a.txt': 'lost', 'b.txt': 'silent', 'c.txt': 'silent' },
      { serviceName: 'mute', writesFiles: false },
    );
    const { batches, prepare, inputs, finished, results } = setup;
    const id = await prepare(inputs);
    await batches.start(id, false);
    expect((await finished()).counts).toMatchObject({ done: 0, 'needs-attention': 3 });
    const query = { status: 'needs-attention' as const, search: '', sortKey: 'name' as const, isDescending: false };
    expect(batches.rows(id, query, 0, 10).rows.map(({ trouble }) => trouble)).toMatchObject([
      { kind: 'doubtful', verdict: 'damaged', error: { code: 'response-empty' } },
      { kind: 'doubtful', verdict: 'empty' },
      { kind: 'doubtful', verdict: 'empty' },
    ]);

    await batches.accept(id, 2);
    expect((await filesBelow(results))['Meadow/c – mute.txt']).toBe('');
    isMended = true;
    await batches.retry(id, inTrouble(batches, id));
    expect((await finished()).counts).toMatchObject({ done: 3, 'needs-attention': 0 });
    expect((await filesBelow(results))['Meadow/b – mute.txt']).toBe('one oak');
  });

  it('keeps the character set of a result, for viewers and reports', async () => {
    const answered = Buffer.from('\ufeffplant;score\nRoble español;1.234\n', 'utf16le');
    await serve({ table: inOrder(readBody(), answer(200, `${answered.toString('base64')}\n`)) });
    const setup = await setUp({ 'a.txt': 'one' }, { serviceName: 'table', spreadsheetForm: 'semicolon' });
    const { batches, results } = setup;
    const id = await setup.prepare(setup.inputs);
    await batches.start(id, false);
    expect((await setup.finished()).counts).toMatchObject({ done: 1 });
    expect((await batches.answers.locate(`${id}-0`, 'payload')).charset).toBe('utf-16le');
    expect((await batches.openItem(id, 0)).result?.reading.charset).toBe('utf-16le');
    expect((await filesBelow(results))['results.csv']).toContain(';Roble español;1,234;');
  });

  it('skips what is finished, and runs only what is not', async () => {
    const first = await setUp({ 'a.txt': 'one', 'b.txt': 'two' });
    await first.batches.start(await first.prepare(first.inputs), false);
    await first.finished();
    await writeFiles(first.inputs, { 'c.txt': 'three' });
    const second = await setUp({});
    await second.batches.start(await second.prepare(second.inputs), false);
    expect((await second.finished()).counts).toMatchObject({ done: 1, skipped: 2 });
    expect(server?.requests.filter(({ path }) => path === '/run/echo')).toHaveLength(3);
    const { 'report (2).csv': table } = await filesBelow(second.results);
    expect(table?.split('\r\n')).toHaveLength(1 + 3 + 1);
    expect(table).toContain(`${join(second.results, 'Meadow/a – echo')}`);
    const { 'report (2).json': document = '' } = await filesBelow(second.results);
    const sha256 = createHash('sha256').update('one').digest('hex');
    expect(JSON.parse(document).items[0]).toMatchObject({
      state: 'skipped',
      outputBytes: 3,
      outputSha256: sha256,
      inputSha256: sha256,
    });
    expect(second.batches.overview?.phase).toMatchObject({ report: 'report (2).csv' });
  });

  it('gives files that differ only in their ending results of their own, the second time too', async () => {
    for (const outcome of [{ done: 2 }, { skipped: 2 }]) {
      const { batches, prepare, inputs, finished, results } = await setUp({ 'leaf.jpg': 'one', 'leaf.png': 'two' });
      await batches.start(await prepare(inputs), false);
      expect((await finished()).counts).toMatchObject(outcome);
      expect(Object.keys(await filesBelow(results))).toEqual(
        expect.arrayContaining(['Meadow/leaf – echo.txt', 'Meadow/leaf – echo (2).txt']),
      );
    }
  });

  it.each([
    ['number', ['a – echo (2).txt', 'a – echo.txt', 'b – echo (2).txt', 'b – echo.txt']],
    ['replace', ['a – echo.txt', 'b – echo.txt']],
  ] as const)('follows the rule to %s what is there', async (collision, names) => {
    const first = await setUp({ 'a.txt': 'one', 'b.txt': 'two' });
    await first.batches.start(await first.prepare(first.inputs), false);
    await first.finished();
    const { batches, prepare, inputs, finished, results } = await setUp({ 'a.txt': 'new', 'b.txt': 'two' });
    const id = await prepare(inputs);
    await batches.change(id, { collision });
    await batches.start(id, false);
    expect((await finished()).counts).toMatchObject({ done: 2 });
    const found = await filesBelow(join(results, 'Meadow'));
    expect(Object.keys(found)).toEqual(names);
    expect(found[names[0]]).toBe('new');
  });

  it('refuses an output folder among the files themselves', async () => {
    const { batches, prepare, inputs } = await setUp({ 'a.txt': 'one', 'sub/b.txt': 'two' });
    const id = await prepare(inputs);
    for (const output of [inputs, join(inputs, 'sub'), join(inputs, 'new'), join(inputs, '..')]) {
      await batches.changeOutputFolder(id, output);
      expect(await failureOf(batches.start(id, false))).toMatchObject({ code: 'output-among-inputs' });
    }
    await expect(stat(join(inputs, 'new'))).rejects.toThrow();
  });

  it('pauses when the token is not accepted, and goes on when it is', async () => {
    let accepts = false;
    await serve({ picky: async (exchange) => (accepts ? echo() : inOrder(readBody(), answer(401)))(exchange) });
    const { batches, prepare, inputs, until, finished } = await setUp(manyFiles(6), { serviceName: 'picky' });
    const id = await prepare(inputs);
    await batches.start(id, false);
    const { phase, counts } = await until(
      ({ phase: { status }, counts }) => status === 'paused' && counts.waiting === 6,
    );
    expect(phase).toMatchObject({ status: 'paused', reason: { code: 'unauthorized' } });
    expect(counts).toMatchObject({ waiting: 6, 'needs-attention': 0 });
    accepts = true;
    await batches.start(id, false);
    expect((await finished()).counts).toMatchObject({ done: 6 });
  });

  it('pauses when the sign-in runs out in the middle of it, and loses no item', async () => {
    let hasRunOut = false;
    let answered = 0;
    const now = () => new Date(Date.now() + (hasRunOut ? 2 * 86_400_000 : 0)).toISOString();
    const signIns = signInService({ clock: { now } });
    const profile: ClusterProfile = {
      kind: 'cluster',
      id: 'lab',
      name: 'Field lab',
      colour: 'green',
      endpoint: 'https://oscar.example.org',
      allowsPlainHttp: false,
      trust: { kind: 'system' },
      keeping: 'session',
      signIn: { kind: 'oidc-access-token' },
    };
    const brief = webToken({ expiresIn: 86_400 });
    server = await startOscarServer({
      services: {
        brief: async (exchange) => {
          await echo()(exchange);
          if ((answered += 1) === 20) hasRunOut = true;
        },
      },
      judgeAccessToken: (token) => (hasRunOut && token === brief ? 'refused' : 'accepted'),
    });
    await signIns.keep('lab', 'session', brief);
    const { endpoint } = server;
    const open = async (): Promise<OpenService> => ({
      profileId: profile.id,
      profileName: profile.name,
      service: {
        name: 'brief',
        acceptedSuffixes: [],
        logLevel: 'CRITICAL',
        minScale: 0,
        maxScale: 0,
        writesFiles: true,
      },
      accepts: [],
      access: { endpoint, token: (await signIns.accessToken(profile)) ?? '', trust: { kind: 'system' } },
    });
    const { batches, prepare, inputs, until, finished } = await setUp(manyFiles(200), {
      serviceName: 'brief',
      openService: open,
      renewService: open,
    });
    const id = await prepare(inputs);
    await batches.start(id, false);
    const { phase, counts } = await until(
      ({ phase: { status }, counts }) => status === 'paused' && underWay(counts) === 0,
    );
    expect(phase).toMatchObject({ status: 'paused', reason: { code: 'token-expired', token: 'access' } });
    expect(counts['needs-attention']).toBe(0);
    expect(counts.done + counts.waiting).toBe(200);
    await signIns.keep('lab', 'session', webToken({ expiresIn: 9 * 86_400 }));
    await batches.start(id, false);
    expect((await finished()).counts).toMatchObject({ done: 200, 'needs-attention': 0 });
  });

  it('holds while the cluster refuses everything, and goes on by itself', async () => {
    let refusals = 0;
    await serve({
      tired: async (exchange) => ((refusals += 1) < 40 ? gatewayPage(503) : echo())(exchange),
    });
    const { batches, prepare, inputs, until, finished } = await setUp(manyFiles(6), { serviceName: 'tired' });
    const id = await prepare(inputs);
    await batches.start(id, false);
    const held = await until(({ phase }) => phase.status === 'holding');
    expect(held.phase).toMatchObject({ reason: { code: 'service-not-ready' } });
    expect((await finished()).counts).toMatchObject({ done: 6, 'needs-attention': 0 });
  });

  it('does not begin where a file has the name of the output folder', async () => {
    const { batches, prepare, inputs, results } = await setUp(manyFiles(2));
    await writeFile(results, 'in the way');
    const id = await prepare(inputs);
    const refused = await failureOf(batches.start(id, false));
    expect(refused).toEqual({ code: 'file-in-the-way', folder: 'results' });
    expect(batches.overview?.phase).toEqual({ status: 'ready' });
  });

  it('pauses when the output folder is gone, instead of making another', async () => {
    await serve();
    const { batches, prepare, inputs, until, finished, results } = await setUp(manyFiles(5));
    const id = await prepare(inputs);
    await batches.change(id, { atOnceLimit: 1 });
    await batches.start(id, false);
    await until(({ counts }) => counts.done === 1);
    await rename(results, `${results} elsewhere`);
    const { phase } = await until(({ phase: { status } }) => status === 'paused');
    expect(phase).toMatchObject({ reason: { code: 'folder-gone', folder: 'results' } });
    await expect(stat(results)).rejects.toThrow();
    await rename(`${results} elsewhere`, results);
    await batches.start(id, false);
    expect((await finished()).counts).toMatchObject({ done: 5 });
  });

  it('keeps on where a file has gone, and where one is written to while it is sent', async () => {
    let reached: () => void = () => undefined;
    const isSending = new Promise<void>((resolve) => (reached = resolve));
    let goOn: () => void = () => undefined;
    const isChanged = new Promise<void>((resolve) => (goOn = resolve));
    await serve({
      slow: async (exchange) => {
        // Larger than the buffers of sockets, so that a part of the file is not read yet.
        if (Number(exchange.request.headers['content-length']) > 1_000_000) {
          await readBody(1)(exchange);
          reached();
          await isChanged;
        }
        await echo()(exchange);
      },
    });
    const files = { 'a.txt': 'one', 'b.bin': Buffer.alloc(40 * 1024 ** 2, 'b'), 'c.txt': 'three', 'd.txt': 'four' };
    const { batches, prepare, inputs, finished } = await setUp(files, { serviceName: 'slow' });
    const id = await prepare(inputs);
    await rm(join(inputs, 'c.txt'));
    await batches.start(id, false);
    await isSending;
    await appendFile(join(inputs, 'b.bin'), 'more');
    goOn();
    expect((await finished()).counts).toMatchObject({ done: 2, 'needs-attention': 2 });
    const query = { status: 'needs-attention' as const, search: '', sortKey: 'name' as const, isDescending: false };
    expect(batches.rows(id, query, 0, 10).rows.map(({ name, trouble }) => [name, trouble])).toEqual([
      ['b.bin', { kind: 'failed', error: { code: 'file-changed', file: 'b.bin' } }],
      ['c.txt', { kind: 'failed', error: { code: 'file-unreadable', file: 'c.txt', problem: 'gone' } }],
    ]);
  });

  it('runs a sample of three and tells what to expect of the rest', async () => {
    const { batches, prepare, inputs, until, finished } = await setUp(manyFiles(9));
    const id = await prepare(inputs);
    await batches.start(id, true);
    const { counts, estimate } = await until(({ phase }) => phase.status === 'sampled');
    expect(counts).toMatchObject({ done: 3, waiting: 6 });
    expect(estimate?.sizeBytes).toBe(6 * 'leaf number 0000'.length);
    await batches.start(id, false);
    expect((await finished()).counts).toMatchObject({ done: 9 });
  });

  it('pauses, takes more files, resumes, and stops', async () => {
    const { batches, prepare, inputs, until, finished } = await setUp(manyFiles(30));
    const id = await prepare(inputs);
    await batches.start(id, false);
    await until(({ counts }) => counts.done >= 3);
    await batches.pause(id);
    const more = join(folder(), 'more');
    await writeFiles(more, { 'x.txt': 'x', 'y.txt': 'y' });
    await batches.take([join(more, 'x.txt')], id);
    await until(({ total, isScanning }) => total === 31 && !isScanning);
    const paused = await until(({ counts }) => counts.sending + counts.working + counts.receiving === 0);
    expect(paused.counts.waiting).toBeGreaterThan(0);
    await batches.start(id, false);
    await until(({ counts }) => counts.done >= paused.counts.done + 2);
    await batches.stop(id, true);
    const { counts, total } = await finished();
    expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(total);
    expect(counts.waiting).toBe(0);
    expect(counts.cancelled).toBeGreaterThan(0);
  });

  it('stops nothing where nothing ever ran', async () => {
    const { batches, prepare, inputs, results } = await setUp(manyFiles(3));
    const id = await prepare(inputs);
    await batches.stop(id, true);
    expect(batches.overview).toMatchObject({ phase: { status: 'ready' }, counts: { waiting: 3, cancelled: 0 } });
    await expect(stat(results)).rejects.toThrow();
  });

  it('remembers what was stopped of a list that was interrupted', async () => {
    const first = await setUp(manyFiles(12));
    const id = await first.prepare(first.inputs);
    await first.batches.start(id, true);
    await first.until(({ phase }) => phase.status === 'sampled');
    await first.batches.suspend();
    const second = await setUp({});
    await second.batches.restore();
    await second.batches.stop(id, true);
    expect((await second.finished()).counts).toMatchObject({ done: 3, cancelled: 9 });
    const third = await setUp({});
    await third.batches.restore();
    expect(third.batches.overview).toBeUndefined();
  });

  it('is halved by a busy cluster and never goes beyond the scale of the service', async () => {
    let open = 0;
    let most = 0;
    const busy: Step = async (exchange) => {
      open += 1;
      most = Math.max(most, open);
      await inTurnByCount(exchange);
      open -= 1;
    };
    const inTurnByCount = inTurn(
      echo(),
      echo(),
      echo(),
      inOrder(readBody(), answer(429, 'Concurrent request limit exceeded\n')),
      echo(),
    );
    await serve({ busy });
    const { batches, prepare, inputs, finished } = await setUp(manyFiles(40), { serviceName: 'busy', maxScale: 3 });
    await batches.start(await prepare(inputs), false);
    expect((await finished()).counts).toMatchObject({ done: 40 });
    expect(most).toBeLessThanOrEqual(3);
  });

  it('continues after the program ended in the middle of it', async () => {
    const files = manyFiles(30);
    const first = await setUp(files);
    await first.batches.start(await first.prepare(first.inputs), false);
    await first.until(({ counts }) => counts.done >= 5);
    await first.batches.suspend();
    const second = await setUp({});
    await second.batches.restore();
    const { overview } = second.batches;
    expect(overview?.phase.status).toBe('interrupted');
    expect(overview?.counts.done).toBeGreaterThanOrEqual(5);
    await second.batches.start(overview?.id ?? '', false);
    expect((await second.finished()).counts).toMatchObject({ done: 30 });
    const found = await filesBelow(second.results);
    expect(Object.keys(found).filter((way) => way.startsWith('Meadow/'))).toHaveLength(30);
    expect(await readFile(join(second.results, 'report.csv'), 'utf8')).toContain('leaf 0029.txt');
  });

  it.each([
    ['its connection allows', undefined],
    ['its connection allows, also where more were chosen', 8],
  ])('never runs more at the same time than %s', async (_, atOnceLimit) => {
    let open = 0;
    let most = 0;
    const counted: Step = async (exchange) => {
      open += 1;
      most = Math.max(most, open);
      await echo()(exchange);
      open -= 1;
    };
    await serve({ counted });
    const { batches, prepare, inputs, finished } = await setUp(manyFiles(40), {
      serviceName: 'counted',
      limits: { parallelRuns: 1 },
    });
    const id = await prepare(inputs);
    if (atOnceLimit !== undefined) await batches.change(id, { atOnceLimit });
    await batches.start(id, false);
    expect((await finished()).counts).toMatchObject({ done: 40 });
    expect(most).toBe(1);
  });

  it('keeps to a limit until the user chooses another, and lists to come do so too', async () => {
    const { batches, prepare, inputs } = await setUp(manyFiles(3));
    const id = await prepare(inputs);
    await batches.change(id, { atOnceLimit: 5 });
    await batches.close(id);
    const next = await prepare(inputs);
    expect(batches.overview).toMatchObject({ atOnceLimit: 5, collision: 'skip' });
    await batches.change(next, { atOnceLimit: 0 });
    expect(batches.overview).not.toHaveProperty('atOnceLimit');
  });

  it('is one file where one file is given, and a batch of one where it is a folder', async () => {
    const { batches, inputs, until } = await setUp({ 'a.txt': 'one' });
    expect(await batches.take([join(inputs, 'a.txt')])).toMatchObject({ kind: 'file', file: { name: 'a.txt' } });
    expect(await batches.take([inputs])).toMatchObject({ kind: 'batch' });
    await until(({ total, isScanning }) => total === 1 && !isScanning);
  });

  it('leaves out what the service does not take, and takes it in again for another service', async () => {
    const { batches, prepare, inputs, until } = await setUp(
      { 'a.jpg': 'one', 'b.txt': 'two', 'c.JPG': 'three' },
      { acceptedSuffixes: ['jpg'] },
    );
    const id = await prepare(inputs);
    await until(({ total }) => total === 2);
    expect(batches.leftOut(id, 0, 10)).toEqual([{ relativePath: 'Meadow/b.txt', reason: 'type' }]);
  });

  it('keeps only some kinds of files where the user wants that, and takes all again', async () => {
    const { batches, prepare, inputs, until } = await setUp({
      'a.jpg': 'one',
      'b.JPEG': 'two',
      'film.avi': 'three',
      'c.png': 'four',
    });
    const id = await prepare(inputs);
    const kinds = [
      { kind: 'jpg', count: 2 },
      { kind: 'avi', count: 1 },
      { kind: 'png', count: 1 },
    ];
    expect(batches.overview).toMatchObject({ total: 4, kinds });
    await batches.keepOnly(id, ['jpg', 'jpeg']);
    expect(batches.overview).toMatchObject({ total: 2, leftOut: 2, only: ['jpg', 'jpeg'] });
    expect(batches.leftOut(id, 0, 10).map(({ reason }) => reason)).toEqual(['unwanted', 'unwanted']);
    await batches.keepOnly(id, []);
    expect(batches.overview).toMatchObject({ total: 4, leftOut: 0, kinds });
    expect(batches.overview).not.toHaveProperty('only');

    await batches.keepOnly(id, ['png']);
    await batches.start(id, false);
    await until(({ phase }) => phase.status === 'finished');
    expect(batches.overview).toMatchObject({ counts: { done: 1 } });
    expect(batches.overview).not.toHaveProperty('kinds');
  });

  it('sends the photos of a card, three of them first, and neither the film nor the letter among them', async () => {
    const photos = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`DCIM/IMG_${at}.JPG`, `photo ${at}`]));
    const { batches, prepare, inputs, until, finished } = await setUp({
      ...photos,
      'DCIM/MVI_0001.AVI': 'a film',
      'letter.docx': 'a letter',
    });
    const id = await prepare(inputs);
    const kinds = batches.overview?.kinds ?? [];
    expect(kinds.map(({ kind, count }) => [kind, count])).toEqual([
      ['jpg', 200],
      ['avi', 1],
      ['docx', 1],
    ]);
    // Also where the list takes all of them, the sample is of photos.
    await batches.start(id, true);
    await until(({ phase }) => phase.status === 'sampled');
    const done = { status: 'done', search: '', sortKey: 'added', isDescending: false } as const;
    const sample = batches.rows(id, done, 0, 5).rows;
    expect(sample.map(({ name }) => kindOf(name))).toEqual(['jpg', 'jpg', 'jpg']);
    await batches.discard(id);

    const next = await prepare(inputs);
    await batches.keepOnly(next, groupToOffer(kinds, [])?.endings ?? []);
    const leftOut = batches.leftOut(next, 0, 10).map(({ relativePath, reason }) => [relativePath, reason]);
    expect(Object.fromEntries(leftOut)).toEqual({
      'Meadow/DCIM/MVI_0001.AVI': 'unwanted',
      'Meadow/letter.docx': 'unwanted',
    });
    await batches.start(next, false);
    expect((await finished()).counts).toMatchObject({ done: 197, skipped: 3, 'needs-attention': 0 });
    expect(server?.requests.filter(({ path }) => path.startsWith('/run/'))).toHaveLength(200);
  });
});
