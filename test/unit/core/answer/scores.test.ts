import { describe, expect, it } from 'vitest';
import { readScores } from '../../../../src-main/core/answer/scores';

const scores = [
  { label: 'oak', score: 0.7 },
  { label: 'beech', score: 0.3 },
];

describe('readScores', () => {
  it.each([
    ['labels as names', { beech: 0.3, oak: 0.7 }],
    ['a list of objects', scores],
    [
      'other names',
      [
        { class_name: 'beech', probability: 0.3 },
        { class_name: 'oak', probability: 0.7 },
      ],
    ],
    ['two lists', { labels: ['beech', 'oak'], scores: [0.3, 0.7], model: 'plants' }],
    ['DEEPaaS', { status: 'OK', predictions: { labels: ['oak', 'beech'], probabilities: [0.7, 0.3], title: 'x.jpg' } }],
    ['DEEPaaS in DEEPaaS', { status: 'OK', predictions: { status: 'ok', predictions: scores } }],
    ['a list in a list', [scores]],
  ])('reads %s, best first', (_form, value) => {
    expect(readScores(value)).toEqual(scores);
  });

  it('reads shares that don’t add up where a name says what they are', () => {
    expect(readScores({ scores: { oak: 0.7, sick: 0.6 } })).toHaveLength(2);
    expect(readScores({ oak: 0.7, sick: 0.6 })).toBeUndefined();
  });

  it.each([
    ['measures', { brightness: 0.4, contrast: 0.1, width: 1200 }],
    ['a place', { x: 0.1, y: 0.2 }],
    ['logits', [{ label: 'oak', score: 7.1 }]],
    ['things with boxes', [{ label: 'oak', score: 0.7, box: [0, 0, 1, 1] }]],
    ['lists of different lengths', { labels: ['oak'], scores: [0.3, 0.7] }],
    ['nothing', {}],
    ['no list', 3],
    ['null', null],
  ])('finds none in %s', (_what, value) => {
    expect(readScores(value)).toBeUndefined();
  });
});
