import type { InvocationId } from '../../../src-main/core/ground/ids';
import type { Oscar } from '../../api';
import type { BatchState } from '../../batch/batch.svelte';
import type { ClusterState } from '../../connection/cluster.svelte';
import type { ServiceNotesState } from '../../service/service-notes.svelte';
import type { SettingsState } from '../settings.svelte';

/** What a new user does next to get a first result. */
export type FirstStep = 'service' | 'sample' | 'input' | 'run' | 'working' | 'failed' | 'done';

/** The state that decides about the next step. */
export interface FirstStepsParts {
  readonly batch: BatchState;
  readonly cluster: ClusterState;
  readonly settings: SettingsState;
  readonly serviceNotes: ServiceNotesState;
}

/** Leads a new user to a first result; later again on request. */
export class FirstStepsState {
  /** Whether they are shown. */
  isOn = $state(false);
  /** The next step; `undefined` while there is nothing to do in sight. */
  readonly step = $derived.by((): FirstStep | undefined => {
    const { batch, cluster, serviceNotes } = this.#parts;
    if (!this.isOn || !cluster.profile || batch.isShown || cluster.services.length === 0) return undefined;
    const { current } = cluster;
    if (!current) return 'service';
    if (current.isRunning) return 'working';
    if (current.shown) return 'done';
    if (current.startError ?? current.invocation?.state.status === 'failed') return 'failed';
    if (current.draft.kind !== 'none') return 'run';
    return serviceNotes.hasSample ? 'sample' : 'input';
  });

  readonly #parts: FirstStepsParts;
  #firstResult: InvocationId | undefined;

  constructor(oscar: Oscar, parts: FirstStepsParts) {
    this.#parts = parts;
    oscar.on('invocationChanged', ({ id, state }) => {
      if (!this.isOn) return;
      if (state.status === 'finished') this.#keepResult(id);
      // A user who runs something else after the first result needs no more guidance.
      else if (this.#firstResult !== undefined && this.#firstResult !== id) this.isOn = false;
    });
  }

  /** Shows them to a user who has never seen them. */
  offer(): void {
    if (this.#parts.settings.settings?.knowsFirstSteps === false) this.begin();
  }

  /** Shows them from the beginning. */
  begin(): void {
    this.#firstResult = undefined;
    this.isOn = true;
  }

  /** Hides them, from now on. */
  async leave(): Promise<void> {
    this.isOn = false;
    await this.#parts.settings.change({ knowsFirstSteps: true });
  }

  #keepResult(id: InvocationId): void {
    if (this.#firstResult !== undefined) return;
    this.#firstResult = id;
    void this.#parts.settings.change({ knowsFirstSteps: true });
  }
}
