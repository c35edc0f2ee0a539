import type { Invocation } from '../core/invocation';

/** What the main process tells the page by itself. Progress comes at most ten times a second. */
export interface OscarEvents {
  invocationChanged: Invocation;
}

/** Channel of each event. */
export const eventChannels = {
  invocationChanged: 'invocation:changed',
} as const satisfies Record<keyof OscarEvents, string>;
