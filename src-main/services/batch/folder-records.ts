import type { ServiceIdentity } from '../../core/batch/batch';
import { folded } from '../../core/batch/names';
import type { ResultRecord, ResultRecords } from '../../core/batch/ports';
import type { RecordedResult } from '../../core/batch/record';
import { AppError } from '../../core/ground/error';
import type { BatchId } from '../../core/ground/ids';

/** The record of an output folder, as one list uses it. */
export interface FolderRecord extends ResultRecord {
  /**
   * Waits until no other list makes a result from an input at this way, and keeps others from making one until it is let go.
   * @throws AppError `cancelled`; `answer-held` where another list has an answer that it can't put in its place
   */
  claim(service: ServiceIdentity, inputWay: string, signal: AbortSignal): Promise<HeldClaim>;
  /** Whether another list that is open made a file here. */
  isOfOther(output: string): boolean;
}

/** A claim that a list has on an input. */
export interface HeldClaim {
  /** Lets the input go. */
  release(): void;
  /** Keeps it for as long as the list has an answer without a place; others are told so instead of waiting. */
  keepAnswer(): void;
}

/** What the lists that use a folder share. */
interface SharedFolder {
  readonly records: Map<BatchId, ResultRecord>;
  /** Which list made a file, by its folded way. */
  readonly makers: Map<string, BatchId>;
  readonly claims: Claims;
}

type Claims = Map<string, Claim>;

interface Claim {
  readonly owner: BatchId;
  /** Resolves when others need not wait for it any more. */
  readonly settled: Promise<void>;
  readonly settle: () => void;
  /** How many items of its list hold it. */
  holders: number;
  /** Whether the list has an answer for it that it can't put in its place. */
  hasAnswer: boolean;
}

/**
 * The records of output folders, as all open lists use them: what one list made there the others know at once, so that none sends an
 * input again that another has sent, and none replaces what another has just put there.
 */
export class FolderRecords {
  readonly #folders = new Map<string, SharedFolder>();

  constructor(private readonly records: ResultRecords) {}

  /** Opens the record of a folder for a list. @throws AppError as `ResultRecords.open` */
  async open(folder: string, list: BatchId): Promise<FolderRecord> {
    const record = await this.records.open(folder);
    const shared = this.#folders.get(folder) ?? { records: new Map(), makers: new Map(), claims: new Map() };
    this.#folders.set(folder, shared);
    shared.records.set(list, record);
    // Answers without a place are kept while their list, which is paused, has its record closed.
    const forgetUnused = () => {
      if (shared.records.size === 0 && shared.claims.size === 0) this.#folders.delete(folder);
    };
    return {
      results: record.results,
      async add(result: RecordedResult) {
        shared.makers.set(folded(result.output), list);
        await record.add(result);
        for (const other of shared.records.values()) if (other !== record) other.results.add(result);
      },
      close: async () => {
        if (shared.records.get(list) === record) shared.records.delete(list);
        forgetUnused();
        await record.close();
      },
      claim: ({ cluster, owner, name }, inputWay, signal) =>
        claim(shared.claims, JSON.stringify([cluster, owner, name, inputWay]), { list, signal, forgetUnused }),
      isOfOther: (output) => (shared.makers.get(folded(output)) ?? list) !== list,
    };
  }
}

async function claim(
  claims: Claims,
  key: string,
  { list, signal, forgetUnused }: { list: BatchId; signal: AbortSignal; forgetUnused: () => void },
): Promise<HeldClaim> {
  for (let other = claims.get(key); other && other.owner !== list; other = claims.get(key)) {
    if (other.hasAnswer) throw new AppError({ code: 'answer-held' });
    await orAborted(other.settled, signal);
  }
  const own = claims.get(key) ?? newClaim(list);
  claims.set(key, own);
  own.holders += 1;
  let isHeld = true;
  return {
    release: () => {
      if (!isHeld) return;
      isHeld = false;
      own.holders -= 1;
      if (own.holders > 0) return;
      claims.delete(key);
      own.settle();
      forgetUnused();
    },
    keepAnswer: () => {
      own.hasAnswer = true;
      own.settle();
    },
  };
}

function newClaim(owner: BatchId): Claim {
  let settle: () => void = () => undefined;
  const settled = new Promise<void>((resolve) => (settle = resolve));
  return { owner, settled, settle, holders: 0, hasAnswer: false };
}

async function orAborted(settled: Promise<void>, signal: AbortSignal): Promise<void> {
  let stop: () => void = () => undefined;
  const aborted = new Promise<void>((resolve) => (stop = resolve));
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop);
  await Promise.race([settled, aborted]);
  signal.removeEventListener('abort', stop);
  if (signal.aborted) throw new AppError({ code: 'cancelled', clusterMayContinue: false });
}
