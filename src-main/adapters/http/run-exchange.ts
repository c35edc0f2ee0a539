import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { AppError, isAppError, type ErrorInfo, type InvocationPhase } from '../../core/ground/error';
import { readToken } from '../../core/connection/json-web-token';
import type { RunAnswer, RunRequest } from '../../core/run/ports';
import type { EncodedBody } from '../base64/base64-stream';
import { arrivals } from './arrivals';
import type { Agents } from './cluster-connections';
import { acceptedCodings, unpacked } from './content-coding';
import { sendRequest, type GotRequest, type StopRequest } from './got-request';
import { hostOf } from './host-name';
import { connectionError, errorText, isRedirect, redirected, statusError } from './oscar-http';

// OSCAR gives the request's type back with the answer (protocol: it "mirrors" it). This one is what nobody's error page has.
const requestContentType = 'application/octet-stream';
// Enough for the socket to go on with while the next piece is encoded; few enough for a slow line within the stall limit.
const unsentLimitBytes = 128 * 1024;

/** A redirect, which is not followed blindly because the token would go along. */
export interface Redirect {
  readonly location: string;
}

/**
 * One POST: its phase, its time limits, its end. got makes the request and tells its failures. What got can't do is here: its limits of
 * time know neither a connection that an agent of ours opens nor a body that is written past it, it doesn't tell how far the socket got,
 * and it can't wait for the socket while a body is encoded.
 */
export class Exchange {
  #phase: InvocationPhase = 'connecting';
  #failure: AppError | undefined;
  #timer: NodeJS.Timeout | undefined;
  #wholeTimer: NodeJS.Timeout | undefined;
  readonly #startedMs = performance.now();
  #sentBytes = 0;
  #receivedBytes = 0;
  #expectedBytes: number | undefined;
  #sent: ClientRequest | undefined;
  #body: Readable | undefined;
  #stopRequest: StopRequest = () => undefined;
  readonly #onAbort = () => this.#stop({ code: 'cancelled', clusterMayContinue: this.#phase === 'waiting' });

  constructor(
    private readonly url: URL,
    private readonly body: EncodedBody,
    private readonly request: RunRequest,
    private readonly agents: Agents,
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
  async #exchange(): Promise<[IncomingMessage, Readable]> {
    const request: GotRequest = {
      url: this.url,
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.request.access.token}`,
        'content-type': requestContentType,
        'content-length': String(this.body.sizeBytes),
        'accept-encoding': acceptedCodings,
        'user-agent': this.userAgent,
      },
      agent: this.agents,
    };
    return new Promise((resolve, reject) => {
      this.#stopRequest = sendRequest(request, {
        onRequest: (sent) => {
          this.#sent = sent;
          this.#follow(sent);
          void this.#send(sent);
        },
        onResponse: (head) => {
          // At once: what is wrong right behind the head is reported before anybody who waits for it goes on.
          this.#body = unpacked(head, head, hostOf(this.url));
          resolve([head, this.#body]);
        },
        onError: (error) => {
          reject(error);
          this.#body?.destroy(error);
        },
      });
    });
  }

  async #readHead(head: IncomingMessage, body: Readable): Promise<RunAnswer | Redirect> {
    const status = head.statusCode ?? 0;
    const { location } = head.headers;
    const answeredAfterMs = Math.round(performance.now() - this.#startedMs);
    this.#limit(this.request.limits.stallMs);
    this.#limitWhole();
    if (isRedirect(status) && location !== undefined) {
      this.#end();
      // The others mean GET elsewhere, such as a page to sign in, where the input has no business.
      if (status !== 307 && status !== 308) throw redirected(this.url, location);
      return { location };
    }
    if (status < 200 || status > 299) {
      const text = await errorText(body, head, this.request.access.token);
      // A status without its text still says more than that the text did not come.
      if (this.#failure?.info.code === 'cancelled') throw this.#failure;
      const facts = {
        service: this.request.serviceName,
        sizeBytes: this.request.input.sizeBytes,
        answeredAfterMs,
        isWebToken: readToken(this.request.access.token).kind === 'web-token',
      };
      throw new AppError(statusError(status, text, this.url, head, facts));
    }
    this.#phase = 'receiving';
    const length = Number(head.headers['content-length']);
    if (Number.isFinite(length) && body === head) this.#expectedBytes = length;
    return {
      host: hostOf(this.url),
      contentType: head.headers['content-type'] ?? '',
      mirroredContentType: requestContentType,
      body: this.#incoming(body),
    };
  }

  /** Sends the body, never far ahead of the socket. Never fails: what goes wrong ends the request. */
  async #send(sent: ClientRequest): Promise<void> {
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

  #follow(sent: ClientRequest): void {
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

  /** Allows so much time for the rest of the answer, however steadily it trickles. */
  #limitWhole(): void {
    const { receiveMs } = this.request.limits;
    this.#wholeTimer = setTimeout(
      () => this.#stop({ code: 'response-too-slow', seconds: receiveMs / 1000 }),
      receiveMs,
    );
  }

  #clearLimit(): void {
    clearTimeout(this.#timer);
  }

  #stop(info: ErrorInfo): void {
    this.#failure ??= new AppError(info);
    this.#stopRequest(this.#failure);
  }

  #end(): void {
    this.#clearLimit();
    clearTimeout(this.#wholeTimer);
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
