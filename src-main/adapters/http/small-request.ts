import type http from 'node:http';
import type { Readable } from 'node:stream';
import type { Agents } from './cluster-connections';
import { acceptedCodings, unpacked } from './content-coding';
import { hostOf } from './host-name';
import { isRedirect, listingTimeoutMs, redirected } from './oscar-http';

/** What is asked with a small request, and over which connections. */
export interface SmallRequest {
  readonly url: URL;
  readonly agent: Agents;
  /** Sent by POST. */
  readonly form?: Readonly<Record<string, string>>;
  /** Sent by POST as it is. */
  readonly body?: Buffer;
  /** Without a form or a body: GET unless told. */
  readonly method?: 'DELETE';
  /** The longest time for all of it, in milliseconds; half a minute unless told. */
  readonly limitMs?: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** The answer to a small request, with its body unpacked. */
export interface SmallAnswer {
  readonly head: http.IncomingMessage;
  readonly status: number;
  readonly body: Readable;
}

/**
 * Sends a request with a small answer, and gives the answer to `read`. It is sent once: it follows no redirect, and is never
 * repeated, since an exchange of tokens whose answer got lost can't be done again.
 * @throws AppError `redirected` or of the coding of the body; every other error as got and Node throw it
 */
export async function sendSmallRequest<T>(
  { url, agent, form, body, method, headers, signal, limitMs = listingTimeoutMs }: SmallRequest,
  read: (answer: SmallAnswer) => Promise<T>,
): Promise<T> {
  // Loaded with the first request: the window opens without it.
  const { default: got } = await import('got');
  const stream = got.stream(url, {
    ...(method && { method }),
    ...(form && { method: 'POST', form }),
    ...(body && { method: 'POST', body }),
    headers: { ...headers, 'accept-encoding': acceptedCodings },
    agent,
    decompress: false,
    followRedirect: false,
    throwHttpErrors: false,
    retry: { limit: 0 },
    timeout: { request: limitMs },
    ...(signal && { signal }),
  });
  // Whatever is no GET could have a body, whose end is waited for.
  if (method) stream.end();
  try {
    const head = await new Promise<http.IncomingMessage>((resolve, reject) => {
      stream.once('response', resolve);
      stream.on('error', reject);
    });
    const status = head.statusCode ?? 0;
    const { location } = head.headers;
    if (isRedirect(status) && location !== undefined) throw redirected(url, location);
    return await read({ head, status, body: unpacked(head, stream, hostOf(url)) });
  } finally {
    stream.destroy();
  }
}
