import { AppError } from '../../core/ground/error';
import type { ClusterAddress } from '../../core/connection/ports';
import type {
  ObjectAddress,
  ObjectOperation,
  RequestSigner,
  SignedRequest,
  ToldProvider,
} from '../../core/storage/ports';
import { storageTrust } from '../../core/storage/trust';
import { signedAddress, type ToSign } from './signature';

const methods = { download: 'GET', upload: 'PUT', remove: 'DELETE' } as const;
/** How long a signed address is valid. This is the time to connect; the transfer itself may take longer. */
const expiresSeconds = 900;

/** Signs requests with the keys of a storage. @param now this computer's clock, in milliseconds */
export class KeyRequestSigner implements RequestSigner {
  constructor(private readonly now: () => number) {}

  object(
    told: ToldProvider,
    cluster: ClusterAddress,
    { bucket, key }: ObjectAddress,
    operation: ObjectOperation,
  ): SignedRequest {
    return this.#signed(told, cluster, { method: methods[operation], bucket, key });
  }

  list(told: ToldProvider, cluster: ClusterAddress, bucket: string, prefix: string, page?: string): SignedRequest {
    const query = {
      'list-type': '2',
      // A key may have characters that XML does not allow.
      'encoding-type': 'url',
      prefix,
      ...(page !== undefined && { 'continuation-token': page }),
    };
    return this.#signed(told, cluster, { method: 'GET', bucket, key: '', query });
  }

  #signed(
    { provider, aheadMs }: ToldProvider,
    cluster: ClusterAddress,
    request: Omit<ToSign, 'expiresSeconds' | 'at'>,
  ): SignedRequest {
    const url = storageUrl(provider.endpoint);
    // Signed with the cluster's time: a storage refuses a time that differs from its own by more than 15 minutes.
    const at = new Date(this.now() + aheadMs);
    const address = signedAddress(provider, { ...request, expiresSeconds, at });
    return { method: request.method, address, headers: {}, trust: storageTrust(cluster, url) };
  }
}

/** The address of a storage. @throws AppError `endpoint-invalid` */
export function storageUrl(address: string): URL {
  let url: URL;
  try {
    url = new URL(address);
  } catch (cause) {
    throw new AppError({ code: 'endpoint-invalid', address: 'minio_provider' }, cause);
  }
  if (url.protocol === 'http:' || url.protocol === 'https:') return url;
  throw new AppError({ code: 'endpoint-invalid', address: 'minio_provider' });
}
