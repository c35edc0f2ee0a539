import type { CardWords, ServiceCard } from '../../src-main/core/service/card';
import type { ErrorInfo } from '../../src-main/core/ground/error';
import type { ProfileId } from '../../src-main/core/ground/ids';
import { acceptedBy, mainInputOf, type InputKind } from '../../src-main/core/service/input-kind';
import type { Service } from '../../src-main/core/service/service';
import type { RefusedSize, ServiceNotes } from '../../src-main/core/service/notes';
import type { Oscar } from '../api';
import {
  allPresets,
  mostPresets,
  readPreset,
  sharable,
  writePreset,
  type Preset,
} from '../../src-main/contract/presets';
import { offeredForm } from '../input/form/form-fill';
import { practiceSample } from '../input/input';
import { copyText } from '../viewers/text/copy-text';
import { serviceKey, type ServiceKey } from '../../src-main/core/service/service-key';
import type { ClusterState } from '../connection/cluster.svelte';
import type { ServiceInvocation } from '../run/invocation.svelte';

/** What came of a text that is a preset. */
export type TakenPreset =
  { readonly kind: 'taken'; readonly preset: Preset } | { readonly kind: 'presetElsewhere' | 'presetUnreadable' };

const mostRecent = 5;
const noNotes: ServiceNotes = {
  favourites: [],
  recent: [],
  edited: {},
  columns: {},
  refused: {},
  presets: {},
  given: {},
};

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
  /** The connection whose notes are loaded. */
  #loadedId = $state<ProfileId>();

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
    this.#loadedId = undefined;
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
    this.#loadedId = profileId;
    this.recent = reply.value.recent;
  }

  /** Loads the notes again, which came from elsewhere. */
  async reload(): Promise<void> {
    await this.open(this.#profileId);
  }

  isFavourite(key: ServiceKey): boolean {
    return this.notes.favourites.includes(key);
  }

  /** The card of a service. The user's words come before those of the connection file, and those before the service's own. */
  cardOf(service: Service): ServiceCard {
    const { given, edited } = this.notes;
    return { ...service.words, ...given[service.name], ...edited[serviceKey(service)] };
  }

  /** Copies a preset for other people, without its passwords. @returns their labels; `undefined` if it isn't copied */
  copyPreset(service: Service, preset: Preset): readonly string[] | undefined {
    const { preset: shared, left } = sharable(preset, offeredForm(this.cardOf(service), undefined)?.form);
    return shared && copyText(writePreset(service.name, shared)) ? left : undefined;
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

  /** Endings of the files that a service takes, by its card or by its own word; none if nothing tells. */
  acceptedBy(service: Service): readonly string[] {
    return acceptedBy(service, this.cardOf(service));
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

  /** The presets of a service: the user's own, then those of the connection file. */
  presetsOf(service: Service): readonly Preset[] {
    return allPresets(this.notes.presets[serviceKey(service)], this.notes.given[service.name]?.presets);
  }

  /** Begins with the preset that a service is to begin with, once it is known which one that is. */
  begin(chosen: ServiceInvocation): void {
    if (this.#loadedId !== undefined && this.#loadedId === this.#cluster.profile?.id)
      chosen.beginWith(this.presetsOf(chosen.service).find(({ isDefault }) => isDefault));
  }

  /** Begins the input of the chosen service with a preset. */
  usePreset(preset: Preset): void {
    const { current } = this.#cluster;
    current?.usePreset(preset, offeredForm(this.cardOf(current.service), current.workedText));
  }

  /** Keeps a preset of a service; one of the same name is replaced. */
  async keepPreset(service: Service, preset: Preset): Promise<void> {
    const own = this.#ownPresets(service);
    const isThere = own.some(({ name }) => name === preset.name);
    const replaced = own.map((one) => (one.name === preset.name ? { ...preset, ...defaultOf(one) } : one));
    await this.#changePresets(service, isThere ? replaced : [...own, preset]);
  }

  /** Whether a preset is the user's own, and so can be deleted. */
  isOwnPreset(service: Service, name: string): boolean {
    return this.#ownPresets(service).some((one) => one.name === name);
  }

  /** Deletes one of the user's own presets. */
  async deletePreset(service: Service, name: string): Promise<void> {
    await this.#changePresets(
      service,
      this.#ownPresets(service).filter((one) => one.name !== name),
    );
  }

  /** Makes a preset the one that a form begins with; without a name, none is. */
  async beginWith(service: Service, name: string | undefined): Promise<void> {
    const changed = this.presetsOf(service).flatMap(({ isDefault, ...preset }): Preset[] => {
      if (preset.name === name) return [{ ...preset, isDefault: true }];
      // One of a connection file is kept as the user's own where it is not to be the first any more.
      return isDefault || this.isOwnPreset(service, preset.name) ? [preset] : [];
    });
    await this.#changePresets(service, changed);
  }

  /**
   * Takes a text that is a preset, and keeps it under a name of its own.
   * @returns what came of it; `undefined` for another text
   */
  takePreset(text: string): TakenPreset | undefined {
    const service = this.#cluster.current?.service;
    const shared = readPreset(text);
    if (!service || !shared) return undefined;
    if (shared === 'unreadable') return { kind: 'presetUnreadable' };
    if (shared.service !== service.name || this.#ownPresets(service).length >= mostPresets)
      return { kind: 'presetElsewhere' };
    const names = this.presetsOf(service).map(({ name }) => name);
    const preset = { ...shared.preset, name: freeName(shared.preset.name, names) };
    void this.keepPreset(service, preset);
    return { kind: 'taken', preset };
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

  #ownPresets(service: Service): readonly Preset[] {
    return this.notes.presets[serviceKey(service)] ?? [];
  }

  async #changePresets(service: Service, presets: readonly Preset[]): Promise<void> {
    const key = serviceKey(service);
    const others = Object.entries(this.notes.presets).filter(([one]) => one !== key);
    const own = presets.length > 0 ? [[key, presets] as const] : [];
    await this.#change({ presets: Object.fromEntries([...others, ...own]) });
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

function defaultOf({ isDefault }: Preset): Pick<Preset, 'isDefault'> {
  return isDefault ? { isDefault } : {};
}

/** A name that no other has. */
function freeName(name: string, taken: readonly string[]): string {
  for (let number = 1; ; number += 1) {
    const tried = number === 1 ? name : `${name.slice(0, 74)} (${number})`;
    if (!taken.includes(tried)) return tried;
  }
}
