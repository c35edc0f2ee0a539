import type { InvocationState } from '../../src-main/core/run/invocation';
import type { WakeUp } from '../../src-main/core/run/wake-up';
import { formatBytes, formatDuration } from '../format';
import { m } from '../i18n/locale.svelte';

/** What an invocation is doing, in words. `stateMs` tells for how long, for the countdown of a retry. */
export function phaseWords(state: InvocationState | undefined, stateMs: number): string {
  switch (state?.status) {
    case 'preparing':
    case 'connecting':
    case 'sending':
    case 'waiting':
    case 'receiving':
    case 'decoding':
      return m().progress[state.status];
    case 'retrying': {
      const seconds = Math.ceil((state.waitMs - stateMs) / 1000);
      return seconds > 0 ? m().progress.retryingIn(seconds) : m().progress.retryingNow;
    }
    default:
      return m().progress.starting;
  }
}

/** What a service that has to wake up is doing, and for how long where that is known. */
export function wakingWords(wakeUp: WakeUp): string {
  if (wakeUp.kind !== 'learned') return m().progress.waking;
  // Whole seconds are exact enough for an estimate.
  const stepMs = wakeUp.usualMs < 20_000 ? 1_000 : 5_000;
  return m().progress.wakingUsually(formatDuration(Math.round(wakeUp.usualMs / stepMs) * stepMs));
}

/** The progress of an invocation, 0 to 1; `undefined` while it is unknown. */
export function progressRatio(state: InvocationState | undefined): number | undefined {
  if (state?.status === 'sending' && state.totalBytes > 0) return state.sentBytes / state.totalBytes;
  if (state?.status === 'receiving' && state.totalBytes) return state.receivedBytes / state.totalBytes;
  return undefined;
}

/** How many bytes have been sent or received; empty while there are none. */
export function progressBytes(state: InvocationState | undefined): string {
  if (state?.status === 'sending') {
    return m().progress.bytesOf(formatBytes(state.sentBytes), formatBytes(state.totalBytes));
  }
  if (state?.status !== 'receiving') return '';
  const received = formatBytes(state.receivedBytes);
  return state.totalBytes === undefined ? received : m().progress.bytesOf(received, formatBytes(state.totalBytes));
}
