import type { HistoryEntry } from '../../src-main/core/history/history';
import { m } from '../i18n/locale.svelte';

/** How an earlier run's input is called: the file's name, or the beginning of the text. */
export function inputWords({ input }: HistoryEntry): string {
  if (!input) return m().history.unknownInput;
  return input.kind === 'file' ? input.name : input.excerpt;
}

/** Which service it was, and of which connection. */
export function placeWords({ profileId, profileName, serviceName }: HistoryEntry): string {
  if (serviceName === '') return m().history.unknownService;
  if (profileId !== 'practice') return m().history.on(serviceName, profileName);
  const title = m().services.practice[serviceName]?.title ?? serviceName;
  return m().history.on(title, m().history.practice);
}
