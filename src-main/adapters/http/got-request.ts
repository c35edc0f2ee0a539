import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import type { Got, OptionsInit, RequestFunction } from 'got';
import type { Agents } from './cluster-connections';

/** One request, and the connections that it may take. */
export interface GotRequest {
  readonly url: URL;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `content-length`, if the request has a body. */
  readonly headers: Readonly<Record<string, string>>;
  readonly agent: Agents;
  /** Options of Node's own request that got doesn't have. */
  readonly native?: Pick<RequestOptions, 'path' | 'timeout'>;
}

/** What becomes of a request. */
export interface RequestEvents {
  /** Node's request was made, and nothing is sent yet. The body is written to it; it has to be ended, except for GET. */
  readonly onRequest: (sent: ClientRequest) => void;
  /** The head of the answer is there. The body is read from it. */
  readonly onResponse: (head: IncomingMessage) => void;
  /** The request failed, before or after the head came: told at least once, with the error of Node or of the agent. */
  readonly onError: (error: Error) => void;
}

/** Ends a request, for the reason given. */
export type StopRequest = (reason: Error) => void;

let loading: Promise<Got> | undefined;

/** Loaded with the first request, so that the window opens without it. */
async function loaded(): Promise<Got> {
  loading ??= import('got').then(({ default: got }) =>
    got.extend({
      retry: { limit: 0 },
      followRedirect: false,
      throwHttpErrors: false,
      decompress: false,
      // The bytes flow past got, which therefore counts none.
      strictContentLength: false,
      // got's own errors hold the request, whose headers hold the token.
      hooks: { beforeError: [(error) => (error.cause instanceof Error ? error.cause : error)] },
    }),
  );
  return loading;
}

/**
 * Sends a request by the one instance of got that all requests share: nothing is repeated, redirected or unpacked by itself. got makes the
 * request and tells its failures; the bytes flow over Node's own request and answer, since got's stream joins what waits into new
 * memory and holds every chunk back until the one before is written. That took a quarter of the time of 512 MiB.
 *
 * Limits of time are the caller's: those of got don't count while an agent of ours opens a connection.
 * @returns ends the request and tells `onError` why, also while it still waits for its connection
 */
export function sendRequest(request: GotRequest, { onRequest, onResponse, onError }: RequestEvents): StopRequest {
  let sent: ClientRequest | undefined;
  let stopped: Error | undefined;
  loaded()
    .then((got) => {
      if (stopped) return;
      const stream = got.stream(request.url, optionsOf(request));
      stream.once('request', (made: ClientRequest) => {
        sent = made;
        // Sooner than got tells it. It stays for good: if a server answers early and hangs up, the upload fails after the answer came.
        made.on('error', onError);
        if (stopped) made.destroy(stopped);
        else onRequest(made);
      });
      stream.once('response', (head: IncomingMessage) => {
        // With this listener of got's, the answer would wait until got's stream is read.
        head.removeAllListeners('readable');
        onResponse(head);
      });
      stream.on('error', onError);
    })
    .catch(onError);
  return (reason) => {
    stopped ??= reason;
    sent?.destroy(stopped);
    // A request that still waits for its connection says nothing when it is destroyed.
    onError(stopped);
  };
}

function optionsOf({ method, headers, agent, native }: GotRequest): OptionsInit & { isStream?: true } {
  const send: RequestFunction = (url, options, onAnswer) =>
    (url.protocol === 'https:' ? https : http).request(url, { ...options, ...native }, onAnswer);
  return { method, headers, agent, ...(native && { request: send }) };
}
