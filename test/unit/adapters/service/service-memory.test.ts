import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileServiceMemory } from '../../../../src-main/adapters/service/service-memory';
import { noNotes } from '../../../../src-main/core/service/notes';
import { parseService } from '../../../../src-main/core/service/service';
import { temporaryFolder } from '../../../fixtures/temp-dir';

const { service } = parseService({ name: 'plants', owner: 'ana', token: 'a'.repeat(64), memory: '1Gi' }) ?? {};
const list = { seenAt: '2024-05-01T10:00:00.000Z', source: 'here', services: service ? [service] : [] };
const notes = { ...noNotes, favourites: ['ana/plants'], given: { plants: { title: 'Plants' } } };

describe('FileServiceMemory', () => {
  const folder = temporaryFolder();
  const memory = () => new FileServiceMemory(join(folder(), 'services'));

  it('remembers notes and a list for the next start', async () => {
    await memory().keepNotes('one', notes);
    await memory().keepList('one', list);
    expect(await memory().notes('one')).toEqual(notes);
    expect(await memory().lastList('one')).toEqual(list);
    expect(await memory().notes('two')).toEqual(noNotes);
    expect(await memory().lastList('two')).toBeUndefined();
  });

  it('forgets a connection, and nothing of another', async () => {
    const both = memory();
    for (const id of ['one', 'two']) await both.keepNotes(id, notes);
    await both.forget('one');
    expect(await both.notes('one')).toEqual(noNotes);
    expect(await readdir(join(folder(), 'services'))).toEqual(['two']);
  });

  it.each(['..', '../profiles', 'a/b', ''])('takes no id that leads elsewhere: %j', async (id) => {
    await expect(memory().forget(id)).rejects.toMatchObject({ info: { code: 'profile-gone' } });
  });
});
