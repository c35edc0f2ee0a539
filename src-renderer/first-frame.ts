import type { Oscar } from './api';

/** A hidden window never draws, so the wait for the first frame has a limit. */
const longestWaitMs = 300;

/**
 * The main process, whose calls are held back until the page was drawn once: the first of them loads the program behind the
 * window, and would compete with the drawing for what the computer can do. Events are heard at once.
 */
export function afterFirstFrame({ on, ...calls }: Oscar): Oscar {
  const drawn = firstFrame();
  const later = Object.entries(calls).map(([name, call]) => [
    name,
    async (...args: readonly unknown[]) => {
      await drawn;
      return Reflect.apply(call, undefined, args);
    },
  ]);
  return { ...calls, ...Object.fromEntries(later), on };
}

async function firstFrame(): Promise<void> {
  await new Promise<void>((resolve) => {
    // The callback of a frame runs before the frame is drawn; a timer set in it runs after.
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, longestWaitMs);
  });
}
