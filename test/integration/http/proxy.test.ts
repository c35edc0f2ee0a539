import { once } from 'node:events';
import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { systemTrust } from '../../../src-main/core/connection/profile';
import type { Proxy } from '../../../src-main/core/connection/proxy';
import { createCertificateAuthority } from '../../fixtures/certificates';
import { oscarClient } from '../../fixtures/oscar-client';
import { startOscarServer, type OscarServer, type OscarServerOptions } from '../../fixtures/oscar-server';
import { startProxyServer, type ProxyServer, type ProxyServerOptions } from '../../fixtures/proxy-server';
import { failureOf, runRequest, textOf, watchProgress } from '../../fixtures/run-request';

const opened: { close(): Promise<void> }[] = [];
const credentials = { user: 'DOM\\ana@lab', password: 'p:ä 1' };

async function server(options: OscarServerOptions = {}): Promise<OscarServer> {
  const one = await startOscarServer(options);
  opened.push(one);
  return one;
}

async function proxy(options: ProxyServerOptions = {}): Promise<ProxyServer> {
  const one = await startProxyServer({ hosts: { 'oscar.example.org': '127.0.0.1' }, ...options });
  opened.push(one);
  return one;
}

/** Runs a service and lists them all, both through a proxy, at a name that only the proxy knows. */
async function useThrough(way: Proxy, cluster: OscarServer, roots: readonly string[] = []): Promise<string> {
  const client = oscarClient({ proxyFor: async () => way, roots });
  const endpoint = cluster.endpoint.replace('127.0.0.1', 'oscar.example.org');
  const address = { endpoint, trust: systemTrust };
  expect(await client.listServices(address, cluster.authorization, new AbortController().signal)).toHaveLength(1);
  return textOf(client.run(runRequest(cluster, 'echo', { endpoint })));
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

describe('through a proxy', () => {
  it('https goes as a tunnel that shows nothing of what it carries', async () => {
    const authority = await createCertificateAuthority();
    const cluster = await server({ tls: await authority.issue({ hosts: ['oscar.example.org'] }) });
    const way = await proxy();
    expect(await useThrough(way.through(), cluster, [authority.certificate])).toBe('aGVsbG8=\n');
    expect(way.passed).toEqual(expect.arrayContaining([`CONNECT oscar.example.org:${cluster.port}`]));
    expect(way.seen()).not.toBe('');
    expect(way.seen()).not.toContain(cluster.token);
  });

  it('http goes with its whole address, and without the credentials of the proxy', async () => {
    const cluster = await server();
    const way = await proxy({ credentials });
    expect(await useThrough(way.through(credentials), cluster)).toBe('aGVsbG8=\n');
    const origin = `http://oscar.example.org:${cluster.port}`;
    expect(way.passed).toEqual([`GET ${origin}`, `POST ${origin}`]);
    expect(cluster.requests.map(({ path }) => path)).toEqual(['/system/services?include=deployment', '/run/echo']);
    expect(cluster.requests.every(({ headers }) => headers['proxy-authorization'] === undefined)).toBe(true);
  });

  it('user and password open it, with characters of any kind', async () => {
    const authority = await createCertificateAuthority();
    const cluster = await server({ tls: await authority.issue({ hosts: ['oscar.example.org'] }) });
    const way = await proxy({ credentials });
    expect(await useThrough(way.through(credentials), cluster, [authority.certificate])).toBe('aGVsbG8=\n');
  });

  it('the certificate of the cluster is checked all the same', async () => {
    const authority = await createCertificateAuthority();
    const cluster = await server({ tls: await authority.issue({ hosts: ['elsewhere.example.org'] }) });
    const way = await proxy();
    const client = oscarClient({ proxyFor: async () => way.through(), roots: [authority.certificate] });
    const endpoint = cluster.endpoint.replace('127.0.0.1', 'oscar.example.org');
    const failure = await failureOf(client.run(runRequest(cluster, 'echo', { endpoint })), cluster.token);
    expect(failure).toMatchObject({ code: 'tls-untrusted', problem: 'wrong-host' });
    expect(cluster.requests).toEqual([]);
  });
});

describe.each(['http', 'https'])('a proxy that does not help with %s', (scheme) => {
  const endpoint = `${scheme}://oscar.example.org:8443`;

  async function failure(way: Proxy) {
    const cluster = await server();
    const client = oscarClient({ proxyFor: async () => way });
    const listing = client.listServices({ endpoint, trust: systemTrust }, 'Basic abc', new AbortController().signal);
    const ofListing = await failureOf(listing, credentials.password);
    const secrets = [cluster.token, credentials.password];
    expect(await failureOf(client.run(runRequest(cluster, 'echo', { endpoint })), ...secrets)).toEqual(ofListing);
    return ofListing;
  }

  it('wants credentials that it was not given', async () => {
    const way = await proxy({ credentials });
    const told = { code: 'proxy-unauthorized', proxy: `127.0.0.1:${way.port}` };
    expect(await failure(way.through())).toEqual(told);
    expect(await failure(way.through({ ...credentials, password: 'wrong' }))).toEqual(told);
    expect(way.passed).toEqual([]);
  });

  it('is off', async () => {
    const way = await startProxyServer();
    await way.close();
    expect(await failure(way.through(credentials))).toEqual({
      code: 'proxy-unreachable',
      proxy: `127.0.0.1:${way.port}`,
    });
  });
});

describe('a tunnel', () => {
  const endpoint = 'https://oscar.example.org:8443';

  it.each([403, 502])('is refused with %i, which is not the cluster’s own answer', async (status) => {
    const cluster = await server();
    const way = await proxy({ refuses: status });
    const client = oscarClient({ proxyFor: async () => way.through() });
    expect(await failureOf(client.run(runRequest(cluster, 'echo', { endpoint })), cluster.token)).toEqual({
      code: 'proxy-refused',
      proxy: `127.0.0.1:${way.port}`,
      host: 'oscar.example.org:8443',
      status,
    });
  });

  it('that never opens is waited for no longer than the limit', async () => {
    const silent = net.createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    opened.push({ close: async () => void silent.close() });
    const cluster = await server();
    const client = oscarClient({ proxyFor: async () => ({ isTls: false, host: '127.0.0.1', port }) });
    const limits = { connectMs: 200 };
    const failure = await failureOf(client.run(runRequest(cluster, 'echo', { endpoint, limits })), cluster.token);
    expect(failure).toEqual({ code: 'timed-out', phase: 'connecting', seconds: 0.2 });
    const stop = new AbortController();
    const progress = watchProgress();
    const { onProgress } = progress;
    const run = client.run(runRequest(cluster, 'echo', { endpoint, signal: stop.signal, onProgress }));
    await progress.reached('connecting');
    stop.abort();
    expect(await failureOf(run, cluster.token)).toEqual({ code: 'cancelled', clusterMayContinue: false });
  });
});
