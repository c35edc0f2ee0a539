import { parseTree, type Node } from 'jsonc-parser';
import { checksumOfText } from '../ground/crc-32';
import { DistinctNames } from '../ground/distinct-names';
import { readFindings } from './detections';
import { readScores } from './scores';
import { isMembers } from './shapes';

/** What an answer says, short enough to stand in a row of a list and to be kept for each of 100,000 answers. */
export interface AnswerFields {
  /** The form in which the answer was understood; `values` where it is only shown by its first plain values. */
  readonly form: 'findings' | 'scores' | 'values' | 'table' | 'text' | 'picture';
  /**
   * Labels, the surest first. Of `findings` each is in the picture; of `scores` the first is meant and the others were
   * thought of. Empty where a service says that it found nothing.
   */
  readonly labels: readonly LabelField[];
  /** Plain values by their names, in the order of the answer. */
  readonly values: readonly ValueField[];
  /** Set where the answer holds more than what is here. */
  readonly isCut?: true;
}

/** One label of an answer. */
export interface LabelField {
  readonly label: string;
  /** How sure the service is of the surest of them, 0 to 1; absent where it doesn't say. */
  readonly score?: number;
  /** How many things have this label. */
  readonly count: number;
}

/** One plain value of an answer. */
export interface ValueField {
  /** Names of nested members are joined by dots; empty for the line of a text. */
  readonly name: string;
  readonly value: string | number | boolean;
}

const mostLabels = 50;
const mostAlternatives = 5;
const mostValues = 16;
const deepestValue = 3;
const longestName = 100;
const longestText = 200;
/** Whole numbers that JavaScript would round. Long fractions are common in answers, and lose nothing that matters. */
const longWholeNumber = /(?<![\d.])\d{16,}(?![\d.eE])/;

/**
 * The fields of an answer in JSON. What is in no known form shows its first plain values, and nothing is guessed from them.
 * `undefined` for text that is no JSON, or nested too deeply to be read.
 */
export function fieldsOfJson(text: string): AnswerFields | undefined {
  let value: unknown;
  try {
    value = longWholeNumber.test(text) ? exactValue(text) : JSON.parse(text);
  } catch {
    return undefined;
  }
  if (value === undefined) return undefined;
  const findings = readFindings(value);
  if (findings) return fieldsOfFindings(findings);
  const scores = readScores(value);
  if (scores) {
    const labels = scores
      .slice(0, mostAlternatives)
      .map(({ label, score }) => ({ label: shownLabel(label), score, count: 1 }));
    return { form: 'scores', labels, values: [], ...(scores.length > labels.length && { isCut: true }) };
  }
  return fieldsOfValue(value);
}

/** The fields of a table: those of its first row, with how many rows there are. */
export function fieldsOfTable(names: readonly string[], firstRow: readonly string[], rowCount: number): AnswerFields {
  const values = names.slice(0, mostValues).map((name, index) => ({
    name: shown(name, longestName),
    value: shown(firstRow[index] ?? ''),
  }));
  const isCut = rowCount > 1 || names.length > values.length;
  return { form: 'table', labels: [], values: withOwnNames(values), ...(isCut && { isCut }) };
}

/** The fields of a text: its first line that has something in it. */
export function fieldsOfText(text: string): AnswerFields {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
  const [first = ''] = lines;
  const value = shown(first.trim());
  const isCut = lines.length > 1 || value.length < first.trim().length;
  return { form: 'text', labels: [], values: value === '' ? [] : [{ name: '', value }], ...(isCut && { isCut }) };
}

/** The fields of a picture: its size in pixels. */
export function fieldsOfPicture(width: number, height: number): AnswerFields {
  const values = [
    { name: 'width', value: width },
    { name: 'height', value: height },
  ];
  return { form: 'picture', labels: [], values };
}

/** What an answer says in one line, as tables have it: labels with their counts, or values with their names. */
export function answerInWords({ form, labels, values }: AnswerFields): string {
  if (form === 'scores') return labels[0]?.label ?? '';
  if (form === 'findings')
    return labels.map(({ label, count }) => (count > 1 ? `${label} ×${count}` : label)).join(', ');
  return values.map(({ name, value }) => (name === '' ? String(value) : `${name}: ${value}`)).join(', ');
}

function fieldsOfFindings(
  findings: readonly { readonly label: string; readonly score: number | undefined }[],
): AnswerFields {
  const byLabel = new Map<string, { count: number; score: number | undefined }>();
  for (const { label, score } of findings) {
    const name = shownLabel(label);
    const known = byLabel.get(name);
    if (!known) byLabel.set(name, { count: 1, score });
    else {
      known.count += 1;
      if (score !== undefined && score > (known.score ?? -1)) known.score = score;
    }
  }
  const all = [...byLabel]
    .map(([label, { count, score }]) => ({ label, count, ...(score !== undefined && { score }) }))
    .sort((one, other) => (other.score ?? 0) - (one.score ?? 0));
  const labels = all.slice(0, mostLabels);
  return { form: 'findings', labels, values: [], ...(all.length > labels.length && { isCut: true }) };
}

function fieldsOfValue(value: unknown): AnswerFields {
  const values: ValueField[] = [];
  const isWhole = collect(value, '', 0, values);
  return { form: 'values', labels: [], values: withOwnNames(values), ...(!isWhole && { isCut: true }) };
}

/** Values of which no two have one name: a number tells the later ones apart, so that each can have a column. */
function withOwnNames(values: readonly ValueField[]): readonly ValueField[] {
  const names = new DistinctNames();
  return values.map((field) => ({ ...field, name: names.of(field.name) }));
}

/** Collects plain values in the order of the document. @returns whether nothing was left out */
function collect(value: unknown, name: string, depth: number, values: ValueField[]): boolean {
  if (values.length >= mostValues) return false;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    const kept = typeof value === 'string' ? shown(value) : value;
    values.push({ name: shown(name, longestName), value: kept });
    return true;
  }
  if (value === null || value === undefined) return true;
  if (depth >= deepestValue) return false;
  const members: readonly (readonly [string, unknown])[] = isMembers(value)
    ? Object.entries(value)
    : (value as readonly unknown[]).slice(0, mostValues).map((entry, index) => [String(index + 1), entry]);
  let isWhole = isMembers(value) || (value as readonly unknown[]).length <= mostValues;
  for (const [key, member] of members) {
    if (!collect(member, name === '' ? key : `${name}.${key}`, depth + 1, values)) isWhole = false;
    if (values.length >= mostValues && !isWhole) break;
  }
  return isWhole;
}

/** The value of JSON whose whole numbers are longer than a number of JavaScript holds: those stay text, digit for digit. */
function exactValue(text: string): unknown {
  const errors: unknown[] = [];
  const root = parseTree(text, errors as never[], { disallowComments: true, allowTrailingComma: false });
  return root && errors.length === 0 ? valueOf(root, text) : undefined;
}

function valueOf(node: Node, text: string): unknown {
  switch (node.type) {
    case 'object':
      return Object.fromEntries(
        (node.children ?? []).map(({ children: [key, value] = [] }) => [
          String(key?.value),
          value && valueOf(value, text),
        ]),
      );
    case 'array':
      return (node.children ?? []).map((child) => valueOf(child, text));
    case 'number': {
      const written = text.slice(node.offset, node.offset + node.length);
      return /^-?\d+$/.test(written) && !Number.isSafeInteger(node.value) ? written : node.value;
    }
    default:
      return node.value;
  }
}

/** Text for one line: without control characters, and without marks that change the direction of writing. */
function shown(text: string, longest = longestText, sign = '…'): string {
  const line = text.slice(0, 4 * longest).replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]+/gu, ' ');
  const characters = [...line];
  const isWhole = characters.length <= longest && text.length <= 4 * longest;
  return isWhole ? line : characters.slice(0, longest - sign.length).join('') + sign;
}

/** A label in one line. A label that is cut ends with a checksum of all of it, since another may begin with the same words. */
function shownLabel(text: string): string {
  if (text.length <= longestText) return shown(text);
  return shown(text, longestText, `… ${checksumOfText(text)}`);
}
