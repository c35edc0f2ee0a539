import type { ErrorInfo } from '../../src-main/core/ground/error';
import type { BatchId } from '../../src-main/core/ground/ids';
import type { BatchState } from '../batch/batch.svelte';
import { serviceKey } from '../../src-main/core/service/service-key';
import type { ClusterState } from '../connection/cluster.svelte';
import type { ProfilesState } from '../connection/profiles.svelte';
import type { RecipesState } from '../recipe/recipes.svelte';
import type { HistoryState } from '../history/history.svelte';

/** The state that decides whether the batch is shown. */
export interface BatchFocusParts {
  readonly batch: BatchState;
  readonly cluster: ClusterState;
  readonly history: HistoryState;
  readonly profiles: ProfilesState;
  readonly recipes: RecipesState;
}

/** Whether the open batch is shown, and how it is shown again. */
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

  /** Shows another list, also one of the history. @returns what is in the way, if anything */
  async open(id: BatchId): Promise<ErrorInfo | undefined> {
    const { batch } = this.#parts;
    // Meanwhile the list must not follow the service that is chosen for another one.
    if (batch.overview?.id !== id) batch.isShown = false;
    const error = await batch.show(id);
    if (!error) await this.show();
    return error;
  }

  /** Shows the open batch, with the connection and the service that it runs. */
  async show(): Promise<void> {
    const { batch, cluster, history, profiles, recipes } = this.#parts;
    const { overview } = batch;
    if (!overview) return;
    const { profileId, serviceName, owner } = overview;
    if (profileId !== '' && cluster.profile?.id !== profileId) {
      const profile = profiles.profiles.find(({ id }) => id === profileId);
      if (profile) await cluster.open(profile);
      // A list outlives its connection, and can be looked through without it.
      else if (profileId === 'practice' || !cluster.profile) await cluster.openPractice();
    }
    const { recipe, phase } = overview;
    const isRecipe = phase.status === 'ready' && recipes.all.some(({ id }) => id === recipe?.id);
    const service = cluster.profile?.id === profileId ? cluster.find(serviceName, owner) : undefined;
    if (isRecipe && recipe) recipes.select(recipe.id);
    else {
      recipes.leave();
      if (service) cluster.select(serviceKey(service));
      else if (serviceName !== '') cluster.leaveService();
    }
    history.close();
    batch.isShown = true;
  }
}
