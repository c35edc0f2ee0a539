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
 * Milliseconds since some news came, by a clock that setting the computer's clock doesn't change. What is computed from it in markup
 * follows it once a second.
 * @param newsAtMs the page's `performance.now()` when they came
 */
export function sinceNews(newsAtMs: number): number {
  subscribe();
  return performance.now() - newsAtMs;
}
