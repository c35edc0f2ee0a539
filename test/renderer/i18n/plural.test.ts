import { describe, expect, it } from 'vitest';
import { pluralOf } from '../../../src-renderer/i18n/plural';

describe('pluralOf', () => {
  it('follows the rules of the language', () => {
    const forms = { one: 'one', few: 'few', other: 'other' };
    expect([0, 1, 2].map((count) => pluralOf('en')(count, forms))).toEqual(['other', 'one', 'other']);
    expect([1, 3, 5].map((count) => pluralOf('cs')(count, forms))).toEqual(['one', 'few', 'other']);
  });

  it('falls back on the general words', () => {
    expect(pluralOf('en')(1, { other: 'entries' })).toBe('entries');
  });
});
