import fc from 'fast-check';
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
    ['{"a": moo}', { line: 1, column: 7 }],
    ['{\n  "a": 1,\n}', { line: 3, column: 1 }],
    ['[1, 2', { line: 1, column: 6 }],
    ['"a"\r"b"', { line: 2, column: 1 }],
  ])('places the one in %j', (text, place) => {
    expect(findJsonProblem(text)).toEqual(place);
  });

  it('finds one in every text that the engine does not take, and in no other', () => {
    const almostJson = fc.oneof(
      fc.json(),
      fc.string(),
      fc.json().map((text) => text.slice(1)),
    );
    fc.assert(
      fc.property(almostJson, (text) => {
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        expect(findJsonProblem(text) === undefined).toBe(isJson);
      }),
    );
  });

  it('places the one in text that is nested deeper than the parser can follow', () => {
    expect(findJsonProblem(`[\n${'['.repeat(200_000)}`)?.line).toBe(2);
  });
});
