import type { BatchId } from '../ground/ids';
import type { BatchItem, BatchPlan, BatchResult, FileIdentity } from './batch';
import { answerInWords } from '../answer/fields';
import { scoreOf } from './facets';
import { isUnmarked } from './mark';
import { preparedInWords } from '../input/preparation';
import { nameOf, pathBelow } from '../ground/paths';
import { byteOrderMark, Columns, spreadsheetLine, type SpreadsheetForm } from './spreadsheet';

/** Facts about a batch for its report. Instants are ISO 8601, UTC. */
export interface ReportFacts {
  readonly id: BatchId;
  readonly plan: BatchPlan;
  /** What the service is called where people read it, besides its name in the plan. */
  readonly serviceTitle?: string;
  /** Address of the cluster; absent where the connection has gone. */
  readonly endpoint?: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly appVersion: string;
}

/** Reads the text of an answer that needs attention; `undefined` where there is none. */
export type ReadErrorText = (item: BatchItem) => Promise<string | undefined>;

const columns = [
  'item',
  'input',
  'output',
  'state',
  'verdict',
  'answer',
  'score',
  'opinion',
  'star',
  'corrected label',
  'note',
  'service',
  'input bytes',
  'output bytes',
  'seconds',
  'attempts',
  'error',
  'error text',
  'input sha256',
  'output sha256',
  'prepared',
  'sent sha256',
  'from service',
  'from input',
] as const;

/** Columns of the table of results that tell where a row comes from. */
const originColumns = ['file', 'input', 'result'] as const;
const furtherValues = 'further values';

/** Names of the files of a report. */
export const reportNames = [
  'report.csv',
  'report.json',
  'results.csv',
  // A copy of the table that the list was made of, in its form.
  'answers.csv',
  'answers.tsv',
  'answers.xlsx',
] as const;

/** The name of one file of a report, without a number. */
export type ReportName = (typeof reportNames)[number];

/** The files of a report as they were written. */
export interface WrittenReport {
  /** The path of their folder. */
  readonly folder: string;
  /** In their names, where it is not 1. */
  readonly number: number;
  readonly files: Readonly<Partial<Record<ReportName, FileIdentity>>>;
}

/** The report as a table, a line at a time. */
export async function* reportTable(
  facts: ReportFacts,
  items: Iterable<BatchItem>,
  readErrorText: ReadErrorText,
  form: SpreadsheetForm,
): AsyncGenerator<string> {
  yield byteOrderMark + spreadsheetLine(columns, form);
  for (const item of items) {
    const row = await factsOf(item, readErrorText);
    yield spreadsheetLine(
      [
        String(row.item),
        row.input,
        row.output ?? '',
        row.state,
        row.verdict ?? '',
        row.answer ?? '',
        row.score === undefined ? '' : row.score.toFixed(4),
        row.mark?.opinion ?? '',
        row.mark?.isStarred ? 'yes' : '',
        row.mark?.label ?? '',
        row.mark?.note ?? '',
        serviceWords(facts),
        String(row.inputBytes),
        row.outputBytes === undefined ? '' : String(row.outputBytes),
        // Never three decimals, which some programs take for thousands.
        row.seconds === undefined ? '' : row.seconds.toFixed(2),
        String(row.attempts),
        row.error?.code ?? '',
        row.errorText ?? '',
        row.inputSha256 ?? '',
        row.outputSha256 ?? '',
        row.prepared ? preparedInWords(row.prepared) : '',
        row.prepared?.sha256 ?? '',
        row.from?.service ?? '',
        row.from?.input ?? '',
      ],
      form,
    );
  }
}

/** The report as one JSON document, a piece at a time. */
export async function* reportDocument(
  facts: ReportFacts,
  items: Iterable<BatchItem>,
  readErrorText: ReadErrorText,
): AsyncGenerator<string> {
  const plan = { ...facts.plan, profileId: undefined };
  const head = JSON.stringify({ program: `OSCAR Desktop ${facts.appVersion}`, ...facts, appVersion: undefined, plan });
  yield `${head.slice(0, -1)},"items":[`;
  let separator = '\n';
  for (const item of items) {
    yield separator + JSON.stringify(await factsOf(item, readErrorText));
    separator = ',\n';
  }
  yield '\n]}\n';
}

/** Makes lines of the rows of results, in a thread of its own. */
export interface ResultRows {
  /** Names of the values in the rows of a JSON or CSV result; none where it is neither, or too large. */
  columns(result: BatchResult, most: number): Promise<readonly string[]>;
  /**
   * The rows of a result as lines of a table.
   * @param origin cells that stand in front of each row
   * @param columns names of the values that have columns; what has none stands behind them
   */
  lines(
    result: BatchResult,
    origin: readonly string[],
    columns: readonly string[],
    form: SpreadsheetForm,
  ): AsyncIterable<string>;
}

/**
 * One table of all results that have rows, which are read twice: once for their columns, once for their cells.
 * It yields nothing where no result has any.
 */
export async function* mergedTable(
  items: readonly BatchItem[],
  rows: ResultRows,
  form: SpreadsheetForm,
): AsyncGenerator<string> {
  const columns = new Columns(mostColumns, [...originColumns, furtherValues]);
  const tables = items.filter(({ state }) => state.status === 'done' && tableTypes.has(state.result.mediaType));
  for (const { state } of tables) {
    if (state.status === 'done') columns.add(await rows.columns(state.result, mostColumns));
  }
  if (columns.isEmpty) return;
  yield byteOrderMark + spreadsheetLine([...originColumns, ...columns.headings, furtherValues], form);
  for (const { state, base, relativePath } of tables) {
    if (state.status !== 'done') continue;
    const origin = [nameOf(relativePath), pathBelow(base, relativePath), state.result.output];
    yield* rows.lines(state.result, origin, columns.names, form);
  }
}

const mostColumns = 1000;
const tableTypes: ReadonlySet<string> = new Set(['application/json', 'text/csv', 'text/tab-separated-values']);

async function factsOf(item: BatchItem, readErrorText: ReadErrorText) {
  const { index, base, relativePath, sizeBytes, state, attempts, inputSha256, prepared, from } = item;
  const error = state.status === 'needs-attention' ? state.trouble.error : undefined;
  const isDoubtful = state.status === 'needs-attention' && state.trouble.kind === 'doubtful';
  const errorText = error && 'text' in error ? error.text : isDoubtful ? await readErrorText(item) : undefined;
  return {
    item: index + 1,
    input: pathBelow(base, relativePath),
    ...('result' in state && { output: pathBelow(state.result.folder, state.result.output) }),
    state: state.status,
    ...('result' in state && { verdict: state.result.verdict }),
    ...(state.status === 'needs-attention' && state.trouble.kind === 'doubtful' && { verdict: state.trouble.verdict }),
    ...(item.fields && { answer: answerInWords(item.fields) }),
    ...(scoreOf(item) !== undefined && { score: scoreOf(item) }),
    ...(!isUnmarked(item.mark) && { mark: item.mark }),
    inputBytes: sizeBytes,
    ...('result' in state && { outputBytes: state.result.sizeBytes, outputSha256: state.result.sha256 }),
    ...('result' in state && state.result.charset !== undefined && { outputCharset: state.result.charset }),
    ...('seconds' in state && { seconds: state.seconds }),
    attempts,
    ...(error && { error }),
    ...(errorText !== undefined && { errorText }),
    ...(inputSha256 !== undefined && { inputSha256 }),
    ...(prepared && { prepared }),
    ...(from && { from }),
  };
}

function serviceWords({ plan: { serviceName }, serviceTitle }: ReportFacts): string {
  return serviceTitle === undefined || serviceTitle === serviceName ? serviceName : `${serviceTitle} (${serviceName})`;
}
