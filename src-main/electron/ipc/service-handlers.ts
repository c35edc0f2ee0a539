import type { Handlers } from '../../contract/ground/call';
import type { serviceCalls } from '../../contract/service';
import type { ServiceList } from '../../services/service/service-list';

/** Answers the calls about the services of a cluster. */
export function serviceHandlers(serviceList: ServiceList): Handlers<typeof serviceCalls> {
  return {
    listServices: (profileId) => serviceList.list(profileId),
    lastServices: (profileId) => serviceList.lastList(profileId),
    getServiceNotes: (profileId) => serviceList.notes(profileId),
    changeServiceNotes: (profileId, change) => serviceList.changeNotes(profileId, change),
  };
}
