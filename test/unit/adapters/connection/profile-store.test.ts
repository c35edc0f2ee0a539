import { readFile, readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileProfileStore } from '../../../../src-main/adapters/connection/profile-store';
import type { ClusterProfile } from '../../../../src-main/core/connection/profile';
import { temporaryFolder } from '../../../fixtures/temp-dir';

const profile: ClusterProfile = {
  id: '4f9b3a52-8e63-4c1b-9a3c-0d9f6f0e8a11',
  kind: 'cluster',
  keeping: 'keychain',
  name: 'Field lab',
  colour: 'green',
  endpoint: 'https://oscar.example.org',
  allowsPlainHttp: false,
  signIn: { kind: 'password', user: 'ana' },
  trust: { kind: 'system' },
};
const document = (version: number, content: unknown) => JSON.stringify({ version, content });

describe('FileProfileStore', () => {
  const folder = temporaryFolder();
  const path = () => join(folder(), 'profiles.json');

  it('keeps connections for the next start', async () => {
    await new FileProfileStore(path()).replace([profile]);
    expect(await new FileProfileStore(path()).list()).toEqual([profile]);
  });

  it.each([
    ['newer', document(2, { clusters: [profile] })],
    ['damaged', document(1, { profiles: [profile] }).slice(0, 120)],
    ['damaged', document(1, { profiles: [{ ...profile, trust: { kind: 'anything' } }] })],
    ['damaged', document(0, {})],
    ['damaged', '\0\0\0\0'],
    ['damaged', ''],
    ['damaged', '[]'],
  ])('sets aside what it can’t understand as %s, byte for byte, and tells it once: %.30s', async (reason, text) => {
    await writeFile(path(), text);
    const told: [string, string][] = [];
    const store = new FileProfileStore(path(), (...facts) => told.push(facts));
    expect(await Promise.all([store.list(), store.list()])).toEqual([[], []]);
    await store.replace([profile]);
    expect(told).toEqual([[expect.stringContaining('profiles.json.set-aside-'), reason]]);
    const [[kept = '']] = told as [[string, string]];
    expect(await readFile(kept, 'utf8')).toBe(text);
    expect((await readdir(folder())).sort()).toEqual(['profiles.json', basename(kept)]);
    expect(await new FileProfileStore(path()).list()).toEqual([profile]);
  });

  it('asks again after a document could not be read at all', async () => {
    const unreadable = join(folder(), 'folder.json');
    const store = new FileProfileStore(join(unreadable, 'profiles.json'));
    await writeFile(unreadable, 'a file where a folder should be');
    await expect(store.list()).rejects.toThrow('ENOTDIR');
    await expect(store.list()).rejects.toThrow('ENOTDIR');
  });
});
