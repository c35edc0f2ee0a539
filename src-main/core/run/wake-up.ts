import { durationOf, type HistoryEntry } from '../history/history';

/**
 * What to expect of a service that sleeps when it is not used (a cold start): it has to wake up first, which took that long
 * before; that it is awake, or that waking takes no time one would notice; or nothing, since too little is known.
 */
export type WakeUp =
  { readonly kind: 'learned'; readonly usualMs: number } | { readonly kind: 'awake' } | { readonly kind: 'unknown' };

/** An instance stays for about so long after its last answer. @see Knative's `stable-window` */
const staysAwakeMs = 60_000;
/** Who was idle for longer is taken to have slept. In between nobody can tell. */
const surelyAsleepMs = 600_000;
/** Less than this more than usual needs no explanation. */
const noticeableMs = 5_000;
/** So many runs of a kind are looked at: a service gets faster or slower with its versions. */
const judgedRuns = 7;

/**
 * Learns from earlier runs of one service.
 * @param runs in any order, also those that are running or failed
 * @param now instant, ISO 8601
 */
export function expectedWakeUp(runs: readonly HistoryEntry[], now: string): WakeUp {
  const cold: number[] = [];
  const warm: number[] = [];
  let lastEndMs = -Infinity;
  for (const run of [...runs].sort(byStart)) {
    const { startedAt, finishedAt, outcome, isJob } = run;
    // A job runs in a pod of its own, and wakes nothing.
    if (finishedAt === undefined || isJob) continue;
    const idleMs = Date.parse(startedAt) - lastEndMs;
    const durationMs = durationOf(run);
    if (outcome.kind === 'finished' && durationMs !== undefined) {
      if (idleMs > surelyAsleepMs) cold.push(durationMs);
      if (idleMs <= staysAwakeMs) warm.push(durationMs);
    }
    lastEndMs = Math.max(lastEndMs, Date.parse(finishedAt));
  }
  if (Date.parse(now) - lastEndMs <= staysAwakeMs) return { kind: 'awake' };
  const usualMs = median(cold.slice(-judgedRuns));
  if (usualMs === undefined) return { kind: 'unknown' };
  const isNoticeable = usualMs - (median(warm.slice(-judgedRuns)) ?? 0) >= noticeableMs;
  return isNoticeable ? { kind: 'learned', usualMs } : { kind: 'awake' };
}

function byStart(one: HistoryEntry, other: HistoryEntry): number {
  return Date.parse(one.startedAt) - Date.parse(other.startedAt);
}

function median(numbers: readonly number[]): number | undefined {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
}
