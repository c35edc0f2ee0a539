import { SvelteMap } from 'svelte/reactivity';
import type { ErrorInfo, Profile, Service } from '../../src-main/contract/api';
import type { Oscar } from '../api';
import { InvocationFeed } from './invocation-feed';
import { ServiceInvocation } from './invocation.svelte';

/** How far the list of services is. */
export type ListStatus = 'none' | 'loading' | 'ready' | 'failed';

/** Tells the services of a cluster apart, also two of the same name. */
export type ServiceKey = string;

/** The key of a service. */
export function serviceKey(service: Service): ServiceKey {
  return `${service.owner ?? ''}/${service.name}`;
}

/** The cluster the window works with: its profile, its services, and the one that is chosen. */
export class ClusterState {
  profile = $state.raw<Profile>();
  services = $state.raw<readonly Service[]>([]);
  status = $state<ListStatus>('none');
  error = $state.raw<ErrorInfo>();
  /** The chosen service and the work done with it. */
  current = $state.raw<ServiceInvocation>();
  readonly currentKey = $derived(this.current && serviceKey(this.current.service));

  readonly #oscar: Oscar;
  readonly #feed: InvocationFeed;
  readonly #invocations = new SvelteMap<ServiceKey, ServiceInvocation>();

  constructor(oscar: Oscar) {
    this.#oscar = oscar;
    this.#feed = new InvocationFeed(oscar);
  }

  /** Opens the practice cluster and lists its services. */
  async openPractice(): Promise<void> {
    this.status = 'loading';
    this.error = undefined;
    const reply = await this.#oscar.openPractice();
    if (!reply.ok) {
      this.#fail(reply.error);
      return;
    }
    this.profile = reply.value;
    await this.listServices();
  }

  /** Asks the cluster for its services again. */
  async listServices(): Promise<void> {
    if (!this.profile) return;
    this.status = 'loading';
    this.error = undefined;
    const reply = await this.#oscar.listServices(this.profile.id);
    if (reply.ok) {
      this.services = reply.value;
      this.status = 'ready';
    } else this.#fail(reply.error);
  }

  /** Chooses a service; what was done with it before comes back. */
  select(key: ServiceKey): void {
    const service = this.services.find((candidate) => serviceKey(candidate) === key);
    if (!service || !this.profile) return;
    const known = this.#invocations.get(key);
    const invocation = known ?? new ServiceInvocation(this.#oscar, this.#feed, this.profile.id, service);
    this.#invocations.set(key, invocation);
    this.current = invocation;
  }

  #fail(error: ErrorInfo): void {
    this.error = error;
    this.status = 'failed';
  }
}
