import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MemoryTokenStore } from '../../../src-main/adapters/connection/memory-token-store';
import { AppError, type ErrorInfo } from '../../../src-main/core/ground/error';
import type { TokenStore } from '../../../src-main/core/connection/ports';
import type { ProfileFields, SignIn } from '../../../src-main/core/connection/profile';
import type { SignInService } from '../../../src-main/services/connection/sign-in-service';
import { OidcIssuer, webToken, type OidcIssuerOptions } from '../../fixtures/oidc-issuer';
import { startOscarServer, type OscarServer, type OscarServerOptions } from '../../fixtures/oscar-server';
import { oscarClient } from '../../fixtures/oscar-client';
import { failureOf, runRequest } from '../../fixtures/run-request';
import { profileServices } from '../../fixtures/profile-services';
import { signInService } from '../../fixtures/sign-in';

const closing: (() => Promise<void>)[] = [];
const client = oscarClient();
const accessToken: SignIn = { kind: 'oidc-access-token' };
const refreshToken: SignIn = { kind: 'oidc-refresh-token' };

let keychain: MemoryTokenStore;
let aheadMs: number;
const clock = { now: () => new Date(Date.now() + aheadMs).toISOString() };

beforeEach(() => {
  keychain = new MemoryTokenStore();
  aheadMs = 0;
});

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function startIssuer(options: OidcIssuerOptions = {}): Promise<OidcIssuer> {
  const issuer = await OidcIssuer.start(options);
  closing.push(() => issuer.close());
  return issuer;
}

/** A cluster that takes access tokens, all of them unless told otherwise. */
async function startCluster(options: OscarServerOptions = {}): Promise<OscarServer> {
  const server = await startOscarServer({ judgeAccessToken: () => 'accepted', ...options });
  closing.push(() => server.close());
  return server;
}

/** The services that know the connection `lab` to a cluster. */
async function connect(server: OscarServer, signIn: SignIn, secret?: string, store: TokenStore = keychain) {
  const signIns: SignInService = signInService({ keychain: store, clock });
  const { profiles, services } = profileServices({ client, signIns, newId: () => 'lab' });
  const fields: ProfileFields = {
    name: 'Field lab',
    colour: 'green',
    endpoint: server.endpoint,
    allowsPlainHttp: false,
    signIn,
    trust: { kind: 'system' },
  };
  const profile = await profiles.add(fields, secret, 'keychain');
  return { profiles, services, signIns, profile, fields };
}

const authorizedBy = (server: OscarServer) => server.requests.map((request) => request.authorizedBy);

describe('an access token', () => {
  it('opens the list, and the service’s own token runs the service', async () => {
    const server = await startCluster();
    const token = webToken({ expiresIn: 3600 });
    const { services, profile } = await connect(server, accessToken, `Bearer ${token}\n`);
    expect(profile.tokenLife?.expiresAt).toMatch(/Z$/);
    expect(await keychain.get('lab')).toBe(token);
    const { access } = await services.openService('lab', 'echo');
    expect(access.token).toBe(server.token);
    expect(authorizedBy(server)).toEqual(['access-token']);
  });

  it('runs the service itself where the cluster gives no token of the service', async () => {
    const server = await startCluster({ listsTokens: false });
    const token = webToken({ expiresIn: 3600 });
    const { services } = await connect(server, accessToken, token);
    expect((await services.listServices('lab'))[0]).not.toHaveProperty('obstacle');
    const { access } = await services.openService('lab', 'echo');
    expect(access.token).toBe(token);
    await client.run({ ...runRequest(server, 'echo'), access });
    expect(authorizedBy(server)).toEqual(['access-token', 'access-token']);
  });

  it('that ran out is told, and never sent', async () => {
    const server = await startCluster();
    const token = webToken({ expiresIn: 3600 });
    const { services, profile } = await connect(server, accessToken, token);
    aheadMs = 3_600_000;
    expect(await failureOf(services.listServices('lab'), token)).toEqual({
      code: 'token-expired',
      token: 'access',
      expiredAt: profile.tokenLife?.expiresAt,
    });
    expect(server.requests).toEqual([]);
  });

  it('that is not yet in force is told, and never sent', async () => {
    const server = await startCluster();
    const { services, profile } = await connect(server, accessToken, webToken({ validIn: 3600, expiresIn: 7200 }));
    expect(await failureOf(services.listServices('lab'))).toEqual({
      code: 'token-not-yet-valid',
      validFrom: profile.tokenLife?.validFrom,
    });
    expect(server.requests).toEqual([]);
  });

  it.each<[string, string, Partial<ErrorInfo>]>([
    ['that ran out', webToken({ expiresIn: -60 }), { code: 'token-expired', token: 'access' }],
    ['that is a service token', '0f'.repeat(32), { code: 'token-unsuitable', problem: 'service-token' }],
    ['that is none', 'hello', { code: 'token-unsuitable', problem: 'opaque' }],
  ])('%s is not kept', async (_, token, expected) => {
    const server = await startCluster();
    expect(await failureOf(connect(server, accessToken, token))).toMatchObject(expected);
    expect(await keychain.get('lab')).toBeUndefined();
  });

  it.each<[string, OscarServerOptions, Partial<ErrorInfo>]>([
    ['of a user in no group', { judgeAccessToken: () => 'refused' }, { code: 'unauthorized', signIn: 'web-token' }],
    [
      'of another issuer',
      { judgeAccessToken: () => ({ unknownIssuer: 'https://idp.example.org' }) },
      { code: 'issuer-unknown', issuer: 'https://idp.example.org' },
    ],
  ])('%s is refused with its own sentence', async (_, options, expected) => {
    const server = await startCluster(options);
    const token = webToken({ expiresIn: 3600 });
    const { services } = await connect(server, accessToken, token);
    expect(await failureOf(services.listServices('lab'), token)).toMatchObject(expected);
    const run = client.run(runRequest(server, 'echo', { token }));
    const code = expected.code === 'unauthorized' ? 'service-not-found' : expected.code;
    expect(await failureOf(run, token)).toMatchObject({ ...expected, code });
  });

  it('is told to be of no use where the cluster takes none', async () => {
    const server = await startOscarServer();
    closing.push(() => server.close());
    const { services } = await connect(server, accessToken, webToken({ expiresIn: 3600 }));
    expect(await failureOf(services.listServices('lab'))).toMatchObject({ code: 'sign-in-unsupported' });
  });
});

describe('a refresh token', () => {
  it('is exchanged once for everybody who needs it, and again when little time is left', async () => {
    const issuer = await startIssuer({ accessLifeSeconds: 3600 });
    const server = await startCluster();
    const { services } = await connect(server, refreshToken, issuer.newRefreshToken());
    await Promise.all([services.listServices('lab'), services.listServices('lab'), services.listServices('lab')]);
    expect(issuer.exchanges).toHaveLength(1);
    aheadMs = 54 * 60_000;
    await services.listServices('lab');
    expect(issuer.exchanges).toHaveLength(1);
    aheadMs = 56 * 60_000;
    await services.listServices('lab');
    expect(issuer.exchanges).toHaveLength(2);
  });

  it('that the issuer replaces is kept anew, and the access token nowhere', async () => {
    const issuer = await startIssuer({ rotates: true });
    const first = issuer.newRefreshToken();
    const { services, signIns } = await connect(await startCluster(), refreshToken, first);
    await services.listServices('lab');
    await signIns.allDone();
    const kept = await keychain.get('lab');
    expect(kept).not.toBe(first);
    expect(issuer.refreshTokens).toEqual(new Set([kept]));
  });

  it('that the keychain does not take goes on in memory, and is kept when it can be', async () => {
    const issuer = await startIssuer({ rotates: true, accessLifeSeconds: 600 });
    let isLocked = false;
    const store: TokenStore = {
      get: (id) => keychain.get(id),
      set: async (id, secret) => {
        if (isLocked) throw new AppError({ code: 'keychain-unavailable' });
        await keychain.set(id, secret);
      },
      delete: (id) => keychain.delete(id),
    };
    const { services } = await connect(await startCluster(), refreshToken, issuer.newRefreshToken(), store);
    isLocked = true;
    await services.listServices('lab');
    isLocked = false;
    aheadMs = 590_000;
    await services.listServices('lab');
    expect(issuer.exchanges).toHaveLength(2);
    expect(issuer.refreshTokens).toEqual(new Set([await keychain.get('lab')]));
  });

  it('that was replaced never takes the place of one that the user pasted meanwhile', async () => {
    let answer = () => {};
    const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
    let arrive = () => {};
    const hasArrived = new Promise<void>((resolve) => (arrive = resolve));
    const before = () => {
      arrive();
      return mayAnswer;
    };
    const issuer = await startIssuer({ rotates: true, before });
    const { services, profiles, fields } = await connect(await startCluster(), refreshToken, issuer.newRefreshToken());
    const slow = services.listServices('lab');
    await hasArrived;
    const pasted = issuer.newRefreshToken();
    await profiles.change('lab', fields, pasted, 'keychain');
    answer();
    await slow;
    expect(await keychain.get('lab')).toBe(pasted);
  });

  it('gets another access token when the cluster refuses one before its time', async () => {
    const issuer = await startIssuer();
    const refused = new Set<string>();
    const server = await startCluster({ judgeAccessToken: (token) => (refused.has(token) ? 'refused' : 'accepted') });
    const { services } = await connect(server, refreshToken, issuer.newRefreshToken());
    await services.listServices('lab');
    refused.add(issuer.accessTokens[0] ?? '');
    await services.listServices('lab');
    expect(issuer.exchanges).toHaveLength(2);
    expect(authorizedBy(server)).toEqual(['access-token', undefined, 'access-token']);
  });

  it('gives up when the second access token is refused, too', async () => {
    const issuer = await startIssuer();
    const server = await startCluster({ judgeAccessToken: () => 'refused' });
    const { services } = await connect(server, refreshToken, issuer.newRefreshToken());
    expect(await failureOf(services.listServices('lab'))).toMatchObject({ code: 'unauthorized', signIn: 'web-token' });
    expect(server.requests).toHaveLength(2);
  });

  it('opens the same service with another token after a refusal, and once more only', async () => {
    const issuer = await startIssuer();
    const server = await startCluster({ listsTokens: false });
    const { services } = await connect(server, refreshToken, issuer.newRefreshToken());
    const first = await services.openService('lab', 'echo');
    const second = await services.renewService(first);
    expect([first.access.token, second?.access.token]).toEqual(issuer.accessTokens);
  });

  it('that was revoked is told with the issuer', async () => {
    const issuer = await startIssuer();
    const { services } = await connect(await startCluster(), refreshToken, issuer.newRefreshToken());
    issuer.revokeAll();
    expect(await failureOf(services.listServices('lab'))).toMatchObject({
      code: 'sign-in-refused',
      reason: 'token',
      issuer: issuer.address,
    });
  });

  it('that is opaque needs an issuer and a client id', async () => {
    const issuer = await startIssuer();
    const server = await startCluster();
    issuer.refreshTokens.add('opaque');
    expect(await failureOf(connect(server, refreshToken, 'opaque'))).toEqual({ code: 'issuer-needed' });
    const signIn: SignIn = { ...refreshToken, issuer: issuer.address, clientId: 'desk' };
    const { services } = await connect(server, signIn, 'opaque');
    expect(await services.listServices('lab')).toHaveLength(1);
  });

  it('that ran out is told before it is kept, and before it is sent', async () => {
    const issuer = await startIssuer();
    const server = await startCluster();
    const expected = { code: 'token-expired', token: 'refresh' };
    const old = issuer.newRefreshToken({ expiresIn: -60 });
    expect(await failureOf(connect(server, refreshToken, old))).toMatchObject(expected);
    const { services } = await connect(server, refreshToken, issuer.newRefreshToken({ expiresIn: 60 }));
    aheadMs = 60_000;
    expect(await failureOf(services.listServices('lab'))).toMatchObject(expected);
    expect(issuer.exchanges).toEqual([]);
  });

  it('goes to no other issuer with a change of the connection', async () => {
    const issuer = await startIssuer();
    const { profiles, fields } = await connect(await startCluster(), refreshToken, issuer.newRefreshToken());
    const elsewhere = { ...fields, signIn: { ...refreshToken, issuer: 'https://idp.example.org', clientId: 'desk' } };
    const change = profiles.change('lab', elsewhere, undefined, 'keychain');
    expect(await failureOf(change)).toMatchObject({ code: 'secret-missing' });
  });
});

describe('an account of the agent', () => {
  const agent: SignIn = { kind: 'oidc-agent', account: 'egi' };

  it('needs no secret here, and leaves none of another sign-in behind', async () => {
    const server = await startCluster();
    const { services, profiles, fields } = await connect(server, accessToken, webToken({ expiresIn: 3600 }));
    const changed = await profiles.change('lab', { ...fields, signIn: agent }, undefined, 'keychain');
    expect(changed).not.toHaveProperty('tokenLife');
    expect(await keychain.get('lab')).toBeUndefined();
    expect(await failureOf(services.listServices('lab'))).toMatchObject({
      code: 'agent-unavailable',
      problem: 'not-installed',
    });
    expect(server.requests).toEqual([]);
  });
});
