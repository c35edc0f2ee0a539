import { AppError, isAppError } from '../../core/ground/error';
import { validityAt, readToken, normalizeToken, type TokenLife } from '../../core/connection/json-web-token';
import type { Clock, Logger } from '../../core/ground/ports';
import type {
  IssuedTokens,
  LocalAgent,
  ProcessLock,
  RefreshGrant,
  TokenEndpoint,
  TokenStore,
} from '../../core/connection/ports';
import { webAddress } from '../../core/ground/web-address';
import {
  systemTrust,
  type ClusterProfile,
  type SecretKeeping,
  type SignIn,
  type Trust,
} from '../../core/connection/profile';
import type { Institute } from '../../core/sign-in/institute';
import type { GrantedTokens } from '../../core/sign-in/progress';
import type { InstituteIssuers } from '../../core/sign-in/ports';
import type { ProfileId } from '../../core/ground/ids';

// The longest run that OSCAR allows. A token with a shorter life is renewed after half of it.
const renewBeforeMs = 5 * 60_000;

/** What the sign-in service works with. */
export interface SignInServiceParts {
  readonly keychain: TokenStore;
  /** For secrets that the user chose to keep for this session only. */
  readonly sessionTokens: TokenStore;
  readonly tokenEndpoint: TokenEndpoint;
  /** A second use of a refresh token that was replaced ends the sign-in: only one process at a time exchanges it. */
  readonly lock: ProcessLock;
  readonly issuers: Pick<InstituteIssuers, 'revoke'>;
  /** The tokens of a sign-in by an institute's page, by its id. */
  readonly granted: (signInId: string) => GrantedTokens | undefined;
  readonly agent: LocalAgent;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Logger;
}

/** A typed secret in the form in which it is kept. */
export interface PreparedSecret {
  readonly secret: string;
  /** Life of an access token, which can't be renewed. */
  readonly tokenLife?: TokenLife;
}

interface IssuedToken {
  readonly token: string;
  /** When it is to be renewed; absent if it never expires. */
  readonly renewAtMs?: number;
}

/** A request for an access token. Its outcome is ignored once the profile has another secret. */
interface TokenRequest {
  token: Promise<string> | undefined;
}

/**
 * The secrets of profiles, and the access tokens that are issued for them. A secret is kept where the user chose, an
 * issued access token only in memory. Callers that need the same token at the same time share one request for it.
 */
export class SignInService {
  readonly #issued = new Map<ProfileId, IssuedToken>();
  readonly #requests = new Map<ProfileId, TokenRequest>();
  /** The last change of each profile's secret. Changes run one after the other, so that parts of two never mix. */
  readonly #changes = new Map<ProfileId, Promise<unknown>>();
  /** Sign-ins that are being ended at their institutes. */
  readonly #endings = new Set<Promise<unknown>>();
  /** Refresh tokens that the keychain refused to store. The ones that they replaced are no longer valid. */
  readonly #unkept = new Map<ProfileId, string>();

  constructor(private readonly parts: SignInServiceParts) {}

  /**
   * Checks and normalizes a secret before it is kept.
   * @param typed of an institute, the id of the sign-in that was made
   * @throws AppError `token-unsuitable`, `token-expired`, `issuer-needed`, `sign-in-refused` if it can't be used for anything
   */
  prepare(signIn: SignIn, typed: string): PreparedSecret {
    if (signIn.kind === 'password') return { secret: typed };
    if (signIn.kind === 'institute') {
      const { accessToken, refreshToken } = this.#grantedFor(signIn.institute, typed);
      // Where nothing can be renewed, the user signs in again when the access token ends.
      return refreshToken === undefined
        ? this.prepare({ kind: 'oidc-access-token' }, accessToken)
        : { secret: refreshToken };
    }
    const secret = normalizeToken(typed);
    const reading = readToken(secret);
    if (signIn.kind === 'oidc-access-token') {
      const problem = reading.kind === 'web-token' ? undefined : reading.kind;
      if (problem) throw new AppError({ code: 'token-unsuitable', problem });
    }
    if (signIn.kind === 'oidc-refresh-token') {
      if (reading.kind === 'service-token') throw new AppError({ code: 'token-unsuitable', problem: 'service-token' });
      this.#grant(signIn, secret);
    }
    if (signIn.kind !== 'oidc-access-token' || reading.kind !== 'web-token') return { secret };
    const { life } = reading.claims;
    this.#refuseExpired(life, 'access');
    return { secret, tokenLife: life };
  }

  /** Stores a secret in place of the previous one. @throws AppError `keychain-unavailable` */
  async keep(id: ProfileId, keeping: SecretKeeping, secret: string): Promise<void> {
    this.#forgetTokens(id);
    await this.#inTurn(id, () => this.#store(keeping).set(id, secret));
  }

  /** Removes a secret. @throws AppError `keychain-unavailable` */
  async remove(id: ProfileId, keeping: SecretKeeping): Promise<void> {
    this.#forgetTokens(id);
    await this.#inTurn(id, () => this.#store(keeping).delete(id));
  }

  /** The secret in the form in which it is sent. @throws AppError `secret-missing`, `keychain-unavailable` */
  async secret({ id, name, keeping, signIn }: ClusterProfile): Promise<string> {
    const secret = await this.#store(keeping).get(id);
    if (secret === undefined) {
      // There is nothing that could be typed.
      throw signIn.kind === 'institute'
        ? ended(signIn.institute)
        : new AppError({ code: 'secret-missing', profile: name });
    }
    return signIn.kind === 'password' ? secret : normalizeToken(secret);
  }

  /**
   * The `Authorization` for `/system`.
   * @throws AppError as `secret` and `accessToken`
   */
  async authorization(profile: ClusterProfile): Promise<string> {
    const { signIn } = profile;
    return signIn.kind === 'password'
      ? basic(signIn.user, await this.secret(profile))
      : `Bearer ${(await this.accessToken(profile)) ?? ''}`;
  }

  /**
   * The `Authorization` for a sign-in that is typed and not stored yet.
   * @throws AppError as `prepare`, `token-not-yet-valid`
   */
  authorizationOf(signIn: SignIn, typed: string): string {
    if (signIn.kind === 'institute') return `Bearer ${this.#grantedFor(signIn.institute, typed).accessToken}`;
    return signIn.kind === 'password'
      ? basic(signIn.user, typed)
      : `Bearer ${this.#unexpired(this.prepare(signIn, typed).secret)}`;
  }

  /**
   * An access token that stays valid for a while, or `undefined` for a sign-in without access tokens.
   * @throws AppError `token-expired`, `token-not-yet-valid`, `secret-missing`, `keychain-unavailable`, `agent-unavailable`,
   * or of the exchange at the issuer
   */
  async accessToken(profile: ClusterProfile): Promise<string | undefined> {
    switch (profile.signIn.kind) {
      case 'service-token':
      case 'password':
        return undefined;
      case 'oidc-access-token':
        return this.#unexpired(await this.secret(profile));
      case 'oidc-refresh-token':
      case 'institute':
      case 'oidc-agent': {
        const known = this.#issued.get(profile.id);
        const isLasting = known && (known.renewAtMs === undefined || known.renewAtMs > this.#nowMs());
        return isLasting ? known.token : this.#request(profile);
      }
    }
  }

  /**
   * Removes the secret of a connection, and ends its sign-in by an institute's page there, so that what was issued counts no more.
   * @throws AppError `keychain-unavailable`; of the institute, once the secret was removed all the same
   */
  async signOut(profile: ClusterProfile): Promise<void> {
    const revoke = await this.#leave(profile);
    await revoke();
  }

  /** The same without waiting for the institute, which may be out of reach. @throws AppError `keychain-unavailable` */
  async signOutSoon(profile: ClusterProfile): Promise<void> {
    const revoke = await this.#leave(profile);
    const ending: Promise<unknown> = revoke()
      .catch((error: unknown) => {
        this.parts.log.warn('signing out at an institute', { profile: profile.id, cause: error });
      })
      .finally(() => this.#endings.delete(ending));
    this.#endings.add(ending);
  }

  /** Forgets an issued token that a cluster refused; the next call requests a new one. */
  forgetRefused(id: ProfileId, token: string): void {
    if (this.#issued.get(id)?.token === token) this.#issued.delete(id);
  }

  /** Resolves when no request or change is pending: a lost reply may contain the only valid refresh token. */
  async allDone(): Promise<void> {
    await Promise.allSettled([...this.#requests.values()].map(({ token }) => token));
    await Promise.allSettled(this.#changes.values());
    await Promise.allSettled(this.#endings);
  }

  #request(profile: ClusterProfile): Promise<string> {
    const { id } = profile;
    const underWay = this.#requests.get(id)?.token;
    if (underWay) return underWay;
    const request: TokenRequest = { token: undefined };
    const isCurrent = () => this.#requests.get(id) === request;
    this.#requests.set(id, request);
    request.token = this.#obtain(profile, isCurrent).finally(() => {
      if (isCurrent()) this.#requests.delete(id);
    });
    return request.token;
  }

  async #obtain(profile: ClusterProfile, isCurrent: () => boolean): Promise<string> {
    const { accessToken, expiresInSeconds } = await this.#issue(profile, isCurrent);
    // Of a token that was issued just now, the issuer's word counts: the clock of this computer may be wrong.
    const token = expiresInSeconds === undefined ? this.#unexpired(accessToken) : accessToken;
    const reading = readToken(token);
    const expiresAt =
      expiresInSeconds !== undefined
        ? new Date(this.#nowMs() + expiresInSeconds * 1000).toISOString()
        : reading.kind === 'web-token'
          ? reading.claims.life.expiresAt
          : undefined;
    if (isCurrent())
      this.#issued.set(profile.id, { token, ...(expiresAt && { renewAtMs: this.#renewalTime(expiresAt) }) });
    this.parts.log.info('access token issued', { profile: profile.id, kind: profile.signIn.kind, expiresAt });
    return token;
  }

  async #issue(profile: ClusterProfile, isCurrent: () => boolean): Promise<IssuedTokens> {
    const { id, signIn, tokenLife } = profile;
    if (signIn.kind === 'oidc-agent') return { accessToken: await this.parts.agent.accessToken(signIn.account) };
    if (signIn.kind === 'institute' && tokenLife) {
      // The institute gave nothing that could be renewed.
      if (validityAt(tokenLife, this.parts.clock.now()) === 'expired') throw ended(signIn.institute);
      return { accessToken: await this.secret(profile) };
    }
    return this.parts.lock.hold(id, () => this.#exchange(profile, isCurrent));
  }

  /** The secret is read here, within the lock: another process may have replaced it. */
  async #exchange(profile: ClusterProfile, isCurrent: () => boolean): Promise<IssuedTokens> {
    const { id, signIn, keeping } = profile;
    const secret = this.#unkept.get(id) ?? (await this.secret(profile));
    const grant = this.#grant(signIn, secret);
    const exchange = this.parts.tokenEndpoint.exchange({ ...grant, trust: issuerTrust(profile, grant.issuer) });
    const issued = await (signIn.kind === 'institute' ? exchange.catch(tellEnd) : exchange);
    const rotated = issued.refreshToken ?? this.#unkept.get(id);
    if (rotated !== undefined) await this.#keepRotated(id, keeping, rotated, isCurrent);
    return issued;
  }

  /** Removes the secret. @returns what ends the sign-in at the institute, and does nothing for other sign-ins */
  async #leave(profile: ClusterProfile): Promise<() => Promise<void>> {
    const { id, keeping, signIn, tokenLife } = profile;
    if (signIn.kind !== 'institute' || tokenLife) {
      await this.remove(id, keeping);
      return async () => undefined;
    }
    const { institute } = signIn;
    // Within the lock: another process that exchanges the token just now would keep its successor after it was removed here.
    const refreshToken = await this.parts.lock.hold(id, async () => {
      const last = this.#unkept.get(id) ?? (await this.#store(keeping).get(id));
      await this.remove(id, keeping);
      return last;
    });
    if (refreshToken === undefined) return async () => undefined;
    const trust = issuerTrust(profile, institute.issuer);
    return () => this.parts.issuers.revoke({ institute, trust }, refreshToken);
  }

  /** Stores a renewed refresh token. If the keychain refuses it, the run goes on, and the next exchange tries again. */
  async #keepRotated(id: ProfileId, keeping: SecretKeeping, secret: string, isCurrent: () => boolean): Promise<void> {
    await this.#inTurn(id, async () => {
      if (!isCurrent()) return;
      this.#unkept.set(id, secret);
      try {
        await this.#store(keeping).set(id, secret);
        this.#unkept.delete(id);
      } catch (error) {
        this.parts.log.error('a new refresh token is in memory only', error);
      }
    });
  }

  /** The issuer that the user entered takes precedence over the one in the token. */
  #grant(signIn: SignIn, refreshToken: string): Omit<RefreshGrant, 'trust'> {
    const reading = readToken(refreshToken);
    const claims = reading.kind === 'web-token' ? reading.claims : { life: {} };
    this.#refuseExpired(claims.life, 'refresh');
    const { issuer, clientId, scope } = signIn.kind === 'institute' ? signIn.institute : { ...claims, ...signIn };
    if (issuer === undefined || clientId === undefined) throw new AppError({ code: 'issuer-needed' });
    return { issuer, clientId, refreshToken, ...(scope !== undefined && { scope }) };
  }

  /** @throws AppError `sign-in-refused` for a sign-in that is not there any more, such as after the form was left */
  #grantedFor({ issuer }: Institute, signInId: string): GrantedTokens {
    const granted = this.parts.granted(signInId);
    if (!granted) throw new AppError({ code: 'sign-in-refused', issuer, reason: 'late', text: '' });
    return granted;
  }

  #unexpired(token: string): string {
    const reading = readToken(token);
    if (reading.kind !== 'web-token') return token;
    const { life } = reading.claims;
    this.#refuseExpired(life, 'access');
    if (life.validFrom !== undefined && validityAt(life, this.parts.clock.now()) === 'not-yet-valid') {
      throw new AppError({ code: 'token-not-yet-valid', validFrom: life.validFrom });
    }
    return token;
  }

  #refuseExpired(life: TokenLife, token: 'access' | 'refresh'): void {
    if (life.expiresAt === undefined || validityAt(life, this.parts.clock.now()) !== 'expired') return;
    throw new AppError({ code: 'token-expired', token, expiredAt: life.expiresAt });
  }

  #renewalTime(expiresAt: string): number {
    const leftMs = Date.parse(expiresAt) - this.#nowMs();
    return Date.parse(expiresAt) - Math.min(renewBeforeMs, leftMs / 2);
  }

  #forgetTokens(id: ProfileId): void {
    this.#issued.delete(id);
    this.#requests.delete(id);
    this.#unkept.delete(id);
  }

  async #inTurn(id: ProfileId, change: () => Promise<void>): Promise<void> {
    const turn = (this.#changes.get(id) ?? Promise.resolve()).then(change);
    this.#changes.set(
      id,
      turn.catch(() => undefined),
    );
    await turn;
  }

  #store(keeping: SecretKeeping): TokenStore {
    return keeping === 'session' ? this.parts.sessionTokens : this.parts.keychain;
  }

  #nowMs(): number {
    return Date.parse(this.parts.clock.now());
  }
}

function ended({ issuer }: Institute): AppError {
  return new AppError({ code: 'sign-in-refused', issuer, reason: 'ended', text: '' });
}

/** A sign-in by a page has ended where its token is refused; there is none that could be pasted. */
function tellEnd(error: unknown): never {
  if (isAppError(error) && error.info.code === 'sign-in-refused' && error.info.reason === 'token') {
    throw new AppError({ ...error.info, reason: 'ended' }, error);
  }
  throw error;
}

/**
 * Which certificates are accepted from the issuer of a connection. An authority of the user's own counts for both; a pinned certificate
 * is that of one server.
 */
export function issuerTrust({ endpoint, trust }: Pick<ClusterProfile, 'endpoint' | 'trust'>, issuer: string): Trust {
  if (trust.kind !== 'pinned') return trust;
  const isSame = webAddress(issuer)?.host === webAddress(endpoint)?.host;
  return isSame ? trust : systemTrust;
}

/** @see RFC 7617; the user name and password go out as UTF-8 */
function basic(user: string, password: string): string {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}
