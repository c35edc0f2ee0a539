import type { ErrorInfo } from '../../ground/error';
import type { WrittenTable } from './ports';

/** What became of a table that was saved. */
export interface TableOutcome extends WrittenTable {
  /** How many results could not be read for their detections. */
  readonly unread: number;
}

/** What became of detections that were saved. */
export interface DetectionsOutcome {
  /** The folder that the paths of photos start from; absent where they have none in common. */
  readonly folder?: string;
  /** How many results could not be read. */
  readonly unread: number;
}

/** A file that was not copied, and why. */
export interface CopyProblem {
  readonly file: string;
  readonly error: ErrorInfo;
}

/** What became of files that were to be copied. */
export interface CopyOutcome {
  readonly copied: number;
  /** How many were there from before. */
  readonly already: number;
  readonly failed: number;
  /** Some of those that failed. */
  readonly problems: readonly CopyProblem[];
  /** How many were not come to. */
  readonly left: number;
  /** How many have no label to be sorted by. */
  readonly unlabelled: number;
  /** Why it ended before all were copied. */
  readonly stopped?: ErrorInfo;
}

/** What a list has to take away besides tables. */
export interface ExportOffer {
  /** Detections of photos. */
  readonly hasDetections: boolean;
  /** Labels that files can be sorted by. */
  readonly hasLabels: boolean;
}
