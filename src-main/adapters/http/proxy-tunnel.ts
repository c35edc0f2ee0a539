import http from 'node:http';
import net, { type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import { AppError } from '../../core/ground/error';
import { proxyHost, type Proxy } from '../../core/connection/proxy';
import { hostOf } from './host-name';
import { interceptRequests } from './intercept-requests';

/** A computer and one of its ports. */
export interface HostAndPort {
  /** Name or address, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
}

/**
 * Longest time to open a connection, in milliseconds. Callers have shorter limits; this one is for connections whose
 * request has been given up meanwhile.
 */
export const openingLimitMs = 60_000;

// A proxy's answer whose head is longer than this is not HTTP.
const maxHeadBytes = 16 * 1024;

/** Where the connection for an address leads. */
export function targetOf(url: URL): HostAndPort {
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port),
  };
}

/**
 * Opens a connection to a host, directly or through a proxy.
 * @throws the system's own error of the direct way; AppError `proxy-unreachable`, `proxy-unauthorized`, `proxy-refused`
 */
export async function openConnection(
  target: HostAndPort,
  proxy: Proxy | undefined,
  signal: AbortSignal,
): Promise<Socket> {
  if (!proxy) return ready(net.connect(target), 'connect', signal);
  const socket = await openProxy(proxy, signal);
  try {
    await tunnel(socket, target, proxy, signal);
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** Resolves once the socket is open. Destroys it when the signal says so, or when it fails. */
export async function ready<S extends Socket>(
  socket: S,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
): Promise<S> {
  const stop = () => socket.destroy(new Error('stopped'));
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop);
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once(event, () => resolve());
      socket.once('error', reject);
      socket.once('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
    });
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** What an agent of Node's is waiting with for a new connection. */
export type SocketCallback = (error: Error | null, socket: Duplex) => void;

/** Gives an agent its connection, or the reason why there is none. */
export function deliverSocket(opening: Promise<Socket>, callback: SocketCallback = () => undefined): void {
  opening.then(
    (socket) => callback(null, socket),
    // Node takes the error alone; its types want a socket besides.
    (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), new net.Socket()),
  );
}

/** The proxy that an answer over plain http came through, and may have come from. */
export function proxyOf(head: http.IncomingMessage): Proxy | undefined {
  return passedThrough.get(head);
}

const passedThrough = new WeakMap<http.IncomingMessage, Proxy>();

/**
 * Connections to a proxy for requests over plain http. It takes them with the whole address in their first line, which
 * `addressThroughProxy` puts there.
 * @see RFC 9112, section 3.2.2
 */
export class ForwardingAgent extends http.Agent {
  constructor(
    private readonly proxy: Proxy,
    options: http.AgentOptions,
  ) {
    super(options);
  }

  override createConnection(_options: http.ClientRequestArgs, callback?: SocketCallback): undefined {
    deliverSocket(openProxy(this.proxy, AbortSignal.timeout(openingLimitMs)), callback);
  }
}

/** Writes requests over plain http as a proxy wants them. To be called last, since it changes their heads. */
export function addressThroughProxy(agent: http.Agent, proxy: Proxy): void {
  interceptRequests(agent, (request, { host, port }, next) => {
    const name = host ?? 'localhost';
    request.path = `http://${net.isIPv6(name) ? `[${name}]` : name}:${String(port ?? 80)}${request.path}`;
    const authorization = proxyAuthorization(proxy);
    if (authorization !== undefined) request.setHeader('proxy-authorization', authorization);
    request.prependOnceListener('response', (head: http.IncomingMessage) => passedThrough.set(head, proxy));
    next();
  });
}

async function openProxy(proxy: Proxy, signal: AbortSignal): Promise<Socket> {
  const host = proxy.host.replace(/^\[|\]$/g, '');
  const target = { host, port: proxy.port };
  try {
    const servername = net.isIP(host) === 0 ? host : '';
    return await (proxy.isTls
      ? ready(tls.connect({ ...target, servername, rejectUnauthorized: true }), 'secureConnect', signal)
      : ready(net.connect(target), 'connect', signal));
  } catch (cause) {
    throw new AppError({ code: 'proxy-unreachable', proxy: proxyHost(proxy) }, cause);
  }
}

/** Asks the proxy to pass everything on to the target from now on. @see RFC 9110, section 9.3.6 */
async function tunnel(socket: Socket, target: HostAndPort, proxy: Proxy, signal: AbortSignal): Promise<void> {
  const authority = `${net.isIPv6(target.host) ? `[${target.host}]` : target.host}:${target.port}`;
  const authorization = proxyAuthorization(proxy);
  socket.write(
    [
      `CONNECT ${authority} HTTP/1.1`,
      `Host: ${authority}`,
      ...(authorization === undefined ? [] : [`Proxy-Authorization: ${authorization}`]),
      '\r\n',
    ].join('\r\n'),
  );
  const status = await readStatus(socket, signal).catch((cause: unknown) => {
    throw new AppError({ code: 'proxy-unreachable', proxy: proxyHost(proxy) }, cause);
  });
  if (status === 407) throw new AppError({ code: 'proxy-unauthorized', proxy: proxyHost(proxy) });
  if (status < 200 || status > 299) {
    const host = hostOf(new URL(`https://${authority}`));
    throw new AppError({ code: 'proxy-refused', proxy: proxyHost(proxy), host, status });
  }
}

/** Reads the head of the proxy's answer. No bytes follow the head before the client sends some: in TLS the client sends first. */
async function readStatus(socket: Socket, signal: AbortSignal): Promise<number> {
  let head = Buffer.alloc(0);
  const stop = () => socket.destroy(new Error('stopped'));
  signal.addEventListener('abort', stop);
  try {
    return await new Promise<number>((resolve, reject) => {
      const read = () => {
        for (let chunk = nextChunk(socket); chunk; chunk = nextChunk(socket)) {
          head = Buffer.concat([head, chunk]);
          const end = head.indexOf('\r\n\r\n');
          if (end < 0 && head.length <= maxHeadBytes) continue;
          socket.off('readable', read);
          const status = /^HTTP\/1\.[01] (\d{3})/.exec(head.toString('latin1'))?.[1];
          if (end < 0 || status === undefined) reject(new Error('the answer is no HTTP'));
          else resolve(Number(status));
          return;
        }
      };
      socket.on('readable', read);
      socket.once('error', reject);
      socket.once('close', () => reject(new Error('closed')));
    });
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function nextChunk(socket: Socket): Buffer | null {
  return socket.read() as Buffer | null;
}

function proxyAuthorization({ credentials }: Proxy): string | undefined {
  if (!credentials) return undefined;
  return `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}`;
}
