import type { BatchState } from '../batch/batch.svelte';
import { serviceKey } from '../../src-main/core/service/service-key';
import type { ClusterState } from '../connection/cluster.svelte';
import type { ProfilesState } from '../connection/profiles.svelte';
import type { HistoryState } from '../history/history.svelte';

/** What has to change for the batch to come into view. */
export interface BatchFocusParts {
  readonly batch: BatchState;
  readonly cluster: ClusterState;
  readonly history: HistoryState;
  readonly profiles: ProfilesState;
}

/** Whether the user sees the open batch, and the way back to it. */
export class BatchFocus {
  /** Whether there is a batch, and something else is in its place. */
  readonly isOutOfSight = $derived.by(() => {
    const { batch, cluster, history } = this.#parts;
    return batch.overview !== undefined && !(batch.isShown && cluster.profile && !history.isOpen);
  });

  readonly #parts: BatchFocusParts;

  constructor(parts: BatchFocusParts) {
    this.#parts = parts;
  }

  /** Shows the open batch, with the connection and the service that it runs. */
  async show(): Promise<void> {
    const { batch, cluster, history, profiles } = this.#parts;
    const { overview } = batch;
    if (!overview) return;
    const { profileId, serviceName, owner } = overview;
    if (profileId !== '' && cluster.profile?.id !== profileId) {
      const profile = profiles.profiles.find(({ id }) => id === profileId);
      await (profile ? cluster.open(profile) : cluster.openPractice());
    }
    const service = cluster.find(serviceName, owner);
    if (service) cluster.select(serviceKey(service));
    history.close();
    batch.isShown = true;
  }
}
