import { formatNumber } from '../../format';
import { m } from '../../i18n/locale.svelte';
import type { ExportOutcome } from './export.svelte';

/** What came of taking something away, in a sentence or two. */
export function outcomeWords({ saved }: ExportOutcome): string {
  const words = m().export;
  const { name, folder, sheets, cutCells } = saved;
  const sentences = [words.saved(name, folder)];
  if (sheets > 1) sentences.push(words.sheets(formatNumber(sheets)));
  if (cutCells > 0) sentences.push(words.cut(formatNumber(cutCells), cutCells));
  return sentences.join(' ');
}
