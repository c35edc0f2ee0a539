import { describe, expect, it } from 'vitest';
import { findJsonProblem } from '../../../../src-main/core/ground/json-text';

describe('findJsonProblem', () => {
  it.each(['{}', '[1, 2.5e3]', '"text"', 'null', ' {"a": {"b": []}}\n'])('finds none in %s', (text) => {
    expect(findJsonProblem(text)).toBeUndefined();
  });

  it.each([
    ['{"a": 1,}', { line: 1, column: 9 }],
    ['{\n  "a": 1\n  "b": 2\n}', { line: 3, column: 3 }],
    ['{\r\n"a" 1}', { line: 2, column: 5 }],
    ['// note\n{}', { line: 1, column: 1 }],
    ["{'a': 1}", { line: 1, column: 2 }],
    ['{"a": 1', { line: 1, column: 8 }],
    ['', { line: 1, column: 1 }],
    ['{} {}', { line: 1, column: 4 }],
  ])('places the one in %j', (text, place) => {
    expect(findJsonProblem(text)).toEqual(place);
  });
});
