import { X509Certificate } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import type { PresentedCertificate } from '../../core/connection/certificate';
import { AppError } from '../../core/ground/error';
import type { ClusterAddress, NetworkProbe } from '../../core/connection/ports';
import { proxyHost } from '../../core/connection/proxy';
import { describeCertificate } from './certificate-files';
import type { ClusterConnections } from '../http/cluster-connections';
import { hostOf } from '../http/host-name';
import { connectionError, tlsProblemOf } from '../http/oscar-http';
import { openConnection, targetOf } from '../http/proxy-tunnel';

const limitMs = 10_000;

/** Tries the way to a cluster step by step, with real sockets, and sends nothing over it. */
export class SocketNetworkProbe implements NetworkProbe {
  constructor(private readonly connections: ClusterConnections) {}

  async proxyFor({ endpoint }: ClusterAddress): Promise<string | undefined> {
    const proxy = await this.connections.proxyFor(new URL(endpoint));
    return proxy && proxyHost(proxy);
  }

  async addresses({ endpoint }: ClusterAddress): Promise<readonly string[]> {
    const url = new URL(endpoint);
    return limited(url, async () => (await lookup(targetOf(url).host, { all: true })).map(({ address }) => address));
  }

  async connect({ endpoint }: ClusterAddress): Promise<void> {
    const url = new URL(endpoint);
    await limited(url, async (signal) => {
      const proxy = await this.connections.proxyFor(url);
      // A proxy opens tunnels for https; for http it is asked with each request.
      const target = targetOf(url);
      const isForwarded = proxy && url.protocol === 'http:';
      const socket = isForwarded
        ? await openConnection({ host: proxy.host.replace(/^\[|\]$/g, ''), port: proxy.port }, undefined, signal)
        : await openConnection(target, proxy, signal);
      socket.destroy();
    });
  }

  async certificate({ endpoint, trust }: ClusterAddress): Promise<PresentedCertificate> {
    const url = new URL(endpoint);
    return limited(url, async (signal) => {
      const { socket, problem } = await this.connections.inspect(url, trust, signal);
      const certificate = describeCertificate(new X509Certificate(socket.getPeerCertificate().raw));
      socket.destroy();
      const shown = { host: hostOf(url), certificate };
      return problem === undefined ? shown : { ...shown, problem: tlsProblemOf(problem) };
    });
  }
}

async function limited<T>(url: URL, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(limitMs);
  const outOfTime = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('out of time')));
  });
  try {
    return await Promise.race([work(signal), outOfTime]);
  } catch (error) {
    if (signal.aborted) throw new AppError({ code: 'timed-out', phase: 'connecting', seconds: limitMs / 1000 }, error);
    throw connectionError(error, 'connecting', url, 0);
  }
}
