import type { LastServices, ServiceNotes, ServiceNotesChange } from '../../../src-main/core/service/notes';
import type { ProfileId } from '../../../src-main/core/ground/ids';
import type { Service } from '../../../src-main/core/service/service';
import type { Api } from '../../../src-main/contract/ground/call';
import type { serviceCalls } from '../../../src-main/contract/service';
import { service } from '../builders';
import { FakeSignIn } from './sign-in';

/** The calls about services. */
export class FakeService extends FakeSignIn implements Api<typeof serviceCalls> {
  services: readonly Service[] = [service('grayscale', { acceptedSuffixes: ['jpg', 'png'] }), service('cowsay')];
  seenBefore: LastServices | undefined;
  notes: ServiceNotes = { favourites: [], recent: [], edited: {}, columns: {}, refused: {}, presets: {}, given: {} };
  readonly listedProfiles: ProfileId[] = [];
  lastServices = () => this.reply('lastServices', this.seenBefore);
  getServiceNotes = () => this.reply('getServiceNotes', this.notes);

  changeServiceNotes = (_id: ProfileId, change: ServiceNotesChange) => {
    this.notes = { ...this.notes, ...change };
    return this.reply('changeServiceNotes', this.notes);
  };

  listServices = (profileId: ProfileId) => {
    this.listedProfiles.push(profileId);
    return this.reply('listServices', this.services);
  };
}
