import { describe, expect, it } from 'vitest';
import { checkForm, readTypedNumber } from '../../../../../src-main/core/input/form/check';
import type { NumberField } from '../../../../../src-main/core/input/form/field';
import { inferForm } from '../../../../../src-main/core/input/form/inference';
import { readFormText } from '../../../../../src-main/core/input/form/json-object';
import { readFormSchema } from '../../../../../src-main/core/input/form/schema';

function problemsOf(properties: Record<string, unknown>, json: string, more: Record<string, unknown> = {}) {
  const reading = readFormSchema({ type: 'object', properties, ...more });
  if (!reading.ok) throw new Error(reading.problem.path);
  return checkForm(reading.form, readFormText(json)).map(({ path, problem }) => `${path.join('.')}: ${problem.kind}`);
}

describe('a text that has to change', () => {
  it.each<[Record<string, unknown>, string, readonly string[]]>([
    [{ a: { type: 'string', minLength: 2 } }, '{"a": "x"}', ['a: too-short']],
    [{ a: { type: 'string', maxLength: 2 } }, '{"a": "😀😀"}', []],
    [{ a: { type: 'string', maxLength: 2 } }, '{"a": "abc"}', ['a: too-long']],
    [{ a: { type: 'string' } }, '{"a": 1}', ['a: wrong-kind']],
    [{ a: { type: 'number', minimum: 1 } }, '{"a": 0.5}', ['a: too-low']],
    [{ a: { type: 'number', exclusiveMaximum: 1 } }, '{"a": 1}', ['a: too-high']],
    [{ a: { type: 'integer' } }, '{"a": 1.5}', ['a: not-whole']],
    [{ a: { type: 'integer' } }, '{"a": 1.0}', []],
    [{ a: { type: 'boolean' } }, '{"a": "true"}', ['a: wrong-kind']],
    [{ a: { enum: ['x', null] } }, '{"a": null}', []],
    [{ a: { enum: ['x'] } }, '{"a": null}', ['a: not-offered']],
    [{ a: { type: ['string', 'null'] } }, '{"a": null}', []],
    [{ a: { type: 'string', contentEncoding: 'base64' } }, '{"a": ""}', ['a: missing']],
    [
      { a: { type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 3 } },
      '{"a": ["x"]}',
      ['a: too-few', 'a.0: wrong-kind'],
    ],
    [{ a: { type: 'array', items: { type: 'number' }, maxItems: 1 } }, '{"a": [1, 2]}', ['a: too-many']],
    [{ constructor: { type: 'string' } }, '{}', []],
  ])('%j %s', (properties, json, problems) => {
    expect(problemsOf(properties, json)).toEqual(problems);
  });

  it('lacks what is required, and has what is not known', () => {
    const properties = {
      a: { type: 'string' },
      b: { type: 'object', properties: { c: { type: 'string' } }, required: ['c'] },
    };
    expect(problemsOf(properties, '{"b": {}}', { required: ['a'] })).toEqual(['a: missing', 'b.c: missing']);
    expect(problemsOf(properties, '{"x": 1}', { additionalProperties: false })).toEqual([': unknown-member']);
    expect(problemsOf(properties, '{"x": 1}')).toEqual([]);
  });

  it('has no variant that was chosen', () => {
    const shape = (title: string, kind: string) => ({
      type: 'object',
      title,
      properties: { kind: { const: kind }, size: { type: 'number' } },
      required: ['kind', 'size'],
    });
    const properties = { shape: { oneOf: [shape('A', 'a'), shape('B', 'b')] } };
    expect(problemsOf(properties, '{"shape": {"kind": "b", "size": 1}}')).toEqual([]);
    expect(problemsOf(properties, '{"shape": {"kind": "b"}}')).toEqual(['shape.size: missing']);
    expect(problemsOf(properties, '{"shape": {}}')).toEqual(['shape.kind: missing']);
    expect(problemsOf(properties, '{"shape": {"kind": "c"}}')).toEqual(['shape.kind: not-offered']);
  });
});

describe('a number as it is typed', () => {
  const field = (more: Partial<NumberField> = {}): NumberField => ({ kind: 'number', isWhole: false, ...more });

  it.each(['1.0', '1e2', '-0', '12345678901234567890', '0.30000000000000004'])('stays %s', (typed) => {
    expect(readTypedNumber(field(), ` ${typed} `)).toEqual({ literal: typed });
  });

  it.each([
    ['0,5', 'decimal-comma'],
    ['1.', 'not-a-number'],
    ['.5', 'not-a-number'],
    ['007', 'not-a-number'],
    ['0x10', 'not-a-number'],
    ['1e400', 'not-a-number'],
    ['NaN', 'not-a-number'],
    ['', 'not-a-number'],
    ['١', 'not-a-number'],
  ])('is refused: %j', (typed, kind) => {
    expect(readTypedNumber(field(), typed)).toEqual({ problem: { kind } });
  });

  it('is compared with bounds digit by digit', () => {
    const most = { value: 9007199254740992, isExclusive: false };
    expect(readTypedNumber(field({ most }), '9007199254740993')).toMatchObject({ problem: { kind: 'too-high' } });
    expect(readTypedNumber(field({ most }), '9007199254740992')).toEqual({ literal: '9007199254740992' });
    expect(readTypedNumber(field({ least: { value: 0, isExclusive: true } }), '0')).toMatchObject({
      problem: { kind: 'too-low' },
    });
  });
});

it('concludes a form from a text that works', () => {
  const form = inferForm(
    '{"text": "Hi", "poem": "a\\nb", "n": 1.0, "yes": true, "none": null, "mixed": [1, "a"], "empty": [], "list": [1, 2], "boxes": [{"x": 1}, {"x": 2, "y": "q"}], "deep": {"a": "b"}}',
  );
  expect(form?.members.map(({ key, field }) => `${key}: ${field.kind}`)).toEqual([
    'text: text',
    'poem: text',
    'n: number',
    'yes: yes-no',
    'none: opaque',
    'mixed: opaque',
    'empty: opaque',
    'list: list',
    'boxes: list',
    'deep: group',
  ]);
  expect(form?.members.every(({ isRequired }) => !isRequired)).toBe(true);
  expect(['[1]', '{}', '"a"', 'no', '{"a": 1, "a": 2}'].map(inferForm)).toEqual(Array(5).fill(undefined));
});
