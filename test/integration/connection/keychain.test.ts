import { randomUUID } from 'node:crypto';
import * as keytar from 'keytar';
import { afterEach, describe, expect, it } from 'vitest';
import { KeychainTokenStore } from '../../../src-main/adapters/connection/keychain';

const hasSessionBus = process.platform !== 'linux' || Boolean(process.env['DBUS_SESSION_BUS_ADDRESS']);

describe.skipIf(!hasSessionBus)('the system keychain (needs a session bus, which npm test brings along)', () => {
  const serviceName = `OSCAR Desktop test ${randomUUID()}`;
  const store = new KeychainTokenStore(async () => keytar, serviceName);

  afterEach(async () => {
    for (const { account } of await keytar.findCredentials(serviceName))
      await keytar.deletePassword(serviceName, account);
  });

  it.each([
    ['short', 'päßword ñ 🌿'],
    ['of the length of one entry', 'x'.repeat(1200)],
    ['longer than one entry', 'abc'.repeat(1500)],
  ])('keeps a secret that is %s for another start, and nothing after it was deleted', async (_what, secret) => {
    const id = randomUUID();
    await store.set(id, secret);
    expect(await new KeychainTokenStore(async () => keytar, serviceName).get(id)).toBe(secret);
    await store.delete(id);
    expect(await keytar.findCredentials(serviceName)).toEqual([]);
    expect(await store.get(id)).toBeUndefined();
  });

  it('leaves nothing of a long secret when a short one replaces it', async () => {
    const id = randomUUID();
    await store.set(id, 'abc'.repeat(1500));
    await store.set(id, 'short');
    expect(await store.get(id)).toBe('short');
    expect(await keytar.findCredentials(serviceName)).toHaveLength(1);
  });
});

it('says that there is no keychain, and keeps the reason for the log', async () => {
  const cause = new Error('libsecret-1.so.0: cannot open shared object file');
  const store = new KeychainTokenStore(() => Promise.reject(cause));
  await expect(store.get('a')).rejects.toMatchObject({ info: { code: 'keychain-unavailable' }, cause });
});
