import { afterEach, describe, expect, it } from 'vitest';
import { systemTrust } from '../../../src-main/core/connection/profile';
import { oscarClient } from '../../fixtures/oscar-client';
import type { ErrorInfo } from '../../../src-main/core/ground/error';
import {
  answer,
  gatewayPage,
  hangUp,
  inOrder,
  redirect,
  say,
  send,
  sendHead,
  stall,
  startOscarServer,
  type OscarServer,
  type OscarServerOptions,
  type Step,
} from '../../fixtures/oscar-server';
import { failureOf } from '../../fixtures/run-request';

const client = oscarClient();
const servers: OscarServer[] = [];

async function start(options: OscarServerOptions = {}): Promise<OscarServer> {
  const server = await startOscarServer(options);
  servers.push(server);
  return server;
}

function list(server: OscarServer, authorization = server.authorization, signal = new AbortController().signal) {
  return client.listServices({ endpoint: server.endpoint, trust: systemTrust }, authorization, signal);
}

const listing = (step: Step) => start({ routes: { '/system/services': step } });
const json = { 'content-type': 'application/json; charset=utf-8' };

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe('listing services', () => {
  it('gives services and their tokens', async () => {
    const server = await start({ services: { cow: say('moo') } });
    const services = await list(server);
    expect(services.map(({ service }) => service.name)).toEqual(['echo', 'cow']);
    expect(services.every(({ token }) => token === server.token)).toBe(true);
  });

  it('leaves out what is no service, and takes an empty list', async () => {
    const mixed = await listing(answer(200, '[{"name":"cow"},null,{"nom":"vache"},7]', json));
    expect((await list(mixed)).map(({ service }) => service.name)).toEqual(['cow']);
    expect(await list(await listing(answer(200, '[]', json)))).toEqual([]);
  });

  it('is refused with wrong credentials', async () => {
    const server = await start();
    const wrong = `Basic ${Buffer.from('oscar:wrong').toString('base64')}`;
    const failure = await failureOf(list(server, wrong), wrong);
    expect(failure).toEqual({ code: 'unauthorized', host: `127.0.0.1:${server.port}` });
    expect(server.requests[0]?.authorization).toBe('other');
  });

  it.each<[string, Step, Partial<ErrorInfo>]>([
    [
      'a page',
      answer(200, '<html><title>Welcome</title></html>', { 'content-type': 'text/html' }),
      { code: 'not-oscar' },
    ],
    ['an object', answer(200, '{"services":[]}', json), { code: 'not-oscar' }],
    ['JSON cut short', answer(200, '[{"name":"cow"', json), { code: 'not-oscar' }],
    ['404', answer(404, '404 page not found'), { code: 'not-oscar' }],
    ['403', answer(403, 'no'), { code: 'forbidden', text: 'no' }],
    ['500', answer(500, 'etcd is away'), { code: 'service-failed', status: 500, text: 'etcd is away' }],
    ['502 and a page', gatewayPage(502), { code: 'service-not-ready', status: 502, text: '502 Bad Gateway' }],
    ['504', answer(504), { code: 'gateway-timed-out' }],
    [
      'an end in the middle',
      inOrder(sendHead(200, { 'content-length': 100 }), send('[{'), hangUp()),
      {
        code: 'connection-lost',
      },
    ],
  ])('fails by %s', async (_, step, expected) => {
    const server = await listing(step);
    expect(await failureOf(list(server), server.authorization)).toMatchObject(expected);
  });

  it('takes the credentials to no other server', async () => {
    const other = await start();
    const server = await listing(redirect(307, `${other.endpoint}/system/services`));
    const failure = await failureOf(list(server), server.authorization);
    expect(failure).toMatchObject({ code: 'redirected', target: other.endpoint });
    expect(other.acceptedConnections).toBe(0);
  });

  it('meets a closed port', async () => {
    const server = await startOscarServer();
    const { endpoint, port, authorization } = server;
    await server.close();
    const failure = await failureOf(
      client.listServices({ endpoint, trust: systemTrust }, authorization, new AbortController().signal),
    );
    expect(failure).toEqual({ code: 'connection-refused', host: `127.0.0.1:${port}` });
  });

  it.each<[string, Step]>([
    ['before the answer', stall()],
    ['in the middle of it', inOrder(sendHead(200, { 'content-length': 100 }), send('[{'), stall())],
  ])('can be stopped %s', async (_, step) => {
    const server = await listing(step);
    const stop = new AbortController();
    const failure = failureOf(list(server, server.authorization, stop.signal), server.authorization);
    await server.until(() => server.requests.length === 1);
    stop.abort();
    expect(await failure).toEqual({ code: 'cancelled', clusterMayContinue: false });
    server.drain();
    await server.until(() => server.requests[0]?.outcome === 'client-closed');
  });
});
