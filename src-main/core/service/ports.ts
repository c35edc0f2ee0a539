import type { ProfileId } from '../ground/ids';
import type { ServiceNotes, ListedServices } from './notes';

/** What is remembered of the services of each connection. Writing throws as for every document. */
export interface ServiceMemory {
  notes(id: ProfileId): Promise<ServiceNotes>;
  keepNotes(id: ProfileId, notes: ServiceNotes): Promise<void>;
  lastList(id: ProfileId): Promise<ListedServices | undefined>;
  keepList(id: ProfileId, list: ListedServices): Promise<void>;
  /** Removes everything of a connection. */
  forget(id: ProfileId): Promise<void>;
}
