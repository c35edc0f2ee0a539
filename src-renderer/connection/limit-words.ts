import type { ConnectionLimits } from '../../src-main/core/connection/profile';
import { formatDuration, formatNumber } from '../format';
import { m } from '../i18n/locale.svelte';

/** What the limits of a connection mean, a sentence each. */
export function limitWords({ waitSeconds, parallelRuns }: ConnectionLimits = {}): readonly string[] {
  const words = m().connectionFile;
  return [
    waitSeconds !== undefined && words.waitLimit(formatDuration(waitSeconds * 1000)),
    parallelRuns !== undefined && words.parallelRuns(formatNumber(parallelRuns), parallelRuns),
  ].filter((sentence) => sentence !== false);
}
