import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { webAddress } from '../../core/ground/web-address';
import { escapedMarkup } from '../../core/ground/markup';
import type { ReturnPage } from '../../core/sign-in/progress';
import type { ReturnPlace } from '../../core/sign-in/ports';

/** The path of the usual address. Institutes register `http://127.0.0.1/callback`; the port is free. */
const usualPath = '/callback';

/**
 * Opens a place on this computer for a browser to come back to: a server on the loopback address, for one sign-in.
 * @param fixed addresses that the issuer knows letter by letter, of which the first with a free port is taken; without them any
 *   free port
 * @returns `undefined` where none of the fixed ports is free, so that the user has to type a code
 * @see RFC 8252, section 7.3
 */
export async function openReturnPlace(
  page: ReturnPage,
  fixed: readonly string[] | undefined,
): Promise<ReturnPlace | undefined> {
  if (!fixed) return LoopbackPlace.open(page, { host: '127.0.0.1', port: 0, path: usualPath });
  for (const address of fixed) {
    const place = loopbackOf(address);
    if (!place) continue;
    try {
      return await LoopbackPlace.open(page, place, address);
    } catch (error) {
      // Another program listens there: the next address is tried.
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
  return undefined;
}

interface Place {
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

/** The place of a fixed address; `undefined` for one that is not on this computer: a page of elsewhere gets no code. */
function loopbackOf(address: string): Place | undefined {
  const url = webAddress(address);
  if (!url) return undefined;
  const { protocol, hostname, port, pathname } = url;
  if (protocol !== 'http:' || port === '') return undefined;
  if (hostname === '[::1]') return { host: '::1', port: Number(port), path: pathname };
  if (hostname === '127.0.0.1' || hostname === 'localhost') {
    return { host: '127.0.0.1', port: Number(port), path: pathname };
  }
  return undefined;
}

class LoopbackPlace implements ReturnPlace {
  #state: string | undefined;
  #waiting: ((returned: URL) => void) | undefined;
  /** The browser that came back, until it is answered. */
  #browser: http.ServerResponse | undefined;
  #isUsed = false;

  private constructor(
    private readonly server: http.Server,
    private readonly page: ReturnPage,
    private readonly path: string,
    readonly address: string,
  ) {
    server.on('request', (request, response) => this.#serve(request, response));
  }

  static async open(page: ReturnPage, { host, port, path }: Place, address?: string): Promise<LoopbackPlace> {
    const server = http.createServer({ maxHeaderSize: 32 * 1024, requestTimeout: 10_000 });
    server.listen({ host, port, exclusive: true });
    await once(server, 'listening');
    const used = (server.address() as AddressInfo).port;
    return new LoopbackPlace(server, page, path, address ?? `http://${host}:${used}${path}`);
  }

  async returned(state: string, signal: AbortSignal): Promise<URL> {
    this.#state = state;
    return new Promise((resolve, reject) => {
      const leave = () => reject(signal.reason as Error);
      if (signal.aborted) leave();
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting = resolve;
    });
  }

  async answer(hasWorked: boolean): Promise<void> {
    const browser = this.#browser;
    this.#browser = undefined;
    if (browser && !browser.destroyed) {
      browser.end(returnPage(this.page, hasWorked));
      await once(browser, 'close').catch(() => undefined);
    }
    await this.close();
  }

  async close(): Promise<void> {
    if (!this.server.listening) return;
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  // Everything is looked at before anything is taken: another page or program of this computer may call here too.
  #serve(request: http.IncomingMessage, response: http.ServerResponse): void {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const here = new URL(this.address);
    const isMeant = request.headers.host === here.host && request.method === 'GET';
    const asked = isMeant && request.url?.startsWith('/') ? webAddress(request.url, here) : undefined;
    if (asked?.pathname !== this.path) return refuse(response, 404);
    if (this.#isUsed) return refuse(response, 410);
    const states = asked.searchParams.getAll('state');
    if (this.#state === undefined || states.length !== 1 || states[0] !== this.#state) return refuse(response, 400);
    this.#isUsed = true;
    this.#browser = response;
    this.#waiting?.(asked);
  }
}

// Loads nothing, runs nothing, and stays in no cache: the address of the page holds the code.
const headers: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  connection: 'close',
};

function refuse(response: http.ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end();
}

/** The last page: a sentence, and what to do. */
function returnPage({ language, done, failed, next }: ReturnPage, hasWorked: boolean): string {
  const title = escapedMarkup(hasWorked ? done : failed);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>body{display:grid;place-content:center;min-height:90vh;margin:0 24px;font:18px/1.5 system-ui,sans-serif}h1{font-size:24px}</style>
</head>
<body><main><h1>${title}</h1><p>${escapedMarkup(next)}</p></main></body>
</html>
`;
}
