import { SvelteMap } from 'svelte/reactivity';
import type { ErrorInfo } from '../../src-main/core/ground/error';
import type { InvocationId, ProfileId } from '../../src-main/core/ground/ids';
import type { Profile } from '../../src-main/core/connection/profile';
import type { Service } from '../../src-main/core/service/service';
import { serviceKey, type ServiceKey } from '../../src-main/core/service/service-key';
import type { Oscar } from '../api';
import { InvocationFeed } from '../run/invocation-feed';
import { ServiceInvocation } from '../run/invocation.svelte';
import { ConnectionStates } from './connection-states.svelte';

/** Whether the list of services is loaded. */
export type ListStatus = 'none' | 'loading' | 'ready' | 'failed';

/** The cluster the window works with: its profile, its services, and the one that is chosen. */
export class ClusterState {
  profile = $state.raw<Profile>();
  services = $state.raw<readonly Service[]>([]);
  status = $state<ListStatus>('none');
  error = $state.raw<ErrorInfo>();
  /** When the services were seen that are shown although the cluster can't be reached; ISO 8601, UTC. */
  lastSeenAt = $state<string>();
  /** The chosen service and the work done with it. */
  current = $state.raw<ServiceInvocation>();
  readonly currentKey = $derived(this.current && serviceKey(this.current.service));
  /** What is known of each connection. */
  readonly states = new ConnectionStates();

  readonly #oscar: Oscar;
  readonly #feed: InvocationFeed;
  readonly #invocations = new SvelteMap<`${ProfileId} ${ServiceKey}`, ServiceInvocation>();
  readonly #chosenKeys = new SvelteMap<ProfileId, ServiceKey>();

  constructor(oscar: Oscar) {
    this.#oscar = oscar;
    this.#feed = new InvocationFeed(oscar);
    oscar.on('invocationChanged', (invocation) => this.states.ran(invocation));
  }

  /** Opens the practice cluster and lists its services. */
  async openPractice(): Promise<void> {
    this.status = 'loading';
    this.error = undefined;
    const reply = await this.#oscar.openPractice();
    if (reply.ok) await this.open(reply.value);
    else this.#fail(reply.error);
  }

  /** Connects to a cluster: lists its services and shows again what was done there before. */
  async open(profile: Profile): Promise<void> {
    this.profile = profile;
    this.services = [];
    this.lastSeenAt = undefined;
    this.current = undefined;
    void this.#oscar.changeSettings({ lastProfileId: profile.id });
    await this.listServices();
  }

  /** Leaves the cluster. */
  close(): void {
    this.profile = undefined;
    this.services = [];
    this.lastSeenAt = undefined;
    this.current = undefined;
    this.error = undefined;
    this.status = 'none';
  }

  /** Asks the cluster for its services again. */
  async listServices(): Promise<void> {
    const { profile } = this;
    if (!profile) return;
    this.status = 'loading';
    this.error = undefined;
    this.states.listing(profile);
    const reply = await this.#oscar.listServices(profile.id);
    if (reply.ok) this.states.listed(profile, reply.value);
    else this.states.failed(profile.id, reply.error);
    // Another cluster may have been opened meanwhile.
    if (this.profile !== profile) return;
    if (!reply.ok) {
      this.#fail(reply.error);
      await this.#showLast(profile);
      return;
    }
    this.services = reply.value;
    this.lastSeenAt = undefined;
    this.status = 'ready';
    if (!this.current) this.#chooseAgain(profile.id);
  }

  /** Chooses a service; what was done with it before comes back. */
  select(key: ServiceKey): void {
    const service = this.services.find((candidate) => serviceKey(candidate) === key);
    if (!service || !this.profile) return;
    const { id } = this.profile;
    const known = this.#invocations.get(`${id} ${key}`);
    const invocation = known ?? new ServiceInvocation(this.#oscar, this.#feed, id, service);
    this.#invocations.set(`${id} ${key}`, invocation);
    this.#chosenKeys.set(id, key);
    this.current = invocation;
  }

  /** The service of a name; of two with one name that of the owner, where it is known. */
  find(name: string, owner?: string): Service | undefined {
    return this.services.find((one) => one.name === name && (owner === undefined || one.owner === owner));
  }

  /** Leaves the chosen service. */
  leaveService(): void {
    this.current = undefined;
  }

  /** Stops showing results that were removed from the history. */
  forget(removed: readonly InvocationId[]): void {
    for (const invocation of this.#invocations.values()) invocation.forget(removed);
  }

  /** Chooses the service of last time, or the only one. */
  #chooseAgain(id: ProfileId): void {
    const [first, ...others] = this.services;
    const key = first && others.length === 0 ? serviceKey(first) : this.#chosenKeys.get(id);
    if (key !== undefined) this.select(key);
  }

  /** Shows the services of last time until the cluster answers. That is safe: a run asks for its token anew. */
  async #showLast(profile: Profile): Promise<void> {
    const reply = await this.#oscar.lastServices(profile.id);
    if (this.profile !== profile || this.status !== 'failed' || !reply.ok || !reply.value) return;
    this.services = reply.value.services;
    this.lastSeenAt = reply.value.seenAt;
    if (!this.current) this.#chooseAgain(profile.id);
  }

  #fail(error: ErrorInfo): void {
    this.error = error;
    this.status = 'failed';
  }
}
