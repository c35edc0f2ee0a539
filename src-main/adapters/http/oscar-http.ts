import { htmlTitle } from '../../core/answer/text-type';
import { trimEndOf } from '../../core/ground/trim';
import type http from 'node:http';
import type { Readable } from 'node:stream';
import { AppError, isAppError, type ErrorInfo, type InvocationPhase, type TlsProblem } from '../../core/ground/error';
import { proxyHost } from '../../core/connection/proxy';
import { errnoOf } from '../ground/errno';
import { hostOf } from './host-name';
import { proxyOf } from './proxy-tunnel';

/** Longest time for a whole request other than a run, in milliseconds. */
export const listingTimeoutMs = 30_000;

const maxErrorTextBytes = 64 * 1024;
const maxErrorTextCharacters = 2000;

/**
 * Joins OSCAR's path to an endpoint, keeping the endpoint's own path.
 * @throws AppError `endpoint-invalid`
 */
export function oscarUrl(endpoint: string, ...segments: readonly string[]): URL {
  let url: URL;
  try {
    url = new URL(endpoint);
  } catch (cause) {
    throw new AppError({ code: 'endpoint-invalid', address: endpoint }, cause);
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new AppError({ code: 'endpoint-invalid', address: endpoint });
  }
  const prefix = trimEndOf(url.pathname, '/');
  return new URL(`${url.origin}${prefix}/${segments.map(encodeURIComponent).join('/')}`);
}

/** Whether a status is a redirect. */
export function isRedirect(status: number): boolean {
  return status >= 300 && status <= 399;
}

/** A redirect that is not followed, since it would carry the token or the input elsewhere. */
export function redirected(from: URL, location: string): AppError {
  const host = hostOf(from);
  let url: URL;
  try {
    url = new URL(location, from);
  } catch {
    return new AppError({ code: 'redirected', host, target: from.origin });
  }
  const scheme = url.protocol.slice(0, -1);
  if (scheme !== 'http' && scheme !== 'https') {
    return new AppError({ code: 'redirected', host, target: url.protocol, scheme });
  }
  // Only where it leads: a query may hold what should not be seen.
  const target = url.origin === from.origin ? url.origin + url.pathname : url.origin;
  return new AppError({ code: 'redirected', host, target });
}

/** The address to send the same request to, where it stays with the same server. @throws AppError `redirected` */
export function sameOriginTarget(from: URL, location: string): URL {
  let target: URL;
  try {
    target = new URL(location, from);
  } catch {
    throw redirected(from, location);
  }
  if (target.origin !== from.origin) throw redirected(from, location);
  return target;
}

// Of `/run` with 400, and of `/system` with 401.
const issuerUnknown =
  /Error getting oidc manager for issuer '([^']+)'|^'([^']+)' is not listed as an authorized issuer/;

/** What a status other than 2xx means. @see protocol: the table of status codes of `/run` */
export function statusError(
  status: number,
  text: string,
  url: URL,
  head: http.IncomingMessage,
  facts: {
    readonly service: string;
    readonly sizeBytes: number;
    readonly answeredAfterMs?: number;
    /** Whether what came with the request was an access token, not a service token or a password. */
    readonly isWebToken: boolean;
  },
): ErrorInfo {
  const host = hostOf(url);
  const said = text === '' ? {} : { text };
  const retryAfterMs = retryAfter(head.headers['retry-after']);
  const later = retryAfterMs === undefined ? {} : { retryAfterMs };
  const when = facts.answeredAfterMs === undefined ? {} : { answeredAfterMs: facts.answeredAfterMs };
  const signIn = facts.isWebToken ? { signIn: 'web-token' as const } : {};
  const issuer = status < 500 ? issuerUnknown.exec(text) : null;
  if (issuer) return { code: 'issuer-unknown', host, issuer: issuer[1] ?? issuer[2] ?? '' };
  switch (status) {
    case 400:
      if (text.includes('More than one service')) return { code: 'service-ambiguous', service: facts.service };
      return { code: 'request-rejected', status, text };
    case 401:
      // Where sign-in by access token is switched off, OSCAR asks for the only thing it takes.
      if (facts.isWebToken && /^basic\b/i.test(head.headers['www-authenticate'] ?? '')) {
        return { code: 'sign-in-unsupported', host };
      }
      return { code: 'unauthorized', host, ...said, ...signIn };
    case 403:
      return { code: 'forbidden', host, ...said };
    case 407: {
      const proxy = proxyOf(head);
      return proxy
        ? { code: 'proxy-unauthorized', proxy: proxyHost(proxy) }
        : { code: 'request-rejected', status, text };
    }
    case 404:
      // OSCAR's own 404 is empty; a text or a page means that nobody there knows the way to `/run`.
      // To an access token that it does not take, it answers the same.
      return text === ''
        ? { code: 'service-not-found', service: facts.service, host, ...signIn }
        : { code: 'not-oscar', host };
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
export async function errorText(stream: Readable, head: http.IncomingMessage, secret: string): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    await readInto(chunks, stream, maxErrorTextBytes);
  } catch {
    // The status says enough, even if the rest of the body did not come.
  }
  const received = Buffer.concat(chunks).toString('utf8').trim();
  const text = secret === '' ? received : received.replaceAll(secret, '…');
  const isPage = /html/i.test(head.headers['content-type'] ?? '') || /^<(!doctype html|html)/i.test(text);
  return (isPage ? htmlTitle(text) || 'HTML' : text).slice(0, maxErrorTextCharacters);
}

/**
 * Reads a body until it has the given number of bytes or ends; the last chunk may exceed the number. After a failure `chunks`
 * holds what came before it.
 */
export async function readInto(chunks: Buffer[], stream: Readable, limitBytes: number): Promise<void> {
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
  CERTIFICATE_CHANGED: 'changed',
  EPROTO: 'protocol',
};

/** Why a certificate was not accepted, from the TLS library's code. */
export function tlsProblemOf(code: string): TlsProblem {
  // Its own check of names has words instead of a code.
  return tlsProblems[code] ?? (/altname|hostname/i.test(code) ? 'wrong-host' : 'unknown-issuer');
}

/** Translates an error of the network stack by its code. An error that was translated already, as by a proxy, is kept. */
export function connectionError(
  error: unknown,
  phase: InvocationPhase,
  url: URL,
  receivedBytes: number,
  expectedBytes?: number,
): AppError {
  if (isAppError(error)) return error;
  if (error instanceof Error && isAppError(error.cause)) return error.cause;
  const host = hostOf(url);
  // An upload that breaks off fails with the system's own error, everything else with the library's.
  const code = errnoOf(error);
  const cause = withoutRequest(error);
  if (isNotHttp(code)) return new AppError({ code: 'response-not-http', host, text: cause.message }, cause);
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

/** Whether Node's parser could not read an answer; one that only ended too early is a lost connection. */
function isNotHttp(code: string): boolean {
  return code.startsWith('HPE_') && code !== 'HPE_INVALID_EOF_STATE';
}

/** A library's error without the request it belongs to, whose headers hold the token. */
function withoutRequest(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const plain = new Error(error.message);
  plain.name = error.name;
  if (error.stack !== undefined) plain.stack = error.stack;
  return plain;
}
