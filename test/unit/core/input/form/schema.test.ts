import { describe, expect, it } from 'vitest';
import { initialText } from '../../../../../src-main/core/input/form/initial-text';
import { readFormSchema } from '../../../../../src-main/core/input/form/schema';

function formOf(schema: unknown) {
  const reading = readFormSchema(schema);
  if (!reading.ok) throw new Error(`${reading.problem.path}: ${reading.problem.reason}`);
  return reading.form;
}

const object = (properties: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  type: 'object',
  properties,
  ...more,
});

it('makes a field of each kind', () => {
  const form = formOf(
    object(
      {
        text: { type: 'string', title: 'Sentence', description: 'What is said', maxLength: 100 },
        poem: { type: 'string' },
        speed: { type: 'number', minimum: 0.5, maximum: 2, default: 1.5 },
        seed: { type: ['integer', 'null'], exclusiveMinimum: 0 },
        loud: { type: 'boolean', default: false },
        voice: { enum: ['Ana', 'Luis', 3, null] },
        version: { const: 2 },
        photo: { type: 'string', contentEncoding: 'base64' },
        words: { type: 'array', items: { type: 'string', maxLength: 10 }, maxItems: 3 },
        box: object({ x: { type: 'number' } }, { required: ['x'], additionalProperties: false }),
        name: { anyOf: [{ type: 'string', maxLength: 9 }, { type: 'null' }] },
        shape: {
          oneOf: [
            object({ kind: { const: 'circle' }, r: { type: 'number' } }, { title: 'Circle', required: ['kind', 'r'] }),
            object({ kind: { const: 'square' }, side: { type: 'number' } }, { title: 'Square', required: ['kind'] }),
          ],
        },
      },
      { required: ['text', 'version'] },
    ),
  );
  expect(Object.fromEntries(form.members.map(({ key, field }) => [key, field]))).toMatchObject({
    text: { kind: 'text', title: 'Sentence', description: 'What is said', maxLength: 100 },
    poem: { kind: 'text', isLong: true },
    speed: { kind: 'number', isWhole: false, least: { value: 0.5, isExclusive: false }, default: '1.5' },
    seed: { kind: 'number', isWhole: true, isNullable: true, least: { value: 0, isExclusive: true } },
    loud: { kind: 'yes-no', default: 'false' },
    voice: { kind: 'choice', options: ['Ana', 'Luis', 3, null] },
    version: { kind: 'constant', value: 2 },
    photo: { kind: 'file' },
    words: { kind: 'list', item: { kind: 'text' }, maxItems: 3 },
    box: { kind: 'group', isClosed: true, members: [{ key: 'x', isRequired: true }] },
    name: { kind: 'text', isNullable: true },
    shape: { kind: 'variants', key: 'kind', variants: [{ title: 'Circle', value: 'circle' }, { value: 'square' }] },
  });
  expect(form.members.filter(({ isRequired }) => isRequired).map(({ key }) => key)).toEqual(['text', 'version']);
  expect(initialText(form)).toBe('{\n  "speed": 1.5,\n  "loud": false,\n  "version": 2\n}');
});

it('begins with a group that is whole by its defaults, and with no other', () => {
  const voice = { name: { enum: ['Ana'], default: 'Ana' }, speed: { type: 'number' } };
  const form = formOf(
    object({
      voice: object(voice),
      other: object(voice, { required: ['speed'] }),
      empty: object({ a: { type: 'string' } }),
    }),
  );
  expect(initialText(form)).toBe('{\n  "voice": {\n    "name": "Ana"\n  }\n}');
});

it('knows names that objects have of themselves', () => {
  const form = formOf(
    JSON.parse('{"properties": {"constructor": {"type": "string"}, "toString": {"type": "boolean"}}}'),
  );
  expect(form.members.map(({ key }) => key)).toEqual(['constructor', 'toString']);
});

const nested = (levels: number): unknown => (levels === 0 ? { type: 'string' } : object({ a: nested(levels - 1) }));

describe('what makes no form is named', () => {
  it.each<[string, unknown, string, string]>([
    ['no object', 'string', '', 'value'],
    ['a list', [], '', 'value'],
    ['a form that is no object', { type: 'string' }, 'type', 'value'],
    ['no type', {}, 'type', 'value'],
    ['a type that nobody knows', { type: 'date' }, 'type', 'value'],
    ['a type that every object has', { type: 'constructor' }, 'type', 'value'],
    ['a pattern', object({ a: { type: 'string', pattern: '^(a+)+$' } }), 'properties.a.pattern', 'unknown'],
    ['a reference', object({ a: { $ref: '#' } }), 'properties.a.type', 'value'],
    [
      'a reference to the net',
      object({ a: { type: 'string', $ref: 'https://example.org' } }),
      'properties.a.$ref',
      'unknown',
    ],
    ['an identity', object({}, { $id: 'x' }), '$id', 'unknown'],
    ['a condition', object({}, { if: {} }), 'if', 'unknown'],
    [
      'a name that is dangerous',
      JSON.parse('{"properties": {"__proto__": {"type": "string"}}}'),
      'properties.__proto__',
      'value',
    ],
    ['an empty name', object({ '': { type: 'string' } }), 'properties.', 'value'],
    [
      'words that turn the direction',
      object({ a: { type: 'string', title: 'a\u202eb' } }),
      'properties.a.title',
      'value',
    ],
    [
      'a title that is too long',
      object({ a: { type: 'string', title: 'a'.repeat(81) } }),
      'properties.a.title',
      'value',
    ],
    ['a default of another kind', object({ a: { type: 'number', default: 'x' } }), 'properties.a.default', 'value'],
    [
      'a default out of bounds',
      object({ a: { type: 'number', minimum: 1, default: 0 } }),
      'properties.a.default',
      'value',
    ],
    [
      'bounds that leave nothing',
      object({ a: { type: 'number', minimum: 2, maximum: 1 } }),
      'properties.a.maximum',
      'value',
    ],
    [
      'lengths that leave nothing',
      object({ a: { type: 'string', minLength: 2, maxLength: 1 } }),
      'properties.a.maxLength',
      'value',
    ],
    ['a list without items', object({ a: { type: 'array' } }), 'properties.a.items', 'value'],
    [
      'a list that is too long',
      object({ a: { type: 'array', items: { type: 'string' }, maxItems: 101 } }),
      'properties.a.maxItems',
      'value',
    ],
    ['the same choice twice', object({ a: { enum: [1, 1] } }), 'properties.a.enum', 'value'],
    ['no choice', object({ a: { enum: [] } }), 'properties.a.enum', 'value'],
    ['a choice with parts', object({ a: { enum: [{}] } }), 'properties.a.enum', 'value'],
    ['a requirement of nothing', object({}, { required: ['a'] }), 'required', 'value'],
    [
      'variants that nothing tells apart',
      object({ a: { oneOf: [object({}, { title: 'A' }), object({}, { title: 'B' })] } }),
      'properties.a.oneOf',
      'value',
    ],
    ['a thousand levels', nested(1000), '', 'too-deep'],
    [
      'seven levels',
      nested(7),
      'properties.a.properties.a.properties.a.properties.a.properties.a.properties.a',
      'too-deep',
    ],
    [
      'a hundred thousand fields',
      object(Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`f${n}`, { type: 'string' }]))),
      '',
      'too-large',
    ],
    ['a megabyte of remarks', { $comment: 'x'.repeat(1_000_000), ...object({}) }, '', 'too-large'],
  ])('%s', (_, schema, path, reason) => {
    expect(readFormSchema(schema)).toEqual({ ok: false, problem: { path, reason } });
  });

  it('more than two hundred fields', () => {
    const schema = object(Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`f${n}`, { type: 'string' }])));
    expect(readFormSchema(schema)).toMatchObject({ ok: false, problem: { reason: 'too-large' } });
  });
});
