import type { ClientRequest, IncomingMessage } from 'node:http';
import { AppError, isAppError, type ErrorInfo, type InvocationPhase } from '../../core/ground/error';
import type { ByteSource } from '../../core/ground/ports';
import { md5OfHeaders } from '../../core/storage/integrity';
import { parseObjectList, type ObjectPage } from '../../core/storage/listing';
import { objectName } from '../../core/storage/names';
import type { IncomingObject, Rest, Sending, SignedRequest, StorageClient } from '../../core/storage/ports';
import { arrivals } from '../http/arrivals';
import type { Agents, ClusterConnections } from '../http/cluster-connections';
import { sendRequest, type GotRequest, type StopRequest } from '../http/got-request';
import { hostOf } from '../http/host-name';
import { connectionError, errorText, readInto } from '../http/oscar-http';
import { storageUrl } from './request-signer';

const maxListingBytes = 64 * 1024 ** 2;
/** How long a connection may be silent. A storage checks an object before it answers, which takes long for many gibibytes. */
const silenceMs = 120_000;
/** How long a connection may take to open. A storage inside of a cluster is often at an address that swallows everything. */
const usualConnectMs = 20_000;
/** How long to wait for the answer `100 Continue` before the bytes are sent without it: not every server sends this answer. */
const consentMs = 1000;

/** What a client needs. */
export interface HttpStorageClientOptions {
  readonly connections: Pick<ClusterConnections, 'agents'>;
  readonly userAgent: string;
  /** Longest time for a connection to open, in milliseconds; 20 seconds unless told. */
  readonly connectMs?: number;
}

/**
 * HTTP to an S3 storage, with requests that were signed before. No object is kept in memory.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html
 */
export class HttpStorageClient implements StorageClient {
  constructor(private readonly options: HttpStorageClientOptions) {}

  async get<T>(
    request: SignedRequest,
    rest: Rest | undefined,
    signal: AbortSignal,
    take: (object: IncomingObject) => Promise<T>,
  ): Promise<T> {
    const asked = rest && { range: `bytes=${rest.fromByte}-`, 'if-match': rest.version };
    return this.#exchange(request, { headers: asked ?? {}, signal }, async (head, exchange) => {
      const status = head.statusCode ?? 0;
      if (status === 412) throw new AppError({ code: 'object-changed', name: exchange.name });
      if (status !== (rest ? 206 : 200)) throw await exchange.refusal(head);
      const { etag: version } = head.headers;
      const md5 = md5OfHeaders(head.headers);
      return take({
        sizeBytes: wholeSize(head, exchange),
        body: exchange.body(head),
        ...(version !== undefined && { version }),
        ...(md5 !== undefined && { md5 }),
      });
    });
  }

  async put(
    request: SignedRequest,
    source: ByteSource,
    { replaces, onProgress }: Sending,
    signal: AbortSignal,
  ): Promise<{ readonly md5?: string }> {
    const headers = {
      'content-length': String(source.sizeBytes),
      // The storage can refuse the name or the signature before gigabytes are sent.
      expect: '100-continue',
      ...(!replaces && { 'if-none-match': '*' }),
    };
    return this.#exchange(request, { headers, signal, source, onProgress }, async (head, exchange) => {
      if (head.statusCode === 412) throw new AppError({ code: 'object-taken', name: exchange.name });
      if (head.statusCode !== 200) throw await exchange.refusal(head);
      const md5 = md5OfHeaders(head.headers);
      return md5 === undefined ? {} : { md5 };
    });
  }

  async list(request: SignedRequest, signal: AbortSignal): Promise<ObjectPage> {
    return this.#exchange(request, { signal }, async (head, exchange) => {
      if (head.statusCode !== 200) throw await exchange.refusal(head);
      const chunks: Buffer[] = [];
      await readInto(chunks, head, maxListingBytes);
      const page = parseObjectList(Buffer.concat(chunks).toString('utf8'));
      if (page) return page;
      throw new AppError({ code: 'storage-refused', host: exchange.host, status: 200, text: '' });
    });
  }

  async remove(request: SignedRequest, signal: AbortSignal): Promise<void> {
    return this.#exchange(request, { signal }, async (head, exchange) => {
      // The object is gone already, which is what the caller wants.
      if (head.statusCode === 204 || head.statusCode === 200 || head.statusCode === 404) return;
      throw await exchange.refusal(head);
    });
  }

  async #exchange<T>(
    request: SignedRequest,
    asked: Omit<Asked, 'userAgent' | 'connectMs'>,
    read: (head: IncomingMessage, exchange: StorageExchange) => Promise<T>,
  ): Promise<T> {
    if (asked.signal.aborted) throw new AppError({ code: 'cancelled', clusterMayContinue: false });
    const url = storageUrl(request.address);
    const agents = await this.options.connections.agents(url, request.trust);
    const { userAgent, connectMs = usualConnectMs } = this.options;
    return new StorageExchange(request, url, { ...asked, userAgent, connectMs }).run(agents, read);
  }
}

/** What a request needs besides its address. */
interface Asked {
  readonly headers?: Readonly<Record<string, string>>;
  readonly userAgent: string;
  readonly connectMs: number;
  readonly source?: ByteSource;
  readonly onProgress?: (sentBytes: number) => void;
  readonly signal: AbortSignal;
}

/** One request to a storage, and its answer. */
class StorageExchange {
  readonly host: string;
  /** The object's name, to be shown to people. */
  readonly name: string;
  #phase: InvocationPhase = 'connecting';
  #receivedBytes = 0;
  #expectedBytes: number | undefined;
  #failure: AppError | undefined;

  constructor(
    private readonly request: SignedRequest,
    private readonly url: URL,
    private readonly asked: Asked,
  ) {
    this.host = hostOf(url);
    this.name = nameIn(request.address);
  }

  async run<T>(agent: Agents, read: (head: IncomingMessage, exchange: StorageExchange) => Promise<T>): Promise<T> {
    const { signal, headers, source, userAgent, connectMs } = this.asked;
    const request: GotRequest = {
      url: this.url,
      method: this.request.method,
      headers: { ...this.request.headers, ...headers, 'user-agent': userAgent },
      agent,
      // The path exactly as it was signed: `URL` changes a key with `..` in it.
      native: { path: pathIn(this.request.address), timeout: silenceMs },
    };
    let sent: ClientRequest | undefined;
    let head: IncomingMessage | undefined;
    let stopRequest: StopRequest = () => undefined;
    const stop = () => stopRequest(new Error('aborted'));
    signal.addEventListener('abort', stop, { once: true });
    const opening = setTimeout(() => {
      this.#failure ??= new AppError({ code: 'storage-unreachable', host: this.host });
      stop();
    }, connectMs);
    try {
      let uploaded: Promise<void> | undefined;
      const answered = new Promise<IncomingMessage>((resolve, reject) => {
        stopRequest = sendRequest(request, {
          onRequest: (made) => {
            sent = made;
            made.once('socket', (socket) => {
              if (socket.connecting) socket.once('connect', () => clearTimeout(opening));
              else clearTimeout(opening);
            });
            made.once('timeout', () => {
              this.#failure ??= new AppError({ code: 'timed-out', phase: this.#phase, seconds: silenceMs / 1000 });
              made.destroy();
            });
            made.once('close', () => reject(new Error('closed')));
            if (!source) {
              if (request.method !== 'GET') made.end();
              return;
            }
            uploaded = this.#upload(made, source, answered);
            uploaded.catch(reject);
          },
          onResponse: resolve,
          onError: reject,
        });
        // It may have been stopped while the agents were made.
        if (signal.aborted) stop();
      });
      head = await answered;
      await uploaded;
      this.#phase = 'receiving';
      return await read(head, this);
    } catch (error) {
      throw this.#told(error);
    } finally {
      clearTimeout(opening);
      signal.removeEventListener('abort', stop);
      // If the request and the answer are complete, the connection can be used for the next file.
      if (sent?.writableEnded && head?.complete) head.resume();
      else sent?.destroy();
    }
  }

  /** The bytes of an answer. `content-length` is noted, so that an error can tell how many bytes are missing. */
  async *body(head: IncomingMessage): AsyncGenerator<Uint8Array> {
    const length = Number(head.headers['content-length']);
    if (Number.isFinite(length)) this.#expectedBytes = length;
    for await (const chunk of arrivals(head)) {
      this.#receivedBytes += chunk.length;
      yield chunk;
    }
  }

  /** The error for an answer other than the expected one. */
  async refusal(head: IncomingMessage): Promise<AppError> {
    const status = head.statusCode ?? 0;
    const xml = await errorText(head, head, '');
    const code = /<Code>([\w.]{1,60})<\/Code>/.exec(xml)?.[1] ?? '';
    if (code === 'NoSuchKey' || (status === 404 && code === ''))
      return new AppError({ code: 'object-gone', name: this.name });
    if (code === 'NoSuchBucket')
      return new AppError({ code: 'storage-folder-gone', folder: bucketIn(this.request.address) });
    if (status >= 500) return new AppError({ code: 'service-failed', status, text: code });
    // The rest of the answer is left out, since it may hold the signed address.
    return new AppError({ code: 'storage-refused', host: this.host, status, text: code });
  }

  /** Sends the source. Stops if the storage answers before it got all of it. */
  async #upload(sent: ClientRequest, source: ByteSource, answered: Promise<unknown>): Promise<void> {
    const { signal, onProgress } = this.asked;
    let hasAnswer = false;
    const end = answered.then(
      () => void (hasAnswer = true),
      () => void (hasAnswer = true),
    );
    await consent(sent, end);
    let sentBytes = 0;
    if (hasAnswer) return;
    this.#phase = 'sending';
    for await (const chunk of source.open(signal)) {
      // A chunk is valid only until the next one is asked for, so it has to be written before.
      await Promise.race([new Promise<void>((resolve) => sent.write(chunk, () => resolve())), end]);
      if (hasAnswer) return;
      sentBytes += chunk.length;
      onProgress?.(sentBytes);
    }
    this.#phase = 'waiting';
    sent.end();
  }

  #told(error: unknown): AppError {
    if (this.asked.signal.aborted) {
      return new AppError({
        code: 'cancelled',
        clusterMayContinue: this.request.method === 'PUT' && this.#phase === 'waiting',
      });
    }
    if (this.#failure) return this.#failure;
    if (isAppError(error)) return error;
    const told = connectionError(error, this.#phase, this.url, this.#receivedBytes, this.#expectedBytes);
    // Only the code is kept: the message of the library holds the signed address.
    return new AppError(unreachable.has(told.info.code) ? { code: 'storage-unreachable', host: this.host } : told.info);
  }
}

const unreachable: ReadonlySet<ErrorInfo['code']> = new Set([
  'host-not-found',
  'connection-refused',
  'network-unreachable',
]);

/** Waits until the storage sends `100 Continue` or another answer, but not longer than `consentMs`. */
async function consent(sent: ClientRequest, end: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const wanted = new Promise<void>((resolve) => {
    sent.once('continue', resolve);
    sent.once('socket', (socket) => {
      const start = () => (timer = setTimeout(resolve, consentMs));
      if (socket.connecting) socket.once('connect', start);
      else start();
    });
  });
  sent.flushHeaders();
  await Promise.race([wanted, end]);
  clearTimeout(timer);
}

/** The size of the whole object, also if only the rest of it is sent. */
function wholeSize({ headers, statusCode }: IncomingMessage, { host }: StorageExchange): number {
  const said = statusCode === 206 ? /\/(\d+)$/.exec(headers['content-range'] ?? '')?.[1] : headers['content-length'];
  if (said !== undefined) return Number(said);
  throw new AppError({ code: 'storage-refused', host, status: statusCode ?? 0, text: '' });
}

/** The path and the query of an address, unchanged. */
function pathIn(address: string): string {
  return address.replace(/^[^/]*\/\/[^/?#]*/, '') || '/';
}

function bucketIn(address: string): string {
  return pathIn(address).split(/[/?]/)[1] ?? '';
}

function nameIn(address: string): string {
  const path = pathIn(address).split('?')[0] ?? '';
  try {
    return objectName(decodeURIComponent(path));
  } catch {
    return objectName(path);
  }
}
