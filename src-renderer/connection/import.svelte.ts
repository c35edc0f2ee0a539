import { SvelteSet } from 'svelte/reactivity';
import type { ErrorInfo } from '../../src-main/core/ground/error';
import type { ImportOffer } from '../../src-main/core/connection/oscar-cli-config';
import type { Reply } from '../../src-main/contract/ground/call';
import type { Oscar } from '../api';
import type { ProfilesState } from './profiles.svelte';

/** Imports the clusters of an oscar-cli configuration. */
export class ImportState {
  isOpen = $state(false);
  /** What was read; `undefined` before, and where there is nothing. */
  offer = $state.raw<ImportOffer>();
  /** Names of the clusters that are to be added. */
  readonly chosen = new SvelteSet<string>();
  keepsForSession = $state(false);
  isBusy = $state(false);
  /** Why the file can't be read, or a connection not be added. */
  error = $state.raw<ErrorInfo>();

  readonly #oscar: Oscar;
  readonly #profiles: ProfilesState;

  constructor(oscar: Oscar, profiles: ProfilesState) {
    this.#oscar = oscar;
    this.#profiles = profiles;
  }

  /** Opens the dialog with what oscar-cli keeps in its usual place. */
  async open(): Promise<void> {
    this.isOpen = true;
    this.keepsForSession = false;
    this.#take(await this.#oscar.openOscarCliConfig('usual'));
  }

  /** Lets the user choose another file. */
  async chooseFile(): Promise<void> {
    const reply = await this.#oscar.openOscarCliConfig('chosen');
    // The user closed the system's dialog: the offer stays as it is.
    if (reply.ok && !reply.value) return;
    this.#take(reply);
  }

  /** Adds a cluster to the chosen ones, or takes it out. */
  choose(name: string, isChosen: boolean): void {
    if (isChosen) this.chosen.add(name);
    else this.chosen.delete(name);
  }

  /** Adds the chosen clusters, then works with the default one. */
  async complete(): Promise<void> {
    const { offer } = this;
    if (!offer || this.isBusy || this.chosen.size === 0) return;
    this.isBusy = true;
    this.error = undefined;
    const keeping = this.keepsForSession ? 'session' : 'keychain';
    const reply = await this.#oscar.importClusters(offer.id, [...this.chosen], keeping);
    this.isBusy = false;
    if (!reply.ok) {
      this.error = reply.error;
      return;
    }
    this.isOpen = false;
    this.offer = undefined;
    const preferred = offer.clusters.find((cluster) => cluster.isDefault)?.name;
    await this.#profiles.adopt(reply.value.find(({ name }) => name === preferred) ?? reply.value[0]);
  }

  /** Closes the dialog; what was read is forgotten. */
  close(): void {
    this.#leave();
    this.isOpen = false;
  }

  #take(reply: Reply<ImportOffer | undefined>): void {
    this.#leave();
    if (!reply.ok) this.error = reply.error;
    else if (!this.isOpen && reply.value) void this.#oscar.leaveImport(reply.value.id);
    else this.offer = reply.value;
    for (const { name, isKnown, isPlainHttp } of this.offer?.clusters ?? []) {
      if (!isKnown && !isPlainHttp) this.chosen.add(name);
    }
  }

  #leave(): void {
    if (this.offer) void this.#oscar.leaveImport(this.offer.id);
    this.offer = undefined;
    this.error = undefined;
    this.chosen.clear();
  }
}
