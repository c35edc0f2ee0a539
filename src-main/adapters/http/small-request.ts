import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { Agents } from './cluster-connections';
import { acceptedCodings, unpacked } from './content-coding';
import { sendRequest, type GotRequest, type StopRequest } from './got-request';
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
  readonly head: IncomingMessage;
  readonly status: number;
  readonly body: Readable;
}

/**
 * Sends a request with a small answer, and gives the answer to `read`. It is sent once: it follows no redirect, and is never
 * repeated, since an exchange of tokens whose answer got lost can't be done again.
 * @throws AppError `redirected` or of the coding of the body; every other error as Node throws it, `ETIMEDOUT` after the limit
 */
export async function sendSmallRequest<T>(
  { url, agent, form, body, method, headers, signal, limitMs = listingTimeoutMs }: SmallRequest,
  read: (answer: SmallAnswer) => Promise<T>,
): Promise<T> {
  const text = form ? Buffer.from(new URLSearchParams(form).toString()) : body;
  const request: GotRequest = {
    url,
    agent,
    method: text ? 'POST' : (method ?? 'GET'),
    headers: {
      ...headers,
      'accept-encoding': acceptedCodings,
      ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...(text && { 'content-length': String(text.length) }),
    },
  };
  let sent: ClientRequest | undefined;
  let stop: StopRequest = () => undefined;
  const onAbort = () => stop(new Error('aborted'));
  const timer = setTimeout(() => stop(Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' })), limitMs);
  signal?.addEventListener('abort', onAbort);
  try {
    const answer = await new Promise<SmallAnswer>((resolve, reject) => {
      let body: Readable | undefined;
      stop = sendRequest(request, {
        onRequest: (made) => {
          sent = made;
          if (request.method !== 'GET') made.end(text);
        },
        onResponse: (head) => {
          body = unpacked(head, head, hostOf(url));
          resolve({ head, status: head.statusCode ?? 0, body });
        },
        onError: (error) => {
          reject(error);
          body?.destroy(error);
        },
      });
      if (signal?.aborted) onAbort();
    });
    const { location } = answer.head.headers;
    if (isRedirect(answer.status) && location !== undefined) throw redirected(url, location);
    return await read(answer);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    sent?.destroy();
  }
}
