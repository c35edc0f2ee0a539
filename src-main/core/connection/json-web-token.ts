import { trimOf } from '../ground/trim';
import { decodeUtf8 } from '../ground/utf-8';

/** The time in which a token is valid. Instants are ISO 8601, UTC; a limit that the token does not state is absent. */
export interface TokenLife {
  readonly validFrom?: string;
  readonly expiresAt?: string;
}

/** What a token says about itself. Only the server that the token is sent to can verify it. */
export interface TokenClaims {
  readonly life: TokenLife;
  /** Address of the issuer, from `iss`. */
  readonly issuer?: string;
  /** The program it was issued to, from `azp`. */
  readonly clientId?: string;
  readonly scope?: string;
  readonly subject?: string;
  /** Whether it says that it is to be exchanged for access tokens, as Keycloak's do. */
  readonly isRefreshToken?: true;
}

/** What kind of token a text is. */
export type TokenReading =
  | { readonly kind: 'service-token' }
  | { readonly kind: 'web-token'; readonly claims: TokenClaims }
  | { readonly kind: 'opaque' };

/** Whether a token is valid at a moment. */
export type TokenValidity = 'valid' | 'expired' | 'not-yet-valid';

/** The longest token that is read, in characters. */
export const tokenLimitCharacters = 100_000;

// Clocks of two computers differ by about so much without anybody noticing.
const clockDifferenceMs = 60_000;
// The last second of the year 9999, the last that every reader of dates knows.
const latestInstant = 253_402_300_799;

const quotes = '"\'`“”„‟‘’‚‛«»‹›';
const label = /^(?:authorization|[a-z_]{0,20}token)["'”’]? ?[:=] ?/i;
const scheme = /^bearer /i;
// Enough for `"Authorization": "Bearer token"`.
const mostWrappings = 6;

/**
 * A token without what is often copied along with it: white space, line breaks, invisible characters such as a byte
 * order mark, quotation marks, `Authorization:`, `token:` and the word `Bearer`.
 */
export function normalizeToken(text: string): string {
  // The blank of Braille is invisible, too, though Unicode does not call it so.
  let token = text.replace(/[\p{Default_Ignorable_Code_Point}\u2800]/gu, '').replace(/[\s\p{Cc}]+/gu, ' ');
  for (let count = 0; count < mostWrappings; count += 1) {
    token = withoutQuotes(token.trim()).trim().replace(label, '').replace(scheme, '');
  }
  return token.replaceAll(' ', '');
}

/** The text between its quotation marks, and without the comma that follows them in JSON. */
function withoutQuotes(text: string): string {
  return trimOf(/["'”’][,;]$/.test(text) ? text.slice(0, -1) : text, quotes);
}

/**
 * Tells a service token (64 hexadecimal characters) from a JSON web token and from anything else, and reads the claims.
 * @see RFC 7519; grycap/oscar pkg/handlers/run.go, which tells them apart by the 64 characters
 */
export function readToken(text: string): TokenReading {
  const token = normalizeToken(text);
  if (/^[0-9a-f]{64}$/i.test(token)) return { kind: 'service-token' };
  const parts = token.length > tokenLimitCharacters ? [] : token.split('.');
  const [header, payload, signature] = parts;
  if (parts.length !== 3 || header === undefined || payload === undefined) return { kind: 'opaque' };
  const claims = jsonObject(payload);
  if (!jsonObject(header) || !claims || !/^[\w-]*$/.test(signature ?? '')) return { kind: 'opaque' };
  const [issuer, clientId, scope, subject] = ['iss', 'azp', 'scope', 'sub'].map((name) => stringOf(claims[name]));
  return {
    kind: 'web-token',
    claims: {
      life: lifeOf(claims),
      ...(issuer !== undefined && { issuer }),
      ...(clientId !== undefined && { clientId }),
      ...(scope !== undefined && { scope }),
      ...(subject !== undefined && { subject }),
      ...(['Refresh', 'Offline'].includes(stringOf(claims['typ']) ?? '') && { isRefreshToken: true }),
    },
  };
}

/** Whether a token is valid at an instant; allows for a clock that is a minute slow. */
export function validityAt({ validFrom, expiresAt }: TokenLife, now: string): TokenValidity {
  const nowMs = Date.parse(now);
  if (expiresAt !== undefined && Date.parse(expiresAt) <= nowMs) return 'expired';
  if (validFrom !== undefined && Date.parse(validFrom) > nowMs + clockDifferenceMs) return 'not-yet-valid';
  return 'valid';
}

function lifeOf(claims: Readonly<Record<string, unknown>>): TokenLife {
  const validFrom = instant(claims['nbf']);
  const expiresAt = instant(claims['exp']);
  return { ...(validFrom !== undefined && { validFrom }), ...(expiresAt !== undefined && { expiresAt }) };
}

/** Seconds since 1970 as an instant. Keycloak says 0 where a token never runs out. */
function instant(seconds: unknown): string | undefined {
  if (typeof seconds !== 'number' || seconds === 0 || !(seconds <= latestInstant)) return undefined;
  return new Date(Math.max(0, seconds) * 1000).toISOString();
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The JSON object that a part of the token holds, in base64url. */
function jsonObject(part: string): Readonly<Record<string, unknown>> | undefined {
  if (!/^[\w-]+$/.test(part)) return undefined;
  try {
    const characters = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
    const value: unknown = JSON.parse(decodeUtf8(Uint8Array.from(characters, (character) => character.charCodeAt(0))));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
