import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JournalReader, parseJournalEntry, type JournalEntry } from '../../../../src-main/core/batch/journal';
import { formatCheckedLine, parseCheckedLine } from '../../../../src-main/core/ground/checked-line';

const plan = {
  profileId: 'lab',
  serviceName: 'leaf',
  outputFolder: '/out',
  template: '{name}',
  collision: 'skip',
} as const;
const result = {
  folder: '/out',
  output: 'a.txt',
  sizeBytes: 3,
  sha256: 'abc',
  mediaType: 'text/plain',
  verdict: 'result',
} as const;
const beginning: readonly JournalEntry[] = [
  { is: 'batch', version: 1, id: 'one', startedAt: '2026-05-01T10:00:00Z', plan },
  { is: 'item', item: 0, base: '/in', path: 'a.txt', sizeBytes: 1 },
  { is: 'item', item: 1, base: '/in', path: 'b.txt', sizeBytes: 2 },
];

function read(...entries: readonly JournalEntry[]) {
  const reader = new JournalReader();
  for (const entry of [...beginning, ...entries]) {
    const parsed = parseJournalEntry(parseCheckedLine(formatCheckedLine(entry).trimEnd()));
    if (parsed) reader.read(parsed);
  }
  const { batch } = reader;
  if (!batch) throw new Error('no batch');
  return batch;
}

describe('a journal line', () => {
  it('comes back as it was, and not at all when anything of it is missing or changed', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), fc.nat(255), (value, at, byte) => {
        const line = formatCheckedLine(value).slice(0, -1);
        expect(JSON.stringify(parseCheckedLine(line))).toBe(JSON.stringify(value));
        const position = at % line.length;
        expect(parseCheckedLine(line.slice(0, position))).toBeUndefined();
        const changed = line.slice(0, position) + String.fromCharCode(byte) + line.slice(position + 1);
        if (changed !== line) expect(parseCheckedLine(changed)).toBeUndefined();
      }),
    );
  });
});

describe('a journal', () => {
  it('keeps the limits of answers that were set for a list', () => {
    const limited = { ...plan, answerLimits: { waitSeconds: 900, answerBytes: 5e9 } };
    expect(read({ is: 'plan', plan: limited }).plan).toEqual(limited);
  });

  it('knows the job of an item until another is to run, and by what it is followed', () => {
    const job = { id: '0b5f3c1e', startedAt: '2026-05-01T10:00:00Z', inputSha256: 'abc' };
    const begun: readonly JournalEntry[] = [
      { is: 'begun', item: 0, stem: 'a' },
      { is: 'job', item: 0, job },
      { is: 'job', item: 0, job: { ...job, follows: 'listing' } },
    ];
    const { items, begun: underWay } = read(...begun);
    expect(items.get(0)).toMatchObject({ state: { status: 'waiting' }, job: { ...job, follows: 'listing' } });
    expect([...underWay.keys()]).toEqual([0]);
    const error = { code: 'job-gone', host: 'oscar.lab' } as const;
    const failed: JournalEntry = {
      ...{ is: 'attention', item: 0, seconds: 1, attempts: 1 },
      trouble: { kind: 'failed', error },
    };
    const again = read(...begun, failed, { is: 'waiting', item: 0, inBackground: true }).items.get(0);
    expect(again).not.toHaveProperty('job');
    expect(again).toMatchObject({ inBackground: true });
    expect(read(...begun, failed, { is: 'waiting', item: 0, keepsJob: true }).items.get(0)).toHaveProperty('job');
  });

  it('keeps what an answer says, and what a person says of it, the last word of which counts', () => {
    const fields = { form: 'scores', labels: [{ label: 'fox', score: 0.9, count: 1 }], values: [] } as const;
    const { items } = read(
      { is: 'begun', item: 0, stem: 'a' },
      { is: 'received', item: 0, result, seconds: 1, attempts: 1, fields },
      { is: 'done', item: 0 },
      { is: 'mark', item: 0, mark: { opinion: 'keep' } },
      { is: 'finished', at: '2026-05-01T10:05:00Z' },
      { is: 'mark', item: 0, mark: { opinion: 'wrong', label: 'dog' } },
      { is: 'mark', item: 9, mark: {} },
    );
    expect(items.get(0)).toMatchObject({ fields, mark: { opinion: 'wrong', label: 'dog' }, state: { status: 'done' } });
  });

  it('has no batch without its beginning', () => {
    expect(new JournalReader().batch).toBeUndefined();
  });

  it('puts what was begun back to waiting', () => {
    const { items, begun } = read({ is: 'begun', item: 0, stem: 'a' });
    expect(items.get(0).state.status).toBe('waiting');
    expect([...begun]).toEqual([[0, undefined]]);
  });

  it('does not take for done what only lies beside its place', () => {
    const received = { is: 'received', item: 0, result, seconds: 1, attempts: 2 } as const;
    const { items, begun } = read({ is: 'begun', item: 0, stem: 'a' }, received);
    expect(items.counts).toMatchObject({ waiting: 2, done: 0 });
    expect(begun.get(0)).toEqual(received);
  });

  it('knows what is done, and is not confused by entries that come twice', () => {
    const steps: JournalEntry[] = [
      { is: 'begun', item: 0, stem: 'a' },
      { is: 'received', item: 0, result, seconds: 1, attempts: 2 },
      { is: 'done', item: 0 },
    ];
    const { items, begun } = read(...steps, ...steps);
    expect(items.get(0).state).toEqual({ status: 'done', result, seconds: 1 });
    expect(items.counts).toMatchObject({ waiting: 1, done: 1 });
    expect([...begun.values()].filter(Boolean)).toHaveLength(0);
  });

  it('forgets that it was finished when an item is run again', () => {
    const finished: JournalEntry = { is: 'finished', at: '2026-05-01T11:00:00Z' };
    const trouble: JournalEntry = {
      is: 'attention',
      item: 1,
      trouble: { kind: 'doubtful', verdict: 'program-failed' },
      seconds: 1,
      attempts: 1,
    };
    expect(read(trouble, finished).finishedAt).toBe('2026-05-01T11:00:00Z');
    const again = read(trouble, finished, { is: 'waiting', item: 1 });
    expect(again.finishedAt).toBeUndefined();
    expect(again.items.counts.waiting).toBe(2);
  });

  it('passes over entries about items that it does not know', () => {
    expect(read({ is: 'done', item: 7 }, { is: 'cancelled', item: 9, clusterMayContinue: true }).items.length).toBe(2);
  });
});

describe('a list that grows', () => {
  it('knows by their keys what was added, and is not finished any more', () => {
    const added: JournalEntry = { is: 'item', item: 2, base: '/in', path: 'c.txt', sizeBytes: 3, key: 'sha of c' };
    const { items, finishedAt } = read({ is: 'finished', at: '2026-05-01T11:00:00Z' }, added, added);
    expect(items.length).toBe(3);
    expect(items.get(2)).toMatchObject({ relativePath: 'c.txt', key: 'sha of c' });
    expect([items.hasKey('sha of c'), items.hasKey('a.txt')]).toEqual([true, false]);
    expect(finishedAt).toBeUndefined();
  });
});

describe('a damaged journal', () => {
  const entries: readonly JournalEntry[] = [
    ...beginning,
    { is: 'begun', item: 0, stem: 'a' },
    { is: 'received', item: 0, result, seconds: 1, attempts: 1 },
    { is: 'done', item: 0 },
    { is: 'gone', item: 0 },
    { is: 'waiting', item: 0 },
    { is: 'begun', item: 0, stem: 'a' },
    { is: 'received', item: 0, result, seconds: 1, attempts: 1 },
    { is: 'done', item: 0 },
    { is: 'cancelled', item: 1, clusterMayContinue: false },
    { is: 'waiting', item: 1 },
    { is: 'begun', item: 1, stem: 'b' },
    { is: 'received', item: 1, result: { ...result, output: 'b.txt' }, seconds: 1, attempts: 1 },
    { is: 'done', item: 1 },
    { is: 'finished', at: '2026-05-01T11:00:00Z' },
  ];

  it('is read without any one of its lines, and its items keep their numbers', () => {
    for (const lost of entries.slice(1)) {
      const reader = new JournalReader();
      for (const entry of entries) if (entry !== lost) reader.read(entry);
      const items = reader.batch?.items.all ?? [];
      const isLast = lost.is === 'item' && lost.item === 1;
      expect(items.map(({ index }) => index)).toEqual(isLast ? [0] : [0, 1]);
      expect(reader.batch?.lostItems).toBe(lost.is === 'item' ? 1 : 0);
    }
  });

  it('has a file without a name in the place of one that is lost, which is never run', () => {
    const reader = new JournalReader();
    for (const entry of [...beginning.slice(0, 1), ...beginning.slice(2)]) reader.read(entry);
    expect(reader.batch?.items.all).toMatchObject([
      { relativePath: '?', state: { status: 'cancelled' } },
      { relativePath: 'b.txt', state: { status: 'waiting' } },
    ]);
  });
});
