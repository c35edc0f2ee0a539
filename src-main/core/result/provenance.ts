import { durationOf, type HistoryEntry } from '../history/history';

/** What a file or a text holds, to be compared later. */
export interface Digest {
  /** File name; absent for typed text. */
  readonly name?: string;
  readonly sizeBytes: number;
  /** SHA-256 in hexadecimal; absent where the file is no longer the one that was sent. */
  readonly sha256?: string;
}

/** What a note tells besides the run itself. */
export interface ProvenanceFacts {
  readonly appVersion: string;
  /** What was sent; unknown for a result that was found without its facts. */
  readonly input: Digest | undefined;
  readonly output: Digest;
}

/** The name of the note that stands beside a saved result. */
export function provenanceName(savedName: string): string {
  return `${savedName}.provenance.json`;
}

/** A note, in JSON, that says where a saved result came from. It holds no secret and no path. */
export function formatProvenance(entry: HistoryEntry, { appVersion, input, output }: ProvenanceFacts): string {
  const { serviceName, endpoint, startedAt, finishedAt } = entry;
  const note = {
    service: serviceName,
    cluster: endpoint,
    startedAt,
    finishedAt,
    durationMs: durationOf(entry),
    app: `OSCAR Desktop ${appVersion}`,
    input,
    prepared: entry.input?.kind === 'file' ? entry.input.prepared : undefined,
    output,
  };
  return `${JSON.stringify(note, undefined, 2)}\n`;
}
