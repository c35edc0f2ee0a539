import { chmod, mkdir, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { PolledFolders } from '../../../../src-main/adapters/watch/watched-folders';
import type { LookWish, WatchedFolder } from '../../../../src-main/core/watch/ports';
import { believedMs, restlessMs } from '../../../../src-main/core/watch/watch';
import { writeFiles } from '../../../fixtures/file-tree';
import { asOrdinaryUser } from '../../../fixtures/ordinary-user';
import { temporaryFolder } from '../../../fixtures/temp-dir';

const folder = temporaryFolder();
const nothing = new AbortController().signal;
let nowMs = 0;
let root = '';
let watched: WatchedFolder;

beforeEach(() => {
  nowMs = 0;
  root = join(folder(), 'card');
  watched = new PolledFolders(() => nowMs).open(root);
});

async function look(wish: Partial<LookWish> = {}) {
  const whole = {
    paths: [],
    hasPath: () => false,
    isComplete: false,
    ownPatterns: [],
    endings: [],
    apart: [],
    ...wish,
  };
  const { files, unreadable } = await watched.look(whole, nothing);
  return { files: files.map(({ path }) => path).sort(), unreadable };
}

describe('looking at a watched folder', () => {
  it('tells files in it and in its folders, with their sizes and times', async () => {
    await writeFiles(root, { 'a.jpg': 'abc', 'DCIM/100MEDIA/b.jpg': 'b', 'empty.jpg': '' });
    const { files } = await watched.look(
      { paths: [], hasPath: () => false, isComplete: true, ownPatterns: [], endings: [], apart: [] },
      nothing,
    );
    const { mtimeMs, ino } = await stat(join(root, 'a.jpg'));
    expect(files).toContainEqual({ path: 'a.jpg', sizeBytes: 3, modifiedMs: mtimeMs, inode: ino });
    expect(files.map(({ path }) => path).sort()).toEqual(['DCIM/100MEDIA/b.jpg', 'a.jpg', 'empty.jpg']);
  });

  it('leaves out what lists leave out: leftovers, names that the user or the service does not want, links', async () => {
    await writeFiles(root, {
      ...Object.fromEntries(
        ['a.JPG', 'b.jpg.part', '.hidden.jpg', 'Thumbs.db', '@eaDir/x.jpg', 'c_preview.jpg', 'd.avi'].map((name) => [
          name,
          'x',
        ]),
      ),
      'results of before/.oscar-desktop-results': '',
      'results of before/report.csv': 'x',
      'results of before/leaf.jpg': 'x',
    });
    await symlink(join(root, 'a.JPG'), join(root, 'link.jpg'));
    await symlink(root, join(root, 'round'));
    expect(await look({ ownPatterns: ['*_preview*'], endings: ['jpg', 'csv'] })).toEqual({
      files: ['a.JPG', 'results of before/leaf.jpg'],
      unreadable: [],
    });
  });

  it('follows a link that the user watches', async () => {
    await writeFiles(root, { 'a.jpg': 'x' });
    const link = join(folder(), 'link');
    await symlink(root, link);
    watched = new PolledFolders(() => nowMs).open(link);
    expect((await look()).files).toEqual(['a.jpg']);
  });

  it('never looks into folders of results', async () => {
    await writeFiles(root, { 'a.jpg': 'x', 'results/a.json': 'x', 'results/deep/b.json': 'x' });
    expect((await look({ apart: [join(root, 'results')] })).files).toEqual(['a.jpg']);
  });

  it('asks for files again only where they are wanted or not known', async () => {
    await writeFiles(root, { 'known.jpg': 'x', 'growing.jpg': 'x' });
    const hasPath = (path: string) => path === 'known.jpg';
    expect((await look({ hasPath })).files).toEqual(['growing.jpg']);
    expect((await look({ hasPath, paths: ['growing.jpg', 'known.jpg'] })).files).toEqual(['growing.jpg', 'known.jpg']);
    expect((await look({ hasPath, isComplete: true })).files).toEqual(['growing.jpg', 'known.jpg']);
  });

  it('finds what comes at once, and what has gone no more', async () => {
    await writeFiles(root, { 'deep/a.jpg': 'x' });
    await look();
    nowMs = restlessMs;
    await writeFiles(root, { 'deep/b.jpg': 'x', 'new/c.jpg': 'x' });
    await rm(join(root, 'deep/a.jpg'));
    expect((await look({ paths: ['deep/a.jpg'] })).files).toEqual(['deep/b.jpg', 'new/c.jpg']);
  });

  it('does not list a folder that says that it has not changed, and does not believe it for long', async () => {
    // Some file systems and many network drives leave the time of a folder as it is.
    const write = async (name: string) => {
      await writeFiles(root, { [name]: 'x' });
      await utimes(root, 1_000, 1_000);
    };
    await write('a.jpg');
    await look();
    await write('b.jpg');
    nowMs = restlessMs - 1;
    expect((await look()).files).toEqual(['a.jpg', 'b.jpg']);
    await write('c.jpg');
    nowMs = restlessMs;
    expect((await look()).files).toEqual([]);
    nowMs = restlessMs + believedMs;
    expect((await look()).files).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
  });

  it('says that the folder is away after it was renamed or removed, and finds everything once it is back', async () => {
    await writeFiles(root, { 'a.jpg': 'x' });
    await look();
    await rename(root, join(folder(), 'card of May'));
    await expect(look()).rejects.toMatchObject({ info: { code: 'input-folder-gone', folder: 'card' } });
    await writeFile(root, 'a file of that name');
    await expect(look()).rejects.toMatchObject({ info: { code: 'input-folder-gone' } });
    await rm(root);
    await rename(join(folder(), 'card of May'), root);
    await writeFiles(root, { 'b.jpg': 'x' });
    expect((await look()).files).toEqual(['a.jpg', 'b.jpg']);
  });

  it('names folders that are closed, and goes on beside them', async () => {
    await chmod(folder(), 0o755);
    await writeFiles(root, { 'a.jpg': 'x', 'closed/b.jpg': 'x' });
    await chmod(join(root, 'closed'), 0);
    await asOrdinaryUser(async () => {
      expect(await look()).toEqual({ files: ['a.jpg'], unreadable: ['closed'] });
      expect(await look()).toEqual({ files: ['a.jpg'], unreadable: ['closed'] });
      await expect(
        new PolledFolders(() => nowMs).count(join(root, 'closed'), { ownPatterns: [], endings: [], apart: [] }),
      ).rejects.toMatchObject({ info: { code: 'file-unreadable', problem: 'denied' } });
    });
    await chmod(join(root, 'closed'), 0o755);
    expect(await look()).toEqual({ files: ['a.jpg', 'closed/b.jpg'], unreadable: [] });
  });

  it('goes on naming files whose names are no text', async () => {
    await mkdir(root);
    await writeFile(Buffer.concat([Buffer.from(`${root}/M`), Buffer.from([0xfc]), Buffer.from('ll.jpg')]), 'x');
    for (const at of [0, restlessMs, 2 * restlessMs]) {
      nowMs = at;
      expect(await look()).toEqual({ files: [], unreadable: ['M\\xFCll.jpg'] });
    }
  });

  it('counts what a watch would take', async () => {
    await writeFiles(root, { 'a.jpg': 'x', 'b/c.jpg': 'x', 'd.txt': 'x', 'empty.jpg': '', 'results/e.jpg': 'x' });
    const wish = { ownPatterns: [], endings: ['jpg'], apart: [join(root, 'results')] };
    expect(await new PolledFolders(() => nowMs).count(root, wish)).toBe(2);
  });

  it('ends when it is told to', async () => {
    await writeFiles(root, { 'a.jpg': 'x' });
    const stop = AbortSignal.abort();
    await expect(
      watched.look(
        { paths: [], hasPath: () => false, isComplete: true, ownPatterns: [], endings: [], apart: [] },
        stop,
      ),
    ).rejects.toThrow();
  });
});
