import type { BatchId, ProfileId } from '../ground/ids';
import type { Verdict } from '../answer/verdict';
import type { AnswerFields } from '../answer/fields';
import type { ReceivedForm } from '../answer/record';
import type { Mark } from './mark';
import { kindOf, photoType } from './kinds';
import type { CollisionRule } from './names';
import type { RecipePlace } from '../recipe/place';
import type { RowPlace, TableSource } from './table';
import type { ErrorInfo } from '../ground/error';
import type { Preparation, Prepared } from '../input/preparation';
import type { ItemJob } from '../job/item-job';
import type { InputFile } from '../run/invocation';
import { resultKind } from '../result/result';
import type { AnswerLimits } from '../run/limits';

/** Where an item of a batch is. */
export type BatchItemStatus = (typeof batchItemStatuses)[number];

/** Every status, in the order in which they are shown. */
export const batchItemStatuses = [
  'waiting',
  'sending',
  'working',
  'receiving',
  'done',
  'needs-attention',
  'skipped',
  'cancelled',
] as const;

/** A result in the output folder. */
export interface BatchResult {
  /** The output folder when it was put there. It is a path, so it stays in the main process. */
  readonly folder: string;
  /** Its path below the output folder, with `/` between names. */
  readonly output: string;
  readonly sizeBytes: number;
  /** SHA-256 of its bytes, hexadecimal. */
  readonly sha256: string;
  readonly mediaType: string;
  /** Character set of a textual result. */
  readonly charset?: string;
  readonly verdict: Verdict;
  /** The form in which the service sent it; older versions of the program did not keep it. */
  readonly received?: ReceivedForm;
}

/** What tells a file in an output folder from another, or from itself after a change. */
export interface FileIdentity {
  readonly sizeBytes: number;
  /** When it was last changed, in milliseconds since 1970. */
  readonly modifiedMs: number;
  readonly inode: number;
}

/** Why an item needs a person: something failed, or the answer looks like no result. */
export type BatchTrouble =
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  | { readonly kind: 'doubtful'; readonly verdict: Verdict; readonly error?: ErrorInfo };

/** An item at one moment. Times are spent on the last try, in seconds. */
export type BatchItemState =
  | {
      readonly status: 'waiting';
      /** Set while it waits to be tried again by itself. */
      readonly again?: { readonly reason: ErrorInfo };
    }
  | { readonly status: 'sending' }
  | { readonly status: 'working' }
  | { readonly status: 'receiving' }
  | { readonly status: 'done'; readonly result: BatchResult; readonly seconds: number }
  | { readonly status: 'needs-attention'; readonly trouble: BatchTrouble; readonly seconds: number }
  /** An earlier run made a result from this very input, and it is there. */
  | { readonly status: 'skipped'; readonly result: BatchResult }
  | { readonly status: 'cancelled'; readonly clusterMayContinue: boolean };

/** The service that makes a result, as the record of an output folder names it. */
export interface ServiceIdentity {
  /** Address of the cluster. */
  readonly cluster: string;
  readonly name: string;
  readonly owner?: string;
}

/** What an item was when it was begun: which version of its file, for which service. */
export interface ItemOrigin {
  readonly sizeBytes: number;
  /** When the file was last changed, in milliseconds since 1970. */
  readonly modifiedMs: number;
  readonly service: ServiceIdentity;
  /** What is done to the file before it is sent, if anything. */
  readonly preparation?: Preparation;
}

/** The result that an item's file was when it was given. */
export interface ItemSource {
  /** What people call the service that made it. */
  readonly service: string;
  readonly list: BatchId;
  /** Path of the input that it was made from. */
  readonly input: string;
  /** SHA-256 of its bytes, hexadecimal. */
  readonly sha256: string;
}

/** One file of a batch. It holds a path, so it stays in the main process. */
export interface BatchItem {
  /** Its place in the batch, from 0; never changes. */
  readonly index: number;
  /** The folder that its path starts from. */
  readonly base: string;
  /** Path below `base`, with `/` between names. Results get the same folders. */
  readonly relativePath: string;
  readonly sizeBytes: number;
  /** The row of a table that it is made of. */
  readonly row?: RowPlace;
  /** Set where it is the result of another list. */
  readonly from?: ItemSource;
  /** Set where the program itself added it: nothing is added twice with the same key. */
  readonly key?: string;
  readonly state: BatchItemState;
  /** Times it was sent, over all tries. */
  readonly attempts: number;
  /** Path of its result below the output folder, without the ending; set once it is decided. */
  readonly stem?: string;
  /** Set once it is begun. */
  readonly origin?: ItemOrigin;
  /** Set where the user runs it although it has a result. That result stays, and the new one gets another name. */
  readonly runsAnyway?: true;
  /** Set where the user runs it as a background job, whatever the plan says. */
  readonly inBackground?: true;
  /** The job that carries it out, once it is written down. It is asked for again for as long as its result is not there. */
  readonly job?: ItemJob;
  /** SHA-256 of the file's bytes as it was sent or prepared, hexadecimal. */
  readonly inputSha256?: string;
  /** What was sent in the place of the file, where it was prepared. */
  readonly prepared?: Prepared;
  /** What its answer says, where it was understood. */
  readonly fields?: AnswerFields;
  /** What a person says of its answer. */
  readonly mark?: Mark;
}

/** What the user gave: one file by itself, or something that became or joined a batch. */
export type AcceptedInput =
  { readonly kind: 'file'; readonly file: InputFile } | { readonly kind: 'batch'; readonly id: BatchId };

/** What can be changed about a batch. */
export interface BatchPlanChange {
  readonly service?: {
    readonly profileId: ProfileId;
    readonly serviceName: string;
    readonly owner?: string;
    /** What people call it. */
    readonly title?: string;
  };
  readonly template?: string;
  readonly collision?: CollisionRule;
  /** Most items at the same time; 0 leaves it to the app. */
  readonly atOnceLimit?: number;
  /** Limits of answers that are not asked for yet. */
  readonly answerLimits?: AnswerLimits | 'none';
  readonly inDatedFolder?: boolean;
  readonly inBackground?: boolean;
  /** What is done to files that are not sent yet. */
  readonly preparation?: Preparation | 'none';
}

/** What a batch is to do. It holds a path, so it stays in the main process. */
export interface BatchPlan {
  readonly profileId: ProfileId;
  readonly serviceName: string;
  readonly owner?: string;
  /** What people call the service. */
  readonly serviceTitle?: string;
  readonly outputFolder: string;
  /** Set until the list begins, where it is to have a folder of its own in the output folder. */
  readonly inDatedFolder?: true;
  /** See `outputStem`. */
  readonly template: string;
  readonly collision: CollisionRule;
  /** Most items at the same time; absent where the app finds out by itself. */
  readonly atOnceLimit?: number;
  /** Limits of each answer in the place of those in the settings. Background jobs keep to the settings. */
  readonly answerLimits?: AnswerLimits;
  /** Set where items are run as background jobs. */
  readonly inBackground?: true;
  /** What is done to each file before it is sent; absent where they are sent as they are. */
  readonly preparation?: Preparation;
  /** The table whose rows are its items. */
  readonly table?: TableSource;
  /** Set where it runs a step of a recipe. */
  readonly recipe?: RecipePlace;
}

/** What a list that the program itself makes is to do. The rest of its plan is what the user chose last. */
export type OwnListPlan = Pick<
  BatchPlan,
  'profileId' | 'serviceName' | 'owner' | 'serviceTitle' | 'outputFolder' | 'preparation' | 'answerLimits' | 'recipe'
>;

/** How many items are in each status, in the order of `batchItemStatuses`. */
export type BatchCounts = Readonly<Record<BatchItemStatus, number>>;

/** How many items are not settled yet. */
export function unsettledCount({ waiting, sending, working, receiving }: BatchCounts): number {
  return waiting + sending + working + receiving;
}

const transitions: Readonly<Record<BatchItemStatus, readonly BatchItemStatus[]>> = {
  // What was received before the disk was full only has to be put in place: it is not sent again.
  waiting: ['waiting', 'sending', 'receiving', 'needs-attention', 'skipped', 'cancelled'],
  sending: ['waiting', 'sending', 'working', 'receiving', 'needs-attention', 'cancelled'],
  working: ['waiting', 'working', 'receiving', 'needs-attention', 'cancelled'],
  receiving: ['waiting', 'receiving', 'done', 'needs-attention', 'cancelled'],
  // Its file has vanished, or it is run once more.
  done: ['needs-attention', 'waiting'],
  // Tried again, or kept as a result after all.
  'needs-attention': ['waiting', 'receiving'],
  skipped: ['waiting'],
  cancelled: ['waiting'],
};

/** Whether an item may go from one status to another. */
export function canBecome(from: BatchItemStatus, to: BatchItemStatus): boolean {
  return transitions[from].includes(to);
}

/** Whether something is being done for an item, or it waits for its next attempt. */
export function isUnderWay({ status }: Pick<BatchItemState, 'status'>): boolean {
  return status === 'sending' || status === 'working' || status === 'receiving';
}

/** Whether an item has a picture for a result, which it then keeps. */
export function hasPicture(state: BatchItemState): state is Extract<BatchItemState, { status: 'done' }> {
  return state.status === 'done' && resultKind(state.result.mediaType, state.result.sizeBytes) === 'image';
}

/** Whether nothing more happens to an item by itself. */
export function isItemSettled({ status }: Pick<BatchItemState, 'status'>): boolean {
  return status !== 'waiting' && !isUnderWay({ status });
}

/** An item without the facts of its last try: they must not be shown as facts of the next one. */
function withoutAnswer(item: BatchItem): BatchItem {
  const { fields, prepared, ...asked } = item;
  return fields || prepared ? asked : item;
}

/** The items of a batch with their counts, which add up to the number of items after every change. */
export class BatchItems {
  readonly #items: BatchItem[] = [];
  readonly #counts: Record<BatchItemStatus, number> = {
    waiting: 0,
    sending: 0,
    working: 0,
    receiving: 0,
    done: 0,
    'needs-attention': 0,
    skipped: 0,
    cancelled: 0,
  };
  #sizeBytes = 0;
  #photoCount = 0;
  #pictureCount = 0;
  readonly #kinds = new Map<string, number>();
  readonly #keys = new Set<string>();

  get length(): number {
    return this.#items.length;
  }

  get counts(): BatchCounts {
    return { ...this.#counts };
  }

  /** Size of all inputs together in bytes. */
  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** How many results or inputs are pictures, whichever is more. */
  get pictureCount(): number {
    return Math.max(this.#pictureCount, this.#photoCount);
  }

  /** How many inputs there are of each kind, see `kindOf`. */
  get kinds(): ReadonlyMap<string, number> {
    return this.#kinds;
  }

  get all(): readonly BatchItem[] {
    return this.#items;
  }

  /** Whether the program itself added an item with this key. */
  hasKey(key: string): boolean {
    return this.#keys.has(key);
  }

  /** Adds an item that waits. */
  add(
    base: string,
    relativePath: string,
    sizeBytes: number,
    { row, from, key }: Pick<BatchItem, 'row' | 'from' | 'key'> = {},
  ): BatchItem {
    const index = this.#items.length;
    const item: BatchItem = {
      index,
      base,
      relativePath,
      sizeBytes,
      ...(row && { row }),
      ...(from && { from }),
      ...(key !== undefined && { key }),
      state: { status: 'waiting' },
      attempts: 0,
    };
    this.#items.push(item);
    if (key !== undefined) this.#keys.add(key);
    this.#counts.waiting += 1;
    this.#sizeBytes += sizeBytes;
    if (photoType(relativePath) !== undefined) this.#photoCount += 1;
    const kind = kindOf(relativePath);
    this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1);
    return item;
  }

  /** @throws RangeError where there is no such item */
  get(index: number): BatchItem {
    const item = this.#items[index];
    if (!item) throw new RangeError(`There is no item ${index}.`);
    return item;
  }

  /** Notes facts about an item that are not its state. */
  note(
    index: number,
    facts: Partial<
      Pick<
        BatchItem,
        | 'attempts'
        | 'stem'
        | 'origin'
        | 'runsAnyway'
        | 'inBackground'
        | 'job'
        | 'inputSha256'
        | 'prepared'
        | 'fields'
        | 'mark'
      >
    >,
  ): BatchItem {
    const item = { ...this.get(index), ...facts };
    this.#items[index] = item;
    return item;
  }

  /** Lets the job of an item go: the next run of it is another one. */
  forgetJob(index: number): void {
    const { job, ...item } = this.get(index);
    if (job) this.#items[index] = item;
  }

  /** Moves an item to another state. @throws Error where the rules don't allow it */
  change(index: number, state: BatchItemState): BatchItem {
    const item = this.get(index);
    const from = item.state.status;
    if (!canBecome(from, state.status)) throw new Error(`An item that is ${from} can't become ${state.status}.`);
    // Every item has the same properties in the same order: the JavaScript engine reads such objects several times as fast.
    const changed = { ...(state.status === 'waiting' ? withoutAnswer(item) : item), state };
    this.#items[index] = changed;
    this.#counts[from] -= 1;
    this.#counts[state.status] += 1;
    if (hasPicture(item.state)) this.#pictureCount -= 1;
    if (hasPicture(state)) this.#pictureCount += 1;
    return changed;
  }
}
