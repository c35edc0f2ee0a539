import { describe, expect, it } from 'vitest';
import { excerptOf, expiredEntries, newestFirst, type Retention } from '../../../../src-main/core/history/history';
import { entryOf } from '../../history-records';

const now = '2026-03-31T12:00:00.000Z';
const daysAgo = (days: number) => new Date(Date.parse(now) - days * 86_400_000).toISOString();

describe('expiredEntries', () => {
  const entries = [
    entryOf('old', { startedAt: daysAgo(40), diskBytes: 10 }),
    entryOf('recent', { startedAt: daysAgo(2), diskBytes: 600e6 }),
    entryOf('today', { startedAt: daysAgo(0), diskBytes: 600e6 }),
    entryOf('pinned', { startedAt: daysAgo(400), diskBytes: 0, isPinned: true }),
    entryOf('running', { startedAt: daysAgo(50), outcome: { kind: 'running' }, diskBytes: 0 }),
    entryOf('failed', {
      startedAt: daysAgo(3),
      outcome: { kind: 'failed', error: { code: 'input-empty' } },
      diskBytes: 0,
    }),
  ];

  it.each<[string, Retention, readonly string[]]>([
    ['everything', { days: 'any', bytes: 'any' }, []],
    ['a month', { days: 30, bytes: 'any' }, ['old']],
    ['a year', { days: 365, bytes: 'any' }, []],
    ['nothing beyond the session', { days: 0, bytes: 'any' }, ['today', 'recent', 'failed', 'old']],
    ['a gigabyte: the oldest go first, and what takes no room stays', { days: 'any', bytes: 1e9 }, ['recent', 'old']],
    ['five gigabytes', { days: 'any', bytes: 5e9 }, []],
  ])('keeps %s', (_rule, retention, expired) => {
    expect(expiredEntries(entries, retention, now)).toEqual(expired);
  });

  it('counts what is pinned, without letting it go', () => {
    const pinned = entryOf('pinned', { isPinned: true, diskBytes: 2e9 });
    const other = entryOf('other', { diskBytes: 1 });
    expect(expiredEntries([pinned, other], { days: 'any', bytes: 1e9 }, now)).toEqual(['other']);
  });
});

it.each([
  ['lets a list go that is over', { status: 'finished' }, ['list']],
  ['lets a list go that was closed before it was over', { status: 'unfinished' }, ['list']],
  ['spares a list that runs', { status: 'running' }, []],
  ['spares a list with marks, which are a person’s work', { status: 'finished', hasMarks: true }, []],
] as const)('%s', (_, facts, expired) => {
  const outcome = { kind: 'list', done: 3, problems: 0, left: 0, hasMarks: false, ...facts } as const;
  const list = entryOf('list', { startedAt: daysAgo(40), outcome });
  expect(expiredEntries([list], { days: 30, bytes: 'any' }, now)).toEqual(expired);
});

it('spares what is in use, and counts it', () => {
  const shown = entryOf('shown', { diskBytes: 2e9, startedAt: daysAgo(40) });
  const other = entryOf('other', { diskBytes: 1 });
  expect(expiredEntries([shown, other], { days: 30, bytes: 1e9 }, now, [undefined, 'shown'])).toEqual(['other']);
});

describe('newestFirst', () => {
  it('orders by the start', () => {
    const entries = [3, 1, 2].map((days) => entryOf(String(days), { startedAt: daysAgo(days) }));
    expect(newestFirst(entries).map(({ id }) => id)).toEqual(['1', '2', '3']);
  });
});

describe('excerptOf', () => {
  it('is one line of at most 200 characters', () => {
    expect(excerptOf('  The oak\n\tis old.  ')).toBe('The oak is old.');
    expect(excerptOf('oak '.repeat(1000))).toHaveLength(200);
  });
});
