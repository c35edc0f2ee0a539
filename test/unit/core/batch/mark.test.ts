import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { changedMark, isUnmarked, markSchema } from '../../../../src-main/core/batch/mark';

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

it.each([
  ['an empty label', { label: '  ' }],
  ['a note without end', { note: 'x'.repeat(2001) }],
  ['an opinion that nobody can have', { opinion: 'maybe' }],
  ['a part that is unknown', { colour: 'red' }],
])('takes no mark with %s', (_what, change) => {
  expect(v.is(markSchema, change)).toBe(false);
});
