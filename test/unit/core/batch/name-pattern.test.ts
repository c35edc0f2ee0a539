import { expect, it } from 'vitest';
import { fitsPattern } from '../../../../src-main/core/batch/name-pattern';

it.each([
  ['IMG_1_preview.JPG', '*_preview.jpg', true],
  ['IMG_1.jpg', '*_preview.jpg', false],
  ['copy', 'copy', true],
  ['copy 2', 'copy', false],
  ['copy 2', 'copy*', true],
  ['a.b', 'a?b', true],
  ['a.b', 'a.c', false],
  ['anything', '*', true],
  ['aXbXc', '*x*c', true],
  ['(draft) [1].txt', '(draft) [?].*', true],
  ['cafe\u0301.txt', 'caf\u00e9.*', true],
  ['🌳.txt', '?.txt', true],
  ['', '*', true],
  ['', '?', false],
])('whether %j fits %j: %j', (name, pattern, fits) => {
  expect(fitsPattern(name, pattern)).toBe(fits);
});

it('is quick with many stars', () => {
  expect(fitsPattern('a'.repeat(255), `${'*a'.repeat(90)}*b`)).toBe(false);
});
