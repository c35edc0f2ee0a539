import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileResultStore } from '../../../../src-main/adapters/answer/result-store';
import type { AnswerReading } from '../../../../src-main/core/answer/answer';
import type { AnswerContext } from '../../../../src-main/core/answer/ports';
import { chunksOf, readPart } from '../../answers';

/** What a `.json` file beside a `.body` says of it. */
interface Expectation {
  readonly context: AnswerContext;
  readonly expected: Omit<AnswerReading, 'payloadRange'> & {
    readonly payloadText?: string;
    readonly payloadSha256?: string;
  };
}

const corpus = join(import.meta.dirname, '../../../fixtures/answers');
const names = (await readdir(corpus)).filter((name) => name.endsWith('.body')).map((name) => name.slice(0, -5));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'answers-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe.each([
  ['whole', Number.POSITIVE_INFINITY],
  ['in chunks of 7 bytes', 7],
  ['byte by byte', 1],
])('every answer of the corpus, %s', (_, chunkBytes) => {
  it.each(names)('%s', async (name) => {
    const body = await readFile(join(corpus, `${name}.body`));
    const { context, expected }: Expectation = JSON.parse(await readFile(join(corpus, `${name}.json`), 'utf8'));
    const { payloadText, payloadSha256, ...reading } = expected;
    const store = new FileResultStore(folder);
    const id = `${name}-${chunkBytes}`;

    const stored = await store.receive(id, chunksOf(body, chunkBytes), context, body.length, () => undefined);

    expect({ ...stored.reading, notes: [...stored.reading.notes].sort() }).toMatchObject({
      ...reading,
      notes: [...reading.notes].sort(),
    });
    const { charset, problem } = stored.reading;
    expect({ charset, problem }).toEqual({ charset: reading.charset, problem: reading.problem });
    const payload = await readPart(store, id, 'payload');
    expect(stored.sizeBytes).toBe(payload.length);
    if (payloadText !== undefined) expect(payload.toString('utf8')).toBe(payloadText);
    if (payloadSha256 !== undefined) expect(createHash('sha256').update(payload).digest('hex')).toBe(payloadSha256);
    expect(await readPart(store, id, 'received')).toEqual(body);
  });
});
