import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SameThreadFiles } from '../../../../src-main/adapters/files/file-thread';
import { FileWatchStore } from '../../../../src-main/adapters/watch/watch-store';
import type { WatchEntry } from '../../../../src-main/core/watch/memory';
import type { Watch } from '../../../../src-main/core/watch/watch';
import { temporaryFolder } from '../../../fixtures/temp-dir';

const folder = temporaryFolder();
const watch: Watch = {
  id: 'one',
  folder: '/media/card',
  plan: {
    profileId: 'lab',
    serviceName: 'leaves',
    outputFolder: '/home/ana/results',
    preparation: { picture: { longestSidePx: 1024 } },
  },
  endings: ['jpg'],
  since: '2026-01-02T03:04:05.000Z',
  isPaused: true,
};
const entry: WatchEntry = {
  is: 'taken',
  path: 'a.jpg',
  sizeBytes: 3,
  modifiedMs: 1000.25,
  sha256: '1'.repeat(64),
  list: 'list',
  at: watch.since,
};

const storeIn = (path: string, setAside: string[] = []) =>
  new FileWatchStore(path, new SameThreadFiles(), 'OSCAR Desktop', (_path, reason) => setAside.push(reason));

describe('what watches keep on disk', () => {
  it('is nothing at first, and the same at the next start', async () => {
    const path = join(folder(), 'watches');
    expect(await storeIn(path).list()).toEqual([]);
    const plan = { recipeId: 'evening', recipeName: 'Evening', outputFolder: '/home/ana/results' };
    const watches = [watch, { ...watch, id: 'two', plan }];
    await storeIn(path).replace(watches);
    expect(await storeIn(path).list()).toEqual(watches);
  });

  it('tells what was taken, but for a line that a power cut tore', async () => {
    const path = join(folder(), 'watches');
    const { memory, journal } = await storeIn(path).open('one');
    expect(memory.takenCount).toBe(0);
    journal.append(entry);
    await journal.synced();
    await journal.close();
    const [name = ''] = await readdir(path);
    const line = await readFile(join(path, name), 'utf8');
    await appendFile(join(path, name), line.slice(1, -10));
    const again = await storeIn(path).open('one');
    expect(again.memory.isKnown({ path: 'a.jpg', sizeBytes: 3, modifiedMs: 1000.25, inode: 0 })).toBe(true);
    expect(again.memory.unlisted).toEqual([entry]);
    again.journal.append({ is: 'listed', sha256: entry.sha256 });
    await again.journal.close();
    const last = await storeIn(path).open('one');
    expect(last.memory.unlisted).toEqual([]);
    await last.journal.close();
  });

  it.each([{ recipeId: '' }, { recipeId: 'evening' }, { recipeId: 'evening', recipeName: 'Evening' }, {}])(
    'is set aside where neither a service nor a recipe can be told: %j',
    async (plan) => {
      const setAside: string[] = [];
      const content = JSON.stringify({ version: 1, content: { watches: [{ ...watch, plan }] } });
      await writeFile(join(folder(), 'watches.json'), content);
      expect(await storeIn(folder(), setAside).list()).toEqual([]);
      expect(setAside).toEqual(['damaged']);
    },
  );

  it('is gone for a watch that was ended', async () => {
    const path = join(folder(), 'watches');
    const { journal } = await storeIn(path).open('one');
    journal.append(entry);
    await journal.close();
    await storeIn(path).delete('one');
    expect(await readdir(path)).toEqual([]);
  });

  it('is set aside where it can not be understood, and what was taken stays', async () => {
    const setAside: string[] = [];
    await storeIn(folder()).replace([watch]);
    await writeFile(join(folder(), 'watches.json'), '{"version":1,"content":{"watches":[{"id":"../one"}]}}');
    expect(await storeIn(folder(), setAside).list()).toEqual([]);
    expect(setAside).toEqual(['damaged']);
  });

  it('says so where its folder can not be written', async () => {
    await writeFile(join(folder(), 'in the way'), '');
    const store = storeIn(join(folder(), 'in the way'));
    await expect(store.open('one')).rejects.toMatchObject({ info: { code: 'file-in-the-way' } });
    await expect(store.replace([watch])).rejects.toMatchObject({ info: { code: 'file-in-the-way' } });
  });
});
