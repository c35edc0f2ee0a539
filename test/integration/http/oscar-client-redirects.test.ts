import { afterEach, describe, expect, it } from 'vitest';
import { oscarClient } from '../../fixtures/oscar-client';
import { createCertificateAuthority } from '../../fixtures/certificates';
import {
  answer,
  redirect,
  startOscarServer,
  type OscarServer,
  type OscarServerOptions,
} from '../../fixtures/oscar-server';
import { failureOf, runRequest, textOf } from '../../fixtures/run-request';

const servers: OscarServer[] = [];

async function start(options: OscarServerOptions = {}): Promise<OscarServer> {
  const server = await startOscarServer(options);
  servers.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe('a redirect', () => {
  const client = oscarClient();

  it.each([307, 308] as const)('%i within the server repeats the request with its input', async (status) => {
    const server = await start({ services: { moved: redirect(status, '/run/echo') } });
    expect(await textOf(client.run(runRequest(server, 'moved')))).toBe('aGVsbG8=\n');
    const [first, second] = server.requests;
    expect(second).toMatchObject({ method: 'POST', path: '/run/echo', authorization: 'accepted', bodyBytes: 8 });
    expect(second?.sha256).toBe(first?.sha256);
  });

  it('before the input was read sends it whole to where it belongs', async () => {
    const moved = answer(307, '', { location: '/run/echo', connection: 'close' });
    const server = await start({ services: { moved } });
    const input = Buffer.alloc(24 * 2 ** 20, 'leaf');
    const text = await textOf(client.run(runRequest(server, 'moved', { input })));
    expect(Buffer.from(text, 'base64').equals(input)).toBe(true);
    expect(server.requests[1]?.bodyBytes).toBe((input.length / 3) * 4);
  });

  it.each([301, 302, 303] as const)('%i, which asks for a page, is not answered with the input', async (status) => {
    const server = await start({ services: { moved: redirect(status, '/login?next=%2Frun') } });
    const failure = await failureOf(client.run(runRequest(server, 'moved')), server.token);
    expect(failure).toEqual({
      code: 'redirected',
      host: `127.0.0.1:${server.port}`,
      target: `${server.endpoint}/login`,
    });
    expect(server.requests).toHaveLength(1);
  });

  it.each([301, 302, 303, 307, 308] as const)('%i to another origin is never followed', async (status) => {
    const other = await start();
    const server = await start({
      services: { moved: redirect(status, `${other.endpoint}/run/echo?session=secret-id`) },
    });
    const failure = await failureOf(client.run(runRequest(server, 'moved')), server.token, 'secret-id');
    expect(failure).toEqual({ code: 'redirected', host: `127.0.0.1:${server.port}`, target: other.endpoint });
    expect(other.acceptedConnections).toBe(0);
  });

  it.each([
    ['file:///etc/passwd', 'file'],
    ['data:text/plain,secret-id', 'data'],
    ['javascript:alert(1)', 'javascript'],
    ['ftp://files.example.org/secret-id', 'ftp'],
  ])('to %s says that it leads off the web', async (location, scheme) => {
    const server = await start({ services: { moved: redirect(307, location) } });
    const failure = await failureOf(client.run(runRequest(server, 'moved')), server.token, 'secret-id', 'passwd');
    expect(failure).toEqual({ code: 'redirected', host: `127.0.0.1:${server.port}`, target: `${scheme}:`, scheme });
  });

  it('that leaves out the scheme leads to another origin all the same', async () => {
    const other = await start();
    const server = await start({ services: { moved: redirect(307, `//127.0.0.1:${other.port}/run/echo`) } });
    const failure = await failureOf(client.run(runRequest(server, 'moved')), server.token);
    expect(failure).toMatchObject({ code: 'redirected', target: other.endpoint });
    expect(other.acceptedConnections).toBe(0);
  });

  it('to the server itself under another name is one to another origin', async () => {
    const server = await start({
      services: {
        moved: async (exchange) => {
          await redirect(307, `http://localhost:${server.port}/run/echo`)(exchange);
        },
      },
    });
    const failure = await failureOf(client.run(runRequest(server, 'moved')), server.token);
    expect(failure).toMatchObject({ code: 'redirected', target: `http://localhost:${server.port}` });
    expect(server.requests).toHaveLength(1);
  });

  it('from https to http is refused, and so is the way back', async () => {
    const authority = await createCertificateAuthority();
    const plain = await start();
    const secure = await start({
      tls: await authority.issue(),
      services: { moved: redirect(308, `${plain.endpoint}/run/echo`) },
    });
    const trusting = oscarClient({ roots: [authority.certificate] });
    const downwards = await failureOf(trusting.run(runRequest(secure, 'moved')), secure.token);
    expect(downwards).toMatchObject({ code: 'redirected', target: plain.endpoint });
    expect(plain.acceptedConnections).toBe(0);

    const upgrading = await start({ services: { moved: redirect(308, `${secure.endpoint}/run/echo`) } });
    const upwards = await failureOf(trusting.run(runRequest(upgrading, 'moved')), upgrading.token);
    expect(upwards).toMatchObject({ code: 'redirected', target: secure.endpoint });
    expect(secure.requests).toHaveLength(1);
  });

  it('that leads in a circle comes to an end', async () => {
    const server = await start({
      services: { one: redirect(307, '/run/two'), two: redirect(307, '/run/one') },
    });
    const failure = await failureOf(client.run(runRequest(server, 'one')), server.token);
    expect(failure).toMatchObject({ code: 'redirected', target: expect.stringContaining(server.endpoint) });
    expect(server.requests).toHaveLength(6);
  });

  it.each(['http://[', 'javascript:alert(1)', 'ftp://127.0.0.1/run/echo'])('to %j leads nowhere', async (location) => {
    const server = await start({ services: { moved: redirect(307, location) } });
    const failure = await failureOf(client.run(runRequest(server, 'moved')), server.token);
    expect(failure).toMatchObject({ code: 'redirected', host: `127.0.0.1:${server.port}` });
    expect(server.requests).toHaveLength(1);
  });

  it('without a target is not what OSCAR answers', async () => {
    const server = await start({ services: { moved: answer(307) } });
    const failure = await failureOf(client.run(runRequest(server, 'moved')), server.token);
    expect(failure).toEqual({ code: 'not-oscar', host: `127.0.0.1:${server.port}` });
  });
});
