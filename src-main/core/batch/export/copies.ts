import * as v from 'valibot';
import { DistinctNames } from '../../ground/distinct-names';
import { safeFileName, safeNamePart, fittingName } from '../../result/output-filename';
import type { BatchItem } from '../batch';
import { findingOf, scoreOf, type Finding } from '../facets';
import { folded } from '../names';
import { relativePathSchema } from '../record';
import { pathBelow } from '../../ground/paths';
import { count } from '../../ground/schemas';

/** A file that is to be copied into a folder. */
export interface CopyRequest {
  /** Path of the file. */
  readonly from: string;
  /** Path that its copy is to have in the folder, with `/` between folders; a number is put to a name that is taken. */
  readonly to: string;
  readonly sizeBytes: number;
  /** When the file was last changed, in milliseconds since 1970, where it must not have been changed since. */
  readonly modifiedMs?: number;
  /** SHA-256 that its bytes must have, hexadecimal. */
  readonly sha256?: string;
  /** Why it is copied to where it is, if that is by its label. */
  readonly label?: string;
  readonly score?: number;
}

/** Which files are copied: those that were given, or those that came back. */
export type CopySource = (typeof copySources)[number];

/** Both of them. */
export const copySources = ['inputs', 'results'] as const;

/** How files are sorted into folders. */
export interface SortingOptions {
  /** How sure the service has to be of a label, 0 to 1. */
  readonly leastScore: number;
  /** Whether the folders that files lie in are left out below those of the labels. */
  readonly isFlat: boolean;
}

/** What sorting is to copy. */
export interface Sorting {
  readonly requests: readonly CopyRequest[];
  /** Files without any label, which are not copied. */
  readonly unlabelled: number;
}

/** Folders for files in which nothing was found, or nothing surely enough. */
const otherFolders: Readonly<Record<Exclude<Finding, readonly string[]>, string>> = {
  nothing: 'empty',
  unsure: 'unsure',
};

/**
 * The copies that sort inputs into a folder for each label. A file with several labels is copied for each of them, as the counts
 * over the list count it.
 */
export function sortingOf(items: readonly BatchItem[], { leastScore, isFlat }: SortingOptions): Sorting {
  const folders = new LabelFolders();
  const requests: CopyRequest[] = [];
  let unlabelled = 0;
  for (const item of items) {
    const finding = findingOf(item, leastScore);
    if (finding === undefined) unlabelled += 1;
    else if (typeof finding === 'string') requests.push(copyOf(item, otherFolders[finding], isFlat, {}));
    else {
      for (const label of new Set(finding)) {
        const score = scoreOfLabel(item, label);
        requests.push(copyOf(item, folders.of(label), isFlat, { label, ...(score !== undefined && { score }) }));
      }
    }
  }
  return { requests, unlabelled };
}

/** Copies of inputs, in the folders in which they lie. */
export function inputCopies(items: readonly BatchItem[]): readonly CopyRequest[] {
  return items.map((item) => copyOf(item, '', false, {}));
}

/** Copies of results, in the folders in which they lie. */
export function resultCopies(items: readonly BatchItem[]): readonly CopyRequest[] {
  return items.flatMap(({ state }) => {
    if (!('result' in state)) return [];
    const { folder, output, sizeBytes, sha256 } = state.result;
    return [{ from: pathBelow(folder, output), to: output, sizeBytes, sha256 }];
  });
}

/** Gives each label a folder of its own: names that some file system takes for the same get numbers. */
class LabelFolders {
  readonly #folders = new Map<string, string>();
  readonly #names = new DistinctNames([], folded);

  of(label: string): string {
    const known = this.#folders.get(label);
    if (known !== undefined) return known;
    const folder = this.#names.of(fittingName(safeNamePart(label)) || '_');
    this.#folders.set(label, folder);
    return folder;
  }
}

function copyOf(
  { base, relativePath, sizeBytes, origin }: BatchItem,
  below: string,
  isFlat: boolean,
  why: Pick<CopyRequest, 'label' | 'score'>,
): CopyRequest {
  const segments = relativePath.split('/');
  const name = safeFileName(segments.pop() ?? '');
  const folders = isFlat ? [] : segments.map((segment) => fittingName(safeNamePart(segment)) || '_');
  return {
    from: pathBelow(base, relativePath),
    to: [...(below === '' ? [] : [below]), ...folders, name].join('/'),
    sizeBytes: origin?.sizeBytes ?? sizeBytes,
    ...(origin && { modifiedMs: origin.modifiedMs }),
    ...why,
  };
}

function scoreOfLabel(item: BatchItem, label: string): number | undefined {
  if (item.mark?.label !== undefined) return undefined;
  return item.fields?.labels.find((field) => field.label === label)?.score ?? scoreOf(item);
}

const copyEntrySchema = v.variant('is', [
  v.object({
    is: v.literal('copy'),
    version: v.literal(1),
    from: v.string(),
    to: relativePathSchema,
    /** The path that was wanted, before a number was put to its name. */
    wanted: relativePathSchema,
    sizeBytes: count,
    sha256: v.pipe(v.string(), v.regex(/^[\da-f]{64}$/)),
    /** When the original, and its copy, were last changed, as their disks say it; in milliseconds since 1970. */
    originalMs: v.number(),
    modifiedMs: v.number(),
    label: v.exactOptional(v.string()),
    score: v.exactOptional(v.number()),
  }),
  v.object({ is: v.literal('folder'), way: relativePathSchema }),
]);

/** A line of the record in a folder: a copy, before it takes its name, or a folder that was made for copies. */
export type CopyEntry = v.InferOutput<typeof copyEntrySchema>;

/** A copy as the record knows it. */
export type RecordedCopy = Extract<CopyEntry, { readonly is: 'copy' }>;

/** Reads one line of a record; `undefined` for anything else. */
export function parseCopyEntry(value: unknown): CopyEntry | undefined {
  const parsed = v.safeParse(copyEntrySchema, value);
  return parsed.success ? parsed.output : undefined;
}

/** What was copied into one folder, by its record. */
export class RecordedCopies {
  readonly #byRequest = new Map<string, RecordedCopy>();
  readonly #all: RecordedCopy[] = [];
  readonly #folders: string[] = [];

  add(entry: CopyEntry): void {
    if (entry.is === 'folder') this.#folders.push(entry.way);
    else {
      this.#all.push(entry);
      this.#byRequest.set(keyOf(entry.from, entry.wanted), entry);
    }
  }

  /** The last copy that was begun for a request. */
  of({ from, to }: CopyRequest): RecordedCopy | undefined {
    return this.#byRequest.get(keyOf(from, to));
  }

  get all(): readonly RecordedCopy[] {
    return this.#all;
  }

  /** Folders that were made for copies, in the order of their making. */
  get folders(): readonly string[] {
    return this.#folders;
  }
}

function keyOf(from: string, wanted: string): string {
  return JSON.stringify([from, wanted]);
}
