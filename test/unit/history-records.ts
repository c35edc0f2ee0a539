import type { HistoryEntry, HistoryRecord } from '../../src-main/core/history/history';

/** An entry that finished with a picture, unless it is told otherwise. */
export function entryOf(id: string, more: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    id,
    profileId: 'lab',
    profileName: 'Field lab',
    endpoint: 'https://oscar.example.org',
    serviceName: 'grayscale',
    input: { kind: 'file', name: 'leaf.jpg', sizeBytes: 5 },
    startedAt: '2026-01-02T03:04:05.000Z',
    finishedAt: '2026-01-02T03:04:08.000Z',
    attempt: 1,
    outcome: { kind: 'finished', verdict: 'result', mediaType: 'image/png', sizeBytes: 3 },
    isPinned: false,
    diskBytes: 100,
    ...more,
  };
}

/** The record of such an entry. */
export function recordOf(id: string, more: Partial<HistoryEntry> = {}): HistoryRecord {
  return { entry: entryOf(id, more), origin: { path: '/home/ana/leaf.jpg', modifiedMs: 1.5, sizeBytes: 5 } };
}
