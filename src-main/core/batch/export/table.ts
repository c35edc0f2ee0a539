import { answerInWords } from '../../answer/fields';
import type { BatchItem } from '../batch';
import { scoreOf } from '../facets';
import { preparedInWords } from '../../input/preparation';
import { nameOf, pathBelow } from '../../ground/paths';
import { reasonOf, type ReasonKey } from '../reasons';
import { distinctHeadings } from '../spreadsheet';

/** The content of one cell. Programs that read the table get numbers as numbers and texts always as texts. */
export type Cell = string | number | undefined;

/** What each row of an exported table is about. */
export type TableRows = (typeof tableRows)[number];

/** Every kind of row. */
export const tableRows = ['files', 'detections'] as const;

/** How a table is written: as a workbook, or as text in one of the forms for spreadsheet programs. */
export type TableFormat = (typeof tableFormats)[number];

/** Every format, the usual one first. */
export const tableFormats = ['xlsx', 'comma', 'semicolon'] as const;

/** The rows and the format of a table. */
export interface TableOptions {
  readonly rows: TableRows;
  readonly format: TableFormat;
  readonly words: TableWords;
}

/** Texts for a table in the user's language. */
export interface TableWords {
  /** Reasons why items need attention. */
  readonly reasons: Readonly<Record<ReasonKey, string>>;
  /** The text for a result whose detections could not be read. */
  readonly unread: string;
}

/** Facts that all items of a table share. */
export interface TableFacts {
  readonly serviceName: string;
  readonly words: TableWords;
}

/** A detection of an answer, with its place as shares of the picture's width and height. */
export interface ExportedDetection {
  readonly label: string;
  /** The score, 0 to 1; absent if the service gives none. */
  readonly score?: number;
  /** Absent if the answer gives no place, or one that can be understood in two ways. */
  readonly box?: ShareBox;
}

/**
 * The detections of an answer, which may be none. `undefined` if the answer is of another kind; `unread` if the file of the result
 * is gone, has changed, or is too large to be read for a list.
 */
export type ReadDetections = readonly ExportedDetection[] | 'unread' | undefined;

/** A rectangle in shares of a picture's width and height, from its upper left corner. */
export interface ShareBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const mostValueColumns = 1000;
const furtherValues = 'further values';

/** The columns for the state of an item and the user's marks. They are the same in all rows of an item. */
const verdictColumns = [
  'corrected label',
  'opinion',
  'star',
  'note',
  'state',
  'reason',
  'error',
  'service',
  'result',
] as const;

const fileColumns = [
  'file',
  'input',
  'label',
  'score',
  'found',
  'answer',
  ...verdictColumns,
  'more in the result',
  'input bytes',
  'seconds',
  'input sha256',
  'result sha256',
  'prepared',
  'from service',
  'from input',
] as const;

const detectionColumns = [
  'file',
  'input',
  'detection',
  'label',
  'score',
  'left',
  'top',
  'width',
  'height',
  ...verdictColumns,
] as const;

type Facts = Partial<Record<(typeof fileColumns)[number] | (typeof detectionColumns)[number], Cell>>;

/** Makes a table with one row for each item. Columns for the values of the answers come after the fixed columns. */
export class FileTable {
  /** Index of the column for each name of a value. */
  readonly #columns = new Map<string, number>();
  #isCut = false;

  constructor(private readonly facts: TableFacts) {}

  /** Adds columns for the values of items. All items have to be noted before the first row is made. */
  note(items: readonly BatchItem[]): void {
    for (const { fields } of items) {
      for (const { name } of fields?.values ?? []) {
        if (this.#columns.has(name)) continue;
        if (this.#columns.size < mostValueColumns) this.#columns.set(name, this.#columns.size);
        else this.#isCut = true;
      }
    }
  }

  get headings(): readonly string[] {
    const names = distinctHeadings([...this.#columns.keys()].map(valueName), [...fileColumns, furtherValues]);
    return [...fileColumns, ...names, ...(this.#isCut ? [furtherValues] : [])];
  }

  row(item: BatchItem): readonly Cell[] {
    const { fields, from, inputSha256, mark, prepared, sizeBytes, state } = item;
    const facts: Facts = {
      ...commonFacts(item, this.facts),
      label: mark?.label ?? fields?.labels[0]?.label,
      score: mark?.label === undefined ? scoreOf(item) : undefined,
      found: fields?.form === 'findings' ? fields.labels.reduce((sum, { count }) => sum + count, 0) : undefined,
      answer: fields && answerInWords(fields),
      'more in the result': fields?.isCut && 'yes',
      'input bytes': sizeBytes,
      seconds: 'seconds' in state ? state.seconds : undefined,
      'input sha256': inputSha256,
      'from service': from?.service,
      'from input': from?.input,
      'result sha256': 'result' in state ? state.result.sha256 : undefined,
      prepared: prepared && preparedInWords(prepared),
    };
    return [...fileColumns.map((name) => facts[name]), ...this.#valuesOf(item)];
  }

  #valuesOf({ fields }: BatchItem): readonly Cell[] {
    const cells = new Array<Cell>(this.#columns.size).fill(undefined);
    const further: (readonly [string, Cell])[] = [];
    for (const { name, value } of fields?.values ?? []) {
      const cell = typeof value === 'boolean' ? String(value) : value;
      const column = this.#columns.get(name);
      if (column === undefined) further.push([name, cell]);
      else cells[column] = cell;
    }
    if (!this.#isCut) return cells;
    return [...cells, further.length === 0 ? undefined : JSON.stringify(Object.fromEntries(further))];
  }
}

/** Headings of a table with one row for each detection. */
export const detectionHeadings: readonly string[] = detectionColumns;

/**
 * The rows of an item in a table with one row for each detection. An item without detections, or whose detections are unknown,
 * has one row.
 */
export function detectionRows(item: BatchItem, read: ReadDetections, facts: TableFacts): readonly (readonly Cell[])[] {
  const common: Facts = { ...commonFacts(item, facts), ...(read === 'unread' && { reason: facts.words.unread }) };
  const found = read === 'unread' ? undefined : read;
  const things: readonly Partial<ExportedDetection>[] = found === undefined || found.length === 0 ? [{}] : found;
  return things.map(({ label, score, box }, index) => {
    const cells: Facts = {
      ...common,
      detection: label === undefined ? found && 0 : index + 1,
      label,
      score,
      left: box?.left,
      top: box?.top,
      width: box?.width,
      height: box?.height,
    };
    return detectionColumns.map((name) => cells[name]);
  });
}

function commonFacts(
  { base, mark, relativePath, state, ...item }: BatchItem,
  { serviceName, words: { reasons } }: TableFacts,
): Facts {
  const reason = reasonOf({ ...item, state });
  return {
    file: nameOf(relativePath),
    input: pathBelow(base, relativePath),
    'corrected label': mark?.label,
    opinion: mark?.opinion,
    star: mark?.isStarred && 'yes',
    note: mark?.note,
    state: state.status,
    reason: reason === undefined ? undefined : reasons[reason],
    error: state.status === 'needs-attention' ? state.trouble.error?.code : undefined,
    service: serviceName,
    result: 'result' in state ? pathBelow(state.result.folder, state.result.output) : undefined,
  };
}

/** The name of a value. The first line of a text is a value without name. */
function valueName(name: string): string {
  return name === '' ? 'text' : name;
}
