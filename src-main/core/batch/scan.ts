import { reportNames } from './report';
import type { ItemSource } from './batch';
import type { RowPlace } from './table';

/** A file for a batch, found among what the user gave. */
export interface FoundFile {
  /** The folder that its path starts from: that of what the user gave. */
  readonly base: string;
  /** Way from `base`, with `/` between folders. */
  readonly relativePath: string;
  readonly sizeBytes: number;
  /** The row of a table that it is made of. */
  readonly row?: RowPlace;
  /** Set where it is the result of another list. */
  readonly from?: ItemSource;
}

/** A file that the program itself adds to a list, such as a result of another one. */
export interface KeyedFile extends FoundFile {
  /** Names what it comes from. Nothing is added to a list twice with the same key. */
  readonly key: string;
}

/** Why something is not in the list. */
export type LeftOutReason =
  | 'hidden'
  /** A file that an operating system, a storage device, a camera, a download or an office program left there. */
  | 'system'
  /** A report that this program wrote beside results. */
  | 'own-report'
  /** Its name fits a pattern of the user's. */
  | 'own-pattern'
  | 'empty'
  /** The service does not take files of this ending. */
  | 'type'
  /** The user wants other kinds of files only. */
  | 'unwanted'
  | 'link-outside'
  /** A link to something in the same folder, which is reached without it. */
  | 'link-inside'
  | 'link-broken'
  /** A folder that contains itself, by a mount. */
  | 'loop'
  | 'denied'
  /** A name that is no UTF-8, such as one in an old encoding; what can't be shown of it stands there as `\\xFC`. */
  | 'name-encoding'
  /** What the system holds but can't open, such as a path that is too long. */
  | 'unreachable'
  /** A pipe, a socket or a device. */
  | 'not-a-file'
  /** A table names it, and it is not in the folder of the table. */
  | 'outside'
  /** The cell of a row that was to be sent is empty. */
  | 'empty-cell'
  /** A cell is to stand for a number, `true`, `false` or `null`, and is none of them. */
  | 'not-a-value'
  | 'twice';

/** Something that is not in the list. */
export interface LeftOut {
  readonly base: string;
  readonly relativePath: string;
  readonly reason: LeftOutReason;
}

/** What a scan tells of one thing. */
export type ScanFinding = FoundFile | LeftOut;

/** Whether something was left out. */
export function isLeftOut(finding: ScanFinding): finding is LeftOut {
  return 'reason' in finding;
}

/** Names, in lower case, of files and folders that programs leave behind without being asked. */
const leftovers = [
  // Systems, and what they find of lost files.
  'thumbs.db',
  'ehthumbs.db',
  'ehthumbs_vista.db',
  'desktop.ini',
  'icon\r',
  '$recycle.bin',
  'recycler',
  'system volume information',
  '__macosx',
  'network trash folder',
  'temporary items',
  'lost+found',
  'lost.dir',
  // Storage devices in a network.
  '@eadir',
  '@recycle',
  '@recently-snapshot',
  '#recycle',
  '#snapshot',
  // Cameras, and programs for photos.
  'canonmsc',
  'autprint.mrk',
  'picasa.ini',
  'zbthumbnail.info',
];
const leftoverForms = /^(found\.\d{3}|~\$.*|.*\.(part|partial|crdownload|download|tmp|thm|ctg))$/;

/** Whether something found in a folder is left out because of its name. What the user chose directly is always taken. */
export function reasonByName(name: string): LeftOutReason | undefined {
  if (name.startsWith('.')) return 'hidden';
  const folded = name.toLowerCase();
  return leftovers.includes(folded) || leftoverForms.test(folded) ? 'system' : undefined;
}

/** Whether a name is that of a report, as it is written beside results: `report.csv`, `report (2).csv`. */
export function isReportName(name: string): boolean {
  const first = name.replace(/ \(\d+\)(?=\.\w+$)/, '');
  return reportNames.some((report) => report === first);
}

/**
 * Whether a service takes a file of this name.
 * @param acceptedSuffixes lower-case endings without a dot; empty where the service says nothing
 */
export function isTaken(fileName: string, acceptedSuffixes: readonly string[]): boolean {
  if (acceptedSuffixes.length === 0) return true;
  const name = fileName.toLowerCase();
  return acceptedSuffixes.some((suffix) => name.endsWith(`.${suffix}`));
}

/** Names in the order of a file manager: IMG_2 before IMG_10. */
export function byName(one: string, other: string): number {
  return collator.compare(one, other);
}

const collator = new Intl.Collator(undefined, { numeric: true });
