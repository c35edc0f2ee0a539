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

  it.each([
    ['in the middle', 'x', ''],
    ['at a bracket that closes another', '}', ''],
    ['behind a comma', '1,]', ''],
    ['in a string', '"a\\x"', ''],
    ['behind the end', '', ' 1'],
  ])('places the one in text that is nested without end: %s', (_where, middle, end) => {
    const levels = 200_000;
    const text = `[\n${'['.repeat(levels)}\n${middle}${']'.repeat(levels)}]${end}`;
    const column = { x: 1, '}': 1, '1,]': 3, '"a\\x"': 3, '': levels + 3 }[middle];
    expect(findJsonProblem(text)).toEqual({ line: 3, column });
  });

  it('places the one in text that ends before its brackets do', () => {
    expect(findJsonProblem(`[\n${'{"a":'.repeat(200_000)}`)).toEqual({ line: 2, column: 1_000_001 });
  });

  it('names the place where the text stops being JSON, whatever stands there', () => {
    const places = [
      ['[01]', 3],
      ['[1.]', 3],
      ['[-]', 2],
      ['["a\tb"]', 4],
      ['["\\u12g4"]', 3],
      ['{"a":1,"b"}', 11],
      ['[true false]', 7],
      ['\u00a0{}', 1],
      ['"open', 6],
    ] as const;
    for (const [text, column] of places) expect([text, findJsonProblem(text)?.column]).toEqual([text, column]);
  });

  it('follows the engine to where that names a place', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.string({ maxLength: 2 }), (json, at, other) => {
        const from = at % (json.length + 1);
        const text = json.slice(0, from) + other + json.slice(from + 1);
        let isJson = true;
        let told: string | undefined;
        try {
          JSON.parse(text);
        } catch (error) {
          isJson = false;
          told = /at position (\d+)/.exec(String(error))?.[1];
        }
        const problem = findJsonProblem(text);
        expect(problem === undefined).toBe(isJson);
        if (told === undefined || !problem || /[\r\n]/.test(text)) return;
        // Engines name the place behind a string that is not ended, and in the middle of a literal.
        expect(problem.column).toBeLessThanOrEqual(Number(told) + 2);
      }),
    );
  });
});
