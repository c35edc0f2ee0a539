import { describe, expect, it } from 'vitest';
import { fileMark } from '../../../../src-main/core/input/form/file-values';
import { readFormSchema } from '../../../../src-main/core/input/form/schema';
import {
  allPresets,
  isOfInput,
  isOfList,
  isOutdated,
  mayHoldSecret,
  readPreset,
  sharable,
  stayingParts,
  withoutFiles,
  writePreset,
  type Preset,
} from '../../../../src-main/core/service/preset';

const preset = { name: 'Slow', text: '{"speed": 0.50}', preparation: { picture: { longestSidePx: 640 } } };

describe('a preset as text', () => {
  it('is read as it was written, without its place as the first', () => {
    const text = writePreset('speak', { ...preset, isDefault: true });
    expect(readPreset(`  ${text}`)).toMatchObject({ service: 'speak', preset });
    expect(text).not.toContain('isDefault');
  });

  it.each([
    { names: '{date} {name}' },
    { limits: { parallelRuns: 64 } },
    { limits: { waitSeconds: 900, receiveSeconds: 7200, answerBytes: 5e9 } },
  ])('may hold %o alone', (parts) => {
    const text = writePreset('speak', { name: 'Field day', ...parts });
    expect(readPreset(text)).toMatchObject({ service: 'speak', preset: { name: 'Field day', ...parts } });
  });

  it.each([
    ['another text', 'oscar-preset'],
    ['a sentence', 'Hello'],
    ['JSON of a service', '{"format": "oscar"}'],
    ['a megabyte', `{"format": "oscar-preset", "x": "${'x'.repeat(1_000_000)}"}`],
  ])('is not %s', (_, text) => {
    expect(readPreset(text)).toBeUndefined();
  });

  it.each([
    ['another version', writePreset('s', preset).replace('"version": 1', '"version": 2')],
    ['something unknown in it', writePreset('s', preset).replace('"name"', '"pattern": "x", "name"')],
    ['JSON that is none', writePreset('s', { name: 'a', text: '{' })],
    ['a name twice', writePreset('s', { name: 'a', text: '{"a": 1, "a": 2}' })],
    ['nothing', writePreset('s', { name: 'a' })],
    ['a name that turns the direction', writePreset('s', { ...preset, name: 'a\u202eb' })],
    ['too much', writePreset('s', { name: 'a', text: `{"a": "${'x'.repeat(5000)}"}` })],
    ['no file at a time', writePreset('s', { name: 'a', limits: { parallelRuns: 0 } })],
    ['too many files at a time', writePreset('s', { name: 'a', limits: { parallelRuns: 65 } })],
    ['half a file at a time', writePreset('s', { name: 'a', limits: { parallelRuns: 1.5 } })],
    ['limits that limit nothing', writePreset('s', { name: 'a', limits: {} })],
    ['a wait of no time', writePreset('s', { name: 'a', limits: { waitSeconds: 0 } })],
    ['an unknown limit', writePreset('s', preset).replace('"name"', '"limits": {"parallelRuns": 1, "x": 1}, "name"')],
    ['one name for all results', writePreset('s', { name: 'a', names: 'result' })],
    ['a name of an unknown part', writePreset('s', { name: 'a', names: '{name} {hour}' })],
    ['a name of results that turns the direction', writePreset('s', { name: 'a', names: '{name}\u202e' })],
    ['a name of results that is too long', writePreset('s', { name: 'a', names: `{name}${'x'.repeat(200)}` })],
  ])('is refused as a whole with %s', (_, text) => {
    expect(readPreset(text)).toBe('unreadable');
  });
});

it('keeps what the place doesn’t know from which it is replaced', () => {
  const whole = { ...preset, limits: { parallelRuns: 2 }, names: '{number}' };
  expect(stayingParts(whole, true)).toEqual({ text: whole.text });
  expect(stayingParts(whole, false)).toEqual({ limits: { parallelRuns: 2 }, names: '{number}' });
  expect(stayingParts({ limits: { waitSeconds: 900 } }, false)).toEqual({});
  expect(stayingParts({ names: '{number}' }, true)).toEqual({});
});

it('is for an input, a list or both', () => {
  const places = (parts: Partial<Preset>) => [isOfInput(parts), isOfList(parts)];
  expect(places({ text: '{}' })).toEqual([true, false]);
  expect(places({ preparation: {} })).toEqual([true, true]);
  expect(places({ names: '{number}' })).toEqual([false, true]);
  expect(places({ limits: { parallelRuns: 1 } })).toEqual([false, true]);
  expect(places({ limits: { waitSeconds: 1 } })).toEqual([true, true]);
});

it('is given to others without its passwords, with all that it sets of lists', () => {
  const whole = { name: 'a', text: '{"password": "x"}', names: '{number}', limits: { parallelRuns: 1 } };
  const { preset: shared, left } = sharable(whole);
  expect(shared).toEqual({ name: 'a', names: '{number}', limits: { parallelRuns: 1 } });
  expect(left).toEqual(['password']);
});

it('holds no files', () => {
  const mark = fileMark('01234567-89ab-4cde-8f01-23456789abcd');
  const text = `{"a": 1.0, "photo": "${mark}", "more": {"x": ["${mark}", "y", "${mark}"]}, "b": "see ${mark}"}`;
  expect(withoutFiles(text)).toBe(`{"a": 1.0, "more": {"x": ["y"]}, "b": "see ${mark}"}`);
  expect(withoutFiles('{')).toBe('{');
});

it('is outdated where the service has other settings, and not where something is to be filled in', () => {
  const reading = readFormSchema({
    type: 'object',
    properties: { text: { type: 'string' }, speed: { type: 'number', maximum: 1 }, voice: { enum: ['Ana'] } },
    required: ['text'],
  });
  if (!reading.ok) throw new Error(reading.problem.path);
  const outdated = (text: string) => isOutdated({ text }, reading.form);
  expect(outdated('{"speed": 0.5, "voice": "Ana"}')).toBe(false);
  expect(outdated('{"speed": 2}')).toBe(true);
  expect(outdated('{"voice": "Luis"}')).toBe(true);
  expect(outdated('{"speed": "fast"}')).toBe(true);
  expect(outdated('{"pitch": 1}')).toBe(true);
});

it('may hold a secret', () => {
  expect(mayHoldSecret({ name: 'a', text: '{"max_tokens": 5, "author": "Ana", "text": "my password"}' })).toBe(false);
  for (const name of ['password', 'apiKey', 'api_key', 'access_token', 'client-secret']) {
    expect(mayHoldSecret({ name: 'a', text: JSON.stringify({ deep: { [name]: 'x' } }) }), name).toBe(true);
  }
});

it('of the user goes before one of the same name from a connection file', () => {
  const own = [{ name: 'A', text: '{"a": 1}' }];
  const given = [
    { name: 'A', text: '{"a": 2}' },
    { name: 'B', text: '{"b": 2}' },
  ];
  expect(allPresets(own, given)).toEqual([own[0], given[1]]);
  expect(allPresets(undefined, undefined)).toEqual([]);
});
