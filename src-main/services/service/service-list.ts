import type { ConnectionFile } from '../../core/connection/connection-file';
import { InTurn } from '../../core/ground/in-turn';
import type { Clock, Logger } from '../../core/ground/ports';
import type { ServiceMemory } from '../../core/service/ports';
import type { Profile } from '../../core/connection/profile';
import type { ProfileId } from '../../core/ground/ids';
import type { Service } from '../../core/service/service';
import type { LastServices, ServiceNotes, ServiceNotesChange } from '../../core/service/notes';
import type { ProfileService } from '../connection/profile-service';
import type { ClusterServices } from './cluster-services';

/** What the list of services works with. */
export interface ServiceListParts {
  readonly profiles: Pick<ProfileService, 'find'>;
  readonly clusterServices: Pick<ClusterServices, 'listServices'>;
  readonly memory: ServiceMemory;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Pick<Logger, 'error'>;
}

/** The services of each connection as people see them: favourites, own words, and the list as it was last seen. */
export class ServiceList {
  /** Each change of the notes begins with what the last one left. */
  readonly #changes = new InTurn();

  constructor(private readonly parts: ServiceListParts) {}

  /** Asks the cluster for its services, and remembers them for when it can't be reached. @throws AppError of the connection */
  async list(profileId: ProfileId): Promise<readonly Service[]> {
    const { profiles, clusterServices, memory, clock, log } = this.parts;
    const source = sourceOf(await profiles.find(profileId));
    const services = await clusterServices.listServices(profileId);
    // A list that can't be kept is no reason to withhold it.
    await memory
      .keepList(profileId, { seenAt: clock.now(), source, services })
      .catch((error: unknown) => log.error('list of services', error));
    return services;
  }

  /** The services as they were last seen; `undefined` where this cluster and account were never reached. */
  async lastList(profileId: ProfileId): Promise<LastServices | undefined> {
    const list = await this.parts.memory.lastList(profileId);
    if (!list || list.source !== sourceOf(await this.parts.profiles.find(profileId))) return undefined;
    return { seenAt: list.seenAt, services: list.services };
  }

  async notes(profileId: ProfileId): Promise<ServiceNotes> {
    return this.parts.memory.notes(profileId);
  }

  /** @throws AppError `profile-gone`, or of writing the document */
  async changeNotes(profileId: ProfileId, change: ServiceNotesChange): Promise<ServiceNotes> {
    return this.#keepNotes(profileId, change);
  }

  /** Keeps notes of another computer in place of those that are here. @throws as `changeNotes` */
  async takeNotes(profileId: ProfileId, notes: ServiceNotes): Promise<void> {
    await this.#keepNotes(profileId, notes);
  }

  /** Keeps the cards of a connection file in place of those of an earlier one. @throws as `changeNotes` */
  async takeCards(profileId: ProfileId, { services }: ConnectionFile): Promise<void> {
    const given = Object.fromEntries(services.map(({ name, ...card }) => [name, card]));
    await this.#keepNotes(profileId, { given });
  }

  /** Resolves when every note is on disk, or could not be written. */
  async allDone(): Promise<void> {
    await this.#changes.allDone();
  }

  #keepNotes(profileId: ProfileId, change: Partial<ServiceNotes>): Promise<ServiceNotes> {
    return this.#changes.do(async () => {
      await this.parts.profiles.find(profileId);
      const notes = { ...(await this.notes(profileId)), ...change };
      await this.parts.memory.keepNotes(profileId, notes);
      return notes;
    });
  }
}

/** Another address or another account has other services. */
function sourceOf(profile: Profile): string {
  return profile.kind === 'practice' ? 'practice' : `${profile.endpoint} ${JSON.stringify(profile.signIn)}`;
}
