import { describe, expect, it } from 'vitest';
import type { AnswerFields } from '../../../../src-main/core/answer/fields';
import { BatchItems } from '../../../../src-main/core/batch/batch';
import { photoType } from '../../../../src-main/core/batch/kinds';
import { facetsOf, isWholeList, itemsFor, type BatchListQuery } from '../../../../src-main/core/batch/list';

const all: BatchListQuery = { search: '', sortKey: 'added', isDescending: false };

/** Three finished items and a waiting one. */
function items(): BatchItems {
  const made = new BatchItems();
  for (const name of ['IMG_10.jpg', 'IMG_2.jpg', 'notes.txt', 'waits.jpg']) made.add('/in', `Meadow/${name}`, 10);
  for (const [index, mediaType] of ['image/png', 'image/tiff', 'application/json'].entries()) {
    const sha256 = 'ab'.repeat(32);
    const result = { folder: '/out', output: `${index}`, sizeBytes: 5, sha256, mediaType, verdict: 'result' } as const;
    made.change(index, { status: 'sending' });
    made.change(index, { status: 'receiving' });
    made.change(index, { status: 'done', result, seconds: 1 });
  }
  return made;
}

describe('the list of a batch', () => {
  it('counts what can be shown as a picture: photos that are sent, or results', () => {
    expect(items().pictureCount).toBe(3);
    expect(photoType('DCIM/IMG_1.JPG')).toBe('image/jpeg');
    expect(photoType('DCIM/IMG_2.HEIC')).toBe('image/heic');
    expect(photoType('jpg')).toBeUndefined();
    expect(photoType('notes.jpg.txt')).toBeUndefined();
  });

  it('counts as people do', () => {
    expect(itemsFor(items().all, { ...all, sortKey: 'name' })).toEqual([1, 0, 2, 3]);
    expect(itemsFor(items().all, { ...all, sortKey: 'name', isDescending: true })).toEqual([3, 2, 0, 1]);
  });
});

it('orders texts by their first line', () => {
  const made = items();
  for (const [index, value] of ['poplar', 'oak 10', 'oak 9'].entries())
    made.note(index, { fields: { form: 'text', labels: [], values: [{ name: '', value }] } });
  expect(itemsFor(made.all, { ...all, sortKey: 'label' })).toEqual([2, 1, 0, 3]);
});

/** Photos of two folders with detections, the user's marks, and two failures. */
function reviewed(): BatchItems {
  const made = new BatchItems();
  const found = (...labels: [string, number][]): AnswerFields => ({
    form: 'findings',
    labels: labels.map(([label, score]) => ({ label, score, count: 1 })),
    values: [],
  });
  const of = (name: string, value: string | number): AnswerFields => ({
    form: 'values',
    labels: [],
    values: [{ name, value }],
  });
  for (const name of ['a/1.jpg', 'a/b/2.jpg', 'a/b/3.jpg', 'c/4.jpg', 'c/5.jpg', '6.jpg', '7.jpg'])
    made.add('/in', name, 1);
  made.note(0, { fields: found(['fox', 0.9], ['hare', 0.6]), mark: { opinion: 'keep' } });
  made.note(1, { fields: found(['fox', 0.4]), mark: { label: 'dog', note: 'Rex' } });
  made.note(2, { fields: found() });
  made.note(3, { fields: of('width', 30) });
  made.note(4, { fields: of('width', '7') });
  for (const index of [5, 6]) {
    made.change(index, {
      status: 'needs-attention',
      trouble: { kind: 'failed', error: { code: 'file-unreadable', file: `${index}`, problem: 'gone' } },
      seconds: 0,
    });
  }
  return made;
}

describe('what a list is looked through by', () => {
  const { all: list } = reviewed();
  const found = (query: Partial<BatchListQuery>) => itemsFor(list, { ...all, ...query });

  it.each([
    ['a label', { finding: { label: 'fox' } }, [0]],
    ['a label that a person gave', { finding: { label: 'dog' }, leastScore: 0.99 }, [1]],
    ['a label of which the service is sure', { finding: { label: 'hare' }, leastScore: 0.5 }, [0]],
    ['a label of which it is not', { finding: { label: 'hare' }, leastScore: 0.7 }, []],
    ['answers that found nothing', { finding: 'nothing' }, [2]],
    ['answers that are not sure', { finding: 'unsure', leastScore: 0.95 }, [0]],
    ['a reason', { reason: 'failed file-unreadable gone' }, [5, 6]],
    ['a folder with those below it', { folder: 'a' }, [0, 1, 2]],
    ['a folder below another', { folder: 'a/b' }, [1, 2]],
    ['a mark', { mark: 'corrected' }, [1]],
    ['no mark', { mark: 'unmarked', folder: 'a' }, [2]],
    ['words of an answer', { search: 'FOX' }, [0, 1]],
    ['words of a note', { search: 'rex' }, [1]],
    ['all of it together', { search: 'fox', folder: 'a', finding: { label: 'fox' }, mark: 'keep' }, [0]],
  ] satisfies [string, Partial<BatchListQuery>, number[]][])('finds %s', (_what, query, indices) => {
    expect(found(query)).toEqual(indices);
    expect(isWholeList({ ...all, ...query })).toBe(false);
  });

  it('counts for each filter what the others leave', () => {
    const facets = facetsOf(list, { ...all, folder: 'a', finding: { label: 'fox' } });
    expect(facets.labels).toEqual({
      labels: [
        { label: 'dog', count: 1 },
        { label: 'fox', count: 1 },
        { label: 'hare', count: 1 },
      ],
      nothing: 1,
      unsure: 0,
    });
    expect(facets.folders).toEqual([]);
    expect(facets.marks).toMatchObject({ keep: 1, unmarked: 0, corrected: 0 });
    const whole = facetsOf(list, all);
    expect(whole.folders).toEqual([
      { folder: 'a', count: 3 },
      { folder: 'c', count: 2 },
    ]);
    expect(facetsOf(list, { ...all, folder: 'a' }).folders).toEqual([{ folder: 'a/b', count: 2 }]);
    expect(whole.reasons).toMatchObject([{ key: 'failed file-unreadable gone', count: 2 }]);
    expect(whole.marks).toEqual({ keep: 1, wrong: 0, starred: 0, corrected: 1, noted: 1, unmarked: 5 });
    expect(whole.fieldNames).toEqual(['width']);
  });

  it('orders by what answers say, numbers as numbers, and what says nothing last', () => {
    expect(found({ sortKey: { field: 'width' } }).slice(0, 2)).toEqual([4, 3]);
    expect(found({ sortKey: { field: 'width' }, isDescending: true }).slice(0, 2)).toEqual([3, 4]);
    expect(found({ sortKey: 'score', isDescending: true })).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(found({ sortKey: 'label' })).toEqual([1, 0, 2, 3, 4, 5, 6]);
    expect(found({ sortKey: 'mark' }).slice(0, 2)).toEqual([0, 1]);
    expect(found({ sortKey: 'reason' }).slice(0, 2)).toEqual([5, 6]);
  });
});
