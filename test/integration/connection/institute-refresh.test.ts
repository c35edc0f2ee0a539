import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { OpenIdIssuers } from '../../../src-main/adapters/sign-in/openid-issuers';
import { MemoryTokenStore } from '../../../src-main/adapters/connection/memory-token-store';
import { openReturnPlace } from '../../../src-main/adapters/sign-in/return-place';
import { FileProcessLock } from '../../../src-main/adapters/sign-in/process-lock';
import { systemTrust, type ClusterProfile, type Trust } from '../../../src-main/core/connection/profile';
import type { TokenEndpoint } from '../../../src-main/core/connection/ports';
import type { Institute } from '../../../src-main/core/sign-in/institute';
import type { GrantedTokens } from '../../../src-main/core/sign-in/progress';
import type { ErrorInfo } from '../../../src-main/core/ground/error';
import { createCertificateAuthority } from '../../fixtures/certificates';
import { buildProgram } from '../../fixtures/build-program';
import { browse, InstituteServer, type InstituteOptions } from '../../fixtures/institute';
import { webToken } from '../../fixtures/oidc-issuer';
import { clusterConnections } from '../../fixtures/oscar-client';
import { FolderKeychain } from '../../fixtures/folder-keychain';
import { failureOf } from '../../fixtures/run-request';
import { signInService } from '../../fixtures/sign-in';
import { createTempDir } from '../../fixtures/temp-dir';

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(options: InstituteOptions = {}): Promise<InstituteServer> {
  const server = await InstituteServer.start(options);
  closing.push(() => server.close());
  return server;
}

const page = { language: 'en', done: 'Done', failed: 'Failed', next: 'Go back' } as const;
const forever = new AbortController().signal;
const issuers = new OpenIdIssuers({ userAgent: 'test', connections: clusterConnections() });

/** Signs in by the page of an institute, as a user does. */
async function signIn(institute: Institute): Promise<GrantedTokens> {
  const place = await openReturnPlace(page, undefined);
  if (!place) throw new Error('no free port');
  const asked = await issuers.authorization({ institute, trust: systemTrust }, place.address);
  const browsed = browse(asked.page.href);
  const granted = await asked.finish(await place.returned(asked.state, forever), forever);
  await place.answer(true);
  await browsed;
  return granted;
}

const profileOf = (institute: Institute, trust: Trust = systemTrust): ClusterProfile => ({
  id: '8f9a3c1e-5a39-4c43-9d10-0c8f8d3f4a11',
  kind: 'cluster',
  keeping: 'keychain',
  name: 'Field lab',
  colour: 'green',
  endpoint: 'https://oscar.example.org',
  allowsPlainHttp: false,
  signIn: { kind: 'institute', institute },
  trust,
});

/** A connection whose user has signed in, with the refresh token in its keychain. */
async function signedIn() {
  const server = await start();
  const { refreshToken = '' } = await signIn(server.institute);
  const profile = profileOf(server.institute);
  const keychain = new MemoryTokenStore();
  await keychain.set(profile.id, refreshToken);
  return { server, refreshToken, profile, keychain };
}

describe('a sign-in by the page of an institute, later', () => {
  it('gets access tokens by itself, and keeps each new refresh token', async () => {
    const { server, refreshToken, profile, keychain } = await signedIn();
    const signIns = signInService({ keychain });
    const [first, same] = await Promise.all([signIns.accessToken(profile), signIns.accessToken(profile)]);
    expect(first).toBe(same);
    const rotated = await keychain.get(profile.id);
    expect(rotated).not.toBe(refreshToken);
    signIns.forgetRefused(profile.id, first ?? '');
    expect(await signIns.accessToken(profile)).not.toBe(first);
    expect(server.requests.filter((one) => one === 'POST /token')).toHaveLength(3);
  });

  it('lives through 20 refreshes by two processes at once', { timeout: 60_000 }, async () => {
    const folder = await createTempDir();
    closing.push(() => folder.remove());
    const program = await buildProgram('refreshing-program', join(folder.path, 'program'));
    const server = await start();
    const { refreshToken = '' } = await signIn(server.institute);
    const profile = profileOf(server.institute);
    const keychain = new FolderKeychain(join(folder.path, 'keychain'));
    await keychain.set(profile.id, refreshToken);
    const refresh = async () => {
      const args = [program, folder.path, JSON.stringify(profile), '10'];
      const process_ = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      let text = '';
      process_.stdout.on('data', (part: Buffer) => (text += part.toString()));
      await once(process_, 'close');
      return text;
    };
    const said = await Promise.all([refresh(), refresh()]);
    expect(said).toEqual(Array.from({ length: 2 }, () => 'token\n'.repeat(10)));
    // The sign-in is alive, with the last of its tokens.
    const lock = new FileProcessLock(join(folder.path, 'locks'));
    expect(await signInService({ keychain, lock }).accessToken(profile)).toMatch(/\./);
  });

  it('says that it has ended when its newest token was lost', async () => {
    const { server, refreshToken, profile, keychain } = await signedIn();
    const { issuer, clientId } = server.institute;
    // A program that ended by force before it kept what it got.
    await issuers.exchange({ issuer, clientId, refreshToken, trust: systemTrust });
    const failure = await failureOf(signInService({ keychain }).accessToken(profile), refreshToken);
    expect(failure).toMatchObject({ code: 'sign-in-refused', reason: 'ended', issuer });
  });

  it('ends at the institute when the user signs out', async () => {
    const { server, refreshToken, profile, keychain } = await signedIn();
    const signIns = signInService({ keychain });
    await signIns.signOut(profile);
    const { issuer, clientId } = server.institute;
    expect(await failureOf(signIns.accessToken(profile))).toMatchObject({ code: 'sign-in-refused', reason: 'ended' });
    const grant = { issuer, clientId, refreshToken, trust: systemTrust };
    expect(await failureOf(issuers.exchange(grant), refreshToken)).toMatchObject({ reason: 'token' });
  });

  it('stays ended although another process renews it while the user signs out', async () => {
    const folder = await createTempDir();
    closing.push(() => folder.remove());
    const lock = new FileProcessLock(join(folder.path, 'locks'));
    const { server, profile, keychain } = await signedIn();
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const exchange: TokenEndpoint['exchange'] = async (grant) => {
      const issued = await issuers.exchange(grant);
      await held;
      return issued;
    };
    const renewing = signInService({ keychain, lock, tokenEndpoint: { exchange } }).accessToken(profile);
    await expect.poll(() => server.requests.filter((one) => one === 'POST /token').length).toBe(2);
    const leaving = signInService({ keychain, lock }).signOut(profile);
    await new Promise((resolve) => setImmediate(resolve));
    goOn();
    await Promise.all([renewing, leaving]);
    expect(await keychain.get(profile.id)).toBeUndefined();
  });

  it('is forgotten with its connection although the institute can’t be reached, which is noted', async () => {
    const { server, profile, keychain } = await signedIn();
    await server.close();
    closing.pop();
    const noted: string[] = [];
    const log = { info: () => undefined, warn: (what: string) => void noted.push(what), error: () => 'reference' };
    const signIns = signInService({ keychain, log });
    await signIns.signOutSoon(profile);
    expect(await keychain.get(profile.id)).toBeUndefined();
    await signIns.allDone();
    expect(noted).toEqual(['signing out at an institute']);
  });

  it('believes the issuer how long a token counts, not the clock of this computer', async () => {
    const { profile, keychain } = await signedIn();
    for (const hours of [2, -2]) {
      const clock = { now: () => new Date(Date.now() + hours * 3_600_000).toISOString() };
      expect(await signInService({ keychain, clock }).accessToken(profile)).toMatch(/\./);
    }
  });

  it('is told when the institute can’t be reached', async () => {
    const { server, refreshToken, profile, keychain } = await signedIn();
    await server.close();
    closing.pop();
    const signIns = signInService({ keychain });
    expect(await failureOf(signIns.accessToken(profile), refreshToken)).toMatchObject({ code: 'connection-refused' });
    expect(await keychain.get(profile.id)).toBe(refreshToken);
  });
});

describe('an issuer', () => {
  it('is trusted as the connection is, where it is behind an authority of its own', async () => {
    const authority = await createCertificateAuthority();
    const server = await start({ tls: await authority.issue() });
    const trust = { kind: 'certificate-authority', subject: 'Lab', certificates: authority.certificate } as const;
    expect(await issuers.deviceCode({ institute: server.institute, trust })).toMatchObject({ expiresInSeconds: 600 });
    const strange = issuers.deviceCode({ institute: server.institute, trust: systemTrust });
    expect(await failureOf(strange)).toMatchObject({ code: 'tls-untrusted' });
  });

  it('may have a clock that is two hours behind', async () => {
    const behindMs = 2 * 3_600_000;
    const server = await startServer((request, response) => {
      const origin = `http://${request.headers.host}`;
      response.sendDate = false;
      response.setHeader('date', new Date(Date.now() - behindMs).toUTCString());
      response.setHeader('content-type', 'application/json');
      const claims = {
        issuer: origin,
        clientId: 'desk',
        expiresIn: 3600 - behindMs / 1000,
        issuedIn: -behindMs / 1000,
      };
      const answers: Readonly<Record<string, object>> = {
        '/.well-known/openid-configuration': {
          issuer: origin,
          authorization_endpoint: `${origin}/auth`,
          token_endpoint: `${origin}/token`,
          id_token_signing_alg_values_supported: ['ES256'],
        },
        '/token': {
          access_token: webToken(claims),
          id_token: webToken({ ...claims, audience: 'desk', nonce }),
          token_type: 'bearer',
          expires_in: 3600,
        },
      };
      response.end(JSON.stringify(answers[request.url ?? ''] ?? {}));
    });
    let nonce = '';
    const institute = { issuer: server, clientId: 'desk' };
    const asked = await issuers.authorization({ institute, trust: systemTrust }, 'http://127.0.0.1/callback');
    nonce = asked.page.searchParams.get('nonce') ?? '';
    const returned = new URL(`http://127.0.0.1/callback?code=x&state=${asked.state}`);
    expect(await asked.finish(returned, forever)).toMatchObject({ expiresInSeconds: 3600 });
  });

  it.each<[string, http.RequestListener, Partial<ErrorInfo>]>([
    ['a page', (_, response) => response.end('<html>Welcome</html>'), { code: 'not-an-issuer' }],
    [
      'a redirect',
      (_, response) => response.writeHead(302, { location: 'https://login.example.org/' }).end(),
      { code: 'redirected' },
    ],
    [
      'an endless answer',
      (_, response) => response.setHeader('content-type', 'application/json').end('x'.repeat(10 * 2 ** 20)),
      { code: 'not-an-issuer' },
    ],
    [
      'the description of another',
      (_, response) =>
        response.setHeader('content-type', 'application/json').end(
          JSON.stringify({
            issuer: 'https://elsewhere.example.org',
            token_endpoint: 'https://elsewhere.example.org/t',
          }),
        ),
      { code: 'sign-in-refused', reason: 'foreign' },
    ],
  ])('that is none is told: %s', async (_, serve, expected) => {
    const issuer = await startServer(serve);
    const institute = { issuer, clientId: 'desk' };
    const asked = issuers.authorization({ institute, trust: systemTrust }, 'http://127.0.0.1/callback');
    expect(await failureOf(asked)).toMatchObject(expected);
  });

  it.each(['http://login.example.org', 'ftp://login.example.org', 'login'])('is not asked at %s', async (issuer) => {
    const at = { institute: { issuer, clientId: 'desk' }, trust: systemTrust };
    expect((await failureOf(issuers.deviceCode(at))).code).toMatch(/^(plain-http-refused|not-an-issuer)$/);
  });
});

/** Starts a server. @returns its address */
async function startServer(serve: http.RequestListener): Promise<string> {
  const server = http.createServer(serve).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
