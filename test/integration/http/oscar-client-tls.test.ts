import { X509Certificate } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemTrust, type Trust } from '../../../src-main/core/connection/profile';
import { oscarClient } from '../../fixtures/oscar-client';
import type { TlsProblem } from '../../../src-main/core/ground/error';
import {
  createCertificateAuthority,
  createSelfSigned,
  type CertificateAuthority,
  type TlsIdentity,
} from '../../fixtures/certificates';
import { inOrder, readBody, reset, sendHead, startOscarServer, type OscarServer } from '../../fixtures/oscar-server';
import { failureOf, readAll, runRequest, textOf } from '../../fixtures/run-request';

const servers: OscarServer[] = [];
let authority: CertificateAuthority;
let client: ReturnType<typeof oscarClient>;

async function start(options: Parameters<typeof startOscarServer>[0]): Promise<OscarServer> {
  const server = await startOscarServer(options);
  servers.push(server);
  return server;
}

function pinOf({ certificate }: TlsIdentity): Trust {
  const sha256 = new X509Certificate(certificate).fingerprint256.replaceAll(':', '').toLowerCase();
  return { kind: 'pinned', sha256 };
}

beforeAll(async () => {
  authority = await createCertificateAuthority();
  client = oscarClient({ roots: [authority.certificate] });
});

afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
});

describe('a certificate', () => {
  it.each(['127.0.0.1', 'localhost'])('of a trusted authority opens https://%s', async (name) => {
    const server = await start({ tls: await authority.issue() });
    const endpoint = `https://${name}:${server.port}`;
    expect(await textOf(client.run(runRequest(server, 'echo', { endpoint })))).toBe('aGVsbG8=\n');
    expect(
      (await client.listServices({ endpoint, trust: systemTrust }, server.authorization, new AbortController().signal))
        .length,
    ).toBe(1);
  });

  const problems: readonly [string, TlsProblem, () => Promise<TlsIdentity>][] = [
    ['that vouches for itself', 'self-signed', () => createSelfSigned()],
    [
      'of an authority nobody knows',
      'unknown-issuer',
      async () => (await createCertificateAuthority('Fixture authority')).issue(),
    ],
    ['that has expired', 'expired', () => authority.issue({ fromDay: -30, toDay: -1 })],
    ['that is not valid yet', 'not-yet-valid', () => authority.issue({ fromDay: 1, toDay: 30 })],
    ['for another host', 'wrong-host', () => authority.issue({ hosts: ['oscar.example.org'] })],
  ];

  it.each(problems)('%s is refused as %s', async (_, problem, issue) => {
    const server = await start({ tls: await issue() });
    const refused = { code: 'tls-untrusted', host: `127.0.0.1:${server.port}`, problem };
    expect(await failureOf(client.run(runRequest(server, 'echo')), server.token)).toEqual(refused);
    const listing = client.listServices(
      { endpoint: server.endpoint, trust: systemTrust },
      server.authorization,
      new AbortController().signal,
    );
    expect(await failureOf(listing, server.authorization)).toEqual(refused);
    expect(server.requests).toHaveLength(0);
  });

  it('is trusted by the client that was told so, and by no other', async () => {
    const server = await start({ tls: await authority.issue() });
    const other = oscarClient();
    const failure = await failureOf(other.run(runRequest(server, 'echo')), server.token);
    expect(failure).toMatchObject({ code: 'tls-untrusted', problem: 'unknown-issuer' });
  });
});

describe('an authority of the user’s own', () => {
  it('is trusted besides those of the system', async () => {
    const [own, ofSystem] = [await createCertificateAuthority('Institute'), await createCertificateAuthority('System')];
    const both = oscarClient({ roots: [ofSystem.certificate] });
    const trust: Trust = { kind: 'certificate-authority', subject: 'Institute', certificates: own.certificate };
    for (const issuer of [own, ofSystem]) {
      const server = await start({ tls: await issuer.issue() });
      expect(await textOf(both.run(runRequest(server, 'echo', { trust })))).toBe('aGVsbG8=\n');
    }
    const server = await start({ tls: await own.issue() });
    expect(await failureOf(both.run(runRequest(server, 'echo')))).toMatchObject({ problem: 'unknown-issuer' });
  });

  it('vouches for no other name and no other time', async () => {
    const own = await createCertificateAuthority('Institute');
    const trust: Trust = { kind: 'certificate-authority', subject: 'Fixture', certificates: own.certificate };
    const elsewhere = await start({ tls: await own.issue({ hosts: ['oscar.example.org'] }) });
    expect(await failureOf(client.run(runRequest(elsewhere, 'echo', { trust })))).toMatchObject({
      problem: 'wrong-host',
    });
    const old = await start({ tls: await own.issue({ fromDay: -9, toDay: -1 }) });
    expect(await failureOf(client.run(runRequest(old, 'echo', { trust })))).toMatchObject({ problem: 'expired' });
  });
});

describe('a pinned certificate', () => {
  it.each<[string, () => Promise<TlsIdentity>]>([
    ['that vouches for itself', () => createSelfSigned()],
    ['of another name', () => createSelfSigned({ hosts: ['oscar.example.org'] })],
    ['that has expired', () => createSelfSigned({ fromDay: -30, toDay: -1 })],
    ['of an authority that is trusted anyway', () => authority.issue()],
  ])('%s opens the connection', async (_, issue) => {
    const tls = await issue();
    const server = await start({ tls });
    expect(await textOf(client.run(runRequest(server, 'echo', { trust: pinOf(tls) })))).toBe('aGVsbG8=\n');
    const cluster = { endpoint: server.endpoint, trust: pinOf(tls) };
    expect(await client.listServices(cluster, server.authorization, new AbortController().signal)).toHaveLength(1);
  });

  it.each<[string, () => Promise<TlsIdentity>]>([
    ['one of the same name', () => createSelfSigned()],
    ['even one that the system trusts', () => authority.issue()],
  ])('is the only one: %s gets nothing to read', async (_, issue) => {
    const server = await start({ tls: await issue() });
    const trust = pinOf(await createSelfSigned());
    const refused = { code: 'tls-untrusted', host: `127.0.0.1:${server.port}`, problem: 'changed' };
    expect(await failureOf(client.run(runRequest(server, 'echo', { trust })), server.token)).toEqual(refused);
    const listing = client.listServices(
      { endpoint: server.endpoint, trust },
      server.authorization,
      new AbortController().signal,
    );
    expect(await failureOf(listing, server.authorization)).toEqual(refused);
    expect(server.acceptedConnections).toBe(2);
    expect(server.requests).toEqual([]);
  });

  it('opens nothing for a profile that trusts otherwise, though a connection is kept open', async () => {
    const tls = await createSelfSigned();
    const server = await start({ tls });
    await textOf(client.run(runRequest(server, 'echo', { trust: pinOf(tls) })));
    expect(await failureOf(client.run(runRequest(server, 'echo')))).toMatchObject({ problem: 'self-signed' });
    await textOf(client.run(runRequest(server, 'echo', { trust: pinOf(tls) })));
    expect(server.requests.map(({ connection }) => connection)).toEqual([1, 1]);
  });
});

describe('https', () => {
  it('to a server that speaks http is no TLS', async () => {
    const server = await start({});
    const endpoint = `https://127.0.0.1:${server.port}`;
    const failure = await failureOf(client.run(runRequest(server, 'echo', { endpoint })), server.token);
    expect(failure).toEqual({ code: 'tls-untrusted', host: `127.0.0.1:${server.port}`, problem: 'protocol' });
  });

  it('that ends while it begins is a connection lost before anything was sent', async () => {
    const server = await start({ tls: await authority.issue(), receive: () => 'reset' });
    const failure = await failureOf(client.run(runRequest(server, 'echo')), server.token);
    expect(failure).toEqual({ code: 'connection-lost', phase: 'connecting', receivedBytes: 0 });
  });

  it('that ends in the middle of an answer is noticed', async () => {
    const leaf = inOrder(readBody(), sendHead(200, { 'content-length': 100 }), reset());
    const server = await start({ tls: await authority.issue(), services: { leaf } });
    const failure = await failureOf(
      client.run(runRequest(server, 'leaf')).then((reply) => readAll(reply.body)),
      server.token,
    );
    expect(failure).toMatchObject({ code: 'connection-lost', receivedBytes: 0 });
  });
});

const hasIpv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === '::1'),
);

describe.skipIf(!hasIpv6)('an IPv6 address (needs ::1 on this computer)', () => {
  it.each(['http', 'https'])('is an endpoint like any other with %s', async (scheme) => {
    const server = await start({ address: '::1', ...(scheme === 'https' && { tls: await authority.issue() }) });
    const reply = await client.run(runRequest(server, 'echo'));
    expect(reply.host).toBe(`[::1]:${server.port}`);
    expect((await readAll(reply.body)).toString()).toBe('aGVsbG8=\n');
  });
});
