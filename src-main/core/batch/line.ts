import type { BatchId } from '../ground/ids';
import { isInLine, isWorking, type BatchPhaseStatus } from './phase';

/** A list as far as its turn at a cluster is concerned. */
export interface ListInLine {
  readonly id: BatchId;
  /** Identifies the cluster. Lists of different clusters run independently. */
  readonly cluster: string;
  readonly status: BatchPhaseStatus;
}

/** Lists whose turn begins, and lists that give way to another. */
export interface Turns {
  readonly begin: readonly BatchId[];
  readonly giveWay: readonly BatchId[];
}

/** At each cluster the first list in line runs, and no other. @param line all lists in their order */
export function turnsOf(line: readonly ListInLine[]): Turns {
  const taken = new Set<string>();
  const begin: BatchId[] = [];
  const giveWay: BatchId[] = [];
  for (const { id, cluster, status } of line) {
    if (!isInLine(status)) continue;
    if (taken.has(cluster)) {
      if (isWorking(status)) giveWay.push(id);
    } else if (!isWorking(status)) begin.push(id);
    taken.add(cluster);
  }
  return { begin, giveWay };
}

/** The same ids after one was moved to a place, counted from 0; a place beyond the end means the end. */
export function movedTo<Id>(ids: readonly Id[], id: Id, place: number): readonly Id[] {
  if (!ids.includes(id)) return ids;
  const others = ids.filter((one) => one !== id);
  return [...others.slice(0, place), id, ...others.slice(place)];
}
