import type { HistoryEntry } from '../../src-main/core/history/history';
import { formatNumber } from '../format';
import { m } from '../i18n/locale.svelte';

/** The input of an earlier run in a few words: the file's name, the beginning of the text, or the number of files. */
export function inputWords({ input, outcome }: HistoryEntry): string {
  if (!input) return m().history.unknownInput;
  if (input.kind === 'list') {
    const isDamaged = outcome.kind === 'list' && outcome.status === 'damaged';
    if (isDamaged) return m().history.damagedList;
    const files = formatNumber(input.files);
    if (input.table !== undefined) return m().tableRows.of(m().tableRows.rows(files, input.files), input.table);
    const words = m().batch.files(files, input.files);
    return input.resultsOf === undefined ? words : m().export.use.resultsOf(words, input.resultsOf);
  }
  if (input.kind !== 'file') return input.excerpt;
  return input.from ? m().export.use.resultOf(input.name, input.from.service) : input.name;
}

/** Which service it was, and of which connection. */
export function placeWords({
  profileId,
  profileName,
  serviceName,
  input,
}: Pick<HistoryEntry, 'profileId' | 'profileName' | 'serviceName' | 'input'>): string {
  if (serviceName === '') return m().history.unknownService;
  const known = input?.kind === 'list' ? input.serviceTitle : undefined;
  if (profileId !== 'practice') return m().history.on(known ?? serviceName, profileName);
  const title = m().services.practice[serviceName]?.title ?? known ?? serviceName;
  return m().history.on(title, m().history.practice);
}

/** What is shown of a list besides its number of files: how many need attention, and how many are left. */
export function listFacts({ outcome }: HistoryEntry): readonly string[] {
  if (outcome.kind !== 'list') return [];
  const { problems, left } = outcome;
  return [
    ...(problems > 0 ? [m().history.problems(formatNumber(problems), problems)] : []),
    ...(left > 0 ? [m().history.left(formatNumber(left), left)] : []),
  ];
}
