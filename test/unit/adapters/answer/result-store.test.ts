import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileResultStore } from '../../../../src-main/adapters/answer/result-store';
import { AppError, type ErrorInfo } from '../../../../src-main/core/ground/error';
import type { AnswerContext, StoredAnswer } from '../../../../src-main/core/answer/ports';
import { asOrdinaryUser } from '../../../fixtures/ordinary-user';
import { cutAt, pseudoRandomBytes, readPart, streamOf } from '../../answers';

const context: AnswerContext = {
  host: 'oscar.example.org',
  contentType: 'application/octet-stream',
  mirroredContentType: 'application/octet-stream',
  writesFiles: false,
};
const png = await readFile(join(import.meta.dirname, '../../../fixtures/answers/binary-png.body'));
const lost: ErrorInfo = { code: 'connection-lost', phase: 'receiving', receivedBytes: 0 };

let root: string;
let folder: string;
let store: FileResultStore;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'results-'));
  folder = join(root, 'results');
  store = new FileResultStore(folder);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const creatingResponse = '2026-01-02 03:04:05,678 - supervisor - INFO - Creating response\n';
const laterEntry = '2026-01-02 03:04:05,678 - supervisor - INFO - Later\n';
const textOf = (body: string) => [Buffer.from(body, 'latin1')];

function receive(
  id: string,
  chunks: Iterable<Uint8Array>,
  changes: Partial<AnswerContext> = {},
): Promise<StoredAnswer> {
  return store.receive(id, streamOf(chunks), { ...context, ...changes }, 2 ** 40, () => undefined);
}

/** A body that fails after its chunks. */
async function* failing(chunks: readonly Uint8Array[], error: unknown): AsyncGenerator<Uint8Array> {
  yield* chunks;
  throw error;
}

describe('receiving', () => {
  it.each([0, 1, 2, 3, 4, 5])('gives back a file of %i bytes', async (sizeBytes) => {
    const content = pseudoRandomBytes(sizeBytes, 7);
    const { reading } = await receive('a', textOf(`${content.toString('base64')}\n`), { writesFiles: true });
    expect(reading.verdict).toBe('result');
    expect(await readPart(store, 'a', 'payload')).toEqual(content);
  });

  it('gives back every payload, in whatever way it is wrapped, logged and cut', async () => {
    const wrap = (text: string, width: number, end: string) =>
      (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(end) + end;
    const encodings: Record<string, (content: Buffer) => string> = {
      'one line': (content) => `${content.toString('base64')}\n`,
      'printed on one line': (content) => `${content.toString('base64')}\n\n`,
      'wrapped at 64': (content) => `${wrap(content.toString('base64'), 64, '\n')}\n`,
      'wrapped at 76': (content) => `${wrap(content.toString('base64'), 76, '\r\n')}\n`,
      unpadded: (content) => `${content.toString('base64').replace(/=/g, '')}\n\n`,
      'JSON string': (content) => `${JSON.stringify(content.toString('base64'))}\n\n`,
      'data URI': (content) => `data:image/png;base64,${content.toString('base64')}\n\n`,
      'not encoded': (content) => content.toString('latin1'),
    };
    const level = fc.constantFrom('DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL');
    const message = fc.string({ maxLength: 60 }).map((text) => text.replace(/[^\x20-\x7e]/g, '.'));
    const entries = fc.array(fc.tuple(level, message), { maxLength: 5 });
    const answer = fc.record({
      sizeBytes: fc.oneof(fc.nat(300), fc.integer({ min: 60_000, max: 90_000 })),
      seed: fc.nat(),
      encoding: fc.constantFrom(...Object.keys(encodings)),
      before: fc.option(entries),
      behind: entries,
      cuts: fc.array(fc.nat(), { maxLength: 20 }),
    });
    let id = 0;
    await fc.assert(
      fc.asyncProperty(answer, async ({ sizeBytes, seed, encoding, before, behind, cuts }) => {
        const entry = ([name, text]: [string, string]) => `2026-01-02 03:04:05,678 - supervisor - ${name} - ${text}\n`;
        const content = Buffer.concat([png, pseudoRandomBytes(sizeBytes, seed)]);
        const head = before ? [...before, ['INFO', 'Creating response'] as [string, string]] : [];
        const encoded = encodings[encoding]?.(content) ?? '';
        // Only behind a line end can a log line be told from bytes that are not encoded.
        const tail = encoding === 'not encoded' ? [] : behind;
        const body = Buffer.from(head.map(entry).join('') + encoded + tail.map(entry).join(''), 'latin1');

        const { reading } = await receive(`p${++id}`, cutAt(body, cuts));

        expect(reading).toMatchObject({ verdict: 'result', mediaType: 'image/png' });
        expect(reading.logLineCount).toBe(head.length + tail.length);
        expect((await readPart(store, `p${id}`, 'payload')).equals(content)).toBe(true);
        expect((await readPart(store, `p${id}`, 'received')).equals(body)).toBe(true);
      }),
      { numRuns: 60 },
    );
  }, 30_000);

  it('gives back every body as it came, whatever it is', async () => {
    const base64 = fc
      .record({ sizeBytes: fc.integer({ min: 0, max: 3000 }), seed: fc.nat(), width: fc.integer({ min: 1, max: 130 }) })
      .map(({ sizeBytes, seed, width }) => {
        const text = pseudoRandomBytes(sizeBytes, seed).toString('base64');
        return width > 120 ? text : text.replace(new RegExp(`.{${width}}`, 'g'), '$&\n');
      });
    const entry = fc.constantFrom('INFO - Reading', 'INFO - Creating response', 'ERROR - x');
    const stretch = fc.oneof(
      { weight: 4, arbitrary: base64 },
      { weight: 2, arbitrary: entry.map((text) => `2026-01-02 03:04:05,678 - supervisor - ${text}\n`) },
      fc.constantFrom('\n', '\r\n', ' ', '=', '==\n', '"', 'A', 'AAAA', '-', '\u00ff\u0000', 'some text '),
      fc.integer({ min: 1, max: 40_000 }).map((length) => 'text and '.repeat(length / 9)),
    );
    const answer = fc.record({
      body: fc.array(stretch, { maxLength: 8 }).map((stretches) => Buffer.from(stretches.join(''), 'latin1')),
      cuts: fc.array(fc.nat(), { maxLength: 20 }),
    });
    let id = 0;
    await fc.assert(
      fc.asyncProperty(answer, async ({ body, cuts }) => {
        await receive(`b${++id}`, cutAt(body, cuts));
        expect((await readPart(store, `b${id}`, 'received')).equals(body)).toBe(true);
        await store.delete(`b${id}`);
      }),
      { numRuns: 150 },
    );
  }, 30_000);

  it.each([
    ['on one line', (text: string) => `${text}\n`],
    ['wrapped at 76', (text: string) => text.replace(/.{76}/g, '$&\n')],
    ['between log lines', (text: string) => `${creatingResponse}${text}\n${laterEntry}`],
    ['as a JSON string', (text: string) => `"${text}"\n`],
  ])('writes base64 %s as its content alone, until the body itself is asked for', async (_, write) => {
    const content = Buffer.concat([png, pseudoRandomBytes(500_000, 3)]);
    const body = Buffer.from(write(content.toString('base64')), 'latin1');
    await receive('a', cutAt(body, [100_000, 100_001, 300_000]));
    expect(await readdir(join(folder, 'a'))).toEqual(['answer.json', 'payload']);
    expect((await readPart(store, 'a', 'payload')).equals(content)).toBe(true);
    expect((await readPart(store, 'a', 'received')).equals(body)).toBe(true);
    expect(await readdir(join(folder, 'a'))).toEqual(['answer.json', 'payload', 'received']);
    await truncate(join(folder, 'a', 'received'), 1000);
    expect((await readPart(store, 'a', 'received')).equals(body)).toBe(true);
  });

  it('replaces the answer of an earlier attempt', async () => {
    await receive('a', textOf('first\n'));
    await receive('a', textOf('second\n'));
    expect((await readPart(store, 'a', 'payload')).toString()).toBe('second');
    expect(await readdir(folder)).toEqual(['a']);
  });

  it('tells the number of bytes of every chunk', async () => {
    const told: number[] = [];
    const body = streamOf([Buffer.from('ab'), Buffer.from('cde\n')]);
    await store.receive('a', body, context, 100, (receivedBytes) => told.push(receivedBytes));
    expect(told).toEqual([2, 6]);
  });

  it.each(['connection-lost', 'timed-out'] as const)('keeps what came before %s', async (code) => {
    const info: ErrorInfo = code === 'timed-out' ? { code, phase: 'receiving', seconds: 60 } : lost;
    const half = Buffer.from(png.toString('base64').slice(0, 50));
    const stored = await store.receive('a', failing([half], new AppError(info)), context, 1000, () => undefined);
    expect(stored).toMatchObject({ receivedBytes: 50, reading: { verdict: 'damaged', problem: info } });
    expect(stored.reading.mediaType).toBe('application/octet-stream');
    expect(await readPart(store, 'a', 'received')).toEqual(half);
  });

  it('shows the text that came before the connection was lost', async () => {
    const body = failing(textOf('step 1 done\nstep 2 '), new AppError(lost));
    const { reading } = await store.receive('a', body, context, 1000, () => undefined);
    expect(reading).toMatchObject({ verdict: 'damaged', mediaType: 'text/plain', problem: lost });
  });

  it.each([
    ['a lost connection before the first byte', [], new AppError(lost)],
    ['being cancelled', textOf('abc'), new AppError({ code: 'cancelled', clusterMayContinue: true })],
    ['an error of the program', textOf('abc'), new TypeError('x')],
  ])('leaves nothing behind after %s', async (_, chunks, error) => {
    await store.prepare('a');
    await expect(store.receive('a', failing(chunks, error), context, 1000, () => undefined)).rejects.toBe(error);
    expect(await readdir(folder)).toEqual([]);
  });

  it('stops at the limit, and closes the body', async () => {
    let isClosed = false;
    const endless = (async function* () {
      try {
        for (;;) yield Buffer.alloc(700, 'a');
      } finally {
        isClosed = true;
      }
    })();
    const stored = await store.receive('a', endless, context, 1000, () => undefined);
    const problem = { code: 'response-too-large', limitBytes: 1000 };
    expect(stored).toMatchObject({ receivedBytes: 1000, reading: { verdict: 'damaged', problem } });
    expect(isClosed).toBe(true);
  });

  it('takes an answer that is exactly as long as the limit', async () => {
    const stored = await store.receive('a', streamOf(textOf('abc\n')), context, 4, () => undefined);
    expect(stored.reading.verdict).toBe('text-only');
  });

  it('checks JSON up to its limit and says where it did not', async () => {
    const list = (count: number) => `[${'1234567,'.repeat(count)}0]\n`;
    const small = await receive('small', textOf(list(100_000)));
    expect(small.reading).toMatchObject({ mediaType: 'application/json', notes: [] });
    const large = await receive('large', textOf(list(1_100_000)));
    expect(large.reading).toMatchObject({ mediaType: 'application/json', notes: ['json-not-checked'] });
  });

  it('passes over a log line of many megabytes', async () => {
    const event = Buffer.from('2026-01-02 03:04:05,678 - supervisor - DEBUG - EVENT received: ');
    const chunk = Buffer.alloc(1024 * 1024, 'QUJD');
    const end = Buffer.from('\n2026-01-02 03:04:05,679 - supervisor - INFO - Creating response\naGVsbG8=\n');
    const { reading } = await receive('a', [event, ...Array<Buffer>(20).fill(chunk), end]);
    expect(reading).toMatchObject({ verdict: 'result', logLineCount: 2 });
    expect((await readPart(store, 'a', 'payload')).toString()).toBe('hello');
  });
});

describe('reading again', () => {
  const read = async (mode: 'automatic' | 'text' | 'base64') => {
    const { reading } = await store.read('a', mode);
    return { reading, payload: (await readPart(store, 'a', 'payload')).toString('latin1') };
  };

  it('shows a word as a file and as text again', async () => {
    await receive('a', textOf('test\n'));
    expect(await read('base64')).toMatchObject({
      reading: { verdict: 'result', notes: ['chosen-by-user'] },
      payload: Buffer.from('test', 'base64').toString('latin1'),
    });
    expect(await read('automatic')).toMatchObject({ reading: { verdict: 'text-only' }, payload: 'test' });
  });

  it('shows a file as the text that came', async () => {
    await receive('a', textOf(`${png.toString('base64')}\n`));
    const text = await read('text');
    expect(text).toMatchObject({
      reading: { verdict: 'text-only', mediaType: 'text/plain', notes: ['chosen-by-user'] },
      payload: png.toString('base64'),
    });
    expect(await read('automatic')).toMatchObject({ payload: png.toString('latin1') });
  });

  it('shows a file of another encoding as its own text, not as base64', async () => {
    const greek = Buffer.from('d2eff0e9eae1'.repeat(12) + '0d0a', 'hex');
    await receive('a', textOf(`${greek.toString('base64')}\n`));
    expect(await read('text')).toMatchObject({
      reading: { encoding: 'base64', mediaType: 'text/plain', charset: 'iso-8859-1', notes: ['chosen-by-user'] },
      payload: greek.toString('latin1'),
    });
  });

  it.each([
    ['the last lines of base64 in a text', `Found a leaf\n${png.toString('base64')}\nDone\n\n`],
    ['the URL-safe alphabet', `Found:\n${png.toString('base64url')}\n\n`],
    [
      'a JSON string with escaped line ends',
      `${JSON.stringify(`${png.toString('base64').slice(0, 76)}\n${png.toString('base64').slice(76)}`)}\n`,
    ],
    ['a data URI that lacks its padding', `data:;base64,${png.toString('base64url')}`],
  ])('decodes %s', async (_, body) => {
    await receive('a', textOf(body));
    expect(await read('base64')).toMatchObject({
      reading: { verdict: 'result', mediaType: 'image/png' },
      payload: png.toString('latin1'),
    });
  });

  it('decodes a broken file up to where it breaks', async () => {
    const content = Buffer.concat([png, pseudoRandomBytes(6000, 3)]);
    const text = content.toString('base64');
    await receive('a', textOf(`${text.slice(0, 4000)}*${text.slice(4001)}\n`));
    const { payload } = await read('base64');
    expect(payload).toBe(content.subarray(0, 3000).toString('latin1'));
  });

  it('still says of an incomplete answer that it is incomplete', async () => {
    const half = textOf(png.toString('base64').slice(0, 60));
    await store.receive('a', failing(half, new AppError(lost)), context, 1000, () => undefined);
    expect((await read('base64')).reading).toMatchObject({ verdict: 'damaged', problem: lost });
    expect((await read('text')).reading).toMatchObject({ verdict: 'damaged', problem: lost });
  });

  it('fails where there is no base64, and changes nothing', async () => {
    await receive('a', textOf('no base64, here\n\n'));
    await expect(store.read('a', 'base64')).rejects.toMatchObject({ info: { code: 'response-malformed' } });
    expect((await read('automatic')).payload).toBe('no base64, here\n');
    expect(await readdir(join(folder, 'a'))).toEqual(['answer.json', 'received']);
  });

  it('never changes what was received', async () => {
    const body = `text\n${png.toString('base64')}\n`;
    await receive('a', textOf(body));
    for (const mode of ['base64', 'text', 'base64', 'automatic'] as const) await read(mode);
    expect((await readPart(store, 'a', 'received')).toString('latin1')).toBe(body);
  });
});

describe('stored answers', () => {
  it('are there for another store on the same folder', async () => {
    const stored = await receive('a', textOf(`${png.toString('base64')}\n`));
    const later = new FileResultStore(folder);
    expect(await later.read('a', 'automatic')).toEqual(stored);
    expect(await readPart(later, 'a', 'payload')).toEqual(png);
  });

  it.each([
    ['received', 'some text\n'],
    ['payload', `${png.toString('base64')}\n`],
  ])('are gone as a whole when %s is shorter than recorded', async (name, body) => {
    await receive('a', textOf(body));
    await truncate(join(folder, 'a', name), 5);
    await expect(store.locate('a', 'payload')).rejects.toMatchObject({ info: { code: 'result-gone' } });
  });

  it.each(['missing', '../results/a', '..', ''])('are gone for the id %j', async (id) => {
    await receive('a', textOf('abc\n'));
    await expect(store.locate(id, 'payload')).rejects.toMatchObject({ info: { code: 'result-gone' } });
  });

  it('are gone when their record is not one', async () => {
    await receive('a', textOf('abc\n'));
    await writeFile(join(folder, 'a', 'answer.json'), '{"version":1}');
    await expect(store.read('a', 'text')).rejects.toMatchObject({ info: { code: 'result-gone' } });
  });

  it('can be deleted', async () => {
    for (const id of ['a', 'b', 'c']) await receive(id, textOf('abc\n'));
    await store.delete('b');
    expect(await readdir(folder)).toEqual(['a', 'c']);
  });
});

describe('saving', () => {
  it('writes the payload, or the body as it came', async () => {
    await receive('a', textOf(`${png.toString('base64')}\n`));
    await store.save('a', 'payload', join(root, 'leaf.png'), 'replace');
    await store.save('a', 'received', join(root, 'leaf.txt'), 'replace');
    expect(await readFile(join(root, 'leaf.png'))).toEqual(png);
    expect(await readFile(join(root, 'leaf.txt'), 'latin1')).toBe(`${png.toString('base64')}\n`);
  });

  it('writes a stretch of the body, and an empty file', async () => {
    await receive('a', textOf('2026-01-02 03:04:05,678 - supervisor - ERROR - x\nabc\n'));
    await receive('b', textOf('\n'));
    await store.save('a', 'payload', join(root, 'a.txt'), 'replace');
    await store.save('b', 'payload', join(root, 'b.txt'), 'replace');
    expect(await readFile(join(root, 'a.txt'), 'latin1')).toBe('abc');
    expect(await readFile(join(root, 'b.txt'), 'latin1')).toBe('');
  });

  it('leaves an existing file and nothing else when it can not', async () => {
    await receive('a', textOf('abc\n'));
    await mkdir(join(root, 'taken.txt'));
    await expect(store.save('a', 'payload', join(root, 'taken.txt'), 'replace')).rejects.toThrow();
    expect(await readdir(root)).toEqual(['results', 'taken.txt']);
    const gone = join(root, 'no such folder', 'a.txt');
    await expect(store.save('a', 'payload', gone, 'replace')).rejects.toMatchObject({ info: { code: 'folder-gone' } });
  });

  it('says which folder may not be written to', async () => {
    await receive('a', textOf('abc\n'));
    const closed = join(root, 'closed');
    await mkdir(closed, { mode: 0o555 });
    await chmod(root, 0o755);
    await asOrdinaryUser(() =>
      expect(store.save('a', 'payload', join(closed, 'a.txt'), 'replace')).rejects.toMatchObject({
        info: { code: 'permission-denied', folder: 'closed' },
      }),
    );
    expect(await readdir(closed)).toEqual([]);
  });
});

const canMount = process.platform === 'linux' && process.getuid?.() === 0;
describe.skipIf(!canMount)('a full disk (needs root on Linux, to mount one of 1 MiB)', () => {
  beforeEach(async () => {
    await mkdir(folder);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]);
  });
  afterEach(() => {
    execFileSync('umount', [folder]);
  });

  it.each([
    ['in the middle of a large answer', 4 * 1024 * 1024],
    ['at the end of one that almost fits', 1500 * 1024],
  ])('%s leaves nothing behind', async (_, sizeBytes) => {
    const body = Buffer.from(`${pseudoRandomBytes(sizeBytes * 0.75, 1).toString('base64')}\n`);
    await expect(receive('a', cutAt(body, [1e5, 3e5, 5e5]))).rejects.toMatchObject({
      info: { code: 'disk-full', folder: basename(folder) },
    });
    expect(await readdir(folder)).toEqual([]);
    expect((await receive('b', textOf('abc\n'))).reading.verdict).toBe('text-only');
  });

  it('leaves the file that a saved one was to replace', async () => {
    const elsewhere = new FileResultStore(join(root, 'elsewhere'));
    const body = streamOf([Buffer.alloc(2 * 1024 * 1024, 'a b\n')]);
    await elsewhere.receive('a', body, context, 2 ** 40, () => undefined);
    await writeFile(join(folder, 'old.txt'), 'old');
    await expect(elsewhere.save('a', 'payload', join(folder, 'old.txt'), 'replace')).rejects.toMatchObject({
      info: { code: 'disk-full' },
    });
    expect(await readFile(join(folder, 'old.txt'), 'latin1')).toBe('old');
    expect(await readdir(folder)).toEqual(['old.txt']);
  });
});

it('needs no more memory for an answer of 300 MiB', async () => {
  const line = Buffer.alloc(64 * 1024, 'QUJD');
  let peak = 0;
  const before = process.memoryUsage().rss;
  const body = (async function* () {
    for (let i = 0; i < 300 * 16; i++) {
      if (i % 64 === 0) peak = Math.max(peak, process.memoryUsage().rss);
      yield line;
    }
    yield Buffer.from('\n');
  })();
  const stored = await store.receive('a', body, { ...context, writesFiles: true }, 2 ** 40, () => undefined);
  expect(stored).toMatchObject({ sizeBytes: 225 * 1024 * 1024, reading: { verdict: 'result' } });
  expect((peak - before) / 1024 ** 2).toBeLessThan(100);
}, 60_000);
