import { AppError, isAppError } from '../../core/ground/error';
import { type ProfileId } from '../../core/ground/ids';
import type { ClusterAccess, ClusterAddress, PracticeCluster } from '../../core/connection/ports';
import type { ClusterProfile, ConnectionLimits, Profile } from '../../core/connection/profile';
import { addressOf } from '../../core/connection/profile-rules';
import type { GroupField } from '../../core/input/form/field';
import type { OscarClient } from '../../core/run/ports';
import { mayNeedNewToken } from '../../core/run/retry';
import { acceptedBy } from '../../core/service/input-kind';
import { formOf } from '../../core/service/card';
import type { ServiceMemory } from '../../core/service/ports';
import { withAccessToken, unlistedService, type ParsedService, type Service } from '../../core/service/service';
import type { ProfileService } from '../connection/profile-service';
import type { SignInService } from '../connection/sign-in-service';

/** What the cluster services work with. */
export interface ClusterServicesParts {
  readonly client: Pick<OscarClient, 'listServices'>;
  readonly practice: Pick<PracticeCluster, 'open'>;
  readonly profiles: Pick<ProfileService, 'find'>;
  readonly signIns: Pick<SignInService, 'secret' | 'authorization' | 'accessToken' | 'forgetRefused'>;
  readonly memory: Pick<ServiceMemory, 'notes'>;
}

/** A service, and all that is needed to run it. */
export interface OpenService {
  readonly profileId: ProfileId;
  readonly profileName: string;
  readonly service: Service;
  /** Endings of the files that it takes, as the user sees them; none if nothing tells. */
  readonly accepts: readonly string[];
  /** The form of its JSON, where a card describes one. */
  readonly form?: GroupField;
  readonly access: ClusterAccess;
  /** Limits that count for this connection alone. */
  readonly limits?: ConnectionLimits;
  /** Set where the cluster has several services of this name, so that a request has to name the owner. */
  readonly owner?: string;
}

/** The services of a cluster as they were listed last. */
interface Listed {
  /** The address that the list came from. The practice cluster gets another one when it is started again. */
  readonly endpoint: string;
  readonly services: readonly ParsedService[];
}

/** The services that each connection reaches, and the token for each service. */
export class ClusterServices {
  /** The last list of each profile, with tokens, for as long as the program runs. */
  readonly #listed = new Map<ProfileId, Listed>();
  /** Counts the changes of each profile. */
  readonly #revisions = new Map<ProfileId, number>();

  constructor(private readonly parts: ClusterServicesParts) {}

  /** Asks the cluster for its services and keeps their tokens in memory. @throws AppError of the connection */
  async listServices(profileId: ProfileId): Promise<readonly Service[]> {
    const revision = this.#revisions.get(profileId);
    const profile = await this.parts.profiles.find(profileId);
    const listed = await this.#askForServices(profile);
    // The connection may have changed while the cluster answered: the tokens of one cluster never go to another.
    if (this.#revisions.get(profileId) === revision) {
      this.#listed.set(profileId, { endpoint: profile.endpoint, services: listed });
    }
    return listed.map(({ service }) => service);
  }

  /**
   * The service of a name, and what is needed to run it.
   * @throws AppError `service-not-found`, `token-missing`, or of the sign-in or the connection where they are needed
   */
  async openService(profileId: ProfileId, serviceName: string, owner?: string): Promise<OpenService> {
    if (!(await this.#listedNow(profileId)).isListed) await this.listServices(profileId);
    const { profile, services } = await this.#listedNow(profileId);
    const namesakes = services.filter(({ service }) => service.name === serviceName);
    const found = namesakes.find(({ service }) => owner === undefined || service.owner === owner);
    const { host } = new URL(profile.endpoint);
    if (!found) throw new AppError({ code: 'service-not-found', service: serviceName, host });
    // An access token sent to a service is told to its program: the service's own token, which it knows, goes first.
    const token =
      found.token ?? (profile.kind === 'cluster' ? await this.parts.signIns.accessToken(profile) : undefined);
    if (token === undefined) throw new AppError({ code: 'token-missing', service: serviceName });
    const { given } = await this.parts.memory.notes(profileId);
    const card = given[serviceName] ?? {};
    const form = formOf(card);
    return {
      profileId,
      profileName: profile.name,
      service: found.service,
      accepts: acceptedBy(found.service, card),
      ...(form && { form }),
      access: { ...addressOf(profile), token },
      ...(profile.kind === 'cluster' && profile.limits && { limits: profile.limits }),
      ...(namesakes.length > 1 && found.service.owner !== undefined && { owner: found.service.owner }),
    };
  }

  /**
   * The same for a background job: an access token goes first, since only the jobs that came with it are in the listing of
   * who signs in with it. A job's program is told no token.
   * @throws as `openService`
   */
  async openJob(profileId: ProfileId, serviceName: string, owner?: string): Promise<OpenService> {
    const open = await this.openService(profileId, serviceName, owner);
    const profile = await this.parts.profiles.find(profileId);
    const token = profile.kind === 'cluster' ? await this.parts.signIns.accessToken(profile) : undefined;
    return token === undefined ? open : { ...open, access: { ...open.access, token } };
  }

  /**
   * Asks a cluster something as the user of a connection. Issuers can end a token before its time: with one that is refused it is
   * asked again, once.
   * @throws AppError of the sign-in, and what `ask` throws
   */
  async asUser<T>(
    profileId: ProfileId,
    ask: (cluster: ClusterAddress, authorization: string) => Promise<T>,
  ): Promise<T> {
    const profile = await this.parts.profiles.find(profileId);
    if (profile.kind === 'cluster') return this.#asUserOf(profile, ask);
    const { endpoint, authorization } = await this.parts.practice.open();
    return ask({ ...addressOf(profile), endpoint }, authorization);
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
    return this.parts.profiles.find(profileId).then(
      ({ endpoint }) => endpoint,
      () => undefined,
    );
  }

  /** Forgets the services and tokens of a profile, which was changed or deleted. */
  forget(id: ProfileId): void {
    this.#listed.delete(id);
    this.#revisions.set(id, (this.#revisions.get(id) ?? 0) + 1);
  }

  /** A profile, and the services that are known of the cluster at its address. */
  async #listedNow(profileId: ProfileId) {
    const profile = await this.parts.profiles.find(profileId);
    const listed = this.#listed.get(profileId);
    const isListed = listed?.endpoint === profile.endpoint;
    return { profile, isListed, services: isListed ? listed.services : [] };
  }

  async #askForServices(profile: Profile): Promise<readonly ParsedService[]> {
    const { client, practice, signIns } = this.parts;
    const list = (cluster: ClusterAddress, authorization: string) =>
      client.listServices(cluster, authorization, neverAborted());
    if (profile.kind === 'practice') {
      const { endpoint, authorization } = await practice.open();
      return list({ ...addressOf(profile), endpoint }, authorization);
    }
    switch (profile.signIn.kind) {
      case 'service-token': {
        const token = await signIns.secret(profile);
        return [{ service: unlistedService(profile.signIn.serviceName), token }];
      }
      case 'password':
        return this.#asUserOf(profile, list);
      case 'oidc-access-token':
      case 'oidc-refresh-token':
      case 'institute':
      case 'oidc-agent':
        return (await this.#asUserOf(profile, list)).map(withAccessToken);
    }
  }

  async #asUserOf<T>(
    profile: ClusterProfile,
    ask: (cluster: ClusterAddress, authorization: string) => Promise<T>,
  ): Promise<T> {
    const { signIns } = this.parts;
    const authorization = await signIns.authorization(profile);
    try {
      return await ask(addressOf(profile), authorization);
    } catch (error) {
      if (profile.signIn.kind === 'password' || !isAppError(error) || !mayNeedNewToken(error.info)) throw error;
      signIns.forgetRefused(profile.id, authorization.replace('Bearer ', ''));
      const next = await signIns.authorization(profile);
      if (next === authorization) throw error;
      return ask(addressOf(profile), next);
    }
  }
}

function neverAborted(): AbortSignal {
  return new AbortController().signal;
}
