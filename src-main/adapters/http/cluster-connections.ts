import type http from 'node:http';
import https from 'node:https';
import net, { type Socket } from 'node:net';
import tls, { type SecureContext, type TLSSocket } from 'node:tls';
import type { ProxyResolver } from '../../core/connection/ports';
import type { Trust } from '../../core/connection/profile';
import type { Proxy } from '../../core/connection/proxy';
import { DirectAgent } from './direct-agent';
import { dropIdleConnections, readClocks, reuseLiveConnections, type ClockReading } from './idle-connections';
import {
  addressThroughProxy,
  ForwardingAgent,
  deliverSocket,
  openConnection,
  openingLimitMs,
  ready,
  targetOf,
  type HostAndPort,
  type SocketCallback,
} from './proxy-tunnel';
import { systemRoots } from './trusted-roots';

// Idle connections are closed before servers do it (Node after 5 s, others later), so that none dies under a request.
const idleConnectionMs = 4000;

/** The connections for requests: Node's `http` and `https` take them as `agent`, and so does got. */
export interface Agents {
  readonly http: http.Agent;
  readonly https: https.Agent;
}

/** A TLS connection to look at, which nothing was sent over, and what is wrong with the certificate. */
export interface InspectedConnection {
  readonly socket: TLSSocket;
  /** Code of the TLS library, `CERTIFICATE_CHANGED` for another than the pinned one; `undefined` if it is trusted. */
  readonly problem: string | undefined;
}

/** What opens connections. */
export interface ClusterConnectionsOptions {
  readonly proxies: ProxyResolver;
  /** Authorities that are trusted everywhere, PEM. */
  readonly roots?: () => Promise<readonly string[]>;
  /** The clocks that tell how long a connection was idle. */
  readonly now?: () => ClockReading;
}

/**
 * Opens and keeps connections, by what is trusted and by the way out: no connection that one profile accepted ever serves
 * another that would not accept it.
 */
export class ClusterConnections {
  readonly #proxies: ProxyResolver;
  readonly #readRoots: () => Promise<readonly string[]>;
  readonly #now: () => ClockReading;
  #roots: Promise<readonly string[]> | undefined;
  readonly #contexts = new Map<string, Promise<SecureContext>>();
  readonly #agents = new Map<string, Promise<Agents>>();

  constructor({ proxies, roots = systemRoots, now = readClocks }: ClusterConnectionsOptions) {
    this.#proxies = proxies;
    this.#readRoots = roots;
    this.#now = now;
  }

  /** Closes all connections that no request uses, since their servers may have closed them unnoticed. */
  async dropIdle(): Promise<void> {
    for (const made of await Promise.allSettled(this.#agents.values())) {
      if (made.status === 'rejected') continue;
      dropIdleConnections(made.value.http);
      dropIdleConnections(made.value.https);
    }
  }

  /**
   * The agents for a request to an address.
   * @throws AppError `proxy-unsupported`
   */
  async agents(url: URL, trust: Trust): Promise<Agents> {
    const proxy = await this.proxyFor(url);
    const key = JSON.stringify([trust, proxy]);
    const known = this.#agents.get(key);
    if (known) return known;
    const agents = this.#newAgents(trust, proxy);
    this.#agents.set(key, agents);
    return agents;
  }

  /** The proxy on the way to an address. @throws AppError `proxy-unsupported` */
  async proxyFor(url: URL): Promise<Proxy | undefined> {
    return this.#proxies.proxyFor(url);
  }

  /**
   * Opens a TLS connection without regard to its certificate, tells what is wrong with that, and sends nothing.
   * @throws the system's own error, or AppError of the proxy
   */
  async inspect(url: URL, trust: Trust, signal: AbortSignal): Promise<InspectedConnection> {
    const connection = await openConnection(targetOf(url), await this.proxyFor(url), signal);
    const socket = await secure(connection, targetOf(url).host, await this.#context(trust), signal);
    const problem = trust.kind === 'pinned' ? pinProblem(socket, trust.sha256) : problemOf(socket);
    return { socket, problem };
  }

  async #newAgents(trust: Trust, proxy: Proxy | undefined): Promise<Agents> {
    const options = { keepAlive: true, timeout: idleConnectionMs };
    const secureContext = await this.#context(trust);
    const plain = proxy ? new ForwardingAgent(proxy, options) : new DirectAgent(options);
    const safe =
      proxy || trust.kind === 'pinned'
        ? new CheckedAgent(secureContext, trust, proxy, options)
        : // Said here, since a variable in somebody's environment can switch it off everywhere else.
          new https.Agent({ ...options, secureContext, rejectUnauthorized: true });
    for (const agent of [plain, safe]) reuseLiveConnections(agent, idleConnectionMs, this.#now);
    if (proxy) addressThroughProxy(plain, proxy);
    return { http: plain, https: safe };
  }

  async #context(trust: Trust): Promise<SecureContext> {
    const own = trust.kind === 'certificate-authority' ? trust.certificates : '';
    const known = this.#contexts.get(own);
    if (known) return known;
    this.#roots ??= this.#readRoots();
    const context = this.#roots.then((roots) => tls.createSecureContext({ ca: [...roots, ...(own ? [own] : [])] }));
    this.#contexts.set(own, context);
    return context;
  }
}

/** TLS through a proxy, or to one certain certificate: a request gets its connection only once that is settled. */
class CheckedAgent extends https.Agent {
  constructor(
    private readonly secureContext: SecureContext,
    private readonly trust: Trust,
    private readonly proxy: Proxy | undefined,
    options: http.AgentOptions,
  ) {
    super(options);
  }

  override createConnection({ host, port }: http.ClientRequestArgs, callback?: SocketCallback): undefined {
    deliverSocket(this.#open({ host: host ?? 'localhost', port: Number(port ?? 443) }), callback);
  }

  async #open(target: HostAndPort): Promise<Socket> {
    const signal = AbortSignal.timeout(openingLimitMs);
    const connection = await openConnection(target, this.proxy, signal);
    const socket = await secure(connection, target.host, this.secureContext, signal);
    const { trust } = this;
    const problem = trust.kind === 'pinned' ? pinProblem(socket, trust.sha256) : problemOf(socket);
    if (problem === undefined) return socket;
    socket.destroy();
    throw Object.assign(new Error('the certificate is not trusted'), { code: problem });
  }
}

/** Adds TLS to a connection. The caller checks the server's certificate afterwards, before anything is sent. */
async function secure(
  socket: Socket,
  host: string,
  secureContext: SecureContext,
  signal: AbortSignal,
): Promise<TLSSocket> {
  const servername = net.isIP(host) === 0 ? host : '';
  const options = { socket, host, servername, secureContext, rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] };
  return ready(tls.connect(options), 'secureConnect', signal);
}

/** The chain and the name, as Node itself checks them. */
function problemOf(socket: TLSSocket): string | undefined {
  if (socket.authorized) return undefined;
  // An Error by its types, a code in fact.
  return String(socket.authorizationError);
}

function pinProblem(socket: TLSSocket, sha256: string): string | undefined {
  const shown = socket.getPeerCertificate().fingerprint256.replaceAll(':', '').toLowerCase();
  return shown === sha256 ? undefined : certificateChanged;
}

/** Code of the certificate that is another than the pinned one. */
export const certificateChanged = 'CERTIFICATE_CHANGED';
