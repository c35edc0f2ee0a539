import type { ClusterProfile, ErrorInfo, ProfileId } from '../../src-main/contract/api';
import type { Oscar } from '../api';
import type { ClusterState } from './cluster.svelte';
import { ProfileDraft, profileColours } from './profile-draft.svelte';

/** The connections the user added, and the one being added or changed. */
export class ProfilesState {
  profiles = $state.raw<readonly ClusterProfile[]>([]);
  /** Whether it is known which connections there are. */
  isLoaded = $state(false);
  /** Why the connections can't be read. */
  error = $state.raw<ErrorInfo>();
  /** What is in the open form. */
  draft = $state.raw<ProfileDraft>();
  /** Why the connection in the form could not be deleted. */
  deleteError = $state.raw<ErrorInfo>();

  readonly #oscar: Oscar;
  readonly #cluster: ClusterState;

  constructor(oscar: Oscar, cluster: ClusterState) {
    this.#oscar = oscar;
    this.#cluster = cluster;
  }

  /** Reads the connections, and opens the one that was used last. */
  async load(): Promise<void> {
    const [, settings] = await Promise.all([this.#list(), this.#oscar.getSettings()]);
    this.isLoaded = true;
    const last = settings.ok ? this.#find(settings.value.lastProfileId) : undefined;
    if (last) await this.#cluster.open(last);
  }

  /** Opens the form for a new connection, in a colour that no other has if there is one left. */
  add(): void {
    const draft = new ProfileDraft(this.#oscar);
    const taken = this.profiles.map(({ colour }) => colour);
    draft.colour = profileColours.find((colour) => !taken.includes(colour)) ?? draft.colour;
    this.draft = draft;
  }

  /** Opens the form for a connection there is. @param startsAt where the user wants to go on */
  edit(profile: ClusterProfile, startsAt?: 'secret'): void {
    this.draft = new ProfileDraft(this.#oscar, profile, startsAt);
  }

  /** Closes the form; what was not saved is forgotten. */
  close(): void {
    this.draft = undefined;
    this.deleteError = undefined;
  }

  /** Saves what is in the form, then works with that connection. The form stays while something is wrong with it. */
  async save(): Promise<void> {
    const profile = await this.draft?.save();
    if (!profile) return;
    this.close();
    await this.#list();
    await this.#cluster.open(profile);
  }

  /** Deletes the connection in the form together with its secret. */
  async delete(): Promise<void> {
    const profile = this.draft?.profile;
    if (!profile) return;
    const reply = await this.#oscar.deleteProfile(profile.id);
    if (!reply.ok) {
      this.deleteError = reply.error;
      return;
    }
    this.close();
    if (this.#cluster.profile?.id === profile.id) this.#cluster.close();
    await this.#list();
  }

  async #list(): Promise<void> {
    const reply = await this.#oscar.listProfiles();
    if (reply.ok) this.profiles = reply.value;
    this.error = reply.ok ? undefined : reply.error;
  }

  #find(id: ProfileId | undefined): ClusterProfile | undefined {
    return this.profiles.find((profile) => profile.id === id);
  }
}
