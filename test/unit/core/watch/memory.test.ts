import { describe, expect, it } from 'vitest';
import { parseWatchEntry, WatchMemory, type WatchEntry } from '../../../../src-main/core/watch/memory';

const hash = (digit: string) => digit.repeat(64);
const version = { sizeBytes: 10, modifiedMs: 1000.5 };
const taken = (path: string, digit: string): WatchEntry => ({
  is: 'taken',
  path,
  ...version,
  sha256: hash(digit),
  list: 'list',
  at: '2026-01-02T03:04:05.000Z',
});

function memoryOf(...entries: readonly WatchEntry[]): WatchMemory {
  const memory = new WatchMemory();
  for (const entry of entries) memory.note(entry);
  return memory;
}

describe('the memory of a watch', () => {
  it('knows a file that was taken for as long as it is as it was', () => {
    const memory = memoryOf(taken('a.jpg', '1'));
    expect(memory.isKnown({ path: 'a.jpg', ...version, inode: 7 })).toBe(true);
    expect(memory.isKnown({ path: 'a.jpg', ...version, sizeBytes: 11, inode: 7 })).toBe(false);
    expect(memory.isKnown({ path: 'a.jpg', ...version, modifiedMs: 1000, inode: 7 })).toBe(false);
    expect(memory.isKnown({ path: 'b.jpg', ...version, inode: 7 })).toBe(false);
    expect(memory.hasPath('a.jpg')).toBe(true);
    expect(memory.taken(hash('1'))?.path).toBe('a.jpg');
    expect(memory.taken(hash('2'))).toBeUndefined();
  });

  it('knows what was left alone under every name, by its number', () => {
    const memory = memoryOf({ is: 'left', path: 'a.jpg', ...version, inode: 7 });
    expect(memory.isKnown({ path: 'a.jpg', ...version, inode: 8 })).toBe(true);
    expect(memory.isKnown({ path: 'renamed.jpg', ...version, inode: 7 })).toBe(true);
    expect(memory.isKnown({ path: 'new.jpg', ...version, sizeBytes: 3, inode: 7 })).toBe(false);
    expect(memory.takenCount).toBe(0);
  });

  it('takes no number for one where the file system has none', () => {
    const memory = memoryOf({ is: 'left', path: 'a.jpg', ...version, inode: 0 });
    expect(memory.isKnown({ path: 'b.jpg', ...version, inode: 0 })).toBe(false);
  });

  it('knows which files may not be in their list yet', () => {
    const memory = memoryOf(taken('a.jpg', '1'), { is: 'listed', sha256: hash('1') }, taken('b.jpg', '2'));
    expect(memory.unlisted.map(({ path }) => path)).toEqual(['b.jpg']);
  });

  it('says the same where it reads something twice, as after a disk that was full', () => {
    const memory = memoryOf(taken('a.jpg', '1'), taken('a.jpg', '1'), { is: 'listed', sha256: hash('1') });
    expect(memory).toMatchObject({ takenCount: 1, unlisted: [], last: { path: 'a.jpg' } });
  });

  it('counts what was there before under another name', () => {
    const double: WatchEntry = { is: 'double', path: 'copy.jpg', ...version, sha256: hash('1') };
    const memory = memoryOf(taken('a.jpg', '1'), double, double);
    expect(memory).toMatchObject({ takenCount: 1, doubleCount: 1 });
    expect(memory.isKnown({ path: 'copy.jpg', ...version, inode: 9 })).toBe(true);
  });

  it('passes over what it does not understand', () => {
    expect(parseWatchEntry({ is: 'listed', sha256: 'short' })).toBeUndefined();
    expect(parseWatchEntry({ is: 'of a newer version' })).toBeUndefined();
    expect(parseWatchEntry(undefined)).toBeUndefined();
  });
});
