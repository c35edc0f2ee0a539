import * as v from 'valibot';
import { AppError, isAppError } from '../../core/ground/error';
import type { ClusterAddress, ClusterAccess } from '../../core/connection/ports';
import type { ClusterFacts, OscarClient, RunAnswer, RunRequest } from '../../core/run/ports';
import type { Trust } from '../../core/connection/profile';
import { parseService, type ParsedService } from '../../core/service/service';
import { encodedBody } from '../base64/base64-stream';
import type { ClusterConnections } from './cluster-connections';
import { hostOf } from './host-name';
import {
  connectionError,
  errorText,
  oscarUrl,
  readInto,
  redirected,
  sameOriginTarget,
  statusError,
} from './oscar-http';
import { Exchange } from './run-exchange';
import { sendSmallRequest, type SmallAnswer } from './small-request';
import { withoutCredentials } from './without-credentials';

const maxRedirects = 5;
const maxListingBytes = 64 * 1024 ** 2;

const clusterFactsSchema = v.object({ version: v.string(), serverless_backend: v.nullish(v.unknown()) });

/** What a client works with. */
export interface HttpOscarClientOptions {
  readonly connections: ClusterConnections;
  /** Program name and version for the server's log. */
  readonly userAgent: string;
}

/**
 * HTTP to OSCAR. It sends the input as one line of base64 with an exact `Content-Length`, never follows a
 * redirect that would carry the token to another origin, and hands the body of an answer on as a stream. Repeating is
 * left to the caller.
 * @see grycap/oscar pkg/handlers/run.go
 */
export class HttpOscarClient implements OscarClient {
  readonly #connections: ClusterConnections;
  readonly #userAgent: string;

  constructor({ connections, userAgent }: HttpOscarClientOptions) {
    this.#connections = connections;
    this.#userAgent = userAgent;
  }

  async listServices(
    cluster: ClusterAddress,
    authorization: string,
    signal: AbortSignal,
  ): Promise<readonly ParsedService[]> {
    const url = oscarUrl(cluster.endpoint, 'system', 'services');
    // Servers before v4 ignore it.
    url.searchParams.set('include', 'deployment');
    const listing = parsed(await this.#getText(url, cluster.trust, authorization, signal), url);
    if (!Array.isArray(listing)) throw new AppError({ code: 'not-oscar', host: hostOf(url) });
    return listing.flatMap((entry: unknown) => parseService(entry) ?? []);
  }

  async checkHealth(cluster: ClusterAddress): Promise<void> {
    const url = oscarUrl(cluster.endpoint, 'health');
    const text = await this.#getText(url, cluster.trust, undefined, new AbortController().signal);
    if (text.trim().toLowerCase() !== 'ok') throw new AppError({ code: 'not-oscar', host: hostOf(url) });
  }

  async clusterFacts(cluster: ClusterAddress, authorization: string): Promise<ClusterFacts> {
    const url = oscarUrl(cluster.endpoint, 'system', 'info');
    const text = await this.#getText(url, cluster.trust, authorization, new AbortController().signal);
    const facts = v.safeParse(clusterFactsSchema, parsed(text, url));
    if (!facts.success) throw new AppError({ code: 'not-oscar', host: hostOf(url) });
    return { version: facts.output.version, runsOnDemand: Boolean(facts.output.serverless_backend) };
  }

  async checkServiceToken(access: ClusterAccess, serviceName: string): Promise<boolean> {
    const url = oscarUrl(access.endpoint, 'system', 'services', serviceName, 'auth');
    try {
      await this.#getText(url, access.trust, `Bearer ${access.token}`, new AbortController().signal);
      return true;
    } catch (error) {
      if (!isAppError(error)) throw error;
      // Servers before v4.1 don't know this path. Later ones fail with 500 for a service that does not exist.
      if (error.info.code === 'not-oscar') return false;
      if (error.info.code !== 'service-failed') throw error;
      throw new AppError({ code: 'service-not-found', service: serviceName, host: hostOf(url) }, error);
    }
  }

  async run(request: RunRequest): Promise<RunAnswer> {
    const body = await encodedBody(request.input, request.signal);
    let url = oscarUrl(request.access.endpoint, 'run', request.serviceName);
    const agents = await this.#connections.agents(url, request.access.trust);
    if (request.owner !== undefined) url.searchParams.set('owner', request.owner);
    for (let redirects = 0; ; redirects += 1) {
      const outcome = await new Exchange(url, body, request, agents, this.#userAgent).start();
      if (!('location' in outcome)) return outcome;
      if (redirects === maxRedirects) throw redirected(url, outcome.location);
      url = sameOriginTarget(url, outcome.location);
    }
  }

  async #getText(url: URL, trust: Trust, authorization: string | undefined, signal: AbortSignal): Promise<string> {
    const agent = await this.#connections.agents(url, trust);
    const headers = {
      ...(authorization !== undefined && { authorization }),
      accept: 'application/json, text/plain',
      'user-agent': this.#userAgent,
    };
    try {
      return await sendSmallRequest({ url, agent, headers, signal }, (answer) =>
        listingText(answer, url, authorization),
      );
    } catch (error) {
      if (isAppError(error)) throw error;
      if (signal.aborted) throw new AppError({ code: 'cancelled', clusterMayContinue: false });
      throw connectionError(error, 'connecting', url, 0);
    }
  }
}

/** The body of a listing. @throws AppError of a status other than 200 */
async function listingText(
  { head, status, body }: SmallAnswer,
  url: URL,
  authorization: string | undefined,
): Promise<string> {
  if (status !== 200) {
    const text = withoutCredentials(await errorText(body, head, authorization ?? ''), authorization);
    const host = hostOf(url);
    if (status === 404) throw new AppError({ code: 'not-oscar', host });
    // OSCAR takes every value of 64 characters for a service token.
    const isWebToken = /^Bearer (?!.{64}$)/.test(authorization ?? '');
    // Only the token can be wrong in a listing. After the first line OSCAR goes on as if it had been right.
    if (status === 400 && isWebToken) {
      throw new AppError({ code: 'unauthorized', host, text: text.split(/[\n[{]/)[0] ?? '' });
    }
    throw new AppError(statusError(status, text, url, head, { service: '', sizeBytes: 0, isWebToken }));
  }
  const chunks: Buffer[] = [];
  await readInto(chunks, body, maxListingBytes);
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string, url: URL): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError({ code: 'not-oscar', host: hostOf(url) }, cause);
  }
}
