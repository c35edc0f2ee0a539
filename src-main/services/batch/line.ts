import type { Parallelism } from '../../core/batch/pace/parallelism';
import { turnsOf } from '../../core/batch/line';
import type { BatchPhase } from '../../core/batch/phase';
import type { BatchId } from '../../core/ground/ids';

/** What the other lists at a cluster need to know of a list. */
export interface RunInLine {
  readonly id: BatchId;
  /** What names the cluster. */
  readonly cluster: string;
  readonly phase: BatchPhase;
  /** Whether it only waits for what is under way, to end then. */
  readonly isStopping: boolean;
  /** How many of its items the cluster is at work on. */
  readonly atCluster: number;
  /** The cluster is free for it. */
  takeTurn(): void;
  /** Another list is before it at the cluster. */
  giveWay(): void;
  /** Another list keeps the cluster less busy. */
  sendMore(): void;
}

/** What a list that runs shares with the other lists. */
export interface SharedLine {
  /** How many items of other lists the same cluster is at work on. */
  othersAtCluster(run: RunInLine): number;
  /** Lets the first list of each cluster run. To be called whenever one wants to run, or no longer does. */
  arrange(): void;
  /** The cluster is done with an item of a list that does not run any more: another list may send one. */
  freed(run: RunInLine): void;
  /** The number of items at the same time that worked best, by cluster and service. */
  readonly learned: Map<string, Parallelism>;
}

/** The lists that wait for a cluster, one behind the other, and those that run side by side at different ones. */
export class BatchLine implements SharedLine {
  readonly learned = new Map<string, Parallelism>();
  #isClosed = false;

  /** @param runs all open lists in their order */
  constructor(private readonly runs: () => readonly RunInLine[]) {}

  othersAtCluster(run: RunInLine): number {
    const others = this.runs().filter((one) => one !== run && one.cluster === run.cluster);
    return others.reduce((count, { atCluster }) => count + atCluster, 0);
  }

  arrange(): void {
    if (this.#isClosed) return;
    const runs = this.runs();
    // A list that is being stopped begins nothing more, so the next one need not wait for it.
    const line = runs
      .filter(({ isStopping }) => !isStopping)
      .map(({ id, cluster, phase }) => ({ id, cluster, status: phase.status }));
    const { begin, giveWay } = turnsOf(line);
    for (const run of runs) if (giveWay.includes(run.id)) run.giveWay();
    for (const run of runs) if (begin.includes(run.id)) run.takeTurn();
  }

  freed(run: RunInLine): void {
    for (const other of this.runs()) if (other !== run && other.cluster === run.cluster) other.sendMore();
  }

  /** Lets no list begin any more, since the program ends. */
  close(): void {
    this.#isClosed = true;
  }
}
