import * as v from 'valibot';
import { preparationSchema, preparedSchema, type Preparation } from '../input/preparation';
import type { InputFile, InvocationInput, SentFile, UsedResult } from '../run/invocation';
import type { InvocationId } from '../ground/ids';
import type { GroupField } from '../input/form/field';
import { withoutPasswords } from '../input/form/secrets';
import type { StoredAnswer } from '../answer/ports';
import { isResult, verdicts } from '../answer/verdict';
import { count, keptError } from '../ground/schemas';

/** Longest excerpt of typed text that is kept with an entry, in characters. */
export const excerptLength = 200;

const usedResult = v.object({
  run: v.string(),
  service: v.string(),
  input: v.exactOptional(v.string()),
}) satisfies v.GenericSchema<UsedResult>;

/** What an invocation was given. */
export const inputSchema = v.variant('kind', [
  v.object({
    kind: v.literal('file'),
    name: v.string(),
    sizeBytes: count,
    /** What was to be done to it before it was sent, and what was sent then. */
    preparation: v.exactOptional(preparationSchema),
    prepared: v.exactOptional(preparedSchema),
    /** The result that the file is. */
    from: v.exactOptional(usedResult),
  }),
  v.object({ kind: v.literal('text'), excerpt: v.string(), sizeBytes: count }),
  v.object({
    kind: v.literal('json'),
    excerpt: v.string(),
    sizeBytes: count,
    /** Whether the text is kept without the passwords that were in it. */
    isPartial: v.exactOptional(v.literal(true)),
  }),
  /** A list of files. */
  v.object({
    kind: v.literal('list'),
    serviceTitle: v.exactOptional(v.string()),
    files: count,
    sizeBytes: count,
    /** Name of the table whose rows they are. */
    table: v.exactOptional(v.string()),
    /** What people call the service whose results they are. */
    resultsOf: v.exactOptional(v.string()),
  }),
]);

const outcomeSchema = v.variant('kind', [
  v.object({ kind: v.literal('running') }),
  v.object({
    kind: v.literal('finished'),
    verdict: v.picklist(verdicts),
    mediaType: v.string(),
    /** Size of the result in bytes. */
    sizeBytes: count,
  }),
  v.object({
    kind: v.literal('failed'),
    error: keptError,
  }),
  v.object({ kind: v.literal('cancelled'), clusterMayContinue: v.boolean() }),
  /** The program ended in the middle of it. */
  v.object({ kind: v.literal('interrupted') }),
  v.object({
    kind: v.literal('list'),
    /** `damaged` where nothing can be told of it. */
    status: v.picklist(['running', 'finished', 'unfinished', 'damaged']),
    /** How many files have a result, need a person, and are left to be run. */
    done: count,
    problems: count,
    left: count,
    /** Whether a person said anything of its answers. */
    hasMarks: v.boolean(),
  }),
]);

/** An entry as it is kept. */
export const historyEntrySchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[\w-]+$/)),
  profileId: v.string(),
  profileName: v.string(),
  /** Base address of the cluster. */
  endpoint: v.string(),
  serviceName: v.string(),
  owner: v.exactOptional(v.string()),
  /** What was sent; unknown for a result that was found without its facts. */
  input: v.exactOptional(inputSchema),
  startedAt: v.string(),
  finishedAt: v.exactOptional(v.string()),
  /** How long it took while the computer was awake; entries of older versions lack it. */
  durationMs: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
  attempt: count,
  /** Whether it was a background job, which waits its turn: how long that takes says nothing of other runs. */
  isJob: v.exactOptional(v.boolean()),
  outcome: outcomeSchema,
  /** Whether the user wants it kept whatever the rules say. */
  isPinned: v.boolean(),
  /** Room that its files take, in bytes. */
  diskBytes: count,
});

/** Where an input file was, and what it looked like when it was sent. */
export const originSchema = v.object({ path: v.string(), modifiedMs: v.number(), sizeBytes: count });

/** An entry, and what only the main process may know of it. */
export const historyRecordSchema = v.object({ entry: historyEntrySchema, origin: v.exactOptional(originSchema) });

/** What an invocation was given. */
export type HistoryInput = v.InferOutput<typeof inputSchema>;

/** What became of an invocation. */
export type HistoryOutcome = v.InferOutput<typeof outcomeSchema>;

/** What becomes of an invocation that was answered. */
export function finishedOutcome({ reading, sizeBytes }: Pick<StoredAnswer, 'reading' | 'sizeBytes'>): HistoryOutcome {
  return { kind: 'finished', verdict: reading.verdict, mediaType: reading.mediaType, sizeBytes };
}

/** One invocation, or one list of files, in the history. Instants are ISO 8601, UTC. It holds no path and no secret. */
export type HistoryEntry = v.InferOutput<typeof historyEntrySchema>;

/** Where an input file was, and what it looked like when it was sent. */
export type InputOrigin = v.InferOutput<typeof originSchema>;

/** What tells a file from itself after a change. */
export type SentVersion = Pick<InputOrigin, 'modifiedMs' | 'sizeBytes'>;

/** Whether a file is still the one that was sent. */
export function isSameVersion(sent: SentVersion, now: SentVersion | undefined): boolean {
  return now?.modifiedMs === sent.modifiedMs && now.sizeBytes === sent.sizeBytes;
}

/** An entry, and what only the main process may know of it. */
export type HistoryRecord = v.InferOutput<typeof historyRecordSchema>;

/** An input that is ready to be sent once more. */
export type PreparedInput =
  | { readonly kind: 'file'; readonly file: InputFile; readonly preparation?: Preparation }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'json'; readonly text: string };

/** The input of an earlier invocation as it is now. */
export interface RepeatedInput {
  readonly input: PreparedInput;
  /** Whether the file is another than the one that was sent. */
  readonly hasChanged: boolean;
  /** Set where passwords that were sent have to be typed again, since they were not kept. */
  readonly isPartial?: true;
}

/** A file that was sent, for looking at it beside its result, or why that can't be done. */
export type FoundFile =
  | { readonly kind: 'file'; readonly file: SentFile }
  /** The file is another than the one that was sent, or can't be read where it was. */
  | { readonly kind: 'changed' | 'gone' };

/** What an earlier invocation was given; `unknown` where it is a text that was never kept. */
export type FoundInput = FoundFile | { readonly kind: 'text'; readonly text: string } | { readonly kind: 'unknown' };

/** How long results stay: days after the invocation, `0` until the program ends, or for any time. */
export const retentionDays = [0, 7, 30, 90, 365, 'any'] as const;

/** How much room results may take, in bytes, or any. */
export const retentionBytes = [1e9, 5e9, 20e9, 100e9, 'any'] as const;

/** Which entries stay. */
export interface Retention {
  readonly days: (typeof retentionDays)[number];
  readonly bytes: (typeof retentionBytes)[number];
}

const dayMs = 86_400_000;

/**
 * The entries that a retention rule lets go: those that are too old, then the oldest ones until the rest fits. What is
 * pinned, still running or in use stays, and counts.
 * @param now instant, ISO 8601
 */
export function expiredEntries(
  entries: readonly HistoryEntry[],
  { days, bytes }: Retention,
  now: string,
  inUse: readonly (InvocationId | undefined)[] = [],
): readonly InvocationId[] {
  const oldestMs = days === 'any' ? -Infinity : Date.parse(now) - days * dayMs;
  let room = bytes === 'any' ? Infinity : bytes;
  const expired: InvocationId[] = [];
  const mayGo = (entry: HistoryEntry) =>
    !entry.isPinned && !isRunning(entry) && !isMarkedList(entry) && !inUse.includes(entry.id);
  for (const entry of entries) if (!mayGo(entry)) room -= entry.diskBytes;
  for (const entry of newestFirst(entries.filter(mayGo))) {
    room -= entry.diskBytes;
    // Once something had to go for its size, nothing older stays in its place, unless it takes no room at all.
    const isTooMuch = room < 0 && entry.diskBytes > 0;
    if (Date.parse(entry.startedAt) <= oldestMs || isTooMuch) expired.push(entry.id);
  }
  return expired;
}

/** How long an invocation took, in milliseconds; `undefined` where nobody knows. */
export function durationOf({ startedAt, finishedAt, durationMs }: HistoryEntry): number | undefined {
  if (durationMs !== undefined || finishedAt === undefined) return durationMs;
  const betweenMs = Date.parse(finishedAt) - Date.parse(startedAt);
  return betweenMs >= 0 ? betweenMs : undefined;
}

/** Whether something is still being done for an entry. */
export function isRunning({ outcome }: Pick<HistoryEntry, 'outcome'>): boolean {
  return outcome.kind === 'running' || (outcome.kind === 'list' && outcome.status === 'running');
}

/** Whether an entry is a list with marks, which is a person's work: no rule takes it away. */
function isMarkedList({ outcome }: HistoryEntry): boolean {
  return outcome.kind === 'list' && outcome.hasMarks;
}

/** The same entries, the latest invocation first. */
export function newestFirst(entries: readonly HistoryEntry[]): HistoryEntry[] {
  return [...entries].sort((one, other) => (one.startedAt < other.startedAt ? 1 : -1));
}

/** What the history keeps of an input: of JSON, nothing that was typed into password fields. @param form of the service */
export function keptInputOf(input: InvocationInput, form: GroupField | undefined): KeptInput {
  if (input.kind !== 'json') return { input };
  const { text, left } = withoutPasswords(input.text, form);
  return left.length > 0 ? { input: { kind: 'json', text }, isPartial: true } : { input };
}

/** What the history keeps of an input. */
export interface KeptInput {
  readonly input: InvocationInput;
  readonly isPartial?: true;
}

/** What the history tells of an input. @param name of its file @param from the result that the file is */
export function historyInputOf(
  { input, isPartial }: KeptInput,
  name: string,
  sizeBytes: number,
  from?: UsedResult,
): HistoryInput {
  if (input.kind === 'file') {
    const { preparation } = input;
    return { kind: 'file', name, sizeBytes, ...(preparation && { preparation }), ...(from && { from }) };
  }
  const excerpt = excerptOf(input.text);
  if (input.kind === 'text') return { kind: 'text', excerpt, sizeBytes };
  return { kind: 'json', excerpt, sizeBytes, ...(isPartial && { isPartial }) };
}

/** The beginning of a typed text, on one line. */
export function excerptOf(text: string): string {
  return text
    .slice(0, excerptLength * 4)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, excerptLength);
}

/** Whether the whole text that was sent can be kept, and not only what is no password. */
export function isWhole({ input }: Pick<HistoryEntry, 'input'>): boolean {
  return !(input?.kind === 'json' && input.isPartial);
}

/** The runs of a service that took JSON as it was kept, the latest first. */
export function workedWithJson(
  entries: readonly HistoryEntry[],
  { profileId, serviceName, owner }: Pick<HistoryEntry, 'profileId' | 'serviceName' | 'owner'>,
): readonly HistoryEntry[] {
  return newestFirst(
    entries.filter(
      (entry) =>
        entry.profileId === profileId &&
        entry.serviceName === serviceName &&
        entry.owner === owner &&
        entry.input?.kind === 'json' &&
        isWhole(entry) &&
        entry.outcome.kind === 'finished' &&
        isResult(entry.outcome.verdict),
    ),
  );
}
