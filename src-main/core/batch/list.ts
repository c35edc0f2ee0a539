import type { AnswerFields } from '../answer/fields';
import { batchItemStatuses, type BatchItem, type BatchItemStatus } from './batch';
import { countLabels, findingOf, scoreOf, type LabelCounts } from './facets';
import { isUnmarked, type Mark } from './mark';
import { folderOf, nameOf } from '../ground/paths';
import { groupReasons, reasonOf, type ReasonGroup, type ReasonKey } from './reasons';

/** What the list is ordered by: `added` is the order in which items are run; `field` orders by the values of a field. */
export type BatchSortKey = (typeof sortKeys)[number] | { readonly field: string };

/** What a list can be ordered by, whatever the answers say. */
export const sortKeys = [
  'added',
  'name',
  'folder',
  'size',
  'state',
  'time',
  'label',
  'score',
  'reason',
  'mark',
] as const;

/** What items may be marked as. */
export type MarkFilter = (typeof markFilters)[number];

/** Which items the list shows, and in which order. An item has to match every filter that is set. */
export interface BatchListQuery {
  readonly status?: BatchItemStatus;
  /** Text to find in paths, answers and notes; upper and lower case count as the same. */
  readonly search: string;
  /** What an answer has to show: a label, that nothing was found, or that the service is not sure enough of anything. */
  readonly finding?: { readonly label: string } | 'nothing' | 'unsure';
  /** How sure the service has to be of a label, 0 to 1. */
  readonly leastScore?: number;
  readonly reason?: ReasonKey;
  /** Path of a folder, with `/` between names; folders below it count too. */
  readonly folder?: string;
  readonly mark?: MarkFilter;
  readonly sortKey: BatchSortKey;
  readonly isDescending: boolean;
}

/** What the filters of a list would show: counts over what the other filters leave. */
export interface BatchFacets {
  readonly labels: LabelCounts;
  readonly reasons: readonly ReasonGroup[];
  /** Folders directly below the chosen one, or below all, in their order. */
  readonly folders: readonly { readonly folder: string; readonly count: number }[];
  readonly marks: Readonly<Record<MarkFilter, number>>;
  /** Names of the plain values in the answers, the most frequent first. */
  readonly fieldNames: readonly string[];
}

/** Every way in which items may be marked, in the order in which they are shown. */
export const markFilters = ['keep', 'wrong', 'starred', 'corrected', 'noted', 'unmarked'] as const;

const mostFieldNames = 50;

/** Whether a query leaves nothing out and keeps the order in which items are run. */
export function isWholeList(query: BatchListQuery): boolean {
  const { status, search, finding, reason, folder, mark, sortKey, isDescending } = query;
  const isFiltered = [status, finding, reason, folder, mark].some((filter) => filter !== undefined);
  return !isFiltered && search === '' && sortKey === 'added' && !isDescending;
}

/** The numbers of the items that a query asks for, in its order. */
export function itemsFor(items: readonly BatchItem[], query: BatchListQuery): number[] {
  const filter = new ListFilter(query);
  const found: number[] = [];
  for (const item of items) if (filter.takes(item)) found.push(item.index);
  const { sortKey, isDescending } = query;
  if (sortKey === 'added') return isDescending ? found.reverse() : found;
  const keyOf = typeof sortKey === 'string' ? keys[sortKey] : fieldKey(sortKey.field);
  const order = new ListOrder(items.length);
  for (const index of found) {
    const item = items[index];
    if (item) order.add(index, keyOf(item));
  }
  return order.sorted(isDescending);
}

/**
 * Orders items by values that were read before. Numbers and texts are kept in separate arrays: comparing values that may be
 * either, or looking each value up, takes several times as long as the sorting itself.
 */
class ListOrder {
  readonly #numbered: number[] = [];
  readonly #worded: number[] = [];
  readonly #without: number[] = [];
  readonly #numbers: Float64Array;
  readonly #words: string[] = [];

  /** @param length of the whole list */
  constructor(length: number) {
    this.#numbers = new Float64Array(length);
  }

  add(index: number, value: SortValue): void {
    if (value === undefined) this.#without.push(index);
    else if (typeof value === 'number') {
      this.#numbers[index] = value;
      this.#numbered.push(index);
    } else {
      this.#words[index] = value;
      this.#worded.push(index);
    }
  }

  /** Numbers come before texts. Equal values keep the order in which they were added. Items without a value are last, in both directions. */
  sorted(isDescending: boolean): number[] {
    const [numbers, words] = [this.#numbers, this.#words];
    const direction = isDescending ? -1 : 1;
    this.#numbered.sort((one, other) => direction * ((numbers[one] ?? 0) - (numbers[other] ?? 0)));
    this.#worded.sort((one, other) => direction * compared(words[one] ?? '', words[other] ?? ''));
    const [first, second] = isDescending ? [this.#worded, this.#numbered] : [this.#numbered, this.#worded];
    return [...first, ...second, ...this.#without];
  }
}

function compared(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

/** Counts what the filters of a list would show. */
export function facetsOf(items: readonly BatchItem[], query: BatchListQuery): BatchFacets {
  const filter = new ListFilter(query);
  // Where no filter is set, the same array is used again: making new arrays takes most of the time here.
  const inPlace = filter.narrowsPlace ? items.filter((item) => filter.takesPlace(item)) : items;
  const found = (list: readonly BatchItem[]) =>
    query.finding === undefined ? list : list.filter((item) => filter.takesFinding(item));
  const ofReason = (list: readonly BatchItem[]) =>
    query.reason === undefined ? list : list.filter((item) => filter.takesReason(item));
  const marked = (list: readonly BatchItem[]) =>
    query.mark === undefined ? list : list.filter((item) => filter.takesMark(item));
  const forLabels = marked(ofReason(inPlace));
  const inSight = found(forLabels);
  return {
    labels: countLabels(forLabels, query.leastScore ?? 0),
    reasons: groupReasons(marked(found(inPlace))),
    folders: countFolders(inSight, query.folder === undefined ? '' : `${query.folder}/`),
    marks: countMarks(ofReason(found(inPlace))),
    fieldNames: commonFieldNames(inSight),
  };
}

/** The filters of a query as separate checks: the counts for one filter are taken over what all other filters leave. */
class ListFilter {
  readonly #wanted: string;

  constructor(private readonly query: BatchListQuery) {
    this.#wanted = folded(query.search);
  }

  takes(item: BatchItem): boolean {
    return this.takesPlace(item) && this.takesFinding(item) && this.takesReason(item) && this.takesMark(item);
  }

  /** Whether the query looks at some places only, or for some text. */
  get narrowsPlace(): boolean {
    return this.query.status !== undefined || this.query.folder !== undefined || this.#wanted !== '';
  }

  /** Whether an item is where the query looks, and mentions what it searches for. */
  takesPlace(item: BatchItem): boolean {
    const { status, folder } = this.query;
    if (status !== undefined && item.state.status !== status) return false;
    if (folder !== undefined && !item.relativePath.startsWith(`${folder}/`)) return false;
    return this.#wanted === '' || isMentioned(item, this.#wanted);
  }

  takesFinding(item: BatchItem): boolean {
    const { finding, leastScore = 0 } = this.query;
    return finding === undefined || isFound(item, finding, leastScore);
  }

  takesReason(item: BatchItem): boolean {
    return this.query.reason === undefined || reasonOf(item) === this.query.reason;
  }

  takesMark({ mark }: BatchItem): boolean {
    return this.query.mark === undefined || isMarkedAs(mark, this.query.mark);
  }
}

function countFolders(items: readonly BatchItem[], above: string): BatchFacets['folders'] {
  const folders = new Map<string, number>();
  for (const { relativePath } of items) {
    const end = relativePath.indexOf('/', above.length);
    if (end >= 0) add(folders, relativePath.slice(0, end));
  }
  return [...folders]
    .map(([folder, count]) => ({ folder, count }))
    .sort((one, other) => (one.folder < other.folder ? -1 : 1));
}

function countMarks(items: readonly BatchItem[]): Record<MarkFilter, number> {
  const counts = Object.fromEntries(markFilters.map((filter) => [filter, 0])) as Record<MarkFilter, number>;
  for (const { mark } of items) {
    if (mark === undefined) counts.unmarked += 1;
    else for (const filter of markFilters) if (isMarkedAs(mark, filter)) counts[filter] += 1;
  }
  return counts;
}

function commonFieldNames(items: readonly BatchItem[]): readonly string[] {
  const names = new Map<string, number>();
  for (const { fields } of items) for (const { name } of fields?.values ?? []) if (name !== '') add(names, name);
  const byCount = [...names].sort(([, one], [, other]) => other - one);
  return byCount.slice(0, mostFieldNames).map(([name]) => name);
}

function isFound(item: BatchItem, wanted: NonNullable<BatchListQuery['finding']>, leastScore: number): boolean {
  const finding = findingOf(item, leastScore);
  if (typeof wanted === 'string') return finding === wanted;
  return Array.isArray(finding) && finding.includes(wanted.label);
}

function isMarkedAs(mark: Mark | undefined, filter: MarkFilter): boolean {
  switch (filter) {
    case 'keep':
    case 'wrong':
      return mark?.opinion === filter;
    case 'starred':
      return mark?.isStarred === true;
    case 'corrected':
      return mark?.label !== undefined;
    case 'noted':
      return mark?.note !== undefined;
    case 'unmarked':
      return isUnmarked(mark);
  }
}

function isMentioned({ relativePath, fields, mark }: BatchItem, wanted: string): boolean {
  if (folded(relativePath).includes(wanted)) return true;
  if (fields && saysText(fields, wanted)) return true;
  return [mark?.label, mark?.note].some((text) => text !== undefined && folded(text).includes(wanted));
}

function saysText({ labels, values }: AnswerFields, wanted: string): boolean {
  return (
    labels.some(({ label }) => folded(label).includes(wanted)) ||
    values.some(({ value }) => folded(String(value)).includes(wanted))
  );
}

function folded(text: string): string {
  return (isPlain(text) ? text : text.normalize('NFC')).toLowerCase();
}

/** Whether Unicode has only one way to write a text, as for most names and labels. */
function isPlain(text: string): boolean {
  return !/[^\u0000-\u007f]/.test(text);
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

type SortValue = string | number | undefined;

const keys: Readonly<Record<Exclude<BatchSortKey, 'added' | object>, (item: BatchItem) => SortValue>> = {
  name: ({ relativePath }) => naturalKey(nameOf(relativePath)),
  folder: ({ relativePath }) => naturalKey(folderOf(relativePath)),
  size: ({ sizeBytes }) => sizeBytes,
  state: ({ state }) => batchItemStatuses.indexOf(state.status),
  time: ({ state }) => ('seconds' in state ? state.seconds : undefined),
  label: ({ fields, mark }) => {
    const line = fields?.form === 'text' ? fields.values[0]?.value : undefined;
    const shown = mark?.label ?? fields?.labels[0]?.label ?? line;
    return shown === undefined ? undefined : naturalKey(String(shown));
  },
  score: scoreOf,
  reason: reasonOf,
  mark: ({ mark }) => (mark && !isUnmarked(mark) ? markRank(mark) : undefined),
};

function markRank({ isStarred, opinion }: Mark): number {
  return (isStarred ? 0 : 4) + (opinion === 'keep' ? 0 : opinion === 'wrong' ? 1 : 2);
}

function fieldKey(name: string): (item: BatchItem) => SortValue {
  return ({ fields }) => {
    const value = fields?.values.find((field) => field.name === name)?.value;
    if (value === undefined || typeof value === 'number') return value;
    const text = String(value);
    return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : naturalKey(text);
  };
}

/** Compares as people count: IMG_2 before IMG_10. A collator says the same, and takes ten times as long. */
function naturalKey(name: string): string {
  const plain = isPlain(name) ? name : name.normalize('NFKD');
  return withLongNumbers(plain.toLowerCase());
}

const zeros = '0'.repeat(12);

/** The text with all its numbers padded to the same number of digits. A regular expression takes three times as long. */
function withLongNumbers(text: string): string {
  let key = '';
  let taken = 0;
  for (let at = 0; at < text.length; at += 1) {
    const start = at;
    while (isDigit(text.charCodeAt(at))) at += 1;
    if (at === start) continue;
    key += text.slice(taken, start) + zeros.slice(at - start);
    taken = start;
  }
  return key + text.slice(taken);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
