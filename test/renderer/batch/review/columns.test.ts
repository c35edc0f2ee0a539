import { describe, expect, it } from 'vitest';
import type { BatchFacets } from '../../../../src-main/core/batch/list';
import {
  cellText,
  chosenColumns,
  fittingColumns,
  offeredColumns,
  usualColumns,
} from '../../../../src-renderer/batch/review/columns';
import { useLanguage } from '../../../../src-renderer/i18n/locale.svelte';
import { batchFacets, batchRow } from '../../builders';

const facts = { hasAnswers: true, hasFolders: false, hasTrouble: false };
const labelled: BatchFacets = batchFacets({ labels: { labels: [{ label: 'fox', count: 2 }], nothing: 0, unsure: 0 } });

describe('the usual columns', () => {
  it.each([
    ['sizes before anything came back', undefined, { hasAnswers: false }, ['state', 'size', 'time']],
    ['labels with how sure the service is', labelled, {}, ['state', 'answer', 'score', 'time']],
    [
      'the first field beside labels',
      { ...labelled, fieldNames: ['width', 'height'] },
      {},
      ['state', 'answer', 'score', 'field width', 'time'],
    ],
    [
      'the first fields where there are no labels',
      batchFacets({ fieldNames: ['species', 'n', 'site', 'day'] }),
      {},
      ['state', 'field species', 'field n', 'field site', 'time'],
    ],
    ['the first line of texts', batchFacets(), {}, ['state', 'answer', 'time']],
    [
      'reasons and folders where there are any',
      batchFacets(),
      { hasTrouble: true, hasFolders: true },
      ['state', 'answer', 'reason', 'folder', 'time'],
    ],
  ] as const)('are %s', (_what, facets, more, keys) => {
    expect(usualColumns({ facets, ...facts, ...more })).toEqual(keys);
  });

  it('are as many as there is room for, in their order in the list', () => {
    const offered = offeredColumns(labelled);
    const keys = usualColumns({ facets: labelled, ...facts, hasTrouble: true, hasFolders: true });
    const shown = (widthPx: number) => fittingColumns(offered, keys, widthPx).map(({ key }) => key);
    expect(shown(250)).toEqual([]);
    // The list's width in a window that is just wide enough for two columns.
    expect(shown(553)).toEqual(['answer', 'score', 'state']);
    expect(shown(700)).toEqual(['answer', 'score', 'state', 'reason']);
    expect(shown(2000)).toEqual(['folder', 'answer', 'score', 'state', 'reason', 'time']);
  });
});

it.each(['en', 'es'] as const)('have room for their heads, in the language %s', (language) => {
  useLanguage(language);
  const offered = offeredColumns(labelled);
  const score = offered.find(({ key }) => key === 'score');
  expect(score?.title).toBe(language === 'en' ? 'Score' : 'Confianza');
  for (const { title, leastPx } of offered) expect(leastPx).toBeGreaterThanOrEqual(8 * title.length + 24);
  useLanguage('en');
});

describe('columns that were chosen', () => {
  it('are those of them that this list can have', () => {
    const offered = offeredColumns(batchFacets({ fieldNames: ['site'] }));
    expect(chosenColumns(offered, ['time', 'field site', 'field gone'])).toEqual(['field site', 'time']);
    expect(chosenColumns(offered, [])).toEqual([]);
    expect(chosenColumns(offered, undefined)).toBeUndefined();
  });
});

describe('a cell', () => {
  const fields = {
    form: 'findings',
    labels: [
      { label: 'fox', score: 0.912, count: 2 },
      { label: 'deer', score: 0.4, count: 1 },
    ],
    values: [],
  } as const;
  const offered = offeredColumns(labelled);

  it('tells the score in a column of its own, or else beside the label', () => {
    const row = batchRow('a.jpg', { fields });
    expect(cellText(row, 'answer', offered)).toBe('fox ×2, deer');
    expect(cellText(row, 'score', offered)).toBe('91%');
    expect(cellText(row, 'answer', [])).toBe('fox ×2, deer 91%');
  });

  it('gives a person’s word no score of the service', () => {
    const row = batchRow('a.jpg', { fields, mark: { label: 'badger' } });
    expect(cellText(row, 'answer', [])).toBe('badger');
    expect(cellText(row, 'score', offered)).toBe('');
  });

  it('is empty where an answer lacks the field', () => {
    const values = [
      { name: 'n', value: 1234567 },
      { name: 'share', value: 0.123456789 },
      { name: 'is.wild', value: false },
    ];
    const row = batchRow('a.jpg', { fields: { form: 'values', labels: [], values } });
    expect(['n', 'share', 'is.wild', 'other'].map((name) => cellText(row, `field ${name}`, offered))).toEqual([
      '1234567',
      '0.12346',
      'false',
      '',
    ]);
  });
});
