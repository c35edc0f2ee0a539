import { describe, expect, it } from 'vitest';
import { CardDraft } from '../../../../src-renderer/connection/maker/card-draft.svelte';

const inputSchema = {
  type: 'object',
  properties: { text: { type: 'string' }, speed: { type: 'number', maximum: 2 } },
  required: ['text'],
};
const presets = [{ name: 'Slow', text: '{"speed": 0.50}' }];
const card = {
  name: 'speak',
  title: 'Text to speech',
  accepts: ['txt', 'tar.gz'],
  maxBytes: 1_500_000,
  inputSchema,
  sample: { kind: 'json' as const, text: '{"speed": 1.0}' },
  presets,
};

function withSchema(schema: string): CardDraft {
  const draft = new CardDraft({ name: 'speak' });
  draft.schema = schema;
  return draft;
}

describe('a service of a connection file that is being made', () => {
  it('is written as it was, and as it is changed', () => {
    const draft = new CardDraft(card);
    expect(draft.card).toEqual(card);
    expect(draft.hasProblem).toBe(false);
    draft.title = '  ';
    draft.accepts = ' .WAV; mp3 ';
    draft.megabytes = '0,5';
    draft.choosePreset('Slow', false);
    expect(draft.card).toEqual({ ...base(), accepts: ['wav', 'mp3'], maxBytes: 500_000 });
    draft.choosePreset('Slow', true);
    expect(draft.card.presets).toEqual(presets);
  });

  it.each([
    ['x y', undefined],
    ['jpg, *.png', '*.png'],
    ['a/b', 'a/b'],
  ])('names the ending of %s that is none', (typed, wrong) => {
    const draft = new CardDraft({ name: 's' });
    draft.accepts = typed;
    expect(draft.wrongEnding).toBe(wrong);
    expect(draft.hasProblem).toBe(wrong !== undefined);
  });

  it.each(['0', '-1', '1e400', 'many', '9999999999999'])('does not take %s for a size', (typed) => {
    const draft = new CardDraft({ name: 's' });
    draft.megabytes = typed;
    expect(draft.hasWrongSize).toBe(true);
    expect(draft.card).toEqual({ name: 's' });
  });

  const deep = (levels: number) => `${'{"properties":{"a":'.repeat(levels)}{}${'}}'.repeat(levels)}`;
  it.each([
    ['a megabyte', `{"type": "object", "title": "${'x'.repeat(1_000_000)}"}`, { kind: 'too-long' }],
    ['a thousand levels', deep(1000), { kind: 'not-an-object' }],
    ['a list', '[]', { kind: 'not-an-object' }],
    ['a name twice', '{"type": "object", "type": "object"}', { kind: 'not-an-object' }],
    ['half a text', '{"type": "object"', { kind: 'not-json' }],
  ])('refuses the schema that is %s', (_, schema, problem) => {
    const draft = withSchema(schema);
    expect(draft.schemaProblem).toMatchObject(problem);
    expect(draft.hasProblem).toBe(true);
    expect(draft.card).toEqual({ name: 'speak' });
    expect(draft.schema).toBe(schema);
  });

  const property = (json: string) => `{"type": "object", "properties": {"a": ${json}}}`;
  it.each([
    ['a reference to itself', '{"type": "object", "$ref": "#"}', '$ref', 'unknown'],
    ['a reference to the net', property('{"$ref": "https://example.org/x"}'), 'properties.a.type', 'value'],
    ['a pattern that hangs', property('{"type": "string", "pattern": "^(a+)+$"}'), 'properties.a.pattern', 'unknown'],
    [
      '__proto__',
      '{"type": "object", "properties": {"__proto__": {"type": "string"}}}',
      'properties.__proto__',
      'value',
    ],
    ['a value of 7 levels', property(deep(7)), 'properties.a', 'too-deep'],
  ])('names the place in a schema with %s', (_, schema, path, reason) => {
    const problem = withSchema(schema).schemaProblem;
    if (problem?.kind !== 'refused') throw new Error(problem?.kind ?? 'no problem');
    expect(problem.problem.reason).toBe(reason);
    expect(problem.problem.path).toContain(path);
  });

  it.each([
    ['{"text": 1}', { kind: 'unlike-form', path: 'text' }],
    ['{"speed": 3}', { kind: 'unlike-form', path: 'speed' }],
    ['{"speed": 1, "speed": 2}', { kind: 'unlike-form', path: '' }],
    ['{"text": "Hi", "apiKey": "x"}', { kind: 'secret' }],
    ['{', { kind: 'not-json' }],
    ['{"speed": 1.50}', undefined],
  ])('compares the sample %s with the form', (sample, problem) => {
    const draft = new CardDraft({ ...card, sample: { kind: 'json', text: sample } });
    if (problem) expect(draft.sampleProblem).toMatchObject(problem);
    else expect(draft.sampleProblem).toBeUndefined();
    expect(draft.card.sample).toEqual(problem ? undefined : { kind: 'json', text: sample });
  });

  it('names presets of before the form changed', () => {
    const draft = new CardDraft({ ...card, presets: [...presets, { name: 'Old', text: '{"speed": 9}' }] });
    expect(draft.outdated).toEqual(['Old']);
    expect(draft.hasProblem).toBe(false);
  });
});

function base() {
  return { name: 'speak', inputSchema, sample: card.sample };
}
