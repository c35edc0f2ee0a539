import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryTokenStore } from '../../../../src-main/adapters/connection/memory-token-store';
import { AppError } from '../../../../src-main/core/ground/error';
import type { OscarClient } from '../../../../src-main/core/run/ports';
import type { TokenStore } from '../../../../src-main/core/connection/ports';
import type { ProfileFields } from '../../../../src-main/core/connection/profile';
import { parseService } from '../../../../src-main/core/service/service';
import { MemoryProfileStore, profileServices } from '../../../fixtures/profile-services';
import { signInService } from '../../../fixtures/sign-in';

const token = (digit: string) => digit.repeat(64);
const fields: ProfileFields = {
  name: 'Field lab',
  colour: 'green',
  endpoint: ' oscar.example.org/ui ',
  allowsPlainHttp: false,
  signIn: { kind: 'password', user: 'ana' },
  trust: { kind: 'system' },
};
const locked: TokenStore = {
  get: () => Promise.reject(new AppError({ code: 'keychain-unavailable' })),
  set: () => Promise.reject(new AppError({ code: 'keychain-unavailable' })),
  delete: () => Promise.reject(new AppError({ code: 'keychain-unavailable' })),
};

describe('ProfileService', () => {
  let store: MemoryProfileStore;
  let keychain: MemoryTokenStore;
  let asked: { endpoint: string; authorization: string }[];
  let listing: object[];
  let ids: string[];
  let forgotten: string[];

  const make = (secrets: TokenStore = keychain) => {
    const client: Pick<OscarClient, 'listServices'> = {
      async listServices({ endpoint }, authorization) {
        asked.push({ endpoint, authorization });
        return listing.flatMap((entry) => parseService(entry) ?? []);
      },
    };
    return profileServices({
      client,
      signIns: signInService({ keychain: secrets }),
      store,
      newId: () => ids.shift() ?? 'one',
      onForget: (id) => forgotten.push(id),
    });
  };

  beforeEach(() => {
    store = new MemoryProfileStore();
    keychain = new MemoryTokenStore();
    asked = [];
    ids = [];
    forgotten = [];
    listing = [{ name: 'plants', owner: 'a', token: token('a') }];
  });

  it('keeps the secret apart from the profile, and the address as it is meant', async () => {
    const added = await make().profiles.add(fields, 'paßwort', 'keychain');
    expect(added).toEqual({
      ...fields,
      id: 'one',
      kind: 'cluster',
      keeping: 'keychain',
      endpoint: 'https://oscar.example.org',
    });
    expect(JSON.stringify(store.profiles)).not.toContain('paßwort');
    expect(await keychain.get('one')).toBe('paßwort');
  });

  it('copies a connection with its secret, but only for the same cluster and sign-in', async () => {
    ids = ['first', 'second'];
    const { profiles, services } = make();
    await profiles.add(fields, 'paßwort', 'session');
    const other = { ...fields, endpoint: 'https://elsewhere.example' };
    await expect(profiles.copy('first', other)).rejects.toMatchObject({ info: { code: 'secret-missing' } });
    expect(store.profiles).toHaveLength(1);
    const copy = await profiles.copy('first', { ...fields, name: 'Field lab (copy)' });
    expect(copy).toMatchObject({ id: 'second', name: 'Field lab (copy)', keeping: 'session' });
    expect(await services.listServices('second')).toHaveLength(1);
  });

  it('keeps a secret for the session where there is no keychain and the user agrees', async () => {
    const { profiles, services } = make(locked);
    await expect(profiles.add(fields, 'p', 'keychain')).rejects.toMatchObject({
      info: { code: 'keychain-unavailable' },
    });
    expect(store.profiles).toEqual([]);
    await profiles.add(fields, 'p', 'session');
    expect(await services.listServices('one')).toHaveLength(1);
    // After another start the secret is gone, and the profile can still be removed.
    const restarted = make(locked);
    await expect(restarted.services.listServices('one')).rejects.toMatchObject({
      info: { code: 'secret-missing', profile: 'Field lab' },
    });
    await restarted.profiles.delete('one');
    expect(store.profiles).toEqual([]);
  });

  it('forgets nothing of a connection that could not be deleted', async () => {
    const { profiles } = make();
    await profiles.add(fields, 'p', 'keychain');
    store.isFull = true;
    await expect(profiles.delete('one')).rejects.toMatchObject({ info: { code: 'disk-full' } });
    expect(forgotten).toEqual([]);
  });

  it('moves a secret between keychain and session, and leaves none behind', async () => {
    const { profiles, services } = make();
    await profiles.add(fields, 'old', 'keychain');
    await profiles.change('one', fields, 'new', 'session');
    expect(await keychain.get('one')).toBeUndefined();
    await services.listServices('one');
    expect(asked[0]?.authorization).toBe(`Basic ${Buffer.from('ana:new').toString('base64')}`);
    await profiles.change('one', fields, 'newest', 'keychain');
    expect(await keychain.get('one')).toBe('newest');
  });

  it('leaves no secret behind when the profile can not be written', async () => {
    store.isFull = true;
    await expect(make().profiles.add(fields, 'p', 'keychain')).rejects.toMatchObject({ info: { code: 'disk-full' } });
    expect(await keychain.get('one')).toBeUndefined();
  });

  it('removes the secret with the profile, and keeps it when only the name changes', async () => {
    const { profiles, services } = make();
    await profiles.add(fields, 'p', 'keychain');
    await profiles.change('one', { ...fields, name: 'New name' }, undefined, 'keychain');
    expect(await keychain.get('one')).toBe('p');
    await profiles.delete('one');
    expect(await keychain.get('one')).toBeUndefined();
    expect(forgotten).toEqual(['one']);
    await expect(services.listServices('one')).rejects.toMatchObject({ info: { code: 'profile-gone' } });
  });

  it.each([
    ['address', { ...fields, endpoint: 'https://other.example.org' }],
    ['path of the same host', { ...fields, endpoint: 'https://oscar.example.org/other' }],
    ['certificate', { ...fields, trust: { kind: 'pinned', sha256: 'a'.repeat(64) } } as const],
    ['way to sign in', { ...fields, signIn: { kind: 'service-token', serviceName: 'plants' } } as const],
    ['user', { ...fields, signIn: { kind: 'password', user: 'eva' } } as const],
  ])('never takes a secret along to another %s', async (_what, changed) => {
    const { profiles } = make();
    await profiles.add(fields, 'p', 'keychain');
    await expect(profiles.change('one', changed, undefined, 'keychain')).rejects.toMatchObject({
      info: { code: 'secret-missing', cause: 'connection-changed' },
    });
    expect(store.profiles).toMatchObject([{ endpoint: 'https://oscar.example.org', signIn: fields.signIn }]);
    await profiles.change('one', changed, 'other', 'keychain');
    expect(await keychain.get('one')).toBe('other');
  });

  it.each([
    ['not an address', 'endpoint-invalid'],
    ['http://oscar.example.org', 'plain-http-refused'],
  ])('refuses %s', async (endpoint, code) => {
    await expect(make().profiles.add({ ...fields, endpoint }, 'p', 'keychain')).rejects.toMatchObject({
      info: { code },
    });
    expect(await keychain.get('one')).toBeUndefined();
  });
});
