/** A file as a look at a watched folder found it. */
export interface SeenFile {
  /** Path below the watched folder, with `/` between names. */
  readonly path: string;
  readonly sizeBytes: number;
  /** When it was last changed, in milliseconds since 1970. */
  readonly modifiedMs: number;
  /** Number of the file in its file system; 0 where there is none. */
  readonly inode: number;
}

/** Whether a file has not changed, as far as can be told without reading it. Its number may differ: network drives invent them. */
export function isSameVersion(
  one: Pick<SeenFile, 'sizeBytes' | 'modifiedMs'>,
  other: Pick<SeenFile, 'sizeBytes' | 'modifiedMs'>,
): boolean {
  return one.sizeBytes === other.sizeBytes && one.modifiedMs === other.modifiedMs;
}
