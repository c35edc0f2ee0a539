import { describe, expect, it } from 'vitest';
import type { AnswerFields } from '../../../../src-main/core/answer/fields';
import { countLabels, findingOf, scoreOf } from '../../../../src-main/core/batch/facets';

const found = (...labels: [string, number?][]): AnswerFields => ({
  form: 'findings',
  labels: labels.map(([label, score]) => ({ label, count: 1, ...(score !== undefined && { score }) })),
  values: [],
});
const scores = (...labels: [string, number][]): AnswerFields => ({ ...found(...labels), form: 'scores' });

describe('findingOf', () => {
  it('shows what the service is sure enough of', () => {
    const fields = found(['fox', 0.9], ['hare', 0.5]);
    expect(findingOf({ fields }, 0)).toEqual(['fox', 'hare']);
    expect(findingOf({ fields }, 0.8)).toEqual(['fox']);
    expect(findingOf({ fields }, 0.95)).toBe('unsure');
  });

  it('tells nothing found from not sure', () => {
    expect(findingOf({ fields: found() }, 0.5)).toBe('nothing');
    expect(findingOf({ fields: { form: 'text', labels: [], values: [] } }, 0)).toBeUndefined();
    expect(findingOf({}, 0)).toBeUndefined();
  });

  it('takes the first of scores, and of those without a score all', () => {
    expect(findingOf({ fields: scores(['fox', 0.6], ['hare', 0.4]) }, 0)).toEqual(['fox']);
    expect(findingOf({ fields: found(['fox'], ['hare']) }, 0.9)).toEqual(['fox', 'hare']);
  });

  it('believes a person more than the service', () => {
    expect(findingOf({ fields: scores(['fox', 0.6]), mark: { label: 'dog' } }, 0.9)).toEqual(['dog']);
    expect(findingOf({ mark: { label: 'dog' } }, 0.9)).toEqual(['dog']);
  });
});

it('counts an item for each of its labels, the most frequent first', () => {
  const items = [
    { fields: found(['fox', 0.9], ['hare', 0.8]) },
    { fields: found(['hare', 0.7]) },
    { fields: found(['boar', 0.3]) },
    { fields: found() },
    { fields: found(['fox', 0.2]), mark: { label: 'boar' } },
    {},
  ];
  expect(countLabels(items, 0.5)).toEqual({
    labels: [
      { label: 'hare', count: 2 },
      { label: 'boar', count: 1 },
      { label: 'fox', count: 1 },
    ],
    nothing: 1,
    unsure: 1,
  });
});

it('tells how sure the service is of the surest', () => {
  expect(scoreOf({ fields: found(['fox', 0.9], ['hare', 0.8]) })).toBe(0.9);
  expect(scoreOf({})).toBeUndefined();
  expect(scoreOf({ fields: found(['fox', 0.9]), mark: { label: 'dog' } })).toBeUndefined();
});
