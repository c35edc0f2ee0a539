import http from 'node:http';
import https from 'node:https';
import { AppError, isAppError, type ErrorInfo, type InvocationPhase } from '../../core/ground/error';
import type { ByteSource } from '../../core/ground/ports';
import { md5OfHeaders } from '../../core/storage/integrity';
import { parseObjectList, type ObjectPage } from '../../core/storage/listing';
import { objectName } from '../../core/storage/names';
import type { IncomingObject, Rest, Sending, SignedRequest, StorageClient } from '../../core/storage/ports';
import { arrivals } from '../http/arrivals';
import type { ClusterConnections } from '../http/cluster-connections';
import { hostOf } from '../http/host-name';
import { connectionError, errorText, readInto } from '../http/oscar-http';
import { storageUrl } from './request-signer';

const maxListingBytes = 64 * 1024 ** 2;
/** How long a connection may be silent. A storage checks what it got before it answers, which takes a while for many gibibytes. */
const silenceMs = 120_000;
/** How long the storage may take to say that it wants the bytes, before they are sent all the same: not every server says so. */
const consentMs = 1000;

/** What a client works with. */
export interface HttpStorageClientOptions {
  readonly connections: ClusterConnections;
  readonly userAgent: string;
}

/**
 * HTTP to an S3 storage, by requests that were signed before. It works on Node's own requests: an address goes out exactly as it was
 * signed, which `URL` would not leave alone where a key has `..` in it, and nothing of an object waits in memory.
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
      // What is refused by its name or its signature is refused before gigabytes were sent.
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
      // One that is gone already is as it was to be.
      if (head.statusCode === 204 || head.statusCode === 200 || head.statusCode === 404) return;
      throw await exchange.refusal(head);
    });
  }

  async #exchange<T>(
    request: SignedRequest,
    asked: Omit<Asked, 'userAgent'>,
    read: (head: http.IncomingMessage, exchange: StorageExchange) => Promise<T>,
  ): Promise<T> {
    if (asked.signal.aborted) throw new AppError({ code: 'cancelled', clusterMayContinue: false });
    const url = storageUrl(request.address);
    const agents = await this.options.connections.agents(url, request.trust);
    const agent = url.protocol === 'https:' ? agents.https : agents.http;
    return new StorageExchange(request, url, { ...asked, userAgent: this.options.userAgent }).run(agent, read);
  }
}

/** What is asked of a storage. */
interface Asked {
  readonly headers?: Readonly<Record<string, string>>;
  readonly userAgent: string;
  readonly source?: ByteSource;
  readonly onProgress?: (sentBytes: number) => void;
  readonly signal: AbortSignal;
}

/** One request to a storage, and its answer. */
class StorageExchange {
  readonly host: string;
  /** Of the object, for people. */
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

  async run<T>(
    agent: http.Agent,
    read: (head: http.IncomingMessage, exchange: StorageExchange) => Promise<T>,
  ): Promise<T> {
    const { signal, headers, source, userAgent } = this.asked;
    const { protocol, hostname, port } = this.url;
    const send = protocol === 'https:' ? https.request : http.request;
    const sent = send({
      protocol,
      // An address of version 6 stands in brackets in a URL only.
      hostname: hostname.replace(/^\[|\]$/g, ''),
      port,
      path: pathIn(this.request.address),
      method: this.request.method,
      headers: { ...this.request.headers, ...headers, 'user-agent': userAgent },
      agent,
      timeout: silenceMs,
    });
    const stop = () => sent.destroy();
    signal.addEventListener('abort', stop, { once: true });
    sent.once('timeout', () => {
      this.#failure ??= new AppError({ code: 'timed-out', phase: this.#phase, seconds: silenceMs / 1000 });
      sent.destroy();
    });
    let head: http.IncomingMessage | undefined;
    try {
      const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
        sent.once('response', resolve);
        // Stays: a server that answers early and hangs up makes the upload fail after the answer came.
        sent.on('error', reject);
        sent.once('close', () => reject(new Error('closed')));
      });
      // It is waited for below; until then its failure must not count as unhandled.
      answered.catch(() => undefined);
      if (source) await this.#upload(sent, source, answered);
      else sent.end();
      head = await answered;
      this.#phase = 'receiving';
      return await read(head, this);
    } catch (error) {
      throw this.#told(error);
    } finally {
      signal.removeEventListener('abort', stop);
      // A connection over which everything went in both directions serves the next file.
      if (sent.writableEnded && head?.complete) head.resume();
      else sent.destroy();
    }
  }

  /** The bytes of an answer, to the end that its head tells. */
  async *body(head: http.IncomingMessage): AsyncGenerator<Uint8Array> {
    const length = Number(head.headers['content-length']);
    if (Number.isFinite(length)) this.#expectedBytes = length;
    for await (const chunk of arrivals(head)) {
      this.#receivedBytes += chunk.length;
      yield chunk;
    }
  }

  /** What an answer means that is not the wanted one. */
  async refusal(head: http.IncomingMessage): Promise<AppError> {
    const status = head.statusCode ?? 0;
    const xml = await errorText(head, head, '');
    const code = /<Code>([\w.]{1,60})<\/Code>/.exec(xml)?.[1] ?? '';
    if (code === 'NoSuchKey' || (status === 404 && code === ''))
      return new AppError({ code: 'object-gone', name: this.name });
    if (code === 'NoSuchBucket')
      return new AppError({ code: 'storage-folder-gone', folder: bucketIn(this.request.address) });
    if (status >= 500) return new AppError({ code: 'service-failed', status, text: code });
    // The rest of what it says may show the address, and with it the permission.
    return new AppError({ code: 'storage-refused', host: this.host, status, text: code });
  }

  /** Sends the source, unless the storage answers before it wants it. */
  async #upload(sent: http.ClientRequest, source: ByteSource, answered: Promise<unknown>): Promise<void> {
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
      // A chunk is valid until the next one is asked for: it has to be with the system by then.
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
    // What the library says of it holds the address.
    return new AppError(unreachable.has(told.info.code) ? { code: 'storage-unreachable', host: this.host } : told.info);
  }
}

const unreachable: ReadonlySet<ErrorInfo['code']> = new Set([
  'host-not-found',
  'connection-refused',
  'network-unreachable',
]);

/** Resolves when the storage wants the bytes, has answered already, or says neither for a while. */
async function consent(sent: http.ClientRequest, end: Promise<void>): Promise<void> {
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

/** Size of all of an object, also where only its rest comes. */
function wholeSize({ headers, statusCode }: http.IncomingMessage, { host }: StorageExchange): number {
  const said = statusCode === 206 ? /\/(\d+)$/.exec(headers['content-range'] ?? '')?.[1] : headers['content-length'];
  if (said !== undefined) return Number(said);
  throw new AppError({ code: 'storage-refused', host, status: statusCode ?? 0, text: '' });
}

/** The path and the query of an address, as they are written. */
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
