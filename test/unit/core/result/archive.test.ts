import { describe, expect, it } from 'vitest';
import { archiveLimits, checkedListing, type DeclaredEntry } from '../../../../src-main/core/result/archive';
import { AppError } from '../../../../src-main/core/ground/error';

const declared = (name: string, more: Partial<DeclaredEntry> = {}): DeclaredEntry => ({
  name,
  sizeBytes: 10,
  isFolder: false,
  isLink: false,
  isEncrypted: false,
  isKnownMethod: true,
  ...more,
});

const problemsOf = (...entries: readonly DeclaredEntry[]) =>
  checkedListing(entries, 1000).entries.map((entry) => entry.problem);

function refusalOf(entries: readonly DeclaredEntry[], archiveBytes: number): unknown {
  try {
    checkedListing(entries, archiveBytes);
  } catch (error) {
    return error instanceof AppError ? error.info : error;
  }
  return undefined;
}

describe('checkedListing', () => {
  it('lists files by their place, without folders', () => {
    expect(checkedListing([declared('plots/', { isFolder: true }), declared('plots\\leaf.png')], 1000)).toEqual({
      entries: [{ index: 1, name: 'plots/leaf.png', sizeBytes: 10 }],
      sizeBytes: 10,
    });
  });

  it('marks what can’t be extracted, under the name that the archive gives it', () => {
    const { entries } = checkedListing([declared('../leaf.png')], 1000);
    expect(entries).toEqual([{ index: 0, name: '../leaf.png', sizeBytes: 10, problem: 'outside' }]);
    expect(problemsOf(declared('a', { isLink: true }))).toEqual(['link']);
    expect(problemsOf(declared('a', { isEncrypted: true }))).toEqual(['encrypted']);
    expect(problemsOf(declared('a', { isKnownMethod: false }))).toEqual(['method']);
  });

  it.each([
    ['leaf.png', 'LEAF.PNG'],
    ['caf\u00e9', 'cafe\u0301'],
    ['a?b', 'a*b'],
    ['leaf', 'leaf/vein'],
    ['leaf/vein', 'LEAF'],
    ['a/b', 'a\\b'],
  ])('finds that %j and %j would be one', (one, other) => {
    expect(problemsOf(declared(one), declared(other))).toEqual([undefined, 'duplicate']);
  });

  it('refuses an archive beyond a limit as a whole', () => {
    const many = Array.from({ length: archiveLimits.count + 1 }, (_, index) => declared(String(index)));
    expect(refusalOf(many, 1e9)).toMatchObject({ code: 'archive-refused', limit: 'count', entryCount: 20_001 });
    expect(refusalOf([declared('a', { sizeBytes: 33e9 })], 1e9)).toMatchObject({ limit: 'size', sizeBytes: 33e9 });
    expect(refusalOf([declared('a', { sizeBytes: 101e6 })], 200_000)).toMatchObject({ limit: 'ratio' });
  });

  it('lets pass what is merely well compressed', () => {
    expect(refusalOf([declared('a', { sizeBytes: 99e6 })], 100_000)).toBeUndefined();
    expect(refusalOf([declared('a', { sizeBytes: 10e9 })], 100e6)).toBeUndefined();
  });
});
