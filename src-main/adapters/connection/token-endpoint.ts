import { trimEndOf } from '../../core/ground/trim';
import * as v from 'valibot';
import { isLoopback } from '../../core/connection/endpoint';
import { AppError, isAppError, type SignInRefusal } from '../../core/ground/error';
import { readToken } from '../../core/connection/json-web-token';
import type { IssuedTokens, RefreshGrant, TokenEndpoint } from '../../core/connection/ports';
import { systemTrust } from '../../core/connection/profile';
import type { ClusterConnections } from '../http/cluster-connections';
import { sendSmallRequest } from '../http/small-request';
import { hostOf } from '../http/host-name';
import { connectionError, readInto } from '../http/oscar-http';

const maxAnswerBytes = 2 ** 20;
const maxTextCharacters = 500;

const issuedSchema = v.object({
  access_token: v.pipe(v.string(), v.minLength(1)),
  refresh_token: v.nullish(v.string()),
});
const refusalSchema = v.object({ error: v.string(), error_description: v.nullish(v.string(), '') });

const refusals: Readonly<Record<string, SignInRefusal>> = {
  invalid_grant: 'token',
  invalid_client: 'client',
  unauthorized_client: 'client',
  invalid_scope: 'scope',
};

/** What an endpoint works with. */
export interface HttpTokenEndpointOptions {
  readonly connections: Pick<ClusterConnections, 'agents'>;
  /** Program name and version for the server's log. */
  readonly userAgent: string;
}

/**
 * Exchanges refresh tokens at the issuer's `/protocol/openid-connect/token`, as a public client without a secret. Redirects
 * are not followed, and certificates always checked.
 * @see RFC 6749, section 6; Keycloak's endpoints, of which those of EGI Check-in are
 */
export class HttpTokenEndpoint implements TokenEndpoint {
  constructor(private readonly options: HttpTokenEndpointOptions) {}

  async exchange({ issuer, clientId, scope, refreshToken }: RefreshGrant): Promise<IssuedTokens> {
    const url = tokenUrl(issuer);
    const agent = await this.options.connections.agents(url, systemTrust);
    const form = {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: clientId,
      ...(scope !== undefined && { scope }),
    };
    const headers = { accept: 'application/json', 'user-agent': this.options.userAgent };
    try {
      return await sendSmallRequest({ url, agent, form, headers }, async ({ status, body }) => {
        const chunks: Buffer[] = [];
        await readInto(chunks, body, maxAnswerBytes);
        return readAnswer(status, Buffer.concat(chunks).toString('utf8'), issuer, refreshToken);
      });
    } catch (error) {
      throw isAppError(error) ? error : connectionError(error, 'connecting', url, 0);
    }
  }
}

/** @throws AppError `not-an-issuer` for what is no address, `plain-http-refused` where others could read the token */
function tokenUrl(issuer: string): URL {
  let url: URL;
  try {
    url = new URL(`${trimEndOf(issuer.trim(), '/')}/protocol/openid-connect/token`);
  } catch (cause) {
    throw new AppError({ code: 'not-an-issuer', issuer }, cause);
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new AppError({ code: 'plain-http-refused', host: hostOf(url) });
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new AppError({ code: 'not-an-issuer', issuer });
  return url;
}

function readAnswer(status: number, text: string, issuer: string, sent: string): IssuedTokens {
  const answer = parsed(text);
  if (status === 200) {
    const issued = v.safeParse(issuedSchema, answer);
    if (!issued.success) throw new AppError({ code: 'not-an-issuer', issuer });
    const { access_token: accessToken, refresh_token: refreshToken } = issued.output;
    if (readToken(accessToken).kind !== 'web-token') {
      throw new AppError({ code: 'token-unsuitable', problem: 'opaque-issued' });
    }
    const isRotated = typeof refreshToken === 'string' && refreshToken !== '' && refreshToken !== sent;
    return { accessToken, ...(isRotated && { refreshToken }) };
  }
  const refusal = v.safeParse(refusalSchema, answer);
  if (refusal.success && status < 500) {
    const { error, error_description: description } = refusal.output;
    const said = [error, description].filter((part) => part).join(': ');
    throw new AppError({
      code: 'sign-in-refused',
      issuer,
      reason: refusals[error] ?? 'other',
      text: said.replaceAll(sent, '…').slice(0, maxTextCharacters),
    });
  }
  if (status === 429 || status >= 500) {
    throw new AppError({
      code: 'issuer-failed',
      issuer,
      status,
      text: text.replaceAll(sent, '…').slice(0, maxTextCharacters),
    });
  }
  throw new AppError({ code: 'not-an-issuer', issuer });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
