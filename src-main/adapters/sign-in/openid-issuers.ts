import { webcrypto } from 'node:crypto';
import type * as openid from 'openid-client';
import { isLoopback } from '../../core/connection/endpoint';
import { readToken } from '../../core/connection/json-web-token';
import type { IssuedTokens, RefreshGrant, TokenEndpoint } from '../../core/connection/ports';
import { AppError, isAppError, type SignInRefusal } from '../../core/ground/error';
import { webAddress } from '../../core/ground/web-address';
import { trimEndOf } from '../../core/ground/trim';
import { usualScope, type Institute } from '../../core/sign-in/institute';
import { type GrantedTokens } from '../../core/sign-in/progress';
import type { AuthorizationRequest, DeviceCode, InstituteAddress, InstituteIssuers } from '../../core/sign-in/ports';
import type { ClusterConnections } from '../http/cluster-connections';
import { hostOf } from '../http/host-name';
import { connectionError, readInto } from '../http/oscar-http';
import { sendSmallRequest } from '../http/small-request';

const maxAnswerBytes = 2 ** 20;
const maxTextCharacters = 500;

/** What the issuers are asked with. */
export interface OpenIdIssuersOptions {
  readonly connections: Pick<ClusterConnections, 'agents'>;
  /** Program name and version for the server's log. */
  readonly userAgent: string;
}

/** What is asked of an issuer, and by whom. */
type Asked = Pick<Institute, 'issuer' | 'clientId'> & Pick<InstituteAddress, 'trust'>;

/** What an issuer says of itself, and how it is asked. */
interface KnownIssuer {
  readonly server: openid.ServerMetadata;
  readonly clientId: string;
  /** How far its clock is ahead of this computer's. */
  readonly aheadSeconds: number;
  readonly send: openid.CustomFetch;
}

/**
 * Issuers of tokens that describe themselves as OpenID Connect Discovery says, spoken to by openid-client over the program's own
 * HTTP: with its proxies and the trust of the connection, without redirects, and with answers of 1 MiB at most. The program is a public client
 * without a secret.
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html
 */
export class OpenIdIssuers implements TokenEndpoint, InstituteIssuers {
  readonly #known = new Map<string, Promise<KnownIssuer>>();

  constructor(private readonly options: OpenIdIssuersOptions) {}

  async exchange({ issuer, clientId, scope, refreshToken, trust }: RefreshGrant): Promise<IssuedTokens> {
    const asked = { issuer, clientId, trust };
    return this.#attempt(asked, [refreshToken], async (client, known) => {
      const answer = await client.refreshTokenGrant(known, refreshToken, { ...(scope !== undefined && { scope }) });
      const granted = grantedTokens(answer);
      const { refreshToken: rotated, ...issued } = granted;
      return rotated === undefined || rotated === refreshToken ? issued : { ...issued, refreshToken: rotated };
    });
  }

  async authorization(at: InstituteAddress, returnAddress: string): Promise<AuthorizationRequest> {
    const asked = { ...at.institute, trust: at.trust };
    return this.#attempt(asked, [], async (client, known) => {
      const verifier = client.randomPKCECodeVerifier();
      const [state, nonce] = [client.randomState(), client.randomNonce()];
      const page = client.buildAuthorizationUrl(known, {
        ...wanted(at.institute),
        redirect_uri: returnAddress,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      refusePlainHttp(page);
      return {
        page,
        state,
        finish: (returned, signal) => {
          const code = returned.searchParams.get('code') ?? '';
          const checks = {
            pkceCodeVerifier: verifier,
            expectedState: state,
            expectedNonce: nonce,
            idTokenExpected: true,
          };
          const exchange = async (_: typeof openid, again: openid.Configuration) =>
            grantedTokens(await client.authorizationCodeGrant(again, returned, checks));
          return this.#attempt(asked, [code, verifier], exchange, signal);
        },
      };
    });
  }

  async deviceCode(at: InstituteAddress): Promise<DeviceCode> {
    const asked = { ...at.institute, trust: at.trust };
    return this.#attempt(asked, [], async (client, known) => {
      const offered = await client.initiateDeviceAuthorization(known, wanted(at.institute));
      return {
        code: offered.user_code,
        address: offered.verification_uri,
        ...(offered.verification_uri_complete && { completeAddress: offered.verification_uri_complete }),
        expiresInSeconds: offered.expires_in,
        finish: (signal) =>
          this.#attempt(asked, [offered.device_code], async (_, again) => {
            const poll = client.pollDeviceAuthorizationGrant(again, offered, undefined, { signal });
            // The library notices a signal only after its pause.
            return grantedTokens(await Promise.race([poll, aborted(signal)]));
          }),
      };
    });
  }

  async revoke({ institute, trust }: InstituteAddress, refreshToken: string): Promise<void> {
    await this.#attempt({ ...institute, trust }, [refreshToken], async (client, known) => {
      if (known.serverMetadata().revocation_endpoint === undefined) return;
      await client.tokenRevocation(known, refreshToken, { token_type_hint: 'refresh_token' });
    });
  }

  /**
   * Does something at an issuer that is known by then.
   * @param secrets what no error may repeat
   * @param signal ends its requests, where the library takes none
   */
  async #attempt<T>(
    asked: Asked,
    secrets: readonly string[],
    action: (client: typeof openid, known: openid.Configuration) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    try {
      const client = await library();
      return await action(client, configurationOf(client, await this.#knownIssuer(client, asked), signal));
    } catch (error) {
      throw signInError(error, asked.issuer, secrets);
    }
  }

  #knownIssuer(client: typeof openid, asked: Asked): Promise<KnownIssuer> {
    const key = JSON.stringify([asked.issuer, asked.clientId, asked.trust]);
    const known = this.#known.get(key);
    if (known) return known;
    const found = this.#discover(client, asked);
    this.#known.set(key, found);
    found.catch(() => this.#known.delete(key));
    return found;
  }

  /** Issuers with a path are strict about a slash at the end, which people add or leave out. */
  async #discover(client: typeof openid, { issuer, clientId, trust }: Asked): Promise<KnownIssuer> {
    const written = issuerUrl(issuer);
    const bare = trimEndOf(written.href, '/');
    let aheadSeconds = 0;
    const send: openid.CustomFetch = async (url, options) => {
      const { response, serverTimeMs } = await this.#fetch(new URL(url), options, trust, issuer);
      if (serverTimeMs !== undefined) aheadSeconds = Math.round((serverTimeMs - Date.now()) / 1000);
      return response;
    };
    const find = (at: string) =>
      client.discovery(new URL(at), clientId, undefined, client.None(), {
        [client.customFetch]: send,
        ...(written.protocol === 'http:' && { execute: [client.allowInsecureRequests] }),
      });
    const found = await find(written.href).catch((error: unknown) => {
      const other = written.href === bare ? `${bare}/` : bare;
      if (isAppError(rootOf(error)) || written.pathname === '/') throw error;
      return find(other);
    });
    return { server: found.serverMetadata(), clientId, aheadSeconds, send };
  }

  async #fetch(
    url: URL,
    { method, headers, body, signal }: openid.CustomFetchOptions,
    trust: InstituteAddress['trust'],
    issuer: string,
  ) {
    refusePlainHttp(url);
    const agent = await this.options.connections.agents(url, trust);
    const request = {
      url,
      agent,
      headers: { ...headers, 'user-agent': this.options.userAgent },
      ...(method !== 'GET' && { body: Buffer.from(bodyText(body)) }),
      ...(signal && { signal }),
    };
    try {
      return await sendSmallRequest(request, async ({ status, head, body: received }) => {
        const chunks: Buffer[] = [];
        await readInto(chunks, received, maxAnswerBytes);
        const text = Buffer.concat(chunks).toString('utf8');
        // Told here, since the library reads a page of a gateway as no answer of an issuer.
        if (status === 429 || status >= 500) {
          throw new AppError({ code: 'issuer-failed', issuer, status, text });
        }
        const type = head.headers['content-type'];
        const { date } = head.headers;
        return {
          response: new Response(text === '' ? null : text, {
            status,
            headers: { ...(type && { 'content-type': type }) },
          }),
          serverTimeMs: date === undefined ? undefined : Date.parse(date),
        };
      });
    } catch (error) {
      throw isAppError(error) || signal?.aborted === true ? error : connectionError(error, 'connecting', url, 0);
    }
  }
}

// Electron 25 has the functions of the web's cryptography, but not under their usual name.
async function library(): Promise<typeof openid> {
  globalThis.crypto ??= webcrypto as typeof globalThis.crypto;
  return import('openid-client');
}

/** What is asked for, in the same words at the page and for a code. */
function wanted({ scope = usualScope, audience, resource }: Institute): Record<string, string> {
  return {
    scope,
    ...(audience !== undefined && { audience }),
    ...(resource !== undefined && { resource }),
    // Who asks for a token for later has to ask the user. @see OpenID Connect Core 1.0, section 11
    ...(scope.split(' ').includes('offline_access') && { prompt: 'consent' }),
  };
}

function configurationOf(
  client: typeof openid,
  { server, clientId, aheadSeconds, send }: KnownIssuer,
  signal: AbortSignal | undefined,
): openid.Configuration {
  // Tokens are judged by the clock of who issues them.
  const metadata = { client_id: clientId, [client.clockSkew]: aheadSeconds };
  const configuration = new client.Configuration(server, clientId, metadata, client.None());
  configuration[client.customFetch] = (url, options) => send(url, { ...options, ...(signal && { signal }) });
  if (server.issuer.startsWith('http:')) client.allowInsecureRequests(configuration);
  return configuration;
}

/** @throws AppError `token-unsuitable` for an access token that OSCAR can't read */
function grantedTokens({
  access_token: accessToken,
  expires_in: expiresInSeconds,
  refresh_token: refreshToken,
}: openid.TokenEndpointResponse): GrantedTokens {
  if (readToken(accessToken).kind !== 'web-token') {
    throw new AppError({ code: 'token-unsuitable', problem: 'opaque-issued' });
  }
  return {
    accessToken,
    ...(expiresInSeconds !== undefined && { expiresInSeconds }),
    ...(refreshToken && { refreshToken }),
  };
}

/** @throws AppError `not-an-issuer` for what is no address, `plain-http-refused` where others could read the token */
function issuerUrl(issuer: string): URL {
  const url = webAddress(issuer.trim());
  if (!url) throw new AppError({ code: 'not-an-issuer', issuer });
  refusePlainHttp(url);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new AppError({ code: 'not-an-issuer', issuer });
  return url;
}

function refusePlainHttp(url: URL): void {
  if (url.protocol !== 'http:' || isLoopback(url.hostname)) return;
  throw new AppError({ code: 'plain-http-refused', host: hostOf(url) });
}

const refusals: Readonly<Record<string, SignInRefusal>> = {
  invalid_grant: 'token',
  invalid_client: 'client',
  unauthorized_client: 'client',
  invalid_redirect_uri: 'client',
  invalid_scope: 'scope',
  invalid_target: 'scope',
  access_denied: 'denied',
  expired_token: 'late',
};

/** Tokens and answers of another issuer, or for somebody else's sign-in. */
const foreign: readonly string[] = [
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_KEY_SELECTION_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
];

/** What a failure means for the user. The library tells the cause of what went wrong only as the cause of the cause. */
function signInError(error: unknown, issuer: string, secrets: readonly string[]): unknown {
  const root = rootOf(error);
  if (isAppError(root)) {
    const { info } = root;
    return info.code === 'issuer-failed' ? new AppError({ ...info, text: redacted(info.text, secrets) }) : root;
  }
  if (!(root instanceof Error) || root.name === 'AbortError') return root;
  const {
    error: said,
    error_description: description,
    status,
  } = root as Error & {
    readonly error?: unknown;
    readonly error_description?: unknown;
    readonly status?: unknown;
  };
  const refused = (reason: SignInRefusal, text: string) =>
    new AppError({ code: 'sign-in-refused', issuer, reason, text: redacted(text, secrets) }, root);
  if (typeof said === 'string') {
    const text = [said, description].filter((part) => typeof part === 'string' && part !== '').join(': ');
    return refused(refusals[said] ?? 'other', text);
  }
  if (status === 401) return refused('client', '');
  // A mistake of this program is no fault of the issuer.
  if (!isOfLibrary(root)) return root;
  // An answer without the name of its issuer, or with that of another.
  if (foreign.includes(root.code) || /response parameter/.test(root.message)) return refused('foreign', root.message);
  return new AppError({ code: 'not-an-issuer', issuer }, root);
}

/** Among the causes of an error, the first of this program or of an issuer; else the last that the library calls by a code. */
function rootOf(error: unknown): unknown {
  let root = error;
  for (let one = error; one instanceof Error; one = one.cause) {
    if (isAppError(one) || 'error' in one || one.name === 'AbortError') return one;
    if (isOfLibrary(one)) root = one;
  }
  return root;
}

function isOfLibrary(error: Error): error is Error & { readonly code: string } {
  return 'code' in error && typeof error.code === 'string' && error.code.startsWith('OAUTH_');
}

function redacted(text: string, secrets: readonly string[]): string {
  const hidden = secrets.filter((secret) => secret !== '').reduce((all, secret) => all.replaceAll(secret, '…'), text);
  return hidden.slice(0, maxTextCharacters);
}

function bodyText(body: openid.FetchBody): string {
  if (body instanceof URLSearchParams) return body.toString();
  return typeof body === 'string' ? body : '';
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const leave = () => reject(signal.reason as Error);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
  });
}
