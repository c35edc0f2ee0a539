import type { SavedCopies } from '../../../src-main/contract/export';
import { describeError } from '../../errors/error-message';
import { formatNumber } from '../../format';
import { m } from '../../i18n/locale.svelte';
import type { ExportOutcome } from './export.svelte';

/** The outcome of an export, in a few sentences. */
export function outcomeWords({ kind, saved }: ExportOutcome): string {
  return sentences({ kind, saved } as ExportOutcome).join(' ');
}

function sentences(outcome: ExportOutcome): readonly string[] {
  const words = m().export;
  switch (outcome.kind) {
    case 'table': {
      const { name, folder, sheets, cutCells, unread } = outcome.saved;
      return [
        words.saved(name, folder),
        ...(sheets > 1 ? [words.sheets(formatNumber(sheets))] : []),
        ...(cutCells > 0 ? [words.cut(formatNumber(cutCells), cutCells)] : []),
        ...(unread > 0 ? [words.unreadResults(formatNumber(unread), unread)] : []),
      ];
    }
    case 'answers':
      return [words.saved(outcome.saved.name, outcome.saved.folder)];
    case 'detections': {
      const { name, folder, photosIn, unread } = outcome.saved;
      return [
        words.saved(name, folder),
        ...(photosIn === undefined ? [] : [words.savedDetections(photosIn)]),
        ...(unread > 0 ? [words.unreadResults(formatNumber(unread), unread)] : []),
      ];
    }
    case 'zip': {
      const { name, folder, fileCount } = outcome.saved;
      return [words.saved(name, folder), words.savedZip(formatNumber(fileCount), fileCount)];
    }
    case 'copies':
      return copySentences(outcome.saved);
    case 'undone': {
      const { removed, changed, lastOnes } = outcome.saved;
      return [
        words.undone(formatNumber(removed), removed),
        ...(changed > 0 ? [words.keptChanged(formatNumber(changed), changed)] : []),
        ...(lastOnes > 0 ? [words.keptLast(formatNumber(lastOnes), lastOnes)] : []),
      ];
    }
  }
}

function copySentences({
  folder,
  copied,
  already,
  unlabelled,
  failed,
  problems,
  left,
  stopped,
}: SavedCopies): string[] {
  const words = m().export;
  const [first] = problems;
  const said = [words.copied(formatNumber(copied), copied, folder)];
  if (already > 0) said.push(words.already(formatNumber(already), already));
  if (unlabelled > 0) said.push(words.unlabelled(formatNumber(unlabelled), unlabelled));
  if (first) said.push(words.failed(formatNumber(failed), failed, first.file, describeError(first.error).headline));
  if (stopped && stopped.code !== 'cancelled') said.push(`${describeError(stopped).headline}.`);
  if (left > 0) said.push(words.stoppedBefore(formatNumber(left), left));
  return said;
}
