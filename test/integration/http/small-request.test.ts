import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { sendSmallRequest, type SmallRequest } from '../../../src-main/adapters/http/small-request';
import { HttpStorageClient } from '../../../src-main/adapters/storage/storage-client';
import { systemTrust } from '../../../src-main/core/connection/profile';

/** An agent that never has a connection, as one that waits for a proxy or a certificate. */
class OpeningAgent extends http.Agent {
  override createConnection(): undefined {
    return undefined;
  }
}

const opening = { http: new OpeningAgent(), https: new https.Agent() };
const token = 'a-token-that-nobody-may-see';

async function ask(request: Partial<SmallRequest>): Promise<unknown> {
  const url = new URL('http://127.0.0.1:9/system/services');
  const whole = { url, agent: opening, headers: { authorization: `Bearer ${token}` }, ...request };
  return sendSmallRequest(whole, async ({ status }) => status);
}

describe('A small request whose connection is never opened', () => {
  it('ends after its limit', async () => {
    await expect(ask({ limitMs: 20 })).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  });

  it('ends when it is stopped', async () => {
    const stop = new AbortController();
    const asked = ask({ signal: stop.signal });
    stop.abort();

    await expect(asked).rejects.toThrow('aborted');
  });

  it('is not begun once it is stopped', async () => {
    await expect(ask({ signal: AbortSignal.abort() })).rejects.toThrow('aborted');
  });
});

describe('A request to a storage whose connection is never opened', () => {
  it('ends when it is stopped', async () => {
    const client = new HttpStorageClient({ connections: { agents: async () => opening }, userAgent: 'test' });
    const request = { method: 'GET', address: 'http://127.0.0.1:9/leaf', headers: {}, trust: systemTrust } as const;
    const stop = new AbortController();
    const listing = client.list(request, stop.signal);
    stop.abort();

    await expect(listing).rejects.toMatchObject({ info: { code: 'cancelled' } });
  });
});

describe('A storage behind an address that swallows everything', () => {
  it('is out of reach, instead of being waited for and tried again', async () => {
    const connections = { agents: async () => opening };
    const client = new HttpStorageClient({ connections, userAgent: 'test', connectMs: 20 });
    const request = { method: 'GET', address: 'http://127.0.0.1:9/leaf', headers: {}, trust: systemTrust } as const;
    const listing = client.list(request, new AbortController().signal);

    await expect(listing).rejects.toMatchObject({ info: { code: 'storage-unreachable', host: '127.0.0.1:9' } });
  });
});

describe('A small request that fails', () => {
  const agent = { http: new http.Agent(), https: new https.Agent() };

  it.each([
    ['before it is sent', {}],
    ['since no header can hold its token', { headers: { authorization: `Bearer ${token}\n` } }],
  ])('%s holds no token in its error', async (_when, request) => {
    const failure: unknown = await ask({ agent, ...request }).catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(Error);
    expect(inspect(failure, { depth: 12, showHidden: true })).not.toContain(token);
  });

  it('in the middle of the answer holds no token in its error', async () => {
    const server = net.createServer((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort'));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const reading = sendSmallRequest({ url, agent, headers: { authorization: token } }, async ({ body }) => {
      for await (const chunk of body) void chunk;
    });
    const failure: unknown = await reading.catch((error: unknown) => error);
    server.close();

    expect(failure).toMatchObject({ code: 'ECONNRESET' });
    expect(inspect(failure, { depth: 12, showHidden: true })).not.toContain(token);
  });
});
