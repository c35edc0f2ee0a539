import { describe, expect, it } from 'vitest';
import { MemoryTokenStore } from '../../../../src-main/adapters/connection/memory-token-store';
import type { ProfileFields } from '../../../../src-main/core/connection/profile';
import { profileServices } from '../../../fixtures/profile-services';
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
const make = () =>
  profileServices({
    client: { listServices: async () => [] },
    signIns: signInService({ keychain: new MemoryTokenStore() }),
  });

describe('CredentialService', () => {
  it('sends a service token without what clung to it when it was pasted, saved or not', async () => {
    const { profiles, services, credentials } = make();
    const signIn = { kind: 'service-token', serviceName: 'cow' } as const;
    const pasted = `\ufeffToken: "${token('c')}"\u200b\n`;
    await profiles.add({ ...fields, signIn }, pasted, 'session');
    expect(await services.openService('one', 'cow')).toMatchObject({ access: { token: token('c') } });
    expect(await credentials.credentialOf({ ...fields, signIn }, pasted, undefined)).toMatchObject({
      token: token('c'),
    });
  });

  it('takes the secret of the saved connection where none is typed', async () => {
    const { profiles, credentials } = make();
    await profiles.add(fields, 'paßwort', 'keychain');
    const authorization = `Basic ${Buffer.from('ana:paßwort').toString('base64')}`;
    expect(await credentials.credentialOf(fields, undefined, 'one')).toEqual({ kind: 'account', authorization });
  });

  it.each([
    ['that is not saved', fields, undefined],
    ['with another address', { ...fields, endpoint: 'https://elsewhere.example' }, 'one'],
    ['with another user', { ...fields, signIn: { kind: 'password', user: 'eva' } } as const, 'one'],
  ])('has no secret for a connection %s', async (_what, asked, id) => {
    const { profiles, credentials } = make();
    await profiles.add(fields, 'paßwort', 'keychain');
    await expect(credentials.credentialOf(asked, undefined, id)).rejects.toMatchObject({
      info: { code: 'secret-missing' },
    });
  });

  it('does not use up a refresh token that is only typed', async () => {
    const signIn = { kind: 'oidc-refresh-token' } as const;
    expect(await make().credentials.credentialOf({ ...fields, signIn }, 'refresh', undefined)).toEqual({
      kind: 'after-saving',
    });
  });
});
