import type { ErrorInfo } from '../../ground/error';

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
