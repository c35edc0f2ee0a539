import { AppError, isAppError } from '../../core/ground/error';
import { readEndpoint } from '../../core/connection/endpoint';
import type { TokenLife } from '../../core/connection/json-web-token';
import type { ClusterAddress, ClusterAccess, PracticeCluster, ProfileStore } from '../../core/connection/ports';
import type { OscarClient } from '../../core/run/ports';
import {
  systemTrust,
  type ClusterProfile,
  type ConnectionLimits,
  type PracticeProfile,
  type Profile,
  type ProfileFields,
  type SecretKeeping,
} from '../../core/connection/profile';
import { type ProfileId } from '../../core/ground/ids';
import type { ServiceMemory } from '../../core/service/ports';
import { mayNeedNewToken } from '../../core/run/retry';
import { openToAccessToken, unlistedService, type ParsedService, type Service } from '../../core/service/service';
import type { SignInService } from './sign-in-service';

const practiceId: ProfileId = 'practice';

/** What the profile service works with. */
export interface ProfileServiceParts {
  readonly client: OscarClient;
  readonly practice: PracticeCluster;
  readonly profiles: ProfileStore;
  readonly signIns: Pick<
    SignInService,
    'prepare' | 'keep' | 'remove' | 'secret' | 'authorization' | 'authorizationOf' | 'accessToken' | 'forgetRefused'
  >;
  /** What else is kept of each connection. */
  readonly memory: Pick<ServiceMemory, 'forget'>;
  readonly newId: () => ProfileId;
}

/** A service and the way in. */
export interface OpenService {
  readonly profileId: ProfileId;
  readonly profileName: string;
  readonly service: Service;
  readonly access: ClusterAccess;
  /** Limits that count for this connection alone. */
  readonly limits?: ConnectionLimits;
  /** Set where the cluster has several services of this name, so that it has to be told which one. */
  readonly owner?: string;
}

/** What a connection signs in with: the token of one service, or an `Authorization` for the cluster's lists. */
export type Credential =
  | { readonly kind: 'service-token'; readonly serviceName: string; readonly token: string }
  | { readonly kind: 'account'; readonly authorization: string }
  /** A refresh token that is only typed yet: to try it could use it up. */
  | { readonly kind: 'after-saving' };

/** Profiles, the services that each one reaches, and the token for each service. */
export class ProfileService {
  #practice: { readonly profile: PracticeProfile; readonly authorization: string } | undefined;
  /** The services of each profile as they were last listed, with their tokens, for as long as the program runs. */
  readonly #listed = new Map<ProfileId, readonly ParsedService[]>();
  /** Counts the changes of each profile. */
  readonly #revisions = new Map<ProfileId, number>();

  constructor(private readonly parts: ProfileServiceParts) {}

  /** The practice cluster's profile; starts the cluster if it is not running. */
  async openPractice(): Promise<PracticeProfile> {
    const { endpoint, authorization } = await this.parts.practice.open();
    // `name` is what a server would call itself; the window shows its own word for it.
    const profile: PracticeProfile = { id: practiceId, kind: 'practice', name: 'practice', endpoint };
    this.#practice = { profile, authorization };
    this.#listed.delete(practiceId);
    return profile;
  }

  /** The clusters the user added. */
  async list(): Promise<readonly ClusterProfile[]> {
    return this.parts.profiles.list();
  }

  /** The connection of an id. @throws AppError `profile-gone` */
  async find(id: ProfileId): Promise<Profile> {
    return this.#profile(id);
  }

  /**
   * Adds a cluster together with its secret.
   * @throws AppError `endpoint-invalid`, `plain-http-refused`, `keychain-unavailable`, `token-unsuitable`, `token-expired`,
   * `issuer-needed`, or of writing the document
   */
  async add(fields: ProfileFields, typed: string | undefined, keeping: SecretKeeping): Promise<ClusterProfile> {
    const { signIns, profiles, newId } = this.parts;
    const { secret, ...life } = typed === undefined ? {} : signIns.prepare(fields.signIn, typed);
    const profile: ClusterProfile = { ...checked(fields), ...life, id: newId(), kind: 'cluster', keeping };
    // The secret first: a profile without its secret is of no use, a secret without a profile is removed again.
    if (secret !== undefined) await signIns.keep(profile.id, keeping, secret);
    try {
      await profiles.replace([...(await this.list()), profile]);
    } catch (error) {
      if (secret !== undefined) await signIns.remove(profile.id, keeping);
      throw error;
    }
    return profile;
  }

  /** Changes a cluster; without a new secret the old one stays. @throws as `add` */
  async change(
    id: ProfileId,
    fields: ProfileFields,
    typed: string | undefined,
    keeping: SecretKeeping,
  ): Promise<ClusterProfile> {
    const { signIns, profiles } = this.parts;
    const before = await this.#cluster(id);
    const isSecretKept = typed === undefined && fields.signIn.kind !== 'oidc-agent';
    const { secret, ...life } = typed === undefined ? lifeKept(before, fields) : signIns.prepare(fields.signIn, typed);
    const after = typed === undefined ? before.keeping : keeping;
    const profile: ClusterProfile = { ...checked(fields), ...life, id, kind: 'cluster', keeping: after };
    if (isSecretKept && !opensSame(before, profile)) throw secretChanged(profile);
    if (secret !== undefined) await signIns.keep(id, after, secret);
    await profiles.replace((await this.list()).map((one) => (one.id === id ? profile : one)));
    this.#forgetServices(id);
    // Where the keychain has gone, its old secret has gone with it; it is not read again either way.
    if (after !== before.keeping || fields.signIn.kind === 'oidc-agent') {
      await signIns.remove(id, before.keeping).catch(ignoreMissingKeychain);
    }
    return profile;
  }

  /**
   * Adds a cluster with the secret of another, which must be for the same address, trust and sign-in.
   * @throws AppError `secret-missing`, or as `add`
   */
  async copy(sourceId: ProfileId, fields: ProfileFields): Promise<ClusterProfile> {
    const source = await this.#cluster(sourceId);
    const secret = await this.parts.signIns.secret(source);
    if (!opensSame(source, checked(fields))) throw secretChanged(fields);
    return this.add(fields, secret, source.keeping);
  }

  /** Removes a cluster, its secret, and what is remembered of its services. @throws AppError of writing the document, or `keychain-unavailable` */
  async delete(id: ProfileId): Promise<void> {
    await this.parts.signIns.remove(id, (await this.#cluster(id)).keeping);
    await this.parts.profiles.replace((await this.list()).filter((one) => one.id !== id));
    this.#forgetServices(id);
    await this.parts.memory.forget(id);
  }

  /** Asks the cluster for its services and keeps their tokens in memory. @throws AppError of the connection */
  async listServices(profileId: ProfileId): Promise<readonly Service[]> {
    const revision = this.#revisions.get(profileId);
    const listed = await this.#askForServices(await this.#profile(profileId));
    // The connection may have been changed meanwhile: the tokens of one cluster never go to another.
    if (this.#revisions.get(profileId) === revision) this.#listed.set(profileId, listed);
    return listed.map(({ service }) => service);
  }

  /**
   * The service of a name, and what is needed to run it.
   * @throws AppError `service-not-found`, `token-missing`, or of the sign-in or the connection where they are needed
   */
  async openService(profileId: ProfileId, serviceName: string, owner?: string): Promise<OpenService> {
    if (!this.#listed.has(profileId)) await this.listServices(profileId);
    const profile = await this.#profile(profileId);
    const namesakes = (this.#listed.get(profileId) ?? []).filter(({ service }) => service.name === serviceName);
    const found = namesakes.find(({ service }) => owner === undefined || service.owner === owner);
    const { host } = new URL(profile.endpoint);
    if (!found) throw new AppError({ code: 'service-not-found', service: serviceName, host });
    // An access token sent to a service is told to its program: the service's own token, which it knows, goes first.
    const token =
      found.token ?? (profile.kind === 'cluster' ? await this.parts.signIns.accessToken(profile) : undefined);
    if (token === undefined) throw new AppError({ code: 'token-missing', service: serviceName });
    return {
      profileId,
      profileName: profile.name,
      service: found.service,
      access: { ...addressOf(profile), token },
      ...(profile.kind === 'cluster' && profile.limits && { limits: profile.limits }),
      ...(namesakes.length > 1 && found.service.owner !== undefined && { owner: found.service.owner }),
    };
  }

  /**
   * The same service with another token, since the cluster did not take this one.
   * @returns `undefined` where there is no other
   * @throws as `openService`
   */
  async renewService({ profileId, service, access }: OpenService): Promise<OpenService | undefined> {
    this.#listed.delete(profileId);
    this.parts.signIns.forgetRefused(profileId, access.token);
    const next = await this.openService(profileId, service.name, service.owner);
    const isOther = next.access.token !== access.token && next.access.endpoint === access.endpoint;
    return isOther ? next : undefined;
  }

  /** Address of a profile's cluster; `undefined` where the profile has gone. */
  async endpointOf(profileId: ProfileId): Promise<string | undefined> {
    return this.#profile(profileId).then(
      ({ endpoint }) => endpoint,
      () => undefined,
    );
  }

  #forgetServices(id: ProfileId): void {
    this.#listed.delete(id);
    this.#revisions.set(id, (this.#revisions.get(id) ?? 0) + 1);
  }

  /** The fields of a connection, its address as it is meant. @throws AppError `endpoint-invalid`, `plain-http-refused` */
  checkedFields(fields: ProfileFields): ProfileFields {
    return checked(fields);
  }

  /**
   * What opens a connection that is saved or still being typed.
   * @param secret as typed; without one that of the saved profile is taken, where it was given for the same cluster
   * @throws AppError `secret-missing`, `keychain-unavailable`, `endpoint-invalid`, `plain-http-refused`
   */
  async credential(
    fields: ProfileFields,
    secret: string | undefined,
    profileId: ProfileId | undefined,
  ): Promise<Credential> {
    const { signIns } = this.parts;
    const { signIn } = fields;
    if (signIn.kind === 'oidc-agent') {
      const asked = { ...fields, id: `draft ${signIn.account}`, kind: 'cluster', keeping: 'session' } as const;
      return { kind: 'account', authorization: await signIns.authorization(asked) };
    }
    if (secret === undefined) return this.#keptCredential(fields, profileId);
    switch (signIn.kind) {
      case 'service-token':
        return {
          kind: 'service-token',
          serviceName: signIn.serviceName,
          token: signIns.prepare(signIn, secret).secret,
        };
      case 'oidc-refresh-token':
        return { kind: 'after-saving' };
      default:
        return { kind: 'account', authorization: signIns.authorizationOf(signIn, secret) };
    }
  }

  async #keptCredential(fields: ProfileFields, profileId: ProfileId | undefined): Promise<Credential> {
    const { signIns } = this.parts;
    const profile = profileId === undefined ? undefined : await this.#cluster(profileId);
    if (!profile) throw new AppError({ code: 'secret-missing', profile: fields.name });
    if (!opensSame(profile, checked(fields))) throw secretChanged(fields);
    const { signIn } = profile;
    return signIn.kind === 'service-token'
      ? { kind: 'service-token', serviceName: signIn.serviceName, token: await signIns.secret(profile) }
      : { kind: 'account', authorization: await signIns.authorization(profile) };
  }

  async #askForServices(profile: Profile): Promise<readonly ParsedService[]> {
    const { client, signIns } = this.parts;
    if (profile.kind === 'practice') {
      return client.listServices(addressOf(profile), this.#practice?.authorization ?? '', never());
    }
    switch (profile.signIn.kind) {
      case 'service-token': {
        const token = await signIns.secret(profile);
        return [{ service: unlistedService(profile.signIn.serviceName), token }];
      }
      case 'password':
        return client.listServices(addressOf(profile), await signIns.authorization(profile), never());
      case 'oidc-access-token':
      case 'oidc-refresh-token':
      case 'oidc-agent':
        return (await this.#listWithAccessToken(profile)).map(openToAccessToken);
    }
  }

  /** Issuers can end a token before its time: one that is refused is asked for again, once. */
  async #listWithAccessToken(profile: ClusterProfile): Promise<readonly ParsedService[]> {
    const { client, signIns } = this.parts;
    const authorization = await signIns.authorization(profile);
    try {
      return await client.listServices(addressOf(profile), authorization, never());
    } catch (error) {
      if (!isAppError(error) || !mayNeedNewToken(error.info)) throw error;
      signIns.forgetRefused(profile.id, authorization.replace('Bearer ', ''));
      const next = await signIns.authorization(profile);
      if (next === authorization) throw error;
      return client.listServices(addressOf(profile), next, never());
    }
  }

  async #profile(id: ProfileId): Promise<Profile> {
    if (id !== practiceId) return this.#cluster(id);
    // A batch that goes on after a restart may be the first to ask for it.
    return this.#practice?.profile ?? this.openPractice();
  }

  async #cluster(id: ProfileId): Promise<ClusterProfile> {
    const profile = (await this.list()).find((one) => one.id === id);
    if (!profile) throw new AppError({ code: 'profile-gone' });
    return profile;
  }
}

function addressOf(profile: Profile): ClusterAddress {
  return { endpoint: profile.endpoint, trust: profile.kind === 'practice' ? systemTrust : profile.trust };
}

function lifeKept(
  before: ClusterProfile,
  { signIn }: ProfileFields,
): { readonly secret?: never; tokenLife?: TokenLife } {
  const isKept = before.tokenLife !== undefined && signIn.kind === before.signIn.kind;
  return isKept ? { tokenLife: before.tokenLife } : {};
}

/**
 * Whether a secret that was given for one connection may be sent for another: to the same address, path included, to a
 * server that is trusted in the same way, and for the same sign-in. It never goes anywhere else by itself.
 */
function opensSame(one: ProfileFields, other: ProfileFields): boolean {
  return (
    one.endpoint === other.endpoint &&
    JSON.stringify([one.trust, one.signIn]) === JSON.stringify([other.trust, other.signIn])
  );
}

function secretChanged({ name }: ProfileFields): AppError {
  return new AppError({ code: 'secret-missing', profile: name, cause: 'connection-changed' });
}

function ignoreMissingKeychain(error: unknown): void {
  if (!isAppError(error) || error.info.code !== 'keychain-unavailable') throw error;
}

function checked(fields: ProfileFields): ProfileFields {
  const reading = readEndpoint(fields.endpoint);
  if (!reading.ok) throw new AppError({ code: 'endpoint-invalid', address: fields.endpoint });
  const { endpoint, isPlainHttp } = reading;
  if (isPlainHttp && !fields.allowsPlainHttp) {
    throw new AppError({ code: 'plain-http-refused', host: new URL(endpoint).host });
  }
  return { ...fields, endpoint };
}

function never(): AbortSignal {
  return new AbortController().signal;
}
