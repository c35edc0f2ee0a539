import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { clusterConfig, clusterInfo, serviceObject } from './cluster-description';
import { JobBook, type JobAnswer } from './job-book';
import type { PracticePictures, PracticeService } from './practice-service';
import { supervise } from './supervisor';

/** What a practice server serves, and within which limit. */
export interface PracticeServerOptions {
  readonly services: readonly PracticeService[];
  readonly pictures: PracticePictures;
  /** The largest body of `POST /run`, in bytes on the wire; 64 MiB if absent. A gateway's page with 413 answers more. */
  readonly limitBytes?: number;
}

/** The address of a practice server, and the credentials that it accepts. */
export interface PracticeAccess {
  /** `http://127.0.0.1:<port>`, without a trailing slash. */
  readonly endpoint: string;
  /** The whole `Authorization` header for `/system/*`. */
  readonly authorization: string;
}

/** A running practice server. */
export interface PracticeServer extends PracticeAccess {
  /** Stops listening and drops every connection. */
  close(): Promise<void>;
}

const defaultLimitBytes = 64 * 1024 * 1024;
/** Go's HTTP server, used by OSCAR and the watchdog, sends a `Content-Length` only for bodies that fit into its first buffer. */
const statedLengthBytes = 2048;

/**
 * Starts an OSCAR cluster for this computer alone: it listens on 127.0.0.1 and a free port, makes new credentials at
 * every start, and answers only requests that name a loopback host, so that no web page can reach it by a name of its
 * own. It supports what a client needs to list and run services, and has the pitfalls of the real one. Bodies of up to
 * 64 MiB are taken, about 48 MiB of input. Each service runs once at a time; further runs wait in line.
 * @see grycap/oscar main.go, pkg/handlers/run.go; openfaas/classic-watchdog
 */
export async function startPracticeServer(options: PracticeServerOptions): Promise<PracticeServer> {
  const authorization = `Basic ${Buffer.from(`oscar:${randomBytes(24).toString('hex')}`).toString('base64')}`;
  const server = createServer();
  server.listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The practice server has no port.');
  const { port } = address;
  server.on('request', listener(options, authorization, new Set([`127.0.0.1:${port}`, `localhost:${port}`])));
  return {
    endpoint: `http://127.0.0.1:${port}`,
    authorization,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

interface ServedService {
  readonly service: PracticeService;
  readonly token: string;
  /** Settles when the last run in line has ended. */
  lastRun: Promise<unknown>;
}

function listener(options: PracticeServerOptions, authorization: string, hosts: ReadonlySet<string>): RequestListener {
  const limitBytes = options.limitBytes ?? defaultLimitBytes;
  const served = new Map<string, ServedService>(
    options.services.map((service) => [
      service.name,
      { service, token: randomBytes(32).toString('hex'), lastRun: Promise.resolve() },
    ]),
  );
  const objects = [...served.values()].map(({ service, token }) => serviceObject(service, token));

  const jobs = new JobBook({
    now: () => new Date(),
    run: async (name, body) => {
      const found = served.get(name);
      if (!found) return { status: 'Failed', log: Buffer.alloc(0) };
      const answer = await inLine(found, () => supervise(found.service, body, () => new Date(), options.pictures));
      // If the supervisor itself fails, the watchdog puts its line into the answer and not into the log.
      return answer.status === 200
        ? { status: 'Succeeded', log: answer.body }
        : { status: 'Failed', log: answer.body.subarray(answer.body.indexOf('\n') + 1) };
    },
  });

  /** The answer to a path without trailing slash; `undefined` where there is no such route. */
  const route = (method: string, path: string, query: string): RequestListener | undefined => {
    const system = (respond: (response: ServerResponse) => void): RequestListener | undefined =>
      method === 'GET'
        ? (request, response) =>
            isSame(request.headers.authorization ?? '', authorization) ? respond(response) : refuseSystem(response)
        : undefined;
    if (path === '/health' && method === 'GET') return (_, response) => sendText(response, 200, 'Ok');
    if (path === '/system/info') return system((response) => sendJson(response, clusterInfo));
    if (path === '/system/config') return system((response) => sendJson(response, clusterConfig));
    if (path === '/system/services') return system((response) => sendJson(response, objects));
    const name = /^\/system\/services\/([^/]+)$/.exec(path)?.[1];
    if (name !== undefined) {
      const object = objects.find((candidate) => candidate.name === name);
      return system((response) => (object ? sendJson(response, object) : sendEmpty(response, 404)));
    }
    const logs = /^\/system\/logs\/([^/]+)(?:\/([^/]+))?$/.exec(path);
    if (logs) return jobLogs(method, logs[1] ?? '', logs[2], new URLSearchParams(query));
    const [, area, service = ''] = /^\/(run|job)\/([^/]+)$/.exec(path) ?? [];
    if (area === undefined || method !== 'POST') return undefined;
    const limits = { ...options, limitBytes };
    return area === 'run'
      ? (request, response) => void answerRun(request, response, served.get(service), limits)
      : (request, response) => void takeJob(request, response, served.get(service), { jobs, limitBytes });
  };

  const jobLogs = (
    method: string,
    serviceName: string,
    job: string | undefined,
    query: URLSearchParams,
  ): RequestListener | undefined => {
    if (method !== 'GET' && method !== 'DELETE') return undefined;
    return (request, response) => {
      if (!isSame(request.headers.authorization ?? '', authorization)) return refuseSystem(response);
      if (!served.has(serviceName)) return sendEmpty(response, 404);
      const answer = jobs.answer({ method, serviceName, ...(job !== undefined && { job }), query });
      if (answer) sendAnswer(response, answer);
      else sendText(response, 404, '404 page not found');
    };
  };

  return (request, response) => {
    if (!hosts.has(request.headers.host ?? '')) return sendEmpty(response, 421);
    const method = request.method ?? 'GET';
    const [path = '/', query = ''] = (request.url ?? '/').split(/(?=\?)/);
    const answer = route(method, path, query);
    if (answer) return answer(request, response);
    if (path.endsWith('/') && route(method, path.slice(0, -1), query)) {
      return sendEmpty(response, method === 'GET' ? 301 : 307, { Location: path.slice(0, -1) + query });
    }
    sendText(response, 404, '404 page not found');
  };
}

async function answerRun(
  request: IncomingMessage,
  response: ServerResponse,
  served: ServedService | undefined,
  { limitBytes, pictures }: Pick<Required<PracticeServerOptions>, 'limitBytes' | 'pictures'>,
): Promise<void> {
  if (!isLetIn(request, response, served)) return;
  try {
    const body = await readBody(request, limitBytes);
    if (body === undefined) return sendTooLarge(response);
    await inLine(served, () => runOnce(request, response, served.service, body, pictures));
  } catch {
    // Either the client has disconnected, or the program failed in an unexpected way.
    if (!response.headersSent) sendText(response, 500, 'exit status 2\n');
  }
}

async function takeJob(
  request: IncomingMessage,
  response: ServerResponse,
  served: ServedService | undefined,
  { jobs, limitBytes }: { readonly jobs: JobBook; readonly limitBytes: number },
): Promise<void> {
  if (!isLetIn(request, response, served)) return;
  try {
    const body = await readBody(request, limitBytes);
    if (body === undefined) return sendTooLarge(response);
    const id = request.headers['x-delegated-job-id'];
    sendAnswer(response, jobs.submit(served.service.name, body, typeof id === 'string' ? id : undefined));
  } catch {
    // The client has disconnected.
    response.destroy();
  }
}

/** Whether a request has the service's own token; if not, it is refused. */
function isLetIn(
  request: IncomingMessage,
  response: ServerResponse,
  served: ServedService | undefined,
): served is ServedService {
  const [, bearer] = /^Bearer (.*)$/.exec(request.headers.authorization ?? '') ?? [];
  // OSCAR takes exactly 64 characters for a service token and everything else for a token of an identity provider.
  if (bearer !== undefined && bearer.length !== 64) {
    sendText(response, 502, "Error getting oidc manager for issuer ''");
    return false;
  }
  const isRight = bearer !== undefined && served !== undefined && isSame(bearer, served.token);
  if (!isRight) sendEmpty(response, 401);
  return isRight;
}

/** Carries out an action after the earlier runs of a service have ended. */
function inLine<T>(served: ServedService, action: () => Promise<T>): Promise<T> {
  const done = served.lastRun.then(action);
  served.lastRun = done.catch(() => undefined);
  return done;
}

async function runOnce(
  request: IncomingMessage,
  response: ServerResponse,
  service: PracticeService,
  body: Buffer,
  pictures: PracticePictures,
): Promise<void> {
  if (response.destroyed) return;
  const startedAt = process.hrtime.bigint();
  const answer = await supervise(service, body, () => new Date(), pictures);
  const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
  const isLong = answer.body.length > statedLengthBytes;
  response.writeHead(answer.status, {
    'Content-Type': request.headers['content-type'] ?? 'text/plain; charset=utf-8',
    ...(isLong ? { 'Transfer-Encoding': 'chunked' } : { 'Content-Length': answer.body.length }),
    ...(answer.status === 200 && { 'X-Duration-Seconds': seconds.toFixed(6) }),
  });
  response.end(answer.body);
}

/**
 * Reads a body to its end, so that the client can finish sending before it reads the answer.
 * @returns `undefined` as soon as it is larger than the limit
 */
function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    request.on('data', (chunk: Buffer) => {
      sizeBytes += chunk.length;
      if (sizeBytes <= limitBytes) {
        chunks.push(chunk);
      } else {
        chunks.length = 0;
        resolve(undefined);
      }
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

/** Compares two secrets in constant time. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function refuseSystem(response: ServerResponse): void {
  sendEmpty(response, 401, { 'Www-Authenticate': 'Basic realm="Authorization Required"' });
}

function sendEmpty(response: ServerResponse, status: number, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'Content-Length': 0, ...headers }).end();
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(text);
}

function sendAnswer(response: ServerResponse, { status, contentType, body }: JobAnswer): void {
  response
    .writeHead(status, {
      'Content-Length': body.length,
      ...(contentType !== undefined && { 'Content-Type': contentType }),
    })
    .end(body);
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(value));
}

function sendTooLarge(response: ServerResponse): void {
  const title = '413 Request Entity Too Large';
  response
    .writeHead(413, { 'Content-Type': 'text/html' })
    .end(
      `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n` +
        `<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`,
    );
}
