import got from 'got';
import http from 'node:http';
import https from 'node:https';
import { AppError, isAppError } from '../core/error';
import type { OscarClient, RunAnswer, RunRequest } from '../core/ports';
import { parseService, type ParsedService } from '../core/service';
import { encodedBody } from './base64-stream';
import {
  connectionError,
  errorText,
  isRedirect,
  listingTimeoutMs,
  oscarUrl,
  readInto,
  redirected,
  sameOriginTarget,
  statusError,
} from './oscar-http';
import { Exchange } from './run-exchange';

const maxRedirects = 5;
const maxListingBytes = 64 * 1024 ** 2;
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
