import { AppError } from '../ground/error';
import type { ClusterAddress } from '../connection/ports';
import { systemTrust, type Trust } from '../connection/profile';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * What is trusted at the storage of a cluster. A pinned certificate is that of one host; everywhere else the system decides.
 * @param host and port of the storage
 * @throws AppError `plain-http-refused` where files would leave a secure connection for one that others can read
 */
export function storageTrust(cluster: ClusterAddress, { protocol, hostname, host }: URL): Trust {
  const own = new URL(cluster.endpoint);
  if (protocol === 'http:' && own.protocol === 'https:' && !loopback.test(hostname)) {
    throw new AppError({ code: 'plain-http-refused', host });
  }
  return cluster.trust.kind === 'pinned' && hostname !== own.hostname ? systemTrust : cluster.trust;
}
