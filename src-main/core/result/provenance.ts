import { durationOf, type HistoryEntry } from '../history/history';
import type { Prepared } from '../input/preparation';

/** What a file or a text holds, to be compared later. */
export interface Digest {
  /** File name; absent for typed text. */
  readonly name?: string;
  readonly sizeBytes: number;
  /** SHA-256 in hexadecimal; absent where the file is no longer the one that was sent. */
  readonly sha256?: string;
}

/** The run that a result came from, as far as it is known. Instants are ISO 8601, UTC. */
export interface ProvenanceRun {
  readonly serviceName: string;
  /** Base address of the cluster. */
  readonly endpoint: string;
  readonly startedAt?: string;
  readonly finishedAt?: string | undefined;
  readonly durationMs?: number | undefined;
  /** The copy that was sent in the place of the file. */
  readonly prepared?: Prepared | undefined;
  /** The result that its input was, and the name of what that was made from. */
  readonly from?: { readonly service: string; readonly input?: string } | undefined;
}

/** The run of an entry of the history. */
export function runOf(entry: HistoryEntry): ProvenanceRun {
  const { serviceName, endpoint, startedAt, finishedAt, input } = entry;
  const { prepared, from } = input?.kind === 'file' ? input : {};
  return { serviceName, endpoint, startedAt, finishedAt, durationMs: durationOf(entry), prepared, from };
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
export function formatProvenance(run: ProvenanceRun, { appVersion, input, output }: ProvenanceFacts): string {
  const { serviceName, endpoint, startedAt, finishedAt, durationMs, prepared, from } = run;
  const note = {
    service: serviceName,
    cluster: endpoint,
    startedAt,
    finishedAt,
    durationMs,
    app: `OSCAR Desktop ${appVersion}`,
    input,
    inputMadeBy: from && { service: from.service, input: from.input },
    prepared,
    output,
  };
  return `${JSON.stringify(note, undefined, 2)}\n`;
}
