import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileRecentFileStore } from '../../../../src-main/adapters/input/recent-file-store';
import { AppError } from '../../../../src-main/core/ground/error';
import { defaultSettings, type Settings } from '../../../../src-main/core/app/settings';
import { RecentFiles } from '../../../../src-main/services/input/recent-files';
import { temporaryFolder } from '../../../fixtures/temp-dir';

/** Files that can be granted as long as they are there. */
const inputs = {
  async grant(path: string) {
    const name = basename(path);
    await access(path).catch(() =>
      Promise.reject(new AppError({ code: 'file-unreadable', file: name, problem: 'gone' })),
    );
    return { id: name, name, sizeBytes: 1, mediaType: 'image/jpeg', url: `oscar-input://${name}` };
  },
};

/** The recent files of a program that was just started. */
function start(
  folder: string,
  settings: Partial<Settings> = {},
  log: { warn(message: string): void } = { warn: (message) => expect.fail(message) },
): RecentFiles {
  let count = 0;
  return new RecentFiles({
    store: new FileRecentFileStore(join(folder, 'recent-files.json')),
    inputs,
    log,
    settings: { get: async () => ({ ...defaultSettings, ...settings }) },
    newId: () => `id-${(count += 1)}`,
  });
}

/** Makes files in a folder called Meadow, and answers their paths. */
async function makeFiles(folder: string, ...names: readonly string[]): Promise<string[]> {
  await mkdir(join(folder, 'Meadow'), { recursive: true });
  return Promise.all(
    names.map(async (name) => {
      const path = join(folder, 'Meadow', name);
      await writeFile(path, name);
      return path;
    }),
  );
}

const namesOf = async (recent: RecentFiles) => (await recent.list()).map(({ name }) => name);

describe('the recent files', () => {
  const folder = temporaryFolder();

  it('are the latest first, each once, over a restart', async () => {
    const [one = '', two = ''] = await makeFiles(folder(), 'one.jpg', 'dos ñ.jpg');
    const recent = start(folder());
    await Promise.all([recent.note(one), recent.note(two), recent.note(one)]);
    expect(await start(folder()).list()).toEqual([
      { id: 'id-1', name: 'one.jpg', folder: 'Meadow' },
      { id: 'id-2', name: 'dos ñ.jpg', folder: 'Meadow' },
    ]);
  });

  it('tell no path, and know it again by an id that stays', async () => {
    const [path = ''] = await makeFiles(folder(), 'one.jpg');
    const recent = start(folder());
    await recent.note(path);
    const [file] = await recent.list();
    expect(JSON.stringify(file)).not.toContain(folder());
    expect(await recent.list()).toEqual([file]);
    expect(await recent.open(file?.id ?? '')).toMatchObject({ name: 'one.jpg' });
    const gone = { info: { code: 'file-unreadable', problem: 'gone' } };
    await expect(recent.open('another')).rejects.toMatchObject(gone);
  });

  it('are no more than eight', async () => {
    const recent = start(folder());
    for (const path of await makeFiles(folder(), ...'abcdefghij')) await recent.note(path);
    expect(await namesOf(recent)).toEqual([...'jihgfedc']);
  });

  it('leave the list when they are gone', async () => {
    const [path = '', other = ''] = await makeFiles(folder(), 'one.jpg', 'two.jpg');
    const recent = start(folder());
    await recent.note(path);
    await recent.note(other);
    await rm(path);
    expect(await namesOf(recent)).toEqual(['two.jpg']);
  });

  it('are not offered again once one could not be opened, even when it comes back', async () => {
    const [path = ''] = await makeFiles(folder(), 'one.jpg');
    const recent = start(folder());
    await recent.note(path);
    const [file] = await recent.list();
    await rm(path);
    await expect(recent.open(file?.id ?? '')).rejects.toMatchObject({ info: { code: 'file-unreadable' } });
    await writeFile(path, 'again');
    expect(await namesOf(recent)).toEqual([]);
  });

  it('hold no connection files', async () => {
    const [path = ''] = await makeFiles(folder(), 'lab.oscar-connection');
    const recent = start(folder());
    await recent.note(path);
    expect(await namesOf(recent)).toEqual([]);
  });

  it('keep no file from being used when they cannot be written', async () => {
    const [path = ''] = await makeFiles(folder(), 'one.jpg');
    const warnings: string[] = [];
    const recent = start(join(folder(), 'missing'), {}, { warn: (message) => warnings.push(message) });
    await recent.note(path);
    expect(warnings).toEqual(['recent files']);
  });

  it('are forgotten when the user says so, and the files stay', async () => {
    const [path = ''] = await makeFiles(folder(), 'one.jpg');
    const recent = start(folder());
    await recent.note(path);
    await recent.clear();
    expect(await start(folder()).list()).toEqual([]);
    await recent.note(path);
    expect(await namesOf(recent)).toEqual(['one.jpg']);
  });

  it('are none where nothing is kept', async () => {
    const [path = ''] = await makeFiles(folder(), 'one.jpg');
    await start(folder(), { keepDays: 0 }).note(path);
    expect(await start(folder()).list()).toEqual([]);
  });

  it('are forgotten when the user chooses to keep nothing, and only then', async () => {
    const [path = ''] = await makeFiles(folder(), 'one.jpg');
    await start(folder()).note(path);
    await start(folder(), { keepDays: 30 }).keepToRetention();
    expect(await namesOf(start(folder()))).toEqual(['one.jpg']);
    await start(folder(), { keepDays: 0 }).keepToRetention();
    expect(await namesOf(start(folder()))).toEqual([]);
  });
});
