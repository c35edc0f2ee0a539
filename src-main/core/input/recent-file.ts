import type { RecentFileId } from '../ground/ids';

/** An input file that was used lately. */
export interface RecentFile {
  readonly id: RecentFileId;
  readonly name: string;
  /** Name of the folder that holds it, without the way to it. */
  readonly folder: string;
}
