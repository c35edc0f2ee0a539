import * as v from 'valibot';
import { verdicts } from '../answer/verdict';
import type { AnswerFields } from '../answer/fields';
import { receivedFormSchema } from '../answer/record';
import { markSchema } from './mark';
import {
  BatchItems,
  canBecome,
  type BatchItem,
  type BatchItemState,
  type BatchPlan,
  type BatchResult,
  type FileIdentity,
  type ItemOrigin,
  type ItemSource,
} from './batch';
import { type BatchId } from '../ground/ids';
import { preparationSchema, preparedSchema } from '../input/preparation';
import { itemJobSchema } from '../job/item-job';
import { collisionRules, OutputNames } from './names';
import { reportNames, type WrittenReport } from './report';
import { answerLimitsSchema } from '../run/limits';
import { recipePlaceSchema } from '../recipe/place';
import { rowPlaceSchema, tableSourceSchema } from './table';
import { count, keptError as error } from '../ground/schemas';

const path = v.pipe(v.string(), v.minLength(1));
// Only this program writes journals, so what is inside of fields needs no second look.
const fields = v.custom<AnswerFields>((value) => typeof value === 'object' && value !== null && 'form' in value);
const verdict = v.picklist(verdicts);

const planSchema = v.object({
  profileId: v.string(),
  serviceName: v.string(),
  owner: v.exactOptional(v.string()),
  serviceTitle: v.exactOptional(v.string()),
  outputFolder: path,
  template: v.string(),
  collision: v.picklist(collisionRules),
  atOnceLimit: v.exactOptional(count),
  answerLimits: v.exactOptional(answerLimitsSchema),
  inBackground: v.exactOptional(v.literal(true)),
  preparation: v.exactOptional(preparationSchema),
  table: v.exactOptional(tableSourceSchema),
  recipe: v.exactOptional(recipePlaceSchema),
}) satisfies v.GenericSchema<BatchPlan>;

const resultSchema = v.object({
  folder: path,
  output: path,
  sizeBytes: count,
  sha256: v.string(),
  mediaType: v.string(),
  charset: v.exactOptional(v.string()),
  verdict,
  received: v.exactOptional(receivedFormSchema),
}) satisfies v.GenericSchema<BatchResult>;

const origin = v.object({
  sizeBytes: count,
  modifiedMs: v.number(),
  service: v.object({ cluster: v.string(), name: v.string(), owner: v.exactOptional(v.string()) }),
  preparation: v.exactOptional(preparationSchema),
}) satisfies v.GenericSchema<ItemOrigin>;

const source = v.object({
  service: v.string(),
  list: v.string(),
  input: path,
  sha256: v.string(),
}) satisfies v.GenericSchema<ItemSource>;

const identity = v.object({
  sizeBytes: count,
  modifiedMs: v.number(),
  inode: v.number(),
}) satisfies v.GenericSchema<FileIdentity>;

const trouble = v.variant('kind', [
  v.object({ kind: v.literal('failed'), error }),
  v.object({ kind: v.literal('doubtful'), verdict, error: v.exactOptional(error) }),
]);

const entrySchema = v.variant('is', [
  v.object({ is: v.literal('batch'), version: v.literal(1), id: v.string(), startedAt: v.string(), plan: planSchema }),
  v.object({ is: v.literal('plan'), plan: planSchema }),
  v.object({
    is: v.literal('item'),
    item: count,
    base: path,
    path,
    sizeBytes: count,
    row: v.exactOptional(rowPlaceSchema),
    from: v.exactOptional(source),
    key: v.exactOptional(v.string()),
  }),
  v.object({ is: v.literal('begun'), item: count, stem: path, origin: v.exactOptional(origin) }),
  /** Written before the job is sent, and once more when the cluster has it. */
  v.object({ is: v.literal('job'), item: count, job: itemJobSchema }),
  v.object({
    is: v.literal('received'),
    item: count,
    result: resultSchema,
    seconds: v.number(),
    attempts: count,
    inputSha256: v.exactOptional(v.string()),
    prepared: v.exactOptional(preparedSchema),
    fields: v.exactOptional(fields),
    /** The file that the result replaces, as it was when the item was begun. */
    replaces: v.exactOptional(identity),
  }),
  v.object({ is: v.literal('pin'), isPinned: v.boolean() }),
  v.object({ is: v.literal('mark'), item: count, mark: markSchema }),
  v.object({ is: v.literal('done'), item: count }),
  v.object({ is: v.literal('attention'), item: count, trouble, seconds: v.number(), attempts: count }),
  v.object({
    is: v.literal('skipped'),
    item: count,
    result: resultSchema,
    inputSha256: v.exactOptional(v.string()),
    prepared: v.exactOptional(preparedSchema),
  }),
  v.object({ is: v.literal('cancelled'), item: count, clusterMayContinue: v.boolean() }),
  v.object({
    is: v.literal('waiting'),
    item: count,
    runsAnyway: v.exactOptional(v.literal(true)),
    inBackground: v.exactOptional(v.literal(true)),
    /** Set where it goes on with the job that it has. */
    keepsJob: v.exactOptional(v.literal(true)),
    /** The result of a done item that is run again. If this line is read twice, it must not remove the new result too. */
    besides: v.exactOptional(path),
  }),
  v.object({ is: v.literal('gone'), item: count }),
  v.object({ is: v.literal('finished'), at: v.string() }),
  v.object({
    is: v.literal('report'),
    number: count,
    /** Older versions of the program wrote neither the folder nor the files. */
    folder: v.exactOptional(path),
    files: v.exactOptional(v.record(v.picklist(reportNames), identity), {}),
  }),
]);

/**
 * One thing that happened in a batch. `begun` is on disk before an item is sent; `received` when its result lies complete beside
 * its place; `done` when it has its name; `gone` when that file was found to have vanished.
 */
export type JournalEntry = v.InferOutput<typeof entrySchema>;

/** Reads one entry; `undefined` for anything else. */
export function parseJournalEntry(value: unknown): JournalEntry | undefined {
  const parsed = v.safeParse(entrySchema, value);
  return parsed.success ? parsed.output : undefined;
}

/** An item whose result lay complete beside its place when the journal ended. */
export type ReceivedEntry = Extract<JournalEntry, { readonly is: 'received' }>;

/** A batch as its journal tells it. */
export interface RecordedBatch {
  readonly id: BatchId;
  readonly startedAt: string;
  readonly plan: BatchPlan;
  readonly items: BatchItems;
  readonly names: OutputNames;
  /** Items that were begun and not settled; those with a complete result have it here. */
  readonly begun: ReadonlyMap<number, ReceivedEntry | undefined>;
  readonly finishedAt?: string;
  /** Whether the user wants it kept whatever the rules of the history say. */
  readonly isPinned: boolean;
  /** Number of items whose lines are damaged. Those before a readable item stay in the list, stopped and without a name. */
  readonly lostItems: number;
  /** Its last report, once it has one. */
  readonly report?: WrittenReport;
}

/** Applies the entries of a journal in their order. An entry that depends on a lost line is left out. */
export class JournalReader {
  readonly #items = new BatchItems();
  readonly #names = new OutputNames();
  readonly #begun = new Map<number, ReceivedEntry | undefined>();
  #head: Extract<JournalEntry, { readonly is: 'batch' }> | undefined;
  #plan: BatchPlan | undefined;
  #finishedAt: string | undefined;
  #isPinned = false;
  readonly #lost: number[] = [];
  /** Lost items at the end that other entries mention. */
  readonly #unknown = new Set<number>();
  #report: Extract<JournalEntry, { readonly is: 'report' }> | undefined;

  /** What was read, or `undefined` where the journal has no beginning. */
  get batch(): RecordedBatch | undefined {
    if (!this.#head) return undefined;
    this.#stopLost();
    const plan = this.#plan ?? this.#head.plan;
    const { number, folder = plan.outputFolder, files } = this.#report ?? {};
    return {
      id: this.#head.id,
      startedAt: this.#head.startedAt,
      plan,
      items: this.#items,
      names: this.#names,
      begun: this.#begun,
      isPinned: this.#isPinned,
      lostItems: this.#lost.length + this.#unknown.size,
      ...(this.#finishedAt !== undefined && { finishedAt: this.#finishedAt }),
      ...(number !== undefined && files && { report: { number, folder, files } }),
    };
  }

  read(entry: JournalEntry): void {
    switch (entry.is) {
      case 'batch':
        this.#head = entry;
        return;
      case 'plan':
        this.#plan = entry.plan;
        return;
      case 'finished':
        this.#finishedAt = entry.at;
        return;
      case 'report':
        this.#report = entry;
        return;
      case 'pin':
        this.#isPinned = entry.isPinned;
        return;
      case 'item':
        this.#addLostUntil(entry.item);
        if (entry.item !== this.#items.length) return;
        this.#items.add(entry.base, entry.path, entry.sizeBytes, entry);
        // A list that was finished goes on when it gets another file.
        this.#finishedAt = undefined;
        return;
      case 'mark':
        if (this.#isKnown(entry.item)) this.#items.note(entry.item, { mark: entry.mark });
        return;
      default:
        if (this.#isKnown(entry.item)) this.#follow(entry, this.#items.get(entry.item));
    }
  }

  #isKnown(index: number): boolean {
    const isKnown = index < this.#items.length;
    if (!isKnown) this.#unknown.add(index);
    return isKnown;
  }

  /** A lost item may still have a result that the journal knows. */
  #stopLost(): void {
    const waiting = this.#lost.filter((index) => this.#items.get(index).state.status === 'waiting');
    for (const index of waiting) this.#items.change(index, { status: 'cancelled', clusterMayContinue: false });
  }

  /** Numbers of items must not change, so each lost item is replaced by one that is never run. */
  #addLostUntil(index: number): void {
    while (this.#items.length < index) {
      this.#unknown.delete(this.#items.length);
      this.#lost.push(this.#items.add('', '?', 0).index);
    }
  }

  #follow(
    entry: Exclude<Extract<JournalEntry, { readonly item: number }>, { readonly is: 'mark' }>,
    { index, state }: BatchItem,
  ): void {
    // The line is there twice: the first time, writing failed before its end.
    const isOnceMore = entry.is === 'waiting' && entry.besides !== undefined;
    if (state.status === 'done') {
      const isOfThis = entry.is === 'gone' || (isOnceMore && entry.besides === state.result.output);
      if (!isOfThis) return;
    } else if (isOnceMore) return;
    this.#finishedAt = undefined;
    switch (entry.is) {
      case 'begun':
        this.#names.keep(entry.stem);
        this.#items.note(index, { stem: entry.stem, ...(entry.origin && { origin: entry.origin }) });
        this.#begun.set(index, undefined);
        return;
      case 'job':
        this.#items.note(index, { job: entry.job });
        return;
      case 'received': {
        const { attempts, inputSha256 } = entry;
        this.#items.note(index, { attempts, ...(inputSha256 !== undefined && { inputSha256 }) });
        this.#begun.set(index, entry);
        return;
      }
      case 'done': {
        const received = this.#begun.get(index);
        if (!received) break;
        // The line that says that it was to run again may be lost.
        if (!canBecome(state.status, 'receiving')) this.#items.change(index, { status: 'waiting' });
        settleReceived(this.#items, received);
        break;
      }
      case 'attention':
        this.#items.note(index, { attempts: entry.attempts });
        if (canBecome(state.status, 'needs-attention')) {
          this.#items.change(index, { status: 'needs-attention', trouble: entry.trouble, seconds: entry.seconds });
        }
        break;
      case 'skipped':
        if (entry.inputSha256 !== undefined) this.#items.note(index, { inputSha256: entry.inputSha256 });
        if (entry.prepared) this.#items.note(index, { prepared: entry.prepared });
        if (canBecome(state.status, 'skipped')) {
          this.#items.change(index, { status: 'skipped', result: entry.result });
        }
        break;
      case 'cancelled':
        if (canBecome(state.status, 'cancelled')) {
          this.#items.change(index, { status: 'cancelled', clusterMayContinue: entry.clusterMayContinue });
        }
        break;
      case 'waiting':
        if (entry.runsAnyway) this.#items.note(index, { runsAnyway: true });
        if (entry.inBackground) this.#items.note(index, { inBackground: true });
        if (!entry.keepsJob) this.#items.forgetJob(index);
        if (canBecome(state.status, 'waiting')) this.#items.change(index, { status: 'waiting' });
        break;
      case 'gone':
        if (state.status === 'done') this.#items.change(index, goneState(state.seconds));
        break;
      case 'item':
        return;
    }
    this.#begun.delete(index);
  }
}

/** The state of an item whose result has vanished. */
export function goneState(seconds: number): BatchItemState {
  return { status: 'needs-attention', trouble: { kind: 'failed', error: { code: 'result-gone' } }, seconds };
}

/** Finishes an item whose complete result already has its name. */
export function settleReceived(
  items: BatchItems,
  { item, result, seconds, fields, prepared }: ReceivedEntry,
): BatchItem {
  items.note(item, { ...(fields && { fields }), ...(prepared && { prepared }) });
  if (items.get(item).state.status !== 'receiving') items.change(item, { status: 'receiving' });
  return items.change(item, { status: 'done', result, seconds });
}
