import { chmod, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src-main/core/ground/error';
import type { Watch } from '../../../../src-main/core/watch/watch';
import { completeMs, restlessMs, wakeMs } from '../../../../src-main/core/watch/watch';
import { stillMs } from '../../../../src-main/core/watch/arrivals';
import { FolderWatch, type FolderWatchParts } from '../../../../src-main/services/watch/folder-watch';
import { writeFiles } from '../../../fixtures/file-tree';
import { asOrdinaryUser } from '../../../fixtures/ordinary-user';
import { temporaryFolder } from '../../../fixtures/temp-dir';
import { lookUntilStill, RememberingLists, watchParts, watchPlan, type WatchClock } from '../../../fixtures/watch';

const folder = temporaryFolder();
let root = '';
let lists: RememberingLists;
let parts: FolderWatchParts;
let clock: WatchClock;
let watch: FolderWatch;

const definition = (): Watch => ({
  id: 'one',
  folder: root,
  plan: watchPlan(join(root, 'results')),
  endings: [],
  since: '2026-01-02T03:04:05.000Z',
  isPaused: false,
});

beforeEach(async () => {
  root = join(folder(), 'card');
  lists = new RememberingLists();
  ({ parts, clock } = watchParts(folder(), lists));
  watch = new FolderWatch(parts, definition());
  await writeFiles(root, { 'results/result.json': '{}' });
});

afterEach(() => watch.close());

/** The same watch after another start of the program. */
async function restart(): Promise<void> {
  await watch.close();
  watch = new FolderWatch(parts, definition());
}

describe('a watched folder', () => {
  it('gives what is complete to a list, and never what it made itself', async () => {
    await writeFiles(root, { 'a.jpg': 'a', 'b/c.jpg': 'c' });
    await watch.look();
    expect(lists.paths).toEqual([]);
    expect(watch.overview).toMatchObject({ taken: 0, arriving: 2, status: { is: 'watching' } });
    clock.pass(stillMs);
    await watch.look();
    expect([...lists.paths].sort()).toEqual(['a.jpg', 'b/c.jpg']);
    expect(watch.overview).toMatchObject({ taken: 2, arriving: 0, list: 'list-1', last: { at: clock.now() } });
  });

  it('waits for a file that grows', async () => {
    await writeFiles(root, { 'a.avi': 'a' });
    await watch.look();
    for (const content of ['ab', 'abc', 'abcd']) {
      clock.pass(stillMs);
      await writeFile(join(root, 'a.avi'), content);
      await watch.look();
      expect(lists.paths).toEqual([]);
    }
    clock.pass(stillMs);
    await watch.look();
    expect(lists.lists.get('list-1')).toMatchObject([{ relativePath: 'a.avi', sizeBytes: 4 }]);
  });

  it('waits for a file that another program keeps', async () => {
    await chmod(folder(), 0o755);
    await writeFiles(root, { 'a.jpg': 'a' });
    await chmod(join(root, 'a.jpg'), 0);
    // Opened before, since the record belongs to whoever runs the test.
    await watch.look();
    clock.pass(stillMs);
    await asOrdinaryUser(() => watch.look());
    expect(watch.overview).toMatchObject({ taken: 0, arriving: 1, status: { is: 'watching' } });
    await chmod(join(root, 'a.jpg'), 0o644);
    clock.pass(stillMs);
    await watch.look();
    expect(lists.paths).toEqual(['a.jpg']);
  });

  it('takes no content twice, under whatever name and after whatever start', async () => {
    await writeFiles(root, { 'a.jpg': 'a', 'same.jpg': 'a' });
    await lookUntilStill(watch, clock);
    expect(watch.overview).toMatchObject({ taken: 1, doubles: 1 });
    await rename(join(root, 'a.jpg'), join(root, 'renamed.jpg'));
    await writeFiles(root, { 'b/a.jpg': 'a' });
    await lookUntilStill(watch, clock);
    await restart();
    await writeFiles(root, { 'after the start.jpg': 'a' });
    await lookUntilStill(watch, clock);
    expect(watch.overview).toMatchObject({ taken: 1, doubles: 4 });
    expect(lists.paths).toHaveLength(1);
  });

  it('runs a file under its new name that was renamed before its turn came', async () => {
    await writeFiles(root, { 'a.jpg': 'a' });
    await lookUntilStill(watch, clock);
    await rename(join(root, 'a.jpg'), join(root, 'renamed.jpg'));
    lists.fate = 'pending';
    await lookUntilStill(watch, clock);
    expect(watch.overview).toMatchObject({ arriving: 1, doubles: 0 });
    lists.fate = 'unread';
    await lookUntilStill(watch, clock);
    expect(lists.paths).toEqual(['a.jpg', 'renamed.jpg']);
    expect(watch.overview).toMatchObject({ taken: 1, arriving: 0, doubles: 0 });
  });

  it('takes a file again that was written anew under its old name', async () => {
    await writeFiles(root, { 'latest.jpg': 'first' });
    await lookUntilStill(watch, clock);
    await writeFiles(root, { 'latest.jpg': 'second' });
    clock.pass(restlessMs);
    await lookUntilStill(watch, clock);
    expect(watch.overview.taken).toBe(1);
    clock.pass(completeMs);
    await lookUntilStill(watch, clock);
    expect(watch.overview.taken).toBe(2);
  });

  it('leaves alone what was there, also when it is renamed, and takes what comes', async () => {
    await writeFiles(root, { 'old.jpg': 'old' });
    await watch.leave();
    await rename(join(root, 'old.jpg'), join(root, 'older.jpg'));
    await writeFiles(root, { 'new.jpg': 'new' });
    await restart();
    await lookUntilStill(watch, clock);
    expect(lists.paths).toEqual(['new.jpg']);
  });

  it('says that the folder is away, and goes on when it is back', async () => {
    await writeFiles(root, { 'a.jpg': 'a' });
    await lookUntilStill(watch, clock);
    await rename(root, join(folder(), 'elsewhere'));
    await watch.look();
    expect(watch.overview.status).toEqual({ is: 'away', reason: { code: 'input-folder-gone', folder: 'card' } });
    await rename(join(folder(), 'elsewhere'), root);
    await writeFiles(root, { 'b.jpg': 'b' });
    await lookUntilStill(watch, clock);
    expect(watch.overview.status).toEqual({ is: 'watching' });
    expect(lists.paths).toEqual(['a.jpg', 'b.jpg']);
  });

  it('takes nothing that a sleep left half written', async () => {
    await writeFiles(root, { 'a.jpg': 'half' });
    await watch.look();
    clock.sleep(8 * 3_600_000);
    await watch.look();
    expect(lists.paths).toEqual([]);
    await writeFiles(root, { 'a.jpg': 'half and half' });
    await lookUntilStill(watch, clock);
    expect(lists.lists.get('list-1')).toMatchObject([{ sizeBytes: 13 }]);
  });

  it('has a list for each day', async () => {
    await writeFiles(root, { 'a.jpg': 'a' });
    await lookUntilStill(watch, clock);
    clock.set(24 * 3_600_000);
    await restart();
    await writeFiles(root, { 'b.jpg': 'b' });
    await lookUntilStill(watch, clock);
    await writeFiles(root, { 'c.jpg': 'c' });
    await lookUntilStill(watch, clock);
    expect([...lists.lists.values()].map((files) => files.map(({ relativePath }) => relativePath))).toEqual([
      ['a.jpg'],
      ['b.jpg', 'c.jpg'],
    ]);
  });

  it('ends the list of a day that is over once, and goes on with that of today after a start', async () => {
    await writeFiles(root, { 'a.jpg': 'a' });
    await lookUntilStill(watch, clock);
    expect(lists.asked.splice(0)).toEqual(['list-1 grows']);
    await restart();
    await watch.look();
    expect(lists.asked.splice(0)).toEqual(['list-1 grows', 'list-1 goes on']);
    clock.set(24 * 3_600_000);
    clock.pass(wakeMs);
    lists.areOver = false;
    await watch.look();
    expect(lists.asked.splice(0)).toEqual(['list-1 grows no more', 'list-1 goes on', 'list-1 is over?']);
    lists.areOver = true;
    await watch.look();
    await watch.look();
    await restart();
    await watch.look();
    expect(lists.asked).toEqual(['list-1 is over?']);
  });

  it('says why its list does not go on, tries it again, and takes files meanwhile', async () => {
    await writeFiles(root, { 'a.jpg': 'a' });
    await lookUntilStill(watch, clock);
    const reason = { code: 'host-not-found', host: 'lab.example.org' } as const;
    lists.sleepingError = new AppError(reason);
    clock.pass(wakeMs);
    await writeFiles(root, { 'b.jpg': 'b' });
    await lookUntilStill(watch, clock);
    expect(watch.overview).toMatchObject({ taken: 2, status: { is: 'held-up', reason } });
    lists.sleepingError = undefined;
    await watch.look();
    expect(watch.overview.status.is).toBe('held-up');
    clock.pass(wakeMs);
    await watch.look();
    expect(watch.overview.status.is).toBe('watching');
  });

  it.each([false, true])(
    'gives once more what a list could not take, whether it has it (%s) or not',
    async (isLate) => {
      await writeFiles(root, { 'a.jpg': 'a' });
      await watch.look();
      clock.pass(stillMs);
      lists.failure = { error: new AppError({ code: 'disk-full', folder: 'results' }), isLate };
      await watch.look();
      expect(watch.overview.status).toMatchObject({ is: 'held-up', reason: { code: 'disk-full' } });
      await restart();
      await rm(join(root, 'a.jpg'));
      await watch.look();
      expect(lists.paths).toEqual(['a.jpg']);
      expect(watch.overview.status).toEqual({ is: 'watching' });
    },
  );

  it('tells only of what changed', async () => {
    let changes = 0;
    await watch.close();
    watch = new FolderWatch({ ...parts, onChange: () => (changes += 1) }, definition());
    await watch.look();
    const before = changes;
    for (let look = 0; look < 5; look += 1) await watch.look();
    expect(changes).toBe(before);
    await writeFiles(root, { 'a.jpg': 'a' });
    await watch.look();
    expect(changes).toBe(before + 1);
  });
});
