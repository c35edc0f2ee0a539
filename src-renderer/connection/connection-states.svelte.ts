import { SvelteMap } from 'svelte/reactivity';
import type { CheckStep } from '../../src-main/core/connection/connection-check';
import type { Profile } from '../../src-main/core/connection/profile';
import type { ErrorInfo } from '../../src-main/core/ground/error';
import { errorTable } from '../../src-main/core/ground/error-table';
import type { ProfileId } from '../../src-main/core/ground/ids';
import type { Invocation } from '../../src-main/core/run/invocation';
import type { Service } from '../../src-main/core/service/service';

/**
 * What is known of a connection: `asleep` is one that answers, but whose services all have nothing running; `notConnected`
 * one whose cluster answers, but not with what was asked for.
 */
export type ConnectionState = 'connecting' | 'connected' | 'asleep' | 'unreachable' | 'notConnected' | 'notTried';

/** What became known of each connection since the window was opened, by its latest list of services, run or check. */
export class ConnectionStates {
  readonly #known = new SvelteMap<ProfileId, ConnectionState>();

  /** What is known of a connection. */
  of(id: ProfileId): ConnectionState {
    return this.#known.get(id) ?? 'notTried';
  }

  /** The cluster is asked for its services. Where its token is that of one service, it isn't asked. */
  listing(profile: Profile): void {
    if (isAskedForServices(profile)) this.#known.set(profile.id, 'connecting');
  }

  /** The cluster told its services. */
  listed(profile: Profile, services: readonly Service[]): void {
    if (!isAskedForServices(profile)) return;
    const open = services.filter(({ obstacle }) => obstacle === undefined);
    const isAsleep =
      open.length > 0 && open.every(({ state, isStateAssumed }) => state === 'sleeping' && isStateAssumed !== true);
    this.#known.set(profile.id, isAsleep ? 'asleep' : 'connected');
  }

  /** The cluster could not be asked for its services. */
  failed(id: ProfileId, error: ErrorInfo): void {
    this.#known.set(id, stateAfter(error) ?? 'notConnected');
  }

  /** A run has a new state. A run that failed in another way than by the connection tells nothing of it. */
  ran({ profileId, state }: Invocation): void {
    const known = state.status === 'finished' ? 'connected' : state.status === 'failed' && stateAfter(state.error);
    if (known) this.#known.set(profileId, known);
  }

  /** The connection was checked. A check that could not find out whether the user is known tells nothing. */
  checked(id: ProfileId, steps: readonly CheckStep[]): void {
    for (const step of steps) {
      if (step.outcome === 'failed') return this.failed(id, step.error);
      if (step.id === 'sign-in' && step.outcome === 'passed') this.#known.set(id, 'connected');
    }
  }

  /** The connection was changed, so that what was known of it is out of date. */
  forget(id: ProfileId): void {
    this.#known.delete(id);
  }
}

// The token of a single service is no use for listing services, so nothing is known before the first run.
function isAskedForServices(profile: Profile): boolean {
  return profile.kind === 'practice' || profile.signIn.kind !== 'service-token';
}

function stateAfter(error: ErrorInfo): 'unreachable' | 'notConnected' | undefined {
  const { concerns, fix } = errorTable[error.code];
  // A gateway that answers for a busy service was reached.
  if ((concerns === 'cluster' && fix === 'connection') || (error.code === 'timed-out' && error.phase === 'connecting'))
    return 'unreachable';
  return concerns === 'person' && ['address', 'connection', 'token', 'sign-in'].includes(fix)
    ? 'notConnected'
    : undefined;
}
