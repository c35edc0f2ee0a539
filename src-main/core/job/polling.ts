const shortestPauseMs = 2_000;
const longestPauseMs = 60_000;
const troublePauseMs = 10_000;
/** The pause before the next question is the age of the job divided by this: after an hour, some minutes more make no difference. */
const patience = 10;

/** The shortest time between two listings of any services and clusters, in milliseconds. */
export const listingGapMs = 2_000;

/** How often a log is asked for that is empty or breaks off although its job has ended. */
export const mostLogAttempts = 6;

/**
 * How long to wait before a job is asked for again, in milliseconds.
 * @param ageMs since it was sent
 */
export function pauseMs(ageMs: number, hasTrouble: boolean): number {
  const shortestMs = hasTrouble ? troublePauseMs : shortestPauseMs;
  return Math.min(longestPauseMs, Math.max(shortestMs, ageMs / patience));
}

/** How long to wait for a log that was empty or broke off, in milliseconds. */
export function logPauseMs(attempts: number): number {
  return Math.min(longestPauseMs, shortestPauseMs * 2 ** (attempts - 1));
}
