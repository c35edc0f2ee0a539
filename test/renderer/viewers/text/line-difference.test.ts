import { describe, expect, it } from 'vitest';
import { differenceOf } from '../../../../src-renderer/viewers/text/line-difference';

const signs = { same: ' ', added: '+', removed: '-' };
const compared = (before: string, after: string) =>
  differenceOf(before, after, 1_000)?.map(({ kind, text }) => `${signs[kind]}${text}`);

describe('differenceOf', () => {
  it('tells the lines that are gone from those that are new', () => {
    expect(compared('one\ntoo\nthree\n', 'one\ntwo\nthree\n')).toEqual([' one', '-too', '+two', ' three']);
  });

  it('counts lines, not the ways of ending them', () => {
    expect(compared('one\r\ntwo', 'one\ntwo\n')).toEqual([' one', ' two']);
  });

  it('keeps empty lines', () => {
    expect(compared('a\n\nb', 'a\n\n\nb')).toEqual([' a', ' ', '+', ' b']);
  });

  it('compares with nothing', () => {
    expect(compared('', 'new')).toEqual(['+new']);
    expect(compared('', '')).toEqual([]);
  });
});
