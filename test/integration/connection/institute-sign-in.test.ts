import { afterEach, describe, expect, it } from 'vitest';
import { OpenIdIssuers } from '../../../src-main/adapters/sign-in/openid-issuers';
import { openReturnPlace } from '../../../src-main/adapters/sign-in/return-place';
import { qrModules } from '../../../src-main/adapters/connection/qr-code';
import { SystemClock } from '../../../src-main/adapters/ground/system-clock';
import type { ErrorInfo } from '../../../src-main/core/ground/error';
import type { Institute } from '../../../src-main/core/sign-in/institute';
import type { SignInProgress, SignInWay } from '../../../src-main/core/sign-in/progress';
import { systemTrust } from '../../../src-main/core/connection/profile';
import { InstituteSignIns } from '../../../src-main/services/sign-in/institute-sign-ins';
import { browse, InstituteServer, type InstituteOptions } from '../../fixtures/institute';
import { clusterConnections } from '../../fixtures/oscar-client';

const closing: (() => Promise<void>)[] = [];
const page = { language: 'en', done: 'Signed <in>', failed: 'It failed', next: 'Go back' } as const;

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(options: InstituteOptions = {}): Promise<InstituteServer> {
  const server = await InstituteServer.start(options);
  closing.push(() => server.close());
  return server;
}

/** A user who does something with each page that is opened. */
function signIns(open: (address: URL) => unknown, failure?: Error) {
  const told: SignInProgress[] = [];
  const pages: URL[] = [];
  const ended = new Map<string, (last: SignInProgress) => void>();
  let count = 0;
  const service = new InstituteSignIns({
    issuers: new OpenIdIssuers({ userAgent: 'test', connections: clusterConnections() }),
    openReturnPlace,
    openPage: async (address) => {
      if (failure) throw failure;
      pages.push(address);
      void open(address);
    },
    qr: qrModules,
    clock: new SystemClock(),
    log: { info: () => undefined, warn: () => undefined, error: () => 'reference' },
    newId: () => `sign-in ${(count += 1)}`,
    onAdvance: (id, progress) => {
      told.push(progress);
      if (progress.kind === 'done' || progress.kind === 'failed') ended.get(id)?.(progress);
    },
  });
  closing.push(async () => service.leaveAll());
  const begin = (institute: Institute, way: SignInWay = 'browser') => {
    const id = service.begin({ endpoint: 'https://oscar.example.org', trust: systemTrust, institute }, page, way);
    return { id, end: new Promise<SignInProgress>((resolve) => ended.set(id, resolve)) };
  };
  return { service, told, pages, begin };
}

const refused = (reason: string): SignInProgress => ({
  kind: 'failed',
  error: expect.objectContaining({ code: 'sign-in-refused', reason }) as ErrorInfo,
});

describe('a sign-in by the page of an institute', () => {
  it('comes back to this computer with tokens, and the browser is told', async () => {
    const server = await start();
    let last: Awaited<ReturnType<typeof browse>> | undefined;
    const { begin, service, told } = signIns(async (address) => (last = await browse(address.href)));
    const { id, end } = begin(server.institute);
    expect(await end).toEqual({ kind: 'done' });
    expect(told.map(({ kind }) => kind)).toEqual(['asking', 'browser', 'finishing', 'done']);
    await expect.poll(() => last?.status).toBe(200);
    expect(last?.text).toContain('<h1>Signed &lt;in&gt;</h1>');
    const granted = service.granted(id);
    expect(granted?.accessToken.split('.')).toHaveLength(3);
    expect(granted?.refreshToken).toMatch(/./);
    expect(granted?.expiresInSeconds).toBeGreaterThan(3500);
    service.leave(id);
    expect(service.granted(id)).toBeUndefined();
  });

  it('is over when the user says no', async () => {
    const server = await start();
    let last: Awaited<ReturnType<typeof browse>> | undefined;
    const { begin } = signIns(async (address) => (last = await browse(address.href, 'no')));
    expect(await begin(server.institute).end).toEqual(refused('denied'));
    await expect.poll(() => last?.text).toContain('<h1>It failed</h1>');
  });

  it('takes no return but its own, and each once', async () => {
    const server = await start();
    const statuses: number[] = [];
    const { begin } = signIns(async (address) => {
      const back = address.searchParams.get('redirect_uri') ?? '';
      const status = async (url: string, options: RequestInit = {}) =>
        statuses.push((await fetch(url, options)).status);
      await status(`${back}?code=mine&state=other`);
      await status(`${back}?code=mine`);
      await status(new URL('/favicon.ico', back).href);
      await status(new URL('/', back).href);
      await status(`${back}?state=${address.searchParams.get('state')}`, { method: 'POST' });
      await browse(address.href);
    });
    expect(await begin(server.institute).end).toEqual({ kind: 'done' });
    expect(statuses).toEqual([400, 400, 404, 404, 404]);
  });

  it('does not take a code that is somebody else’s', async () => {
    const server = await start();
    const { begin } = signIns(async (address) => {
      const back = new URL(address.searchParams.get('redirect_uri') ?? '');
      back.searchParams.set('code', 'of-somebody-else');
      back.searchParams.set('state', address.searchParams.get('state') ?? '');
      back.searchParams.set('iss', server.address);
      await fetch(back);
    });
    const end = await begin(server.institute).end;
    expect(end).toEqual(refused('token'));
    expect(JSON.stringify(end)).not.toContain('of-somebody-else');
  });

  it('does not take the return of another issuer', async () => {
    const server = await start();
    const { begin } = signIns(async (address) => {
      const back = new URL(address.searchParams.get('redirect_uri') ?? '');
      back.searchParams.set('code', 'some-code');
      back.searchParams.set('state', address.searchParams.get('state') ?? '');
      back.searchParams.set('iss', 'https://elsewhere.example.org');
      await fetch(back);
    });
    expect(await begin(server.institute).end).toEqual(refused('foreign'));
    expect(server.requests.filter((one) => one === 'POST /token')).toEqual([]);
  });

  it('goes to the next address where another program has the port, and to a code where there is none', async () => {
    const first = await start();
    const port = new URL(first.address).port;
    const free = await start();
    const freePort = new URL(free.address).port;
    await free.close();
    closing.pop();
    const taken = `http://127.0.0.1:${port}/back`;
    const open = `http://127.0.0.1:${freePort}/back`;
    const server = await start({ redirects: [taken, open] });
    const { begin, pages, told } = signIns((address) => browse(address.href));
    expect(await begin({ ...server.institute, redirect: [taken, open] }).end).toEqual({ kind: 'done' });
    expect(pages[0]?.searchParams.get('redirect_uri')).toBe(open);
    const { id } = begin({ ...server.institute, redirect: [taken] });
    await expect.poll(() => told.at(-1)?.kind).toBe('code');
    expect(id).toBe('sign-in 2');
  });

  it('goes on where no browser could be opened, since its address can be taken to one', async () => {
    const server = await start();
    const { begin, service, told } = signIns(() => undefined, new Error('there is no xdg-open'));
    const { id, end } = begin(server.institute);
    await expect.poll(() => told.at(-1)).toEqual({ kind: 'browser', isOpen: false });
    await browse(service.pageOf(id) ?? '');
    expect(await end).toEqual({ kind: 'done' });
  });

  it('does two at once, each with its own', async () => {
    const server = await start();
    const { begin, service } = signIns((address) => browse(address.href));
    const both = [begin(server.institute), begin(server.institute)];
    expect(await Promise.all(both.map(({ end }) => end))).toEqual([{ kind: 'done' }, { kind: 'done' }]);
    const tokens = both.map(({ id }) => service.granted(id)?.refreshToken);
    expect(new Set(tokens).size).toBe(2);
  });

  it('is left at any time, and then tells nothing', async () => {
    const server = await start();
    const { begin, service, told } = signIns(async () => undefined);
    const { id } = begin(server.institute);
    await expect.poll(() => told.at(-1)?.kind).toBe('browser');
    const back = new URL(service.pageOf(id) ?? '').searchParams.get('redirect_uri') ?? '';
    service.leave(id);
    await expect
      .poll(() =>
        fetch(back).then(
          () => 'there',
          () => 'gone',
        ),
      )
      .toBe('gone');
    expect(told.map(({ kind }) => kind)).toEqual(['asking', 'browser']);
    expect(service.granted(id)).toBeUndefined();
  });

  it('says that OSCAR can’t read an access token that is none of the web’s', async () => {
    const server = await start({ givesOpaqueTokens: true });
    const { begin } = signIns((address) => browse(address.href));
    expect(await begin(server.institute).end).toEqual({
      kind: 'failed',
      error: { code: 'token-unsuitable', problem: 'opaque-issued' },
    });
  });

  it('says which name the issuer does not know, on its page', async () => {
    const server = await start();
    const { begin, service, told } = signIns((address) => browse(address.href));
    const { id } = begin({ ...server.institute, clientId: 'nobody' });
    // The issuer shows its own page and never comes back: the user leaves.
    await expect.poll(() => told.at(-1)?.kind).toBe('browser');
    service.leave(id);
  });
});

describe('a sign-in with a code', () => {
  it('shows the code and ends once the user has typed it somewhere', async () => {
    const server = await start();
    const { begin, told, pages, service } = signIns(async () => undefined);
    const { id, end } = begin({ ...server.institute, redirect: 'device' });
    await expect.poll(() => told.at(-1)?.kind).toBe('code');
    const shown = told.at(-1);
    if (shown?.kind !== 'code') throw new Error('no code');
    expect(shown.address).toBe(`${server.address}/device`);
    expect(shown.qr.length).toBeGreaterThan(20);
    expect(Date.parse(shown.endsAt)).toBeGreaterThan(Date.now() + 500_000);
    await browse(shown.address, 'yes', shown.code);
    expect(await end).toEqual({ kind: 'done' });
    expect(service.granted(id)?.refreshToken).toMatch(/./);
    expect(pages).toEqual([]);
  }, 20_000);
});
