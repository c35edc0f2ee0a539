import { SvelteMap } from 'svelte/reactivity';
import type { ErrorInfo } from '../../src-main/core/ground/error';
import type { FoundInput, HistoryEntry } from '../../src-main/core/history/history';
import type { Reply } from '../../src-main/contract/ground/call';
import type { InvocationId } from '../../src-main/core/ground/ids';
import type { Profile } from '../../src-main/core/connection/profile';
import type { Oscar } from '../api';
import type { ClusterState } from '../connection/cluster.svelte';
import { distinct, hostOf, matches, outcomeGroup, rowsByDay, type OutcomeGroup } from './history-filter';
import type { ProfilesState } from '../connection/profiles.svelte';
import { openPast, type PastInvocation } from '../result/past-invocation';
import type { ShownResult } from '../result/result.svelte';

/** The history: its filters, the selected entry, and what was just removed. */
export class HistoryState {
  isOpen = $state(false);
  /** Whether the history has been read. */
  isLoaded = $state(false);
  search = $state('');
  serviceName = $state<string>();
  outcome = $state<OutcomeGroup>();
  selectedId = $state<InvocationId>();
  /** The selected invocation, as soon as it is read. */
  opened = $state.raw<PastInvocation>();
  /** What became of its input, as soon as that is known. */
  foundInput = $state.raw<FoundInput>();
  error = $state.raw<ErrorInfo>();
  /** How many were just removed and can still come back. */
  removedCount = $state(0);

  readonly #entries = new SvelteMap<InvocationId, HistoryEntry>();
  readonly entries = $derived(
    [...this.#entries.values()].sort((one, other) => (one.startedAt < other.startedAt ? 1 : -1)),
  );
  readonly found = $derived(this.entries.filter((entry) => matches(entry, this)));
  readonly rows = $derived(rowsByDay(this.found));
  readonly serviceNames = $derived(distinct(this.entries.map((entry) => entry.serviceName)));
  readonly diskBytes = $derived(this.entries.reduce((bytes, entry) => bytes + entry.diskBytes, 0));
  readonly selected = $derived(this.selectedId === undefined ? undefined : this.#entries.get(this.selectedId));

  readonly #oscar: Oscar;
  readonly #cluster: ClusterState;
  readonly #profiles: ProfilesState;

  constructor(oscar: Oscar, cluster: ClusterState, profiles: ProfilesState) {
    this.#oscar = oscar;
    this.#cluster = cluster;
    this.#profiles = profiles;
    oscar.on('historyChanged', ({ kept, removed }) => {
      cluster.forget(removed);
      if (!this.isLoaded) return;
      for (const entry of kept) this.#entries.set(entry.id, entry);
      for (const id of removed) this.#entries.delete(id);
    });
  }

  /** Opens the history, and reads it the first time. */
  async open(): Promise<void> {
    this.isOpen = true;
    this.error = undefined;
    if (this.isLoaded) return;
    const reply = await this.#oscar.listHistory();
    if (!reply.ok) {
      this.error = reply.error;
      return;
    }
    for (const entry of reply.value) this.#entries.set(entry.id, entry);
    this.isLoaded = true;
  }

  /** Leaves the history. What was removed is then gone for good. */
  close(): void {
    this.isOpen = false;
    this.select(undefined);
    if (this.removedCount > 0) void this.#oscar.purgeHistory();
    this.removedCount = 0;
  }

  /** Looks at one invocation. */
  select(id: InvocationId | undefined): void {
    this.selectedId = id;
    this.opened = undefined;
    this.foundInput = undefined;
    this.error = undefined;
    // A list is opened when it is asked for.
    if (id !== undefined && this.selected?.input?.kind !== 'list') void this.#read(id);
  }

  /** Moves to the entry before or after the selected one, as they are listed. */
  move(step: 1 | -1): void {
    const index = this.found.findIndex(({ id }) => id === this.selectedId);
    const next = this.found[index < 0 ? 0 : index + step];
    if (next) this.select(next.id);
  }

  /** Pins an invocation, which exempts it from the rules for deleting, or unpins it. */
  async pin(id: InvocationId, isPinned: boolean): Promise<void> {
    await this.#done(this.#oscar.pinInvocation(id, isPinned));
  }

  /** Removes invocations with their results; they can be restored for a while. */
  async remove(ids: readonly InvocationId[]): Promise<void> {
    const index = this.found.findIndex(({ id }) => id === ids[0]);
    if (!(await this.#done(this.#oscar.removeFromHistory(ids)))) return;
    this.removedCount = ids.length;
    for (const id of ids) this.#entries.delete(id);
    // The event about it comes a moment later; until then a viewer would ask for deleted files.
    this.#cluster.forget(ids);
    if (this.selectedId === undefined || !ids.includes(this.selectedId)) return;
    // The next entry is selected, so that the keyboard goes on from there.
    const next = ids.length === 1 ? (this.found[index] ?? this.found.at(-1)) : undefined;
    this.select(next?.id);
  }

  /** Removes a list, and its results where they are still what it put into its output folder; those are gone at once. */
  async removeWithResults(id: InvocationId): Promise<void> {
    if (!(await this.#done(this.#oscar.deleteBatchResults(id)))) return;
    await this.remove([id]);
  }

  /** Removes everything but what is running or pinned. */
  async removeAll(): Promise<void> {
    const removable = this.entries.filter((entry) => outcomeGroup(entry) !== 'running' && !entry.isPinned);
    await this.remove(removable.map(({ id }) => id));
  }

  /** Brings back what was just removed. */
  async restore(): Promise<void> {
    if (await this.#done(this.#oscar.restoreHistory())) this.removedCount = 0;
  }

  /** Runs the same input again, at once unless the file has changed since. */
  async runAgain(entry: HistoryEntry): Promise<void> {
    this.error = undefined;
    const repeated = await this.#oscar.repeatInput(entry.id);
    if (!repeated.ok) {
      this.error = repeated.error;
      return;
    }
    const problem = await this.#openService(entry);
    const { current } = this.#cluster;
    if (problem || !current) {
      this.error = problem;
      return;
    }
    const { hasChanged } = repeated.value;
    current.repeat(repeated.value);
    this.close();
    if (!hasChanged) await current.run();
  }

  /** @returns what keeps the service from being opened */
  async #openService({ profileId, serviceName, owner, endpoint }: HistoryEntry): Promise<ErrorInfo | undefined> {
    if (this.#cluster.profile?.id !== profileId || this.#cluster.status !== 'ready') {
      const profile = this.#profile(profileId);
      if (profileId === 'practice') await this.#cluster.openPractice();
      else if (profile) await this.#cluster.open(profile);
      else return { code: 'profile-gone' };
    }
    if (this.#cluster.error) return this.#cluster.error;
    this.#cluster.select(`${owner ?? ''}/${serviceName}`);
    if (this.#cluster.current?.service.name === serviceName) return undefined;
    return { code: 'service-not-found', service: serviceName, host: hostOf(endpoint) };
  }

  #profile(id: string): Profile | undefined {
    return this.#profiles.profiles.find((profile) => profile.id === id);
  }

  async #read(id: InvocationId): Promise<void> {
    const reply = await openPast(this.#oscar, id);
    if (this.selectedId !== id) return;
    if (!reply.ok) {
      this.error = reply.error;
      return;
    }
    this.opened = reply.value;
    const { shown } = reply.value;
    // Only after the result is shown: a file on a drive that doesn't answer must not hold it up.
    if (shown) await this.#findInput(id, shown);
  }

  async #findInput(id: InvocationId, shown: ShownResult): Promise<void> {
    const reply = await this.#oscar.findInput(id);
    if (!reply.ok || this.selectedId !== id) return;
    const found = reply.value;
    this.foundInput = found;
    if (found.kind === 'file' || found.kind === 'text') shown.input = found;
  }

  async #done(call: Promise<Reply<unknown>>): Promise<boolean> {
    const reply = await call;
    this.error = reply.ok ? undefined : reply.error;
    return reply.ok;
  }
}
