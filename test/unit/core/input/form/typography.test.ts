import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withPlainTypography } from '../../../../../src-main/core/input/form/typography';

describe('JSON from a word processor', () => {
  it.each([
    ['{“a”: “b”}', '{"a": "b"}'],
    ['{„a“: «b»}', '{"a": "b"}'],
    ['{‘a’: ‘it’s’}', '{"a": "it’s"}'],
    ["{'a': 'it\\'s', 'b': True, 'c': None}", '{"a": "it\'s", "b": true, "c": null}'],
    ['{“a”: “say "hi" now”}', '{"a": "say \\"hi\\" now"}'],
    ['{“a”: “he said “hi” to us”}', '{"a": "he said “hi” to us"}'],
    ['{"a":\u00a0–5, "b": 1–\u20090}', undefined],
    ['{"a":\u00a0–5}', '{"a": -5}'],
    ['{"a": [1, 2,],}', '{"a": [1, 2]}'],
    ['{"a": "a – “b”, ",}', '{"a": "a – “b”, "}'],
    ['\ufeff{"a": 1,}', ' {"a": 1}'],
  ])('%j', (text, mended) => {
    expect(withPlainTypography(text)).toBe(mended);
  });

  it.each(['{"a": "“b”"}', '{“a”: }', '{“a: 1}', '', 'just a sentence'])('is left alone: %j', (text) => {
    expect(withPlainTypography(text)).toBeUndefined();
  });

  it('keeps every text, whatever quotation marks stand around it', () => {
    const plain = fc
      .string({ unit: fc.constantFrom('a', 'ñ', ' ', '–', '“', '’', '😀', '(') })
      .filter((text) => !/[“’]\s*$/.test(text));
    fc.assert(
      fc.property(plain, plain, (name, value) => {
        const mended = withPlainTypography(`{“x${name}x”: “x${value}x”}`);
        expect(JSON.parse(mended ?? 'null')).toEqual({ [`x${name}x`]: `x${value}x` });
      }),
    );
  });
});
