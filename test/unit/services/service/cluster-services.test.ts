import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryTokenStore } from '../../../../src-main/adapters/connection/memory-token-store';
import type { OscarClient } from '../../../../src-main/core/run/ports';
import type { ProfileFields } from '../../../../src-main/core/connection/profile';
import { noNotes, type ServiceNotes } from '../../../../src-main/core/service/notes';
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
describe('ClusterServices', () => {
  let store: MemoryProfileStore;
  let keychain: MemoryTokenStore;
  let asked: { endpoint: string; authorization: string }[];
  let listing: object[];
  let ids: string[];

  const make = (notes?: ServiceNotes) => {
    const client: Pick<OscarClient, 'listServices'> = {
      async listServices({ endpoint }, authorization) {
        asked.push({ endpoint, authorization });
        return listing.flatMap((entry) => parseService(entry) ?? []);
      },
    };
    return profileServices({
      client,
      signIns: signInService({ keychain }),
      store,
      newId: () => ids.shift() ?? 'one',
      ...(notes && { notes }),
    });
  };

  beforeEach(() => {
    store = new MemoryProfileStore();
    keychain = new MemoryTokenStore();
    asked = [];
    ids = [];
    listing = [{ name: 'plants', owner: 'a', token: token('a') }];
  });

  it('opens services with the limits of their connection, and with no other', async () => {
    ids = ['one', 'two'];
    const { profiles, services } = make();
    const limits = { waitSeconds: 600, parallelRuns: 4 };
    const one = await profiles.add({ ...fields, limits }, 'paßwort', 'keychain');
    const two = await profiles.add(fields, 'paßwort', 'keychain');
    expect((await services.openService(one.id, 'plants')).limits).toEqual(limits);
    expect(await services.openService(two.id, 'plants')).not.toHaveProperty('limits');
    await profiles.change(one.id, fields, undefined, 'keychain');
    expect(await services.openService(one.id, 'plants')).not.toHaveProperty('limits');
  });

  it('opens services with the endings that their card names, else with their own', async () => {
    const input = [{ storage_provider: 'minio', path: 'in', suffix: ['.csv'] }];
    listing = [
      { name: 'plants', token: token('a'), input },
      { name: 'birds', token: token('b'), input },
    ];
    const { profiles, services } = make({ ...noNotes, given: { plants: { accepts: ['jpg', 'heic'] } } });
    await profiles.add(fields, 'paßwort', 'keychain');
    expect((await services.openService('one', 'plants')).accepts).toEqual(['jpg', 'heic']);
    expect((await services.openService('one', 'birds')).accepts).toEqual(['csv']);
  });

  it('signs in with user and password, in UTF-8, and opens a service with its own token', async () => {
    const { profiles, services } = make();
    await profiles.add(fields, 'paßwort', 'keychain');
    const open = await services.openService('one', 'plants');
    const authorization = `Basic ${Buffer.from('ana:paßwort').toString('base64')}`;
    expect(asked).toEqual([{ endpoint: 'https://oscar.example.org', authorization }]);
    expect(open).toMatchObject({ access: { endpoint: 'https://oscar.example.org', token: token('a') } });
    expect(open).not.toHaveProperty('owner');
  });

  it('tells the cluster the owner only where two services have one name', async () => {
    listing = [
      { name: 'plants', owner: 'a', token: token('a') },
      { name: 'plants', owner: 'b', token: token('b') },
    ];
    const { profiles, services } = make();
    await profiles.add(fields, 'p', 'keychain');
    expect(await services.openService('one', 'plants', 'b')).toMatchObject({
      owner: 'b',
      access: { token: token('b') },
    });
  });

  it('runs one service with its token alone, without asking the cluster', async () => {
    const { profiles, services } = make();
    await profiles.add({ ...fields, signIn: { kind: 'service-token', serviceName: 'cow' } }, token('c'), 'keychain');
    expect(await services.openService('one', 'cow')).toMatchObject({ access: { token: token('c') } });
    expect(asked).toEqual([]);
    await expect(services.openService('one', 'dog')).rejects.toMatchObject({ info: { code: 'service-not-found' } });
  });

  it('keeps no tokens of a cluster that the connection no longer leads to', async () => {
    const { profiles, services } = make();
    await profiles.add(fields, 'p', 'keychain');
    const slow = services.listServices('one');
    await profiles.change('one', { ...fields, endpoint: 'https://other.example.org' }, 'other', 'keychain');
    await slow;
    listing = [{ name: 'plants', owner: 'a', token: token('b') }];
    const open = await services.openService('one', 'plants');
    expect(open.access).toEqual({
      endpoint: 'https://other.example.org',
      trust: { kind: 'system' },
      token: token('b'),
    });
  });

  it('asks for the tokens again after they were refused', async () => {
    const { profiles, services } = make();
    await profiles.add(fields, 'p', 'keychain');
    const open = await services.openService('one', 'plants');
    expect(await services.renewService(open)).toBeUndefined();
    listing = [{ name: 'plants', owner: 'a', token: token('b') }];
    expect((await services.renewService(open))?.access.token).toBe(token('b'));
  });

  it('asks the practice cluster again when it was started anew, at another address', async () => {
    let endpoint = 'http://127.0.0.1:5001';
    const practice = {
      open: async () => ({ endpoint, authorization: `for ${endpoint}` }),
      close: async () => undefined,
    };
    const client: Pick<OscarClient, 'listServices'> = {
      async listServices({ endpoint: at }, authorization) {
        asked.push({ endpoint: at, authorization });
        return listing.flatMap((entry) => parseService(entry) ?? []);
      },
    };
    const { services } = profileServices({ client, signIns: signInService({ keychain }), store, practice });
    await services.openService('practice', 'plants');
    await services.openService('practice', 'plants');
    expect(asked).toEqual([{ endpoint, authorization: `for ${endpoint}` }]);
    endpoint = 'http://127.0.0.1:5002';
    listing = [{ name: 'plants', owner: 'a', token: token('b') }];
    expect((await services.openService('practice', 'plants')).access).toMatchObject({ endpoint, token: token('b') });
    expect(asked[1]).toEqual({ endpoint, authorization: `for ${endpoint}` });
  });
});
