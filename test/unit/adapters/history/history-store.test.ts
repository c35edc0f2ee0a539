import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { FileHistoryStore } from '../../../../src-main/adapters/history/history-store';
import { formatChange, formatJournal } from '../../../../src-main/core/history/journal';
import type { Logger } from '../../../../src-main/core/ground/ports';
import { temporaryFolder } from '../../../fixtures/temp-dir';
import { recordOf } from '../../history-records';

const folder = temporaryFolder();
let results: string;
let journal: string;
const log: Logger = { info: () => undefined, warn: () => undefined, error: () => 'reference' };

/** The store as a start of the program has it. */
function start(): FileHistoryStore {
  return new FileHistoryStore({ journal, results, setAside: join(folder(), 'results-removed') }, log);
}

beforeEach(() => {
  results = join(folder(), 'results');
  journal = join(folder(), 'history.jsonl');
});

describe('what is written', () => {
  it('is there at the next start', async () => {
    const store = start();
    expect(await store.load()).toEqual({ records: [], unlisted: [] });
    store.write({ kept: recordOf('one') });
    store.write({ kept: recordOf('two') });
    store.write({ removed: ['one'] });
    expect((await start().load()).records).toEqual([recordOf('two')]);
  });

  it('waits for the journal to be open', async () => {
    const store = start();
    store.write({ kept: recordOf('early') });
    await store.load();
    expect((await start().load()).records).toEqual([recordOf('early')]);
  });

  it('is not lost behind a line that a sudden end cut off', async () => {
    await start().load();
    const whole = await readFile(journal, 'utf8');
    await writeFile(journal, `${whole}{"kept":{"entry":{"id":"h`);
    const store = start();
    await store.load();
    store.write({ kept: recordOf('next') });
    expect((await start().load()).records).toEqual([recordOf('next')]);
  });

  it('is read at once, ten thousand entries and more', async () => {
    await writeFile(journal, formatJournal(Array.from({ length: 10_000 }, (_, index) => recordOf(`entry-${index}`))));
    expect((await start().load()).records).toHaveLength(10_000);
  });

  it('is written anew once most of it is stale', async () => {
    const records = Array.from({ length: 300 }, (_, index) => recordOf(`entry-${index}`));
    const changes = records.map((kept) => formatChange({ kept })).join('');
    await writeFile(journal, formatJournal(records) + changes.repeat(4));
    const { size: before } = await stat(journal);
    expect((await start().load()).records).toEqual(records);
    expect((await stat(journal)).size).toBeLessThan(before / 4);
    expect((await start().load()).records).toEqual(records);
  });
});

describe('a journal that is lost', () => {
  it('is made again from the facts beside each answer, those of failures too', async () => {
    const store = start();
    await store.load();
    await mkdir(join(results, 'one'), { recursive: true });
    await writeFile(join(results, 'one', 'answer.json'), '{}');
    const failed = recordOf('two', { outcome: { kind: 'failed', error: { code: 'host-not-found', host: 'x' } } });
    store.writeFacts(recordOf('one'));
    store.writeFacts(failed, { kind: 'text', text: 'The oak is old.' });
    await rm(journal);
    const again = start();
    const { records } = await again.load();
    expect(records.map(({ entry }) => [entry.id, entry.outcome.kind]).sort()).toEqual([
      ['one', 'finished'],
      ['two', 'failed'],
    ]);
    expect(await again.typedText('two')).toEqual({ kind: 'text', text: 'The oak is old.' });
    expect(await again.typedText('one')).toBeUndefined();
    expect((await start().load()).records).toHaveLength(2);
  });

  it('of a newer version is kept aside, and nothing is removed', async () => {
    await writeFile(journal, '{"journal":"history","version":2}\n{"kept":"in another way"}\n');
    await mkdir(join(results, 'newer'), { recursive: true });
    await writeFile(join(results, 'newer', 'invocation.json'), '{"version":2}');
    expect((await start().load()).records).toEqual([]);
    const aside = (await readdir(folder())).find((name) => name.includes('set-aside'));
    expect(await readFile(join(folder(), aside ?? ''), 'utf8')).toContain('in another way');
    expect(await readdir(join(results, 'newer'))).toEqual(['invocation.json']);
  });
});

describe('folders of answers', () => {
  it('that no entry tells of are found, and those that never became whole are removed', async () => {
    await mkdir(join(results, 'half.part'), { recursive: true });
    await mkdir(join(results, 'whole'));
    await writeFile(join(results, 'whole', 'answer.json'), '{}');
    await mkdir(join(results, 'empty'));
    const { unlisted } = await start().load();
    expect(unlisted.map(({ id }) => id)).toEqual(['whole']);
    expect(await readdir(results)).toEqual(['empty', 'whole']);
  });

  it('tell the room they take', async () => {
    await mkdir(join(results, 'one'), { recursive: true });
    await writeFile(join(results, 'one', 'received'), Buffer.alloc(1000));
    await writeFile(join(results, 'one', 'payload'), Buffer.alloc(500));
    expect(start().writeFacts(recordOf('one'))).toBe(1500);
  });

  it('that are set aside come back, or go for good', async () => {
    const store = start();
    await store.load();
    for (const id of ['one', 'two']) store.writeFacts(recordOf(id));
    await store.setAside(['one', 'two', 'never there']);
    expect(await readdir(results)).toEqual([]);
    await store.putBack(['one']);
    expect(await readdir(results)).toEqual(['one']);
    await store.purge();
    await store.putBack(['two']);
    expect(await readdir(results)).toEqual(['one']);
    await store.setAside(['one']);
    await start().load();
    expect(await readdir(folder())).not.toContain('results-removed');
  });
});
