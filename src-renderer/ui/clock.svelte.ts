import { createSubscriber } from 'svelte/reactivity';

const tickMs = 1_000;

const subscribe = createSubscriber((update) => {
  const timer = setInterval(update, tickMs);
  return () => clearInterval(timer);
});

/** The present, in milliseconds since 1970. What is computed from it in markup follows it once a second. */
export function now(): number {
  subscribe();
  return Date.now();
}

/**
 * Milliseconds since an instant, by a clock that setting the computer's clock doesn't change. What is computed from it in markup
 * follows it once a second.
 * @param instantMs of the page's `performance.now()`
 */
export function elapsedSince(instantMs: number): number {
  subscribe();
  return performance.now() - instantMs;
}
