import type { Invocation } from '../../src-main/core/run/invocation';
import type { InvocationId } from '../../src-main/core/ground/ids';
import type { Oscar } from '../api';

/** Gets each new state of one invocation. */
export type InvocationFollower = (invocation: Invocation) => void;

/** Passes the states of invocations, as they come from the main process, to the follower of each. */
export class InvocationFeed {
  readonly #followers = new Map<InvocationId, InvocationFollower>();
  // The first states can arrive before the reply that contains the id.
  readonly #unclaimed = new Map<InvocationId, Invocation>();

  constructor(oscar: Oscar) {
    oscar.on('invocationChanged', (invocation) => this.#deliver(invocation));
  }

  /** Passes the latest state, if there is one, and all later ones to the follower. */
  follow(id: InvocationId, follower: InvocationFollower): void {
    this.#followers.set(id, follower);
    const latest = this.#unclaimed.get(id);
    this.#unclaimed.delete(id);
    if (latest) follower(latest);
  }

  /** Ends what `follow` began. */
  unfollow(id: InvocationId): void {
    this.#followers.delete(id);
  }

  #deliver(invocation: Invocation): void {
    const follower = this.#followers.get(invocation.id);
    if (follower) follower(invocation);
    else this.#unclaimed.set(invocation.id, invocation);
  }
}
