import got from 'got';
import http from 'node:http';
import https from 'node:https';
import { finished, pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { AppError, isAppError, type ErrorInfo, type InvocationPhase, type TlsProblem } from '../core/error';
import type { OscarClient, RunAnswer, RunRequest } from '../core/ports';
import { parseService, type ParsedService } from '../core/service';
import { encodedBody, type EncodedBody } from './base64-stream';
import { errnoOf } from './errno';

// OSCAR gives the request's type back with the answer (protocol: it "mirrors" it). This one is what nobody's error page has.
const requestContentType = 'application/octet-stream';
const maxRedirects = 5;
const maxErrorTextBytes = 64 * 1024;
const maxErrorTextCharacters = 2000;
const maxListingBytes = 64 * 1024 ** 2;
const listingTimeoutMs = 30_000;
// Enough for the socket to go on with while the next piece is encoded; few enough for a slow line within the stall limit.
const unsentLimitBytes = 128 * 1024;
// What may wait while a chunk is decoded. Half of it was slower, since the socket is paused more often.
const unreadLimitBytes = 256 * 1024;
// Without `deflate`, of which servers know two kinds.
const acceptedCodings = 'gzip, br';
// Idle connections are closed before servers do it (Node after 5 s, others later), so that none dies under a request.
const idleConnectionMs = 4000;

/** What a client can be told beforehand. */
export interface HttpOscarClientOptions {
  /** Certificates, PEM, that are trusted besides the ones of the runtime. */
  readonly certificateAuthority?: readonly string[];
  /** Program name and version for the server's log. */
  readonly userAgent: string;
}

/**
 * HTTP to OSCAR: listings on got, runs on Node's own requests, since got's streams join what waits into new memory and hold
 * every chunk back until the one before is written. It sends the input as one line of base64 with an exact `Content-Length`, never follows a
 * redirect that would carry the token to another origin, and hands the body of an answer on as a stream. Repeating is
 * left to the caller.
 * @see grycap/oscar pkg/handlers/run.go
 */
export class HttpOscarClient implements OscarClient {
  readonly #agents: { http: http.Agent; https: https.Agent };
  readonly #userAgent: string;

  constructor(options: HttpOscarClientOptions) {
    const common = { keepAlive: true, timeout: idleConnectionMs };
    this.#agents = {
      http: new http.Agent(common),
      https: new https.Agent({
        ...common,
        // Said here, since a variable in somebody's environment can switch it off everywhere else.
        rejectUnauthorized: true,
        ...(options.certificateAuthority && { ca: [...options.certificateAuthority] }),
      }),
    };
    this.#userAgent = options.userAgent;
  }

  async listServices(endpoint: string, authorization: string, signal: AbortSignal): Promise<readonly ParsedService[]> {
    const url = oscarUrl(endpoint, 'system', 'services');
    const text = await this.#getText(url, authorization, signal);
    let listing: unknown;
    try {
      listing = JSON.parse(text);
    } catch (cause) {
      throw new AppError({ code: 'not-oscar', host: url.host }, cause);
    }
    if (!Array.isArray(listing)) throw new AppError({ code: 'not-oscar', host: url.host });
    return listing.flatMap((entry: unknown) => parseService(entry) ?? []);
  }

  async run(request: RunRequest): Promise<RunAnswer> {
    const body = await encodedBody(request.input, request.signal);
    let url = oscarUrl(request.door.endpoint, 'run', request.serviceName);
    if (request.owner !== undefined) url.searchParams.set('owner', request.owner);
    for (let redirects = 0; ; redirects += 1) {
      const outcome = await new Exchange(url, body, request, this.#agents, this.#userAgent).start();
      if (!('location' in outcome)) return outcome;
      if (redirects === maxRedirects) throw redirected(url, outcome.location);
      url = sameOriginTarget(url, outcome.location);
    }
  }

  async #getText(url: URL, authorization: string, signal: AbortSignal): Promise<string> {
    const stream = got.stream(url, {
      headers: { authorization, accept: 'application/json', 'user-agent': this.#userAgent },
      agent: this.#agents,
      followRedirect: false,
      throwHttpErrors: false,
      retry: { limit: 0 },
      timeout: { request: listingTimeoutMs },
      signal,
    });
    try {
      const head = await new Promise<http.IncomingMessage>((resolve, reject) => {
        stream.once('response', resolve);
        stream.on('error', reject);
      });
      const status = head.statusCode ?? 0;
      const location = head.headers.location;
      if (isRedirect(status) && location !== undefined) throw redirected(url, location);
      if (status !== 200) {
        const text = await errorText(stream, head, authorization);
        if (status === 404) throw new AppError({ code: 'not-oscar', host: url.host });
        throw new AppError(statusError(status, text, url, head, { service: '', sizeBytes: 0 }));
      }
      const chunks: Buffer[] = [];
      await readInto(chunks, stream, maxListingBytes);
      return Buffer.concat(chunks).toString('utf8');
    } catch (error) {
      if (isAppError(error)) throw error;
      if (signal.aborted) throw new AppError({ code: 'cancelled', clusterMayContinue: false });
      throw connectionError(error, 'connecting', url, 0);
    } finally {
      stream.destroy();
    }
  }
}

/** A redirect, which is not followed blindly because the token would go along. */
interface Redirect {
  readonly location: string;
}

/** One POST: its phase, its time limit, its end. */
class Exchange {
  #phase: InvocationPhase = 'connecting';
  #failure: AppError | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #startedMs = performance.now();
  #sentBytes = 0;
  #receivedBytes = 0;
  #expectedBytes: number | undefined;
  #sent: http.ClientRequest | undefined;
  #body: Readable | undefined;
  readonly #onAbort = () => this.#stop({ code: 'cancelled', clusterMayContinue: this.#phase === 'waiting' });

  constructor(
    private readonly url: URL,
    private readonly body: EncodedBody,
    private readonly request: RunRequest,
    private readonly agents: { http: http.Agent; https: https.Agent },
    private readonly userAgent: string,
  ) {}

  async start(): Promise<RunAnswer | Redirect> {
    const { signal, limits, onProgress } = this.request;
    if (signal.aborted) throw new AppError({ code: 'cancelled', clusterMayContinue: false });
    signal.addEventListener('abort', this.#onAbort);
    onProgress({ phase: 'connecting' });
    this.#limit(limits.connectMs);
    try {
      const [head, body] = await this.#exchange();
      return await this.#readHead(head, body);
    } catch (error) {
      this.#end();
      throw this.#translate(error);
    }
  }

  /** Sends the request, and resolves with the head of the answer and its body, which may come before all is sent. */
  async #exchange(): Promise<[http.IncomingMessage, Readable]> {
    const isTls = this.url.protocol === 'https:';
    const sent = (isTls ? https : http).request(this.url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.request.door.token}`,
        'content-type': requestContentType,
        'content-length': String(this.body.sizeBytes),
        'accept-encoding': acceptedCodings,
        'user-agent': this.userAgent,
      },
      agent: isTls ? this.agents.https : this.agents.http,
    });
    this.#sent = sent;
    this.#follow(sent);
    const answer = new Promise<[http.IncomingMessage, Readable]>((resolve, reject) => {
      sent.once('response', (head) => {
        // At once: what is wrong right behind the head is reported before anybody who waits for it goes on.
        this.#body = withoutCoding(head);
        resolve([head, this.#body]);
      });
      // Stays for good: a server that answers early and hangs up makes the upload fail after the answer came.
      sent.on('error', (error) => {
        reject(error);
        this.#body?.destroy(error);
      });
    });
    void this.#send(sent);
    return answer;
  }

  async #readHead(head: http.IncomingMessage, body: Readable): Promise<RunAnswer | Redirect> {
    const status = head.statusCode ?? 0;
    const { location } = head.headers;
    const answeredAfterMs = Math.round(performance.now() - this.#startedMs);
    this.#limit(this.request.limits.stallMs);
    if (isRedirect(status) && location !== undefined) {
      this.#end();
      // The others mean GET elsewhere, such as a page to sign in, where the input has no business.
      if (status !== 307 && status !== 308) throw redirected(this.url, location);
      return { location };
    }
    if (status < 200 || status > 299) {
      const text = await errorText(body, head, this.request.door.token);
      // A status without its text still says more than that the text did not come.
      if (this.#failure?.info.code === 'cancelled') throw this.#failure;
      const facts = {
        service: this.request.serviceName,
        sizeBytes: this.request.input.sizeBytes,
        answeredAfterMs,
      };
      throw new AppError(statusError(status, text, this.url, head, facts));
    }
    this.#phase = 'receiving';
    const length = Number(head.headers['content-length']);
    if (Number.isFinite(length) && body === head) this.#expectedBytes = length;
    return {
      host: this.url.host,
      contentType: head.headers['content-type'] ?? '',
      mirroredContentType: requestContentType,
      body: this.#incoming(body),
    };
  }

  /** Sends the body, never far ahead of the socket. Never fails: what goes wrong ends the request. */
  async #send(sent: http.ClientRequest): Promise<void> {
    let goOn: () => void = () => undefined;
    for (const event of ['drain', 'close']) sent.on(event, () => goOn());
    try {
      for await (const text of this.body.open()) {
        if (sent.destroyed) return;
        sent.write(text, 'latin1');
        if (sent.writableLength >= unsentLimitBytes) await new Promise<void>((resolve) => (goOn = resolve));
        this.#sentBytes += text.length;
        this.#reportSending();
      }
      sent.end();
    } catch (error) {
      // The request would report a broken upload; what happened is that the file could not be read.
      if (isAppError(error)) this.#failure ??= error;
      sent.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  }

  async *#incoming(body: Readable): AsyncGenerator<Uint8Array> {
    const { limits, onProgress } = this.request;
    const chunks = arrivals(body);
    try {
      for (;;) {
        // The limit is on the server's silence, not on how long the disk takes in between.
        this.#limit(limits.stallMs);
        const next = await chunks.next();
        this.#clearLimit();
        if (next.done === true) return;
        this.#receivedBytes += next.value.length;
        onProgress({
          phase: 'receiving',
          receivedBytes: this.#receivedBytes,
          ...(this.#expectedBytes !== undefined && { totalBytes: this.#expectedBytes }),
        });
        yield next.value;
      }
    } catch (error) {
      throw this.#translate(error);
    } finally {
      this.#end();
    }
  }

  #follow(sent: http.ClientRequest): void {
    sent.once('socket', (socket) => {
      const isTls = this.url.protocol === 'https:';
      if (socket.connecting) socket.once(isTls ? 'secureConnect' : 'connect', () => this.#startSending());
      else this.#startSending();
    });
    sent.once('finish', () => {
      if (this.#phase !== 'sending') return;
      this.#phase = 'waiting';
      this.request.onProgress({ phase: 'waiting' });
      this.#limit(this.request.limits.waitMs);
    });
  }

  #startSending(): void {
    if (this.#phase !== 'connecting') return;
    this.#phase = 'sending';
    this.#reportSending();
  }

  #reportSending(): void {
    if (this.#phase !== 'sending') return;
    this.#limit(this.request.limits.stallMs);
    this.request.onProgress({ phase: 'sending', sentBytes: this.#sentBytes, totalBytes: this.body.sizeBytes });
  }

  /** Allows so much time for the present step, in milliseconds. */
  #limit(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#stop({ code: 'timed-out', phase: this.#phase, seconds: ms / 1000 }), ms);
  }

  #clearLimit(): void {
    clearTimeout(this.#timer);
  }

  #stop(info: ErrorInfo): void {
    this.#failure ??= new AppError(info);
    this.#sent?.destroy(this.#failure);
    this.#body?.destroy(this.#failure);
  }

  #end(): void {
    this.#clearLimit();
    this.request.signal.removeEventListener('abort', this.#onAbort);
    const isOver = this.#body?.readableEnded === true && this.#sent?.writableEnded === true;
    if (!isOver) this.#sent?.destroy();
  }

  #translate(error: unknown): AppError {
    if (isAppError(error)) return error;
    if (this.#failure) return this.#failure;
    return connectionError(error, this.#phase, this.url, this.#receivedBytes, this.#expectedBytes);
  }
}

/**
 * The chunks of a stream as they come, those before a failure included, and a few ahead. Iterating over the stream itself
 * would join the ones that wait into new memory.
 */
async function* arrivals(stream: Readable): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let end: { readonly failure?: Error } | undefined;
  let goOn: () => void = () => undefined;
  stream.on('data', (chunk: Buffer) => {
    held.push(chunk);
    heldBytes += chunk.length;
    if (heldBytes >= unreadLimitBytes) stream.pause();
    goOn();
  });
  finished(stream, { writable: false }, (failure) => {
    end = failure ? { failure } : {};
    goOn();
  });
  for (;;) {
    const chunks = held;
    held = [];
    heldBytes = 0;
    yield* chunks;
    if (held.length > 0) continue;
    if (end?.failure) throw end.failure;
    if (end) return;
    stream.resume();
    await new Promise<void>((resolve) => (goOn = resolve));
  }
}

/** The body of an answer with its content coding undone; the head itself where there is none that is known. */
function withoutCoding(head: http.IncomingMessage): Readable {
  // No bytes at all are no correct gzip, but a correct answer.
  const decoder = head.headers['content-length'] === '0' ? undefined : decoderOf(head.headers['content-encoding']);
  // Whoever reads it learns of a failure; while nobody does, it must not count as unhandled.
  decoder?.on('error', () => undefined);
  return decoder ? pipeline(head, decoder, () => undefined) : head;
}

function decoderOf(coding: string | undefined) {
  switch (coding?.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      return undefined;
  }
}

/**
 * Joins OSCAR's path to an endpoint, keeping the endpoint's own path.
 * @throws AppError `endpoint-invalid`
 */
function oscarUrl(endpoint: string, ...segments: readonly string[]): URL {
  let url: URL;
  try {
    url = new URL(endpoint);
  } catch (cause) {
    throw new AppError({ code: 'endpoint-invalid', address: endpoint }, cause);
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new AppError({ code: 'endpoint-invalid', address: endpoint });
  }
  const prefix = url.pathname.replace(/\/+$/, '');
  return new URL(`${url.origin}${prefix}/${segments.map(encodeURIComponent).join('/')}`);
}

function isRedirect(status: number): boolean {
  return status >= 300 && status <= 399;
}

function redirected(from: URL, location: string): AppError {
  let target = location;
  try {
    const url = new URL(location, from);
    // Only where it leads: a query may hold what should not be seen.
    target = url.origin === from.origin ? url.origin + url.pathname : url.origin;
  } catch {
    target = from.origin;
  }
  return new AppError({ code: 'redirected', host: from.host, target });
}

/** The address to send the same request to, where it stays with the same server. @throws AppError `redirected` */
function sameOriginTarget(from: URL, location: string): URL {
  let target: URL;
  try {
    target = new URL(location, from);
  } catch {
    throw redirected(from, location);
  }
  if (target.origin !== from.origin) throw redirected(from, location);
  return target;
}

/** What a status other than 2xx means. @see protocol: the table of status codes of `/run` */
function statusError(
  status: number,
  text: string,
  url: URL,
  head: http.IncomingMessage,
  facts: { readonly service: string; readonly sizeBytes: number; readonly answeredAfterMs?: number },
): ErrorInfo {
  const { host } = url;
  const said = text === '' ? {} : { text };
  const retryAfterMs = retryAfter(head.headers['retry-after']);
  const later = retryAfterMs === undefined ? {} : { retryAfterMs };
  const when = facts.answeredAfterMs === undefined ? {} : { answeredAfterMs: facts.answeredAfterMs };
  switch (status) {
    case 400:
      if (text.includes('More than one service')) return { code: 'service-ambiguous', service: facts.service };
      return { code: 'request-rejected', status, text };
    case 401:
      return { code: 'unauthorized', host, ...said };
    case 403:
      return { code: 'forbidden', host, ...said };
    case 404:
      // OSCAR's own 404 is empty; a text or a page means that nobody there knows the way to `/run`.
      return text === '' ? { code: 'service-not-found', service: facts.service, host } : { code: 'not-oscar', host };
    case 413:
      return { code: 'input-too-large', host, sizeBytes: facts.sizeBytes };
    case 429:
      return { code: 'service-busy', host, ...later };
    case 502:
      // A token that is neither of 64 characters nor a JWT ends here.
      if (text.includes('Error getting oidc manager')) return { code: 'unauthorized', host, text };
      return { code: 'service-not-ready', status, text, ...later, ...when };
    case 503:
      return { code: 'service-not-ready', status, text, ...later, ...when };
    case 504:
      return { code: 'gateway-timed-out', host };
    default:
      if (status === 408 || status >= 500) return { code: 'service-failed', status, text };
      if (isRedirect(status)) return { code: 'not-oscar', host };
      return { code: 'request-rejected', status, text };
  }
}

/** `Retry-After` in milliseconds, from seconds or a date. */
function retryAfter(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  // Read leniently, `-5` would be a date, too.
  if (!/^\w{3,9}, /.test(header)) return undefined;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

/**
 * Reads what came with an error status; whatever arrived before the connection ended is enough.
 * @param secret is left out, since a service's log can show the headers of its request
 */
async function errorText(stream: Readable, head: http.IncomingMessage, secret: string): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    await readInto(chunks, stream, maxErrorTextBytes);
  } catch {
    // Why the rest did not come makes no difference to what the status says.
  }
  const received = Buffer.concat(chunks).toString('utf8').trim();
  const text = secret === '' ? received : received.replaceAll(secret, '…');
  const isPage = /html/i.test(head.headers['content-type'] ?? '') || /^<(!doctype html|html)/i.test(text);
  return (isPage ? pageTitle(text) : text).slice(0, maxErrorTextCharacters);
}

function pageTitle(html: string): string {
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(html) ?? /<h1[^>]*>([^<]*)<\/h1>/i.exec(html);
  return (title?.[1] ?? 'HTML').trim();
}

/** Reads at most so many bytes, and a chunk. What came before a failure stays in `chunks`. */
async function readInto(chunks: Buffer[], stream: Readable, limitBytes: number): Promise<void> {
  let sizeBytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    sizeBytes += chunk.length;
    if (sizeBytes >= limitBytes) return;
  }
}

const tlsProblems: Readonly<Record<string, TlsProblem>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown-issuer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown-issuer',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown-issuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown-issuer',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrong-host',
  // A chain that leads to an authority of a known name with another key, as after a new installation of a cluster.
  CERT_SIGNATURE_FAILURE: 'unknown-issuer',
  CERT_CHAIN_TOO_LONG: 'unknown-issuer',
  CERT_REJECTED: 'unknown-issuer',
  CERT_REVOKED: 'unknown-issuer',
  CERT_UNTRUSTED: 'unknown-issuer',
  INVALID_CA: 'unknown-issuer',
  INVALID_PURPOSE: 'unknown-issuer',
  PATH_LENGTH_EXCEEDED: 'unknown-issuer',
  EPROTO: 'protocol',
};

/** Translates an error of the network stack by its code. */
function connectionError(
  error: unknown,
  phase: InvocationPhase,
  url: URL,
  receivedBytes: number,
  expectedBytes?: number,
): AppError {
  const { host } = url;
  // An upload that breaks off fails with the system's own error, everything else with the library's.
  const code = errnoOf(error);
  const cause = withoutRequest(error);
  const problem = tlsProblems[code] ?? (code.startsWith('ERR_SSL_') ? 'protocol' : undefined);
  if (problem) return new AppError({ code: 'tls-untrusted', host, problem }, cause);
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new AppError({ code: 'host-not-found', host }, cause);
    case 'ENETUNREACH':
    case 'EHOSTUNREACH':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
      return new AppError({ code: 'network-unreachable', host }, cause);
    case 'ERR_INVALID_CHAR':
      // No header can hold this token, so no server would accept it.
      return new AppError({ code: 'unauthorized', host }, cause);
    case 'ECONNREFUSED':
      return new AppError({ code: 'connection-refused', host }, cause);
    case 'ETIMEDOUT':
      return new AppError({ code: 'timed-out', phase, seconds: listingTimeoutMs / 1000 }, cause);
    default:
      return new AppError(
        { code: 'connection-lost', phase, receivedBytes, ...(expectedBytes !== undefined && { expectedBytes }) },
        cause,
      );
  }
}

/** A library's error without the request it belongs to, whose headers hold the token. */
function withoutRequest(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const plain = new Error(error.message);
  plain.name = error.name;
  if (error.stack !== undefined) plain.stack = error.stack;
  return plain;
}
