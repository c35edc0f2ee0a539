import type { AnswerReading } from '../../src-main/core/answer/answer';
import type { BatchCounts } from '../../src-main/core/batch/batch';
import type { BatchFacets } from '../../src-main/core/batch/list';
import type { BatchOverview, BatchRow } from '../../src-main/core/batch/overview';
import type { Certificate } from '../../src-main/core/connection/certificate';
import type { ClusterProfile } from '../../src-main/core/connection/profile';
import type { HistoryEntry } from '../../src-main/core/history/history';
import type { Preparation, Prepared } from '../../src-main/core/input/preparation';
import type { InputFile, Invocation } from '../../src-main/core/run/invocation';
import type { OpenedConnectionFile } from '../../src-main/core/connection/connection-file';
import type { Result } from '../../src-main/core/result/result';
import type { Service } from '../../src-main/core/service/service';

/** Instants of the invocations that tests make up, 3 s apart. */
export const startedAt = '2024-05-01T10:00:00.000Z';
export const finishedAt = '2024-05-01T10:00:03.000Z';

/** A service with the defaults of a cluster. */
export function service(name: string, more: Partial<Service> = {}): Service {
  return { name, acceptedSuffixes: [], logLevel: 'INFO', minScale: 0, maxScale: 0, writesFiles: true, ...more };
}

/** A connection by service token. */
export function clusterProfile(name: string, more: Partial<ClusterProfile> = {}): ClusterProfile {
  return {
    id: `profile-${name}`,
    kind: 'cluster',
    keeping: 'keychain',
    name,
    colour: 'blue',
    endpoint: 'https://oscar.example.org',
    allowsPlainHttp: false,
    signIn: { kind: 'service-token', serviceName: 'grayscale' },
    trust: { kind: 'system' },
    ...more,
  };
}

/** A certificate that vouches for itself. */
export function certificate(more: Partial<Certificate> = {}): Certificate {
  return {
    subject: 'oscar.example.org',
    issuer: 'oscar.example.org',
    validFrom: '2024-01-01T00:00:00.000Z',
    validUntil: '2034-01-01T00:00:00.000Z',
    sha256: 'ab'.repeat(32),
    hosts: ['oscar.example.org'],
    ...more,
  };
}

/** A connection file that was opened. */
export function connectionFile(more: Partial<OpenedConnectionFile> = {}): OpenedConnectionFile {
  return {
    id: 'file-1',
    fileName: 'plants.oscar-connection',
    name: 'Plant lab',
    address: 'https://oscar.example.org',
    isPlainHttp: false,
    services: [],
    recipes: [],
    ...more,
  };
}

/** A file the user granted. */
export function inputFile(name: string, more: Partial<InputFile> = {}): InputFile {
  return { id: `file-${name}`, name, sizeBytes: 1234, mediaType: 'image/jpeg', url: 'oscar-input://leaf', ...more };
}

/** A result of which only what was decoded is kept, as lists do it; a picture. */
export function keptResult(reading: Partial<AnswerReading> = {}): Result {
  return {
    reading: {
      verdict: 'result',
      encoding: 'base64',
      mediaType: 'image/png',
      payloadRange: { start: 0, end: 100 },
      logLineCount: 0,
      notes: [],
      ...reading,
    },
    kind: 'image',
    sizeBytes: 75,
    url: 'oscar-result://one/payload',
    receivedBytes: 101,
    fileName: 'leaf – grayscale.png',
  };
}

/** A result, a picture unless it is told otherwise. */
export function result(more: Partial<Result> = {}, reading: Partial<AnswerReading> = {}): Result {
  return { ...keptResult(reading), receivedUrl: 'oscar-result://one/received', ...more };
}

/** An invocation of yesterday's session that finished with a picture. */
export function pastInvocation(more: Partial<Invocation> = {}): Invocation {
  return {
    id: 'past',
    profileId: 'practice',
    serviceName: 'grayscale',
    inputName: 'leaf.jpg',
    startedAt,
    elapsedMs: 3_000,
    stateMs: 0,
    attempt: 1,
    state: { status: 'finished', result: result(), finishedAt },
    ...more,
  };
}

/** An entry of the history; it finished with a picture unless it is told otherwise. */
export function historyEntry(id: string, more: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    id,
    profileId: 'practice',
    profileName: 'practice',
    endpoint: 'http://127.0.0.1:9',
    serviceName: 'grayscale',
    input: { kind: 'file', name: 'leaf.jpg', sizeBytes: 1234 },
    startedAt,
    finishedAt,
    attempt: 1,
    outcome: { kind: 'finished', verdict: 'result', mediaType: 'image/png', sizeBytes: 75 },
    isPinned: false,
    diskBytes: 500,
    ...more,
  };
}

/** What the filters of a list would show: nothing, unless it is told otherwise. */
export function batchFacets(more: Partial<BatchFacets> = {}): BatchFacets {
  return {
    labels: { labels: [], nothing: 0, unsure: 0 },
    reasons: [],
    folders: [],
    marks: { keep: 0, wrong: 0, starred: 0, corrected: 0, noted: 0, unmarked: 0 },
    fieldNames: [],
    ...more,
  };
}

/** A batch that is being put together. */
export function batchOverview(more: Partial<BatchOverview> = {}, counts: Partial<BatchCounts> = {}): BatchOverview {
  return {
    id: '7b0e9f0e-5a39-4c43-9d10-0c8f8d3f4a11',
    phase: { status: 'ready' },
    profileId: 'practice',
    serviceName: 'grayscale',
    serviceTitle: 'Grayscale',
    outputFolder: ['OSCAR results', '2026-05-01 Grayscale'],
    inDatedFolder: true,
    template: '{name} – {service}',
    collision: 'skip',
    inBackground: false,
    atOnce: 2,
    isScanning: false,
    total: 3,
    counts: {
      waiting: 3,
      sending: 0,
      working: 0,
      receiving: 0,
      done: 0,
      'needs-attention': 0,
      skipped: 0,
      cancelled: 0,
      ...counts,
    },
    sizeBytes: 3000,
    leftOut: 0,
    pictures: 0,
    revision: 1,
    ...more,
  };
}

/** A line of the list. */
export function batchRow(name: string, more: Partial<BatchRow> = {}): BatchRow {
  return { index: 0, name, folder: 'Meadow', sizeBytes: 1000, status: 'waiting', ...more };
}

/** What is known of a copy of a photo, or of a sound. */
export function preparedOf({ picture, sound }: Preparation): Prepared {
  const copied = { sizeBytes: 410_000, sha256: 'ab'.repeat(32) };
  if (sound) return { ...copied, format: 'wav', durationSeconds: 12.8, original: { rateHz: 44_100, channels: 2 } };
  const { longestSidePx = 4000, format = 'jpeg', isAnonymous } = picture ?? {};
  return {
    ...copied,
    width: longestSidePx,
    height: (longestSidePx * 3) / 4,
    format,
    original: { width: 4000, height: 3000 },
    removed: isAnonymous ? ['location', 'serial-number'] : [],
  };
}
