import * as v from 'valibot';
import { AppError, isAppError } from '../../core/ground/error';
import { parseBucketPage, type ObjectPage } from '../../core/storage/listing';
import type { BucketClient, ObjectAddress, SignedRequest, StorageUser, ToldProvider } from '../../core/storage/ports';
import { parseProvider } from '../../core/storage/provider';
import { storageTrust } from '../../core/storage/trust';
import type { ClusterConnections } from '../http/cluster-connections';
import { hostOf } from '../http/host-name';
import { connectionError, errorText, oscarUrl, readInto, statusError } from '../http/oscar-http';
import { sendSmallRequest, type SmallAnswer } from '../http/small-request';
import { withoutCredentials } from '../http/without-credentials';
import { storageUrl } from './request-signer';

const maxAnswerBytes = 16 * 1024 ** 2;
const expiresSeconds = 900;

const signedSchema = v.object({
  method: v.picklist(['GET', 'PUT']),
  url: v.string(),
  headers: v.nullish(v.record(v.string(), v.string()), {}),
});

/** What a client needs. */
export interface HttpBucketClientOptions {
  readonly connections: ClusterConnections;
  /** Program name and version for the server's log. */
  readonly userAgent: string;
}

/**
 * HTTP to the calls of OSCAR about its storage. The answers hold keys and signed addresses, which are secrets: no error ever
 * holds a part of them.
 * @see grycap/oscar pkg/handlers/buckets, pkg/handlers/config.go
 */
export class HttpBucketClient implements BucketClient {
  constructor(private readonly options: HttpBucketClientOptions) {}

  async list(user: StorageUser, bucket: string, page?: string): Promise<ObjectPage | 'unsupported'> {
    const url = oscarUrl(user.cluster.endpoint, 'system', 'buckets', bucket);
    if (page !== undefined) url.searchParams.set('page', page);
    return this.#ask(user, url, bucket, undefined, async (answer) => {
      const found = parseBucketPage(await textOf(answer));
      if (!found) throw new AppError({ code: 'not-oscar', host: hostOf(url) });
      return found;
    });
  }

  async sign(
    user: StorageUser,
    { bucket, key }: ObjectAddress,
    operation: 'download' | 'upload',
  ): Promise<SignedRequest | 'unsupported'> {
    const url = oscarUrl(user.cluster.endpoint, 'system', 'buckets', bucket, 'presign');
    const wanted = { object_key: key, operation, expires_in: expiresSeconds };
    const contentType = operation === 'upload' && { content_type: 'application/octet-stream' };
    return this.#ask(user, url, bucket, { ...wanted, ...contentType }, async (answer) => {
      const reading = v.safeParse(signedSchema, jsonOf(await textOf(answer)));
      if (!reading.success) throw new AppError({ code: 'not-oscar', host: hostOf(url) });
      const { method, url: address, headers } = reading.output;
      return { method, address, headers: headers ?? {}, trust: storageTrust(user.cluster, storageUrl(address)) };
    });
  }

  async provider(user: StorageUser): Promise<ToldProvider> {
    const url = oscarUrl(user.cluster.endpoint, 'system', 'config');
    const told = await this.#ask(user, url, '', undefined, async (answer) => {
      const provider = parseProvider(await textOf(answer));
      const theirs = Date.parse(answer.head.headers.date ?? '');
      return provider && { provider, aheadMs: Number.isNaN(theirs) ? 0 : theirs - Date.now() };
    });
    if (!told || told === 'unsupported') throw new AppError({ code: 'storage-missing', host: hostOf(url) });
    return told;
  }

  async #ask<T>(
    { cluster, authorization, signal }: StorageUser,
    url: URL,
    bucket: string,
    json: object | undefined,
    read: (answer: SmallAnswer) => Promise<T>,
  ): Promise<T | 'unsupported'> {
    if (signal.aborted) throw new AppError({ code: 'cancelled', clusterMayContinue: false });
    const agent = await this.options.connections.agents(url, cluster.trust);
    const headers = {
      authorization,
      accept: 'application/json',
      'user-agent': this.options.userAgent,
      ...(json && { 'content-type': 'application/json' }),
    };
    const body = json && { body: Buffer.from(JSON.stringify(json)) };
    try {
      return await sendSmallRequest({ url, agent, headers, signal, ...body }, async (answer) => {
        if (answer.status === 200) return read(answer);
        const text = withoutCredentials(await errorText(answer.body, answer.head, authorization), authorization);
        if (isUnknownRoute(answer.status, text)) return 'unsupported';
        throw failure(answer, text, url, bucket, authorization);
      });
    } catch (error) {
      if (isAppError(error)) throw error;
      if (signal.aborted) throw new AppError({ code: 'cancelled', clusterMayContinue: false });
      throw connectionError(error, 'connecting', url, 0);
    }
  }
}

/** Whether this OSCAR is too old to have the requested path. */
function isUnknownRoute(status: number, text: string): boolean {
  return (status === 404 && text.startsWith('404 page not found')) || status === 405;
}

function failure(
  { status, head }: SmallAnswer,
  text: string,
  url: URL,
  bucket: string,
  authorization: string,
): AppError {
  // For the objects of an unknown bucket, OSCAR answers 500.
  const isGone =
    bucket !== '' && (status === 404 || (status === 500 && /NoSuchBucket|bucket does not exist/i.test(text)));
  if (isGone) return new AppError({ code: 'storage-folder-gone', folder: bucket });
  const isWebToken = /^Bearer (?!.{64}$)/.test(authorization);
  return new AppError(statusError(status, text, url, head, { service: '', sizeBytes: 0, isWebToken }));
}

async function textOf({ body }: SmallAnswer): Promise<string> {
  const chunks: Buffer[] = [];
  await readInto(chunks, body, maxAnswerBytes);
  return Buffer.concat(chunks).toString('utf8');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
