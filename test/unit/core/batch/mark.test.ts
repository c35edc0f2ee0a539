import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { changedMark, changedMarks, isUnmarked, markSchema } from '../../../../src-main/core/batch/mark';

describe('changedMark', () => {
  it('changes what is named, and leaves the rest', () => {
    const mark = changedMark({ opinion: 'keep', note: 'a den' }, { isStarred: true, opinion: 'wrong' });
    expect(mark).toEqual({ opinion: 'wrong', note: 'a den', isStarred: true });
  });

  it('takes away what becomes null, until nothing is left', () => {
    const mark = changedMark({ opinion: 'keep', label: 'fox' }, { opinion: null });
    expect(mark).toEqual({ label: 'fox' });
    expect(isUnmarked(mark)).toBe(false);
    expect(isUnmarked(changedMark(mark, { label: null }))).toBe(true);
    expect(isUnmarked(undefined)).toBe(true);
  });
});

describe('changedMarks', () => {
  const marks = [
    { item: 3, mark: { opinion: 'keep', label: 'fox' } },
    { item: 7, mark: { isStarred: true } },
  ] as const;

  it('says the same of all, and keeps what else is said of each', () => {
    expect(changedMarks(marks, { opinion: 'keep' })).toEqual([
      { item: 3, mark: { opinion: 'keep', label: 'fox' } },
      { item: 7, mark: { opinion: 'keep', isStarred: true } },
    ]);
  });

  it('takes away what all of them say already', () => {
    const kept = changedMarks(marks, { opinion: 'keep' });
    expect(changedMarks(kept, { opinion: 'keep' }).map(({ mark }) => mark)).toEqual([
      { label: 'fox' },
      { isStarred: true },
    ]);
  });
});

it('keeps words that are said once more', () => {
  const marks = [{ item: 0, mark: { label: 'fox', note: 'den' } }];
  expect(changedMarks(marks, { label: 'fox' })).toEqual(marks);
  expect(changedMarks(marks, { note: 'den' })).toEqual(marks);
  expect(changedMarks(marks, { note: null })).toEqual([{ item: 0, mark: { label: 'fox' } }]);
});

it.each([
  ['an empty label', { label: '  ' }],
  ['a note without end', { note: 'x'.repeat(2001) }],
  ['an opinion that nobody can have', { opinion: 'maybe' }],
  ['a part that is unknown', { colour: 'red' }],
])('takes no mark with %s', (_what, change) => {
  expect(v.is(markSchema, change)).toBe(false);
});
