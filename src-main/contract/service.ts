import type { ProfileId } from '../core/ground/ids';
import {
  type LastServices,
  type ServiceNotes,
  type ServiceNotesChange,
  serviceNotesChangeSchema,
} from '../core/service/notes';
import type { Service } from '../core/service/service';
import { name } from './ground/arguments';
import { call } from './ground/call';

/** What the page can ask of the services of a cluster. */
export const serviceCalls = {
  listServices: call<(profileId: ProfileId) => readonly Service[]>(name),
  /** The services as they were last seen, for when the cluster can't be reached. */
  lastServices: call<(profileId: ProfileId) => LastServices | undefined>(name),
  /** Favourites, own words and cards of a connection's services. */
  getServiceNotes: call<(profileId: ProfileId) => ServiceNotes>(name),
  changeServiceNotes: call<(profileId: ProfileId, change: ServiceNotesChange) => ServiceNotes>(
    name,
    serviceNotesChangeSchema,
  ),
};
