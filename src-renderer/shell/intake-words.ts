import { formatNumber } from '../format';
import { m } from '../i18n/locale.svelte';
import type { Waiting } from './intake.svelte';

/** The input that waits for a connection or a service, in words. */
export function waitingWords(waiting: Waiting): string {
  if (waiting.kind === 'text') return m().input.waitingText;
  const [name = '', ...others] = waiting.names;
  const howMany = others.length + 1;
  return howMany === 1 ? m().input.waitingFile(name) : m().input.waitingFiles(formatNumber(howMany));
}
