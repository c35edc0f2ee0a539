import { expect, it } from 'vitest';
import { DistinctNames } from '../../../../src-main/core/ground/distinct-names';

const told = (names: DistinctNames, ...wanted: readonly string[]) => wanted.map((name) => names.of(name));

it('puts a number to a name that is taken, and never the same one twice', () => {
  expect(told(new DistinctNames(), 'a', 'a (2)', 'a', 'a', 'b')).toEqual(['a', 'a (2)', 'a (3)', 'a (4)', 'b']);
  expect(told(new DistinctNames(['File']), 'file', 'File')).toEqual(['file', 'File (2)']);
  expect(told(new DistinctNames(['File'], (name) => name.toLowerCase()), 'file', 'FILE')).toEqual([
    'file (2)',
    'FILE (3)',
  ]);
});

it('counts on, however many have one name', () => {
  const names = new DistinctNames();
  const own = Array.from({ length: 20_000 }, () => names.of('__proto__'));
  expect(new Set(own).size).toBe(own.length);
  expect(own.at(-1)).toBe('__proto__ (20000)');
});
