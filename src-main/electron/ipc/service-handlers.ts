import type { Handlers } from '../../contract/call';
import type { serviceCalls } from '../../contract/service';
import type { ServiceShelf } from '../../services/service/service-shelf';

/** Answers the calls about the services of a cluster. */
export function serviceHandlers(shelf: ServiceShelf): Handlers<typeof serviceCalls> {
  return {
    listServices: (profileId) => shelf.list(profileId),
    lastServices: (profileId) => shelf.lastList(profileId),
    getServiceNotes: (profileId) => shelf.notes(profileId),
    changeServiceNotes: (profileId, change) => shelf.changeNotes(profileId, change),
  };
}
