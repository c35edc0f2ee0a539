import * as v from 'valibot';
import { historyRecordSchema, type HistoryRecord } from './history';
import type { InvocationId } from '../ground/ids';

/** One thing that happened to the history. A later record of the same invocation takes the place of an earlier one. */
export type HistoryChange = { readonly kept: HistoryRecord } | { readonly removed: readonly InvocationId[] };

/** What a journal tells. */
export interface JournalContent {
  readonly records: readonly HistoryRecord[];
  /** Changes that say no more than the records do; they can be left out of a new journal. */
  readonly staleChanges: number;
}

const version = 1;
const header = `${JSON.stringify({ journal: 'history', version })}\n`;
const headerSchema = v.object({ journal: v.literal('history'), version: v.literal(version) });
const changeSchema = v.union([v.object({ kept: historyRecordSchema }), v.object({ removed: v.array(v.string()) })]);

/** One change as a line of the journal. */
export function formatChange(change: HistoryChange): string {
  return `${JSON.stringify(change)}\n`;
}

/** A journal that holds these records and nothing else. */
export function formatJournal(records: readonly HistoryRecord[]): string {
  return header + records.map((kept) => formatChange({ kept })).join('');
}

/**
 * Reads a journal. A line that can't be understood, such as the last one of a program that was ended by force, is passed
 * over.
 * @returns `undefined` for something that is no journal of this version
 */
export function parseJournal(text: string): JournalContent | undefined {
  const [first = '', ...lines] = text.split('\n');
  if (!v.is(headerSchema, parsed(first))) return undefined;
  const records = new Map<InvocationId, HistoryRecord>();
  let changes = 0;
  for (const line of lines) {
    if (line === '') continue;
    changes += 1;
    const change = v.safeParse(changeSchema, parsed(line));
    if (!change.success) continue;
    if ('kept' in change.output) records.set(change.output.kept.entry.id, change.output.kept);
    else for (const id of change.output.removed) records.delete(id);
  }
  return { records: [...records.values()], staleChanges: changes - records.size };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
