import { describe, expect, it } from 'vitest';
import { BatchItems } from '../../../../src-main/core/batch/batch';
import { itemsFor, type BatchListQuery } from '../../../../src-main/core/batch/list';

const all: BatchListQuery = { search: '', sortKey: 'added', isDescending: false };

/** Three finished items and one that waits. */
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
  it('holds the pictures alone where they are asked for', () => {
    const made = items();
    expect(made.pictureCount).toBe(2);
    expect(itemsFor(made.all, { ...all, picturesOnly: true })).toEqual([0, 1]);
    expect(itemsFor(made.all, { ...all, picturesOnly: true, search: 'img_2' })).toEqual([1]);
  });

  it('counts as people do', () => {
    expect(itemsFor(items().all, { ...all, sortKey: 'name' })).toEqual([1, 0, 2, 3]);
    expect(itemsFor(items().all, { ...all, sortKey: 'name', isDescending: true })).toEqual([3, 2, 0, 1]);
  });
});
