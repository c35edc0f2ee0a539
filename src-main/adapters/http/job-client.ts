import { AppError, isAppError, type InvocationPhase } from '../../core/ground/error';
import { readToken } from '../../core/connection/json-web-token';
import type { Trust } from '../../core/connection/profile';
import { parseJobPage, type JobPage } from '../../core/job/listing';
import type { JobLog } from '../../core/job/log-tail';
import type { JobClient, JobListing, JobSubmission } from '../../core/job/ports';
import { parseServiceLog, serviceLogLines } from '../../core/job/service-log';
import { readSubmission } from '../../core/job/submission';
import type { ClusterConnections } from './cluster-connections';
import { hostOf } from './host-name';
import { connectionError, errorText, oscarUrl, readInto, statusError } from './oscar-http';
import { sendSmallRequest, type SmallAnswer, type SmallRequest } from './small-request';
import { withoutCredentials } from './without-credentials';

const maxListingBytes = 64 * 1024 ** 2;
// A debug log repeats whole inputs, of which only the beginnings are shown.
const maxServiceLogBytes = 64 * 1024 ** 2;
const bearer = 'Bearer ';

/** What a client works with. */
export interface HttpJobClientOptions {
  readonly connections: ClusterConnections;
  /** Program name and version for the server's log. */
  readonly userAgent: string;
}

type Request = Pick<SmallRequest, 'body' | 'method' | 'limitMs'> & {
  readonly url: URL;
  readonly trust: Trust;
  readonly authorization: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Where the request is in doubt when its connection breaks. */
  readonly phase: InvocationPhase;
};

/**
 * HTTP to the background jobs of OSCAR. Nothing is repeated here: who asks decides by the error.
 * @see grycap/oscar pkg/handlers/job.go, pkg/handlers/logs.go
 */
export class HttpJobClient implements JobClient {
  constructor(private readonly options: HttpJobClientOptions) {}

  async submit({ access, serviceName, owner, name, input, signal }: JobSubmission): Promise<void> {
    const url = oscarUrl(access.endpoint, 'job', serviceName);
    if (owner !== undefined) url.searchParams.set('owner', owner);
    const request: Request = {
      url,
      trust: access.trust,
      authorization: bearer + access.token,
      // This header gives the job an id that this program chose, so that sending it again can't run it twice.
      headers: { 'content-type': 'application/octet-stream', 'x-delegated-job-id': name },
      body: Buffer.from(Buffer.from(input).toString('base64'), 'latin1'),
      signal,
      phase: 'waiting',
    };
    await this.#send(request, async (answer) => {
      if (answer.status === 201) return;
      const text = await failureText(answer, request.authorization);
      const isWebToken = readToken(access.token).kind === 'web-token';
      const said = readSubmission(answer.status, text, name, isWebToken);
      if (said === 'arrived-before') return;
      const host = hostOf(url);
      if (said === 'token-expired') throw new AppError({ code: 'unauthorized', host, signIn: 'web-token' });
      // A gateway or proxy answered instead of OSCAR.
      if (answer.status >= 200 && answer.status <= 299) {
        throw new AppError({ code: 'not-an-answer', host, status: answer.status, text });
      }
      const facts = { service: serviceName, sizeBytes: input.length, isWebToken };
      throw new AppError(statusError(answer.status, text, url, answer.head, facts));
    });
  }

  async list(listing: JobListing, page?: string): Promise<JobPage> {
    const url = logsUrl(listing);
    if (page !== undefined) url.searchParams.set('page', page);
    return this.#send(systemRequest(listing, url), async (answer) => {
      if (answer.status !== 200) throw await failure(answer, url, listing);
      const chunks: Buffer[] = [];
      await readInto(chunks, answer.body, maxListingBytes);
      const found = parseJobPage(Buffer.concat(chunks).toString('utf8'));
      const host = hostOf(url);
      if (found === 'unseen') throw new AppError({ code: 'jobs-unseen', host });
      if (!found) throw new AppError({ code: 'not-oscar', host });
      return found;
    });
  }

  async log<T>(
    listing: JobListing,
    name: string,
    { timestamps, limitMs }: { readonly timestamps: boolean; readonly limitMs: number },
    take: (body: AsyncIterable<Uint8Array>, host: string) => Promise<T>,
  ): Promise<T | 'none' | 'unknown'> {
    const url = logsUrl(listing, name);
    if (timestamps) url.searchParams.set('timestamps', 'true');
    return this.#send({ ...systemRequest(listing, url), limitMs }, async (answer) => {
      if (answer.status === 200) {
        // A page of a gateway is no log, whatever its status.
        if (/html/i.test(answer.head.headers['content-type'] ?? '')) {
          throw new AppError({ code: 'not-oscar', host: hostOf(url) });
        }
        return take(received(answer, url, listing.signal), hostOf(url));
      }
      const text = await failureText(answer, listing.authorization);
      if (answer.status === 404 && text === '') return 'none';
      // OSCAR fails with this status for a job that it does not know.
      if (answer.status === 500 && text === '') return 'unknown';
      throw failureOf(answer, text, url, listing);
    });
  }

  async serviceLog(listing: JobListing): Promise<JobLog | undefined> {
    const url = oscarUrl(listing.cluster.endpoint, 'system', 'services', listing.serviceName, 'deployment', 'logs');
    url.searchParams.set('timestamps', 'true');
    url.searchParams.set('tailLines', String(serviceLogLines));
    return this.#send(systemRequest(listing, url), async (answer) => {
      if (answer.status === 404) return undefined;
      if (answer.status !== 200) throw await failure(answer, url, listing);
      const chunks: Buffer[] = [];
      await readInto(chunks, answer.body, maxServiceLogBytes);
      const text = withoutCredentials(Buffer.concat(chunks).toString('utf8'), listing.authorization);
      const log = parseServiceLog(text);
      if (!log) throw new AppError({ code: 'not-oscar', host: hostOf(url) });
      return log;
    });
  }

  async remove(listing: JobListing, name: string): Promise<void> {
    const url = logsUrl(listing, name);
    await this.#send({ ...systemRequest(listing, url), method: 'DELETE' }, async (answer) => {
      const isGone = answer.status === 404 || (answer.status >= 200 && answer.status <= 299);
      if (!isGone) throw await failure(answer, url, listing);
    });
  }

  async #send<T>(request: Request, read: (answer: SmallAnswer) => Promise<T>): Promise<T> {
    const { url, trust, authorization, headers, signal, phase, ...rest } = request;
    if (signal.aborted) throw new AppError({ code: 'cancelled', clusterMayContinue: false });
    const agent = await this.options.connections.agents(url, trust);
    const sent = { ...headers, authorization, 'user-agent': this.options.userAgent };
    try {
      return await sendSmallRequest({ url, agent, headers: sent, signal, ...rest }, read);
    } catch (error) {
      if (isAppError(error)) throw error;
      if (signal.aborted) throw new AppError({ code: 'cancelled', clusterMayContinue: phase === 'waiting' });
      throw connectionError(error, phase, url, 0);
    }
  }
}

function logsUrl({ cluster, serviceName }: JobListing, ...name: readonly string[]): URL {
  return oscarUrl(cluster.endpoint, 'system', 'logs', serviceName, ...name);
}

function systemRequest({ cluster, authorization, signal }: JobListing, url: URL): Request {
  return { url, trust: cluster.trust, authorization, signal, phase: 'connecting' };
}

async function failureText({ body, head }: SmallAnswer, authorization: string): Promise<string> {
  return withoutCredentials(await errorText(body, head, authorization), authorization);
}

async function failure(answer: SmallAnswer, url: URL, listing: JobListing): Promise<AppError> {
  return failureOf(answer, await failureText(answer, listing.authorization), url, listing);
}

function failureOf({ status, head }: SmallAnswer, text: string, url: URL, listing: JobListing): AppError {
  const { authorization, serviceName } = listing;
  const isWebToken =
    authorization.startsWith(bearer) && readToken(authorization.slice(bearer.length)).kind === 'web-token';
  return new AppError(statusError(status, text, url, head, { service: serviceName, sizeBytes: 0, isWebToken }));
}

/** A body whose failures are told as those of an answer. */
async function* received({ body }: SmallAnswer, url: URL, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  let receivedBytes = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      receivedBytes += chunk.length;
      yield chunk;
    }
  } catch (error) {
    if (signal.aborted) throw new AppError({ code: 'cancelled', clusterMayContinue: false });
    throw connectionError(error, 'receiving', url, receivedBytes);
  }
}
