import type { Invocation } from '../../src-main/core/run/invocation';
import type { InvocationId } from '../../src-main/core/ground/ids';
import type { Oscar } from '../api';

/** Is told each new state of one invocation. */
export type InvocationFollower = (invocation: Invocation) => void;

/** Hands the main process's news of invocations to the one that follows each. */
export class InvocationFeed {
  readonly #followers = new Map<InvocationId, InvocationFollower>();
  // The first states can arrive before the answer that tells the identifier.
  readonly #unclaimed = new Map<InvocationId, Invocation>();

  constructor(oscar: Oscar) {
    oscar.on('invocationChanged', (invocation) => this.#deliver(invocation));
  }

  /** Tells the follower the latest state, if there is one yet, and each one to come. */
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
