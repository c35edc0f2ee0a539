/** A file for a batch, found among what the user gave. */
export interface FoundFile {
  /** The folder that its way starts from: that of what the user gave. */
  readonly base: string;
  /** Way from `base`, with `/` between folders. */
  readonly relativePath: string;
  readonly sizeBytes: number;
}

/** Why something is not in the list. */
export type LeftOutReason =
  | 'hidden'
  /** Left behind by an operating system or an office program. */
  | 'system'
  | 'empty'
  /** The service does not take files of this ending. */
  | 'type'
  | 'link-outside'
  /** A link to something in the same folder, which is reached without it. */
  | 'link-inside'
  | 'link-broken'
  /** A folder that contains itself, by a mount. */
  | 'loop'
  | 'denied'
  /** A name that is no UTF-8, such as one in an old encoding; what can't be shown of it stands there as `\\xFC`. */
  | 'name-encoding'
  /** What the system holds but can't open, such as a way that is too long. */
  | 'unreachable'
  /** A pipe, a socket or a device. */
  | 'not-a-file'
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

const systemNames =
  /^(thumbs\.db|desktop\.ini|icon\r|\$recycle\.bin|system volume information|__macosx|lost\+found|~\$.*)$/i;

/** Whether a name alone is reason to leave something out that the user did not point at. */
export function reasonByName(name: string): LeftOutReason | undefined {
  if (name.startsWith('.')) return 'hidden';
  return systemNames.test(name) ? 'system' : undefined;
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
