import { AppError } from '../ground/error';
import type { ClusterAddress } from '../connection/ports';
import { systemTrust, type Trust } from '../connection/profile';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Which certificates are trusted for the storage of a cluster. A pinned certificate belongs to one host; if the storage has
 * another host, the system decides.
 * @param host and port of the storage
 * @throws AppError `plain-http-refused` if the connection to the cluster is secure, but that to its storage is not
 */
export function storageTrust(cluster: ClusterAddress, { protocol, hostname, host }: URL): Trust {
  const own = new URL(cluster.endpoint);
  if (protocol === 'http:' && own.protocol === 'https:' && !loopback.test(hostname)) {
    throw new AppError({ code: 'plain-http-refused', host });
  }
  return cluster.trust.kind === 'pinned' && hostname !== own.hostname ? systemTrust : cluster.trust;
}
