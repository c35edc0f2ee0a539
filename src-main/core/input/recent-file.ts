import type { RecentFileId } from '../ground/ids';

/** An input file that was used lately. */
export interface RecentFile {
  readonly id: RecentFileId;
  readonly name: string;
  /** The name of its folder, without the path. */
  readonly folder: string;
}
