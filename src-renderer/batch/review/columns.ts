import type { BatchFacets, BatchSortKey } from '../../../src-main/core/batch/list';
import type { BatchRow } from '../../../src-main/core/batch/overview';
import { formatBytes, formatDuration, formatValue } from '../../format';
import { m } from '../../i18n/locale.svelte';
import { answerOf, answerWithScore, rowRemark, scoreText } from '../batch-words';

/** Columns that every list can have, in their order. */
const plainKeys = ['folder', 'answer', 'score', 'state', 'reason', 'time', 'size'] as const;

/** The name of a column, also in the settings: a column of every list, or a field of the answers. */
export type ColumnKey = (typeof plainKeys)[number] | `field ${string}`;

/** A column of the list besides the file's name, which is always there. */
export interface Column {
  readonly key: ColumnKey;
  readonly title: string;
  readonly sortKey: BatchSortKey;
  /** The least width in pixels at which its values can be read. */
  readonly leastPx: number;
  /** Its share of the room that is left over; 0 if all of its values have the same length. */
  readonly share: number;
  readonly isNumeric: boolean;
}

/** The facts that decide which columns a list can have. */
export interface ColumnFacts {
  /** Absent until an item was run. */
  readonly facets: BatchFacets | undefined;
  readonly hasAnswers: boolean;
  readonly hasFolders: boolean;
  readonly hasTrouble: boolean;
}

/** The least width in pixels of a file's name and the button for its actions, with the edges of a line. */
const fixedPx = 132 + 28 + 24 + 8;
const gapPx = 8;
const mostUsualFields = 3;

// Wide enough for times such as `12 min 40 sec` and sizes such as `999 bytes`.
const widths: Readonly<Record<(typeof plainKeys)[number], Pick<Column, 'leastPx' | 'share' | 'isNumeric'>>> = {
  folder: { leastPx: 88, share: 2, isNumeric: false },
  answer: { leastPx: 112, share: 3, isNumeric: false },
  score: { leastPx: 76, share: 0, isNumeric: true },
  state: { leastPx: 148, share: 0, isNumeric: false },
  reason: { leastPx: 140, share: 3, isNumeric: false },
  time: { leastPx: 104, share: 0, isNumeric: true },
  size: { leastPx: 88, share: 0, isNumeric: true },
};

/** The width of a heading in pixels: its letters, the arrow of the order, and the space beside numbers. */
function headPx(title: string): number {
  return 8 * title.length + 24;
}

/** All columns that a list can have, in their order. */
export function offeredColumns(facets: BatchFacets | undefined): readonly Column[] {
  const plain = plainKeys.map((key) => {
    const title = titleOf(key, facets);
    const { leastPx, ...width } = widths[key];
    return { key, title, sortKey: sortKeyOf(key), ...width, leastPx: Math.max(leastPx, headPx(title)) };
  });
  const fields = (facets?.fieldNames ?? []).map((field) => ({
    key: `field ${field}` as const,
    title: field,
    sortKey: { field },
    leastPx: 96,
    share: 2,
    isNumeric: false,
  }));
  const beforeFields = plainKeys.indexOf('score') + 1;
  return [...plain.slice(0, beforeFields), ...fields, ...plain.slice(beforeFields)];
}

/** The usual columns of a list, if the user chose none; the most important first. */
export function usualColumns({ facets, hasAnswers, hasFolders, hasTrouble }: ColumnFacts): readonly ColumnKey[] {
  const hasLabels = facets !== undefined && countsLabels(facets);
  const fields = (facets?.fieldNames ?? []).map((name) => `field ${name}` as const);
  const telling: readonly ColumnKey[] = hasLabels
    ? ['answer', 'score', ...fields.slice(0, 1)]
    : fields.length > 0
      ? fields.slice(0, mostUsualFields)
      : ['answer'];
  return [
    'state',
    ...(hasAnswers ? telling : (['size'] as const)),
    ...(hasTrouble ? (['reason'] as const) : []),
    ...(hasFolders ? (['folder'] as const) : []),
    'time',
  ];
}

/** The columns that the user chose for a service; `undefined` if the user chose none. */
export function chosenColumns(
  offered: readonly Column[],
  remembered: readonly string[] | undefined,
): readonly ColumnKey[] | undefined {
  return remembered && offered.map(({ key }) => key).filter((key) => remembered.includes(key));
}

/** As many of the columns as a list has room for, in the order of `offered`. @param keys the most important first */
export function fittingColumns(
  offered: readonly Column[],
  keys: readonly ColumnKey[],
  widthPx: number,
): readonly Column[] {
  const fitting = new Set<ColumnKey>();
  let leftPx = widthPx - fixedPx;
  for (const key of keys) {
    const column = offered.find((one) => one.key === key);
    if (!column) continue;
    leftPx -= column.leastPx + gapPx;
    // Stops here, so that a less important column is not shown only because it is narrow.
    if (leftPx < 0) break;
    fitting.add(key);
  }
  return offered.filter(({ key }) => fitting.has(key));
}

/** The columns of a line, as a value for `grid-template-columns`. */
export function gridTemplate(columns: readonly Column[]): string {
  const tracks = columns.map(({ leastPx, share }) =>
    share === 0 ? `${leastPx}px` : `minmax(${leastPx}px, ${share}fr)`,
  );
  return ['minmax(132px, 3fr)', ...tracks, '28px'].join(' ');
}

/** The text of a line in a column. @param columns all columns that are shown */
export function cellText(row: BatchRow, key: ColumnKey, columns: readonly Column[]): string {
  switch (key) {
    case 'folder':
      return row.folder;
    case 'answer':
      return columns.some((one) => one.key === 'score') ? answerOf(row) : answerWithScore(row);
    case 'score':
      return scoreText(row);
    case 'state':
      return m().batch.status[row.status];
    case 'reason':
      return rowRemark(row);
    case 'time':
      return row.seconds === undefined ? '' : formatDuration(row.seconds * 1000);
    case 'size':
      return formatBytes(row.sizeBytes);
    default:
      return fieldText(row, key.slice('field '.length));
  }
}

function fieldText({ fields }: BatchRow, name: string): string {
  const value = fields?.values.find((field) => field.name === name)?.value;
  if (value === undefined) return '';
  return typeof value === 'number' && !Number.isInteger(value) ? formatValue(value) : String(value);
}

function countsLabels({ labels: { labels, nothing, unsure } }: BatchFacets): boolean {
  return labels.length + nothing + unsure > 0;
}

function titleOf(key: (typeof plainKeys)[number], facets: BatchFacets | undefined): string {
  return key === 'answer' && facets && countsLabels(facets) ? m().batch.columns.label : m().batch.columns[key];
}

function sortKeyOf(key: (typeof plainKeys)[number]): BatchSortKey {
  return key === 'answer' ? 'label' : key;
}
