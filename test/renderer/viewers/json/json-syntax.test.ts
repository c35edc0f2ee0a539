import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { literal, parseJson, prettyJson } from '../../../../src-renderer/viewers/json/json-syntax';

const pretty = (text: string): string => {
  const node = parseJson(text);
  return node ? prettyJson(node, text) : 'not JSON';
};

describe('prettyJson', () => {
  it('puts one value on a line', () => {
    expect(pretty('{"a":[1,{"b":null}],"c":{},"d":[]}')).toBe(
      '{\n  "a": [\n    1,\n    {\n      "b": null\n    }\n  ],\n  "c": {},\n  "d": []\n}',
    );
  });

  it('keeps the digits that a number of the engine would lose', () => {
    expect(pretty('{"id":12345678901234567890,"x":1.50}')).toBe('{\n  "id": 12345678901234567890,\n  "x": 1.50\n}');
  });

  it('writes what the engine writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.parse(pretty(text))).toEqual(JSON.parse(text));
      }),
    );
  });
});

describe('parseJson', () => {
  it('refuses what is not JSON', () => {
    expect(parseJson('{"a": 1,}')).toBeUndefined();
  });

  it('gives up on text nested too deep instead of breaking', () => {
    const depth = 200_000;
    expect(parseJson('['.repeat(depth) + ']'.repeat(depth))).toBeUndefined();
  });

  it('remembers where a literal stands', () => {
    const text = ' 1e3 ';
    const node = parseJson(text);
    expect(node && literal(node, text)).toBe('1e3');
  });
});
