import type { CardWords, ServiceCard } from '../../src-main/core/service/card';
import type { ErrorInfo } from '../../src-main/core/ground/error';
import type { ProfileId } from '../../src-main/core/ground/ids';
import { mainInputOf, type InputKind } from '../../src-main/core/service/input-kind';
import type { Service } from '../../src-main/core/service/service';
import type { RefusedSize, ServiceNotes } from '../../src-main/core/service/notes';
import type { Oscar } from '../api';
import { offeredForm } from '../input/form/form-fill';
import { practiceSample } from '../input/input';
import { serviceKey, type ServiceKey } from '../../src-main/core/service/service-key';
import type { ClusterState } from '../connection/cluster.svelte';

const mostRecent = 5;
const noNotes: ServiceNotes = { favourites: [], recent: [], edited: {}, columns: {}, refused: {}, given: {} };

/** What is remembered of the services of the connection in use: favourites, what ran lately, and their cards. */
export class ServiceNotesState {
  notes = $state.raw<ServiceNotes>(noNotes);
  /** The services that were used last, as of opening the connection: the list must not move under the pointer after a run. */
  recent = $state.raw<readonly string[]>([]);
  /** Whether the words of the chosen service are being changed. */
  isEditing = $state(false);
  /** Why a change could not be kept. */
  error = $state.raw<ErrorInfo>();

  readonly #oscar: Oscar;
  readonly #cluster: ClusterState;
  #profileId: ProfileId | undefined;

  /** Whether there is a sample for the chosen service: one on its card, or one of the practice cluster. */
  readonly hasSample = $derived.by(() => {
    const { current, profile } = this.#cluster;
    if (!current) return false;
    if (this.cardOf(current.service).sample) return true;
    return profile?.kind === 'practice' && practiceSample(current.service.name) !== undefined;
  });

  constructor(oscar: Oscar, cluster: ClusterState) {
    this.#oscar = oscar;
    this.#cluster = cluster;
    oscar.on('invocationChanged', ({ profileId, serviceName }) => this.#noteUse(profileId, serviceName));
  }

  /** Loads the notes of another connection. */
  async open(profileId: ProfileId | undefined): Promise<void> {
    this.#profileId = profileId;
    this.notes = noNotes;
    this.recent = [];
    this.error = undefined;
    if (profileId === undefined) return;
    const reply = await this.#oscar.getServiceNotes(profileId);
    if (this.#profileId !== profileId) return;
    if (!reply.ok) {
      this.error = reply.error;
      return;
    }
    this.notes = reply.value;
    this.recent = reply.value.recent;
  }

  isFavourite(key: ServiceKey): boolean {
    return this.notes.favourites.includes(key);
  }

  /** The card of a service. The user's words come before those of the connection file, and those before the service's own. */
  cardOf(service: Service): ServiceCard {
    const { given, edited } = this.notes;
    return { ...service.words, ...given[service.name], ...edited[serviceKey(service)] };
  }

  /** Whether the user changed its words. */
  isEdited(key: ServiceKey): boolean {
    return key in this.notes.edited;
  }

  /** Makes a service a favourite, or no longer. */
  async mark(key: ServiceKey, isFavourite: boolean): Promise<void> {
    const others = this.notes.favourites.filter((one) => one !== key);
    await this.#change({ favourites: isFavourite ? [...others, key] : others });
  }

  /** Prepares the sample of the chosen service. */
  async trySample(): Promise<void> {
    const { current } = this.#cluster;
    if (!current) return;
    const card = this.cardOf(current.service);
    const { sample } = card;
    const offered = sample?.kind === 'json' ? offeredForm(card, undefined) : undefined;
    if (sample && offered) current.openForm(offered, sample.text);
    else if (sample) current.editText(sample.text, sample.kind);
    else await current.openSample();
  }

  /** Runs the chosen service, or asks first where its input may not be what it takes. */
  runOrAsk(): void {
    const { current } = this.#cluster;
    current?.sendOrAsk(this.mainInputOf(current.service), () => void current.run());
  }

  /** What a service is mainly given. */
  mainInputOf(service: Service): InputKind | undefined {
    return mainInputOf(service, this.cardOf(service));
  }

  /** Changes the words of a service; without any, restores the original ones. */
  async rename(key: ServiceKey, words: CardWords): Promise<void> {
    this.isEditing = false;
    const others = Object.entries(this.notes.edited).filter(([one]) => one !== key);
    const own = Object.keys(words).length > 0 ? [[key, words] as const] : [];
    await this.#change({ edited: Object.fromEntries([...others, ...own]) });
  }

  /** The columns chosen for lists of a service; `undefined` for the usual ones. */
  columnsOf(key: ServiceKey): readonly string[] | undefined {
    return this.notes.columns[key];
  }

  /** Shows these columns in lists of a service; `undefined` for the usual ones. */
  async chooseColumns(key: ServiceKey, columns: readonly string[] | undefined): Promise<void> {
    const others = Object.entries(this.notes.columns).filter(([one]) => one !== key);
    const own = columns ? [[key, [...columns]] as const] : [];
    await this.#change({ columns: Object.fromEntries([...others, ...own]) });
  }

  /** What was too large for a service before. */
  refusedSizeOf(key: ServiceKey): RefusedSize | undefined {
    return this.notes.refused[key];
  }

  /** Remembers what was too large for a service, to ask before the next; `undefined` forgets it. */
  async noteRefusedSize(key: ServiceKey, refused: RefusedSize | undefined): Promise<void> {
    const others = Object.entries(this.notes.refused).filter(([one]) => one !== key);
    const own = refused ? [[key, refused] as const] : [];
    await this.#change({ refused: Object.fromEntries([...others, ...own]) });
  }

  /** Remembers that a service runs. Of two with one name it is the chosen one. */
  #noteUse(profileId: ProfileId, name: string): void {
    if (profileId !== this.#profileId) return;
    const chosen = this.#cluster.current?.service;
    const service = chosen?.name === name ? chosen : this.#cluster.services.find((one) => one.name === name);
    const key = service && serviceKey(service);
    if (key === undefined || this.notes.recent[0] === key) return;
    const others = this.notes.recent.filter((one) => one !== key);
    void this.#change({ recent: [key, ...others].slice(0, mostRecent) });
  }

  async #change(change: Partial<Omit<ServiceNotes, 'given'>>): Promise<void> {
    const profileId = this.#profileId;
    if (profileId === undefined) return;
    // Applied before it is saved, so that a second change builds on the first.
    this.notes = { ...this.notes, ...change };
    const reply = await this.#oscar.changeServiceNotes(profileId, change);
    if (this.#profileId === profileId) this.error = reply.ok ? undefined : reply.error;
  }
}
