import { describe, expect, it } from 'vitest';
import { sampleOf } from '../../../../src-main/core/batch/sample';

const named = (...names: readonly string[]) => names.map((relativePath, at) => ({ index: at * 10, relativePath }));

describe('a sample of three', () => {
  it.each([
    [5, [0, 20, 40]],
    [2, [0, 10]],
    [6, [0, 30, 50]],
  ])('is spread over %i files of one kind', (count, sample) => {
    const files = named(...Array.from({ length: count }, (_, at) => `${at}.jpg`));
    expect(sampleOf(files, 3)).toEqual(sample);
  });

  it('is of the commonest kind', () => {
    expect(sampleOf(named('a.avi', 'b.jpg', 'c.docx', 'd.JPEG', 'e.jpg', 'f.avi'), 3)).toEqual([10, 30, 40]);
  });

  it('is of all where no kind has so many', () => {
    expect(sampleOf(named('a.jpg', 'b.jpg', 'c.pdf', 'd.txt'), 3)).toEqual([0, 20, 30]);
  });
});
