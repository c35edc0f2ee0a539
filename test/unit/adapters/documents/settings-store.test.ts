import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileSettingsStore } from '../../../../src-main/adapters/documents/settings-store';
import { defaultSettings } from '../../../../src-main/core/app/settings';
import { temporaryFolder } from '../../../fixtures/temp-dir';

describe('FileSettingsStore', () => {
  const folder = temporaryFolder();
  const path = () => join(folder(), 'settings.json');

  it('begins with the defaults and writes nothing for them', async () => {
    expect(await new FileSettingsStore(path()).get()).toEqual(defaultSettings);
    expect(await readdir(folder())).toEqual([]);
  });

  it('keeps a change for the next start', async () => {
    await new FileSettingsStore(path()).change({ waitLimitSeconds: 42 });
    expect(await new FileSettingsStore(path()).get()).toEqual({ ...defaultSettings, waitLimitSeconds: 42 });
  });

  it('keeps both of two changes at once, and is done when they are on disk', async () => {
    const store = new FileSettingsStore(path());
    void store.change({ waitLimitSeconds: 42 });
    void store.change({ retriesEnabled: false });
    await store.allDone();
    expect(await new FileSettingsStore(path()).get()).toMatchObject({ waitLimitSeconds: 42, retriesEnabled: false });
  });

  it('fills in what an older version did not know', async () => {
    await writeFile(path(), JSON.stringify({ version: 1, content: { retriesEnabled: false } }));
    expect(await new FileSettingsStore(path()).get()).toEqual({ ...defaultSettings, retriesEnabled: false });
  });

  it.each([
    ['cut off in the middle', '{"version":1,"content":{"wait'],
    ['from a newer version', '{"version":2,"content":{"waitLimit":"5 min"}}'],
    ['with a value that is out of range', '{"version":1,"content":{"waitLimitSeconds":-1}}'],
  ])('sets a document aside that is %s', async (_what, text) => {
    await writeFile(path(), text);
    const store = new FileSettingsStore(path());
    expect(await store.get()).toEqual(defaultSettings);
    await store.change({ retriesEnabled: false });
    const kept = (await readdir(folder())).find((name) => name.includes('set-aside'));
    expect(kept).toBeDefined();
    expect(await readFile(join(folder(), kept ?? ''), 'utf8')).toBe(text);
  });

  it('says which folder has gone', async () => {
    const store = new FileSettingsStore(join(folder(), 'gone', 'settings.json'));
    await expect(store.change({ retriesEnabled: false })).rejects.toMatchObject({
      info: { code: 'folder-gone', folder: 'gone' },
    });
  });
});
