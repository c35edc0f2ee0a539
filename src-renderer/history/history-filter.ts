import type { HistoryEntry } from '../../src-main/core/history/history';
import { isResult } from '../../src-main/core/answer/verdict';

/** Outcomes as the user tells them apart. */
export type OutcomeGroup = 'result' | 'problem' | 'stopped' | 'running';

/** What is asked of the history. */
export interface HistoryQuery {
  /** Words, all of which have to be found. */
  readonly search: string;
  readonly serviceName: string | undefined;
  readonly outcome: OutcomeGroup | undefined;
}

/** A line of the history as it is listed. */
export type HistoryRow =
  | { readonly kind: 'day'; readonly key: string; readonly startedAt: string }
  | { readonly kind: 'entry'; readonly key: string; readonly entry: HistoryEntry };

/** The group that an outcome belongs to. */
export function outcomeGroup({ outcome }: HistoryEntry): OutcomeGroup {
  switch (outcome.kind) {
    case 'running':
      return 'running';
    case 'failed':
      return 'problem';
    case 'cancelled':
    case 'interrupted':
      return 'stopped';
    case 'list':
      if (outcome.status === 'running') return 'running';
      if (outcome.status === 'damaged' || outcome.problems > 0) return 'problem';
      return outcome.left > 0 ? 'stopped' : 'result';
    case 'finished':
      return isResult(outcome.verdict) ? 'result' : 'problem';
  }
}

/** Whether an entry is among what is asked for. */
export function matches(entry: HistoryEntry, { search, serviceName, outcome }: HistoryQuery): boolean {
  if (serviceName !== undefined && entry.serviceName !== serviceName) return false;
  if (outcome !== undefined && outcomeGroup(entry) !== outcome) return false;
  const { input } = entry;
  const given = givenWords(input);
  const text = `${given}\n${entry.serviceName}\n${entry.profileName}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function givenWords(input: HistoryEntry['input']): string {
  if (!input) return '';
  switch (input.kind) {
    case 'file':
      return input.name;
    case 'list':
      return input.serviceTitle ?? '';
    default:
      return input.excerpt;
  }
}

/** Entries, the latest first, with a line before each day. */
export function rowsByDay(entries: readonly HistoryEntry[]): HistoryRow[] {
  const rows: HistoryRow[] = [];
  let lastDay = '';
  for (const entry of entries) {
    const day = new Date(entry.startedAt).toDateString();
    if (day !== lastDay) rows.push({ kind: 'day', key: day, startedAt: entry.startedAt });
    lastDay = day;
    rows.push({ kind: 'entry', key: entry.id, entry });
  }
  return rows;
}

/** The same words without repetition, in order. */
export function distinct(words: readonly string[]): string[] {
  return [...new Set(words)].sort();
}

/** The host of an address, with its port. */
export function hostOf(address: string): string {
  return new URL(address).host;
}
