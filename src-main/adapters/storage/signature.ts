import { createHash, createHmac } from 'node:crypto';
import type { StorageProvider } from '../../core/storage/provider';

const algorithm = 'AWS4-HMAC-SHA256';

/** A request to be signed. */
export interface ToSign {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  readonly bucket: string;
  /** Empty for the bucket itself. */
  readonly key: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Headers besides `host` that the request has to have, with names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How long the address is valid. */
  readonly expiresSeconds: number;
  readonly at: Date;
}

/**
 * Makes an address that holds the permission to send the request, in path style (`host/bucket/key`).
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export function signedAddress(
  { endpoint, region, accessKey, secretKey }: StorageProvider,
  { method, bucket, key, query = {}, headers = {}, expiresSeconds, at }: ToSign,
): string {
  const { origin, host } = new URL(endpoint);
  const instant = at.toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `${instant.slice(0, 8)}/${region}/s3/aws4_request`;
  const signed = Object.entries({ host, ...headers }).sort(byName);
  const names = signed.map(([name]) => name).join(';');
  const path = `/${[bucket, ...(key === '' ? [] : key.split('/'))].map(encoded).join('/')}`;
  const parameters = Object.entries({
    ...query,
    'X-Amz-Algorithm': algorithm,
    'X-Amz-Credential': `${accessKey}/${scope}`,
    'X-Amz-Date': instant,
    'X-Amz-Expires': String(expiresSeconds),
    'X-Amz-SignedHeaders': names,
  })
    .map(([name, value]): [string, string] => [encoded(name), encoded(value)])
    .sort(byName)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const canonical = [
    method,
    path,
    parameters,
    ...signed.map(([name, value]) => `${name}:${value.trim().replace(/ +/g, ' ')}`),
    '',
    names,
    'UNSIGNED-PAYLOAD',
  ].join('\n');
  const text = [algorithm, instant, scope, createHash('sha256').update(canonical).digest('hex')].join('\n');
  const signingKey = [...scope.split('/')].reduce(hmac, Buffer.from(`AWS4${secretKey}`));
  return `${origin}${path}?${parameters}&X-Amz-Signature=${hmac(signingKey, text).toString('hex')}`;
}

/** Encodes text by the rules for signatures: all characters but letters, digits and `-._~`. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

// Ordered by code units, as the rules for signatures say, and not by the order of a language.
function byName([one]: readonly [string, string], [other]: readonly [string, string]): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
