import type { BatchId } from '../ground/ids';
import type { BatchItem, BatchPlan, BatchResult } from './batch';
import { folderOf, nameOf } from './names';
import type { ErrorInfo } from '../ground/error';
import { byteOrderMark, Columns, spreadsheetLine, type Row } from './spreadsheet';

/** Rows found in one result. */
export type MergedAnswer = readonly Row[];

/** Facts about a batch for its report. Instants are ISO 8601, UTC. */
export interface ReportFacts {
  readonly id: BatchId;
  readonly plan: BatchPlan;
  /** Address of the cluster; absent where the connection has gone. */
  readonly endpoint?: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly appVersion: string;
}

const columns = [
  'item',
  'input',
  'output',
  'state',
  'verdict',
  'input bytes',
  'output bytes',
  'seconds',
  'attempts',
  'error',
  'error text',
  'input sha256',
  'output sha256',
] as const;

/** Name of one file of a report; further reports in the same folder are numbered. */
export function reportName(name: 'report.csv' | 'report.json' | 'results.csv', number: number): string {
  return number === 1 ? name : name.replace('.', ` (${number}).`);
}

/** The report as a table, a line at a time. */
export function* reportTable(items: Iterable<BatchItem>): Generator<string> {
  yield byteOrderMark + spreadsheetLine(columns);
  for (const item of items) {
    const facts = factsOf(item);
    yield spreadsheetLine([
      String(facts.item),
      facts.input,
      facts.output ?? '',
      facts.state,
      facts.verdict ?? '',
      String(facts.inputBytes),
      facts.outputBytes === undefined ? '' : String(facts.outputBytes),
      facts.seconds === undefined ? '' : facts.seconds.toFixed(3),
      String(facts.attempts),
      facts.error?.code ?? '',
      facts.error && 'text' in facts.error ? (facts.error.text ?? '') : '',
      facts.inputSha256 ?? '',
      facts.outputSha256 ?? '',
    ]);
  }
}

/** The report as one JSON document, a piece at a time. */
export function* reportDocument(facts: ReportFacts, items: Iterable<BatchItem>): Generator<string> {
  const plan = { ...facts.plan, profileId: undefined };
  const head = JSON.stringify({ program: `OSCAR Desktop ${facts.appVersion}`, ...facts, appVersion: undefined, plan });
  yield `${head.slice(0, -1)},"items":[`;
  let separator = '\n';
  for (const item of items) {
    yield separator + JSON.stringify(factsOf(item));
    separator = ',\n';
  }
  yield '\n]}\n';
}

/**
 * One table of all results that have rows, which are asked for twice: once for their columns, once for their cells.
 * It yields nothing where no result has any.
 */
export async function* mergedTable(
  items: readonly BatchItem[],
  rowsOf: (result: BatchResult) => Promise<MergedAnswer>,
): AsyncGenerator<string> {
  const columns = new Columns(mostColumns);
  const tables = items.filter(({ state }) => state.status === 'done' && tableTypes.has(state.result.mediaType));
  for (const { state } of tables) {
    if (state.status !== 'done') continue;
    for (const row of await rowsOf(state.result)) columns.add(row);
  }
  if (columns.names.length === 0) return;
  yield byteOrderMark + spreadsheetLine(['file', 'folder', ...columns.names, 'further values']);
  for (const { state, relativePath } of tables) {
    if (state.status !== 'done') continue;
    for (const row of await rowsOf(state.result)) {
      yield spreadsheetLine([nameOf(relativePath), folderOf(relativePath), ...columns.cells(row)]);
    }
  }
}

const mostColumns = 1000;
const tableTypes: ReadonlySet<string> = new Set(['application/json', 'text/csv', 'text/tab-separated-values']);

function factsOf({ index, base, relativePath, sizeBytes, state, attempts, inputSha256 }: BatchItem) {
  const error = errorOf(state);
  return {
    item: index + 1,
    input: wayOf(base, relativePath),
    ...(state.status === 'done' && { output: wayOf(state.result.folder, state.result.output) }),
    ...(state.status === 'skipped' && { output: state.output }),
    state: state.status,
    ...(state.status === 'done' && { verdict: state.result.verdict }),
    ...(state.status === 'needs-attention' && state.trouble.kind === 'doubtful' && { verdict: state.trouble.verdict }),
    inputBytes: sizeBytes,
    ...(state.status === 'done' && { outputBytes: state.result.sizeBytes, outputSha256: state.result.sha256 }),
    ...('seconds' in state && { seconds: state.seconds }),
    attempts,
    ...(error && { error }),
    ...(inputSha256 !== undefined && { inputSha256 }),
  };
}

function errorOf(state: BatchItem['state']): ErrorInfo | undefined {
  return state.status === 'needs-attention' ? state.trouble.error : undefined;
}

function wayOf(base: string, way: string): string {
  return `${base.replace(/[\\/]$/, '')}/${way}`;
}
