import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { readCertificateFile } from '../../../src-main/adapters/connection/certificate-files';
import { MemoryTokenStore } from '../../../src-main/adapters/connection/memory-token-store';
import { SocketNetworkProbe } from '../../../src-main/adapters/connection/network-probe';
import { HttpOscarClient } from '../../../src-main/adapters/http/oscar-client';
import { SystemClock } from '../../../src-main/adapters/ground/system-clock';
import type { CheckStep } from '../../../src-main/core/connection/connection-check';
import { systemTrust, type ProfileFields } from '../../../src-main/core/connection/profile';
import { ConnectionCheck } from '../../../src-main/services/connection/connection-check';
import { profileServices } from '../../fixtures/profile-services';
import { SignInService } from '../../../src-main/services/connection/sign-in-service';
import { createCertificateAuthority, createSelfSigned } from '../../fixtures/certificates';
import { clusterConnections, type ClientOptions } from '../../fixtures/oscar-client';
import {
  answer,
  redirect,
  startOscarServer,
  type OscarServer,
  type OscarServerOptions,
  type Step,
} from '../../fixtures/oscar-server';
import { webToken } from '../../fixtures/oidc-issuer';
import { startProxyServer } from '../../fixtures/proxy-server';
import { failureOf } from '../../fixtures/run-request';
import { temporaryFolder } from '../../fixtures/temp-dir';

const opened: { close(): Promise<void> }[] = [];
const folder = temporaryFolder();
const json = { 'content-type': 'application/json' };

async function start(options: OscarServerOptions = {}): Promise<OscarServer> {
  const server = await startOscarServer(options);
  opened.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

function connectionCheck(
  options: ClientOptions = {},
  onAdvance: (steps: readonly CheckStep[]) => void = () => undefined,
): ConnectionCheck {
  const connections = clusterConnections(options);
  const client = new HttpOscarClient({ connections, userAgent: 'test' });
  const signIns = new SignInService({
    keychain: new MemoryTokenStore(),
    sessionTokens: new MemoryTokenStore(),
    tokenEndpoint: { exchange: () => Promise.reject(new Error('not here')) },
    issuers: { revoke: () => Promise.reject(new Error('not here')) },
    lock: { hold: (_, action) => action() },
    granted: () => undefined,
    agent: { isInstalled: async () => false, accessToken: () => Promise.reject(new Error('not here')) },
    clock: new SystemClock(),
    log: { info: () => undefined, warn: () => undefined, error: () => '' },
  });
  const { credentials } = profileServices({ client, signIns });
  return new ConnectionCheck({
    client,
    credentials,
    probe: new SocketNetworkProbe(connections),
    clock: new SystemClock(),
    onAdvance,
  });
}

const account = (endpoint: string, more: Partial<ProfileFields> = {}): ProfileFields => ({
  name: 'Lab',
  colour: 'green',
  endpoint,
  allowsPlainHttp: false,
  signIn: { kind: 'password', user: 'oscar' },
  trust: systemTrust,
  ...more,
});

const withToken = (endpoint: string, serviceName: string) =>
  account(endpoint, { signIn: { kind: 'service-token', serviceName } });

const passwordOf = (server: OscarServer) =>
  Buffer.from(server.authorization.replace('Basic ', ''), 'base64').toString().replace('oscar:', '');

/** What became of each step: `+` in order, `-` left out, and the code of the one that failed. */
function outline(steps: readonly CheckStep[]): string {
  return steps
    .map((step) => (step.outcome === 'passed' ? '+' : step.outcome === 'failed' ? ` ${step.error.code} ` : '-'))
    .join('');
}

describe('a check of a connection in order', () => {
  it('finds the version, the certificate and the services, with an account', async () => {
    const authority = await createCertificateAuthority();
    const server = await start({ tls: await authority.issue() });
    const told: string[] = [];
    const check = connectionCheck({ roots: [authority.certificate] }, (soFar) => told.push(outline(soFar)));
    const steps = await check.check(account(server.endpoint), passwordOf(server), undefined);
    expect(outline(steps)).toBe('++++++++');
    expect(told).toEqual(Array.from('++++++++', (_, index) => '+'.repeat(index + 1)));
    expect(steps.map((step) => (step.outcome === 'passed' ? step.finding : step))).toMatchObject([
      { endpoint: server.endpoint },
      { addresses: ['127.0.0.1'] },
      { host: `127.0.0.1:${server.port}` },
      { certificate: { subject: 'Fixture OSCAR', issuer: 'Fixture authority' }, hasExpired: false },
      { version: 'v4.1.2' },
      {},
      { count: 1 },
      { count: 1 },
    ]);
  });

  it('tries a service token without running the service', async () => {
    const server = await start();
    const steps = await connectionCheck().check(withToken(server.endpoint, 'echo'), server.token, undefined);
    expect(outline(steps)).toBe('+++-++-+');
    expect(steps.at(-1)).toMatchObject({ finding: { service: 'echo' } });
    expect(server.requests.map(({ path }) => path)).toEqual(['/health', '/system/services/echo/auth']);
  });

  it('knows that an access token runs services that have no token of their own', async () => {
    const server = await start({ judgeAccessToken: () => 'accepted', listsTokens: false });
    const fields = account(server.endpoint, { signIn: { kind: 'oidc-access-token' } });
    const steps = await connectionCheck().check(fields, webToken(), undefined);
    expect(outline(steps)).toBe('+++-++++');
    expect(steps.at(-1)).toMatchObject({ finding: { count: 1 } });
  });

  it('says of a pinned certificate that it has expired', async () => {
    const tls = await createSelfSigned({ fromDay: -9, toDay: -1 });
    const server = await start({ tls });
    const check = connectionCheck();
    const { certificate, problem } = await check.showCertificate(server.endpoint, systemTrust);
    expect(problem).toBe('expired');
    const trust = { kind: 'pinned', sha256: certificate.sha256 } as const;
    const steps = await check.check(account(server.endpoint, { trust }), passwordOf(server), undefined);
    expect(outline(steps)).toBe('++++++++');
    expect(steps[3]).toMatchObject({ finding: { hasExpired: true } });
  });

  it('goes through a proxy, which looks up the name', async () => {
    const authority = await createCertificateAuthority();
    const server = await start({ tls: await authority.issue({ hosts: ['oscar.example.org'] }) });
    const proxy = await startProxyServer({ hosts: { 'oscar.example.org': '127.0.0.1' } });
    opened.push(proxy);
    const check = connectionCheck({ roots: [authority.certificate], proxyFor: async () => proxy.through() });
    const endpoint = `https://oscar.example.org:${server.port}`;
    const steps = await check.check(account(endpoint), passwordOf(server), undefined);
    expect(outline(steps)).toBe('+-++++++');
    expect(steps[2]).toMatchObject({ finding: { proxy: `127.0.0.1:${proxy.port}` } });
  });
});

describe('a check ends where the way does', () => {
  it.each<[string, ProfileFields, string]>([
    ['at an address that is none', account('the cluster'), ' endpoint-invalid -------'],
    ['at a way that is not encrypted', account('http://192.0.2.1'), ' plain-http-refused -------'],
    ['at a name that nobody has', account('https://oscar.invalid'), '+ host-not-found ------'],
  ])('%s', async (_, fields, expected) => {
    expect(outline(await connectionCheck().check(fields, 'secret', undefined))).toBe(expected);
  });

  it('at a port where nobody listens', async () => {
    const server = await startOscarServer();
    const { endpoint } = server;
    await server.close();
    const steps = await connectionCheck().check(account(endpoint), 'secret', undefined);
    expect(outline(steps)).toBe('++ connection-refused -----');
  });

  it('at a certificate nobody vouches for, before anything is sent', async () => {
    const server = await start({ tls: await createSelfSigned() });
    const steps = await connectionCheck().check(account(server.endpoint), passwordOf(server), undefined);
    expect(outline(steps)).toBe('+++ tls-untrusted ----');
    expect(server.requests).toEqual([]);
  });

  it.each<[string, Step, string]>([
    ['a page', answer(200, '<html><title>Welcome</title></html>', { 'content-type': 'text/html' }), 'not-oscar'],
    ['other JSON', answer(200, '{"status":"UP"}', json), 'not-oscar'],
    ['nonsense', answer(200, '\u0000\u0001'), 'not-oscar'],
    ['404', answer(404, '404 page not found'), 'not-oscar'],
    ['a way elsewhere', redirect(302, 'https://login.example.org/'), 'redirected'],
    ['503', answer(503), 'service-not-ready'],
  ])('at a server that is not OSCAR, or not ready: %s', async (_, step, code) => {
    const server = await start({ routes: { '/health': step } });
    const steps = await connectionCheck().check(account(server.endpoint), passwordOf(server), undefined);
    expect(outline(steps)).toBe(`+++- ${code} ---`);
  });

  it('at a wrong password, an unknown group, and a wrong token', async () => {
    const server = await start();
    const check = connectionCheck();
    const end = '+++-+ unauthorized --';
    expect(outline(await check.check(account(server.endpoint), 'wrong', undefined))).toBe(end);
    expect(outline(await check.check(withToken(server.endpoint, 'echo'), '0'.repeat(64), undefined))).toBe(end);
    // Who is in none of the groups gets an empty 401, without the header that asks for a password.
    const closed = await start({ routes: { '/system/info': answer(401) } });
    expect(outline(await check.check(account(closed.endpoint), passwordOf(closed), undefined))).toBe(end);
  });

  it('at a service that nobody knows, and at a secret that was not typed', async () => {
    const server = await start();
    const check = connectionCheck();
    const unknown = await check.check(withToken(server.endpoint, 'gone'), server.token, undefined);
    expect(outline(unknown)).toBe('+++-+ service-not-found --');
    const missing = await check.check(account(server.endpoint), undefined, undefined);
    expect(outline(missing)).toBe('+++-+ secret-missing --');
  });

  it('at a cluster that runs nothing on demand, or has nothing to run', async () => {
    const facts = answer(200, '{"version":"v4.0.0"}', json);
    const server = await start({ routes: { '/system/info': facts } });
    const steps = await connectionCheck().check(account(server.endpoint), passwordOf(server), undefined);
    expect(outline(steps)).toBe('+++-+++ nothing-to-run ');
    expect(steps.at(-1)).toMatchObject({ error: { cause: 'cluster' } });

    const exposed = JSON.stringify([{ name: 'notebook', expose: { api_port: [8888] } }]);
    const pages = await start({ routes: { '/system/services': answer(200, exposed, json) } });
    const ofPages = await connectionCheck().check(account(pages.endpoint), passwordOf(pages), undefined);
    expect(ofPages.at(-1)).toMatchObject({ error: { code: 'nothing-to-run', cause: 'services' } });

    const empty = await start({ routes: { '/system/services': answer(200, '[]', json) } });
    const ofNone = await connectionCheck().check(account(empty.endpoint), passwordOf(empty), undefined);
    expect(outline(ofNone)).toBe('+++-+++-');
  });

  it('leaves out what an older cluster can’t tell of a service token', async () => {
    const auth = answer(404, '404 page not found');
    const server = await start({ routes: { '/system/services/echo/auth': auth } });
    const steps = await connectionCheck().check(withToken(server.endpoint, 'echo'), server.token, undefined);
    expect(outline(steps)).toBe('+++-+---');
    expect(steps[5]).toMatchObject({ reason: 'older-cluster' });
  });
});

it('a check holds no secret, whatever the server says', async () => {
  const echoing: Step = async (exchange) => {
    const sent = exchange.request.headers.authorization ?? '';
    const plain = Buffer.from(sent.replace('Basic ', ''), 'base64').toString();
    await exchange.answer(401, {}, [Buffer.from(`${sent} is ${plain}, no`)]);
  };
  const routes = { '/system/info': echoing, '/system/services/echo/auth': echoing };
  const server = await start({ routes });
  const check = connectionCheck();
  const password = 'correct horse: battery';
  const ofAccount = await check.check(account(server.endpoint), password, undefined);
  const ofToken = await check.check(withToken(server.endpoint, 'echo'), server.token, undefined);
  for (const steps of [ofAccount, ofToken]) {
    expect(steps[5]).toMatchObject({ error: { code: 'unauthorized', text: expect.stringContaining('no') } });
    const everything = inspect(steps, { depth: Infinity, maxStringLength: Infinity });
    for (const secret of [password, server.token, Buffer.from(`oscar:${password}`).toString('base64')]) {
      expect(everything).not.toContain(secret);
    }
  }
});

describe('a file of certificates', () => {
  it('is taken as PEM or DER, and without the private key that lies in it', async () => {
    const { certificate } = await createCertificateAuthority('Institute');
    const { privateKey } = await createSelfSigned();
    const [pem, der] = [join(folder(), 'ca.pem'), join(folder(), 'ca.der')];
    await writeFile(pem, `${privateKey}\n${certificate}\n`);
    await writeFile(der, Buffer.from(certificate.replace(/-----[^-]+-----|\s/g, ''), 'base64'));
    for (const path of [pem, der]) {
      const read = await readCertificateFile(path);
      expect(read.subject).toBe('Institute');
      expect(read.certificates.replace(/\s/g, '')).toBe(certificate.replace(/\s/g, ''));
    }
  });

  it.each<[string, string | Buffer]>([
    ['text', 'hello'],
    ['nothing', ''],
    ['a broken certificate', '-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n'],
    ['far too much', Buffer.alloc(600 * 1024)],
  ])('is refused when it holds %s', async (_, content) => {
    const path = join(folder(), 'ca.pem');
    await writeFile(path, content);
    expect(await failureOf(readCertificateFile(path))).toEqual({ code: 'no-certificate', file: 'ca.pem' });
  });
});
