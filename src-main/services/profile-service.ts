import { AppError, isAppError } from '../core/error';
import { readEndpoint } from '../core/endpoint';
import type { ClusterAddress, Door, OscarClient, PracticeCluster, ProfileStore, TokenStore } from '../core/ports';
import {
  systemTrust,
  type ClusterProfile,
  type PracticeProfile,
  type Profile,
  type ProfileFields,
  type ProfileId,
  type SecretKeeping,
} from '../core/profile';
import { unlistedService, type ParsedService, type Service } from '../core/service';

const practiceId: ProfileId = 'practice';

/** What the profile service works with. */
export interface ProfileServiceParts {
  readonly client: OscarClient;
  readonly practice: PracticeCluster;
  readonly profiles: ProfileStore;
  readonly keychain: TokenStore;
  /** For secrets that the user chose to keep for this session only. */
  readonly sessionTokens: TokenStore;
  readonly newId: () => ProfileId;
}

/** A service and the way in. */
export interface OpenService {
  readonly profileId: ProfileId;
  readonly profileName: string;
  readonly service: Service;
  readonly door: Door;
  /** Set where the cluster has several services of this name, so that it has to be told which one. */
  readonly owner?: string;
}

/** Profiles, the services that each one reaches, and the token for each service. */
export class ProfileService {
  #practice: { readonly profile: PracticeProfile; readonly authorization: string } | undefined;
  /** The services of each profile as they were last listed, with their tokens, for as long as the program runs. */
  readonly #listed = new Map<ProfileId, readonly ParsedService[]>();

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

  /**
   * Adds a cluster together with its secret.
   * @throws AppError `endpoint-invalid`, `plain-http-refused`, `keychain-unavailable`, or of writing the document
   */
  async add(fields: ProfileFields, secret: string | undefined, keeping: SecretKeeping): Promise<ClusterProfile> {
    const profile: ClusterProfile = { ...checked(fields), id: this.parts.newId(), kind: 'cluster', keeping };
    // The secret first: a profile without its secret is of no use, a secret without a profile is removed again.
    if (secret !== undefined) await this.#store(keeping).set(profile.id, secret);
    try {
      await this.parts.profiles.replace([...(await this.list()), profile]);
    } catch (error) {
      await this.#store(keeping).delete(profile.id);
      throw error;
    }
    return profile;
  }

  /** Changes a cluster; without a new secret the old one stays. @throws as `add` */
  async change(
    id: ProfileId,
    fields: ProfileFields,
    secret: string | undefined,
    keeping: SecretKeeping,
  ): Promise<ClusterProfile> {
    const before = await this.#cluster(id);
    const after = secret === undefined ? before.keeping : keeping;
    const profile: ClusterProfile = { ...checked(fields), id, kind: 'cluster', keeping: after };
    // A secret was given for one cluster and one way to sign in; it never goes to another by itself.
    if (secret === undefined && !isSameDoor(before, profile)) {
      throw new AppError({ code: 'secret-missing', profile: profile.name });
    }
    if (secret !== undefined) await this.#store(after).set(id, secret);
    await this.parts.profiles.replace((await this.list()).map((one) => (one.id === id ? profile : one)));
    this.#listed.delete(id);
    // Where the keychain has gone, its old secret has gone with it; it is not read again either way.
    if (after !== before.keeping) await this.#store(before.keeping).delete(id).catch(ignoreMissingKeychain);
    return profile;
  }

  /** Removes a cluster and its secret. @throws AppError of writing the document, or `keychain-unavailable` */
  async delete(id: ProfileId): Promise<void> {
    await this.#store((await this.#cluster(id)).keeping).delete(id);
    await this.parts.profiles.replace((await this.list()).filter((one) => one.id !== id));
    this.#listed.delete(id);
  }

  /** Asks the cluster for its services and keeps their tokens in memory. @throws AppError of the connection */
  async listServices(profileId: ProfileId): Promise<readonly Service[]> {
    const profile = await this.#profile(profileId);
    const listed = await this.#askForServices(profile);
    // The connection may have been changed meanwhile: the tokens of one cluster never go to another.
    if ((await this.#profile(profileId)) === profile) this.#listed.set(profileId, listed);
    return listed.map(({ service }) => service);
  }

  /**
   * The service of a name, and what is needed to run it.
   * @throws AppError `service-not-found`, `token-missing`, or of the connection where the services have to be listed
   */
  async openService(profileId: ProfileId, serviceName: string, owner?: string): Promise<OpenService> {
    if (!this.#listed.has(profileId)) await this.listServices(profileId);
    const profile = await this.#profile(profileId);
    const namesakes = (this.#listed.get(profileId) ?? []).filter(({ service }) => service.name === serviceName);
    const found = namesakes.find(({ service }) => owner === undefined || service.owner === owner);
    const { host } = new URL(profile.endpoint);
    if (!found) throw new AppError({ code: 'service-not-found', service: serviceName, host });
    if (found.token === undefined) throw new AppError({ code: 'token-missing', service: serviceName });
    return {
      profileId,
      profileName: profile.name,
      service: found.service,
      door: { ...addressOf(profile), token: found.token },
      ...(namesakes.length > 1 && found.service.owner !== undefined && { owner: found.service.owner }),
    };
  }

  /** Forgets the tokens of a profile's services, since the cluster no longer takes them: they are asked for again. */
  forgetTokens(profileId: ProfileId): void {
    this.#listed.delete(profileId);
  }

  async #askForServices(profile: Profile): Promise<readonly ParsedService[]> {
    if (profile.kind === 'practice') {
      return this.parts.client.listServices(addressOf(profile), this.#practice?.authorization ?? '', never());
    }
    const { signIn } = profile;
    const secret = await this.#secret(profile);
    switch (signIn.kind) {
      case 'service-token':
        return [{ service: unlistedService(signIn.serviceName), token: secret }];
      case 'password':
        return this.parts.client.listServices(addressOf(profile), basic(signIn.user, secret), never());
    }
  }

  async #secret({ id, name, keeping }: ClusterProfile): Promise<string> {
    const secret = await this.#store(keeping).get(id);
    if (secret === undefined) throw new AppError({ code: 'secret-missing', profile: name });
    return secret;
  }

  #store(keeping: SecretKeeping): TokenStore {
    return keeping === 'session' ? this.parts.sessionTokens : this.parts.keychain;
  }

  async #profile(id: ProfileId): Promise<Profile> {
    return id === practiceId && this.#practice ? this.#practice.profile : this.#cluster(id);
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

function isSameDoor(one: ProfileFields, other: ProfileFields): boolean {
  const { origin } = new URL(one.endpoint);
  return origin === new URL(other.endpoint).origin && JSON.stringify(one.signIn) === JSON.stringify(other.signIn);
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

/** @see RFC 7617; the user name and password go out as UTF-8 */
function basic(user: string, password: string): string {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

function never(): AbortSignal {
  return new AbortController().signal;
}
