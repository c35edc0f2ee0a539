import * as v from 'valibot';
import { settingsChangeSchema, type Settings } from '../app/settings';
import { profileFieldsSchema, profilesSchema, type ClusterProfile, type ProfileFields } from '../connection/profile';
import { checkedFields } from '../connection/profile-rules';
import { AppError, isAppError } from '../ground/error';
import { errorTable } from '../ground/error-table';
import type { ProfileId } from '../ground/ids';
import { count } from '../ground/schemas';
import { historyRecordSchema, type HistoryRecord } from '../history/history';
import type { PreparedText } from '../history/ports';
import { hasSecret, withoutSecrets } from '../input/form/secrets';
import { recipesSchema, type Recipe } from '../recipe/recipe';
import { serviceNotesSchema, type ServiceNotes } from '../service/notes';
import { sharable, type Preset } from '../service/preset';
import { watchSchema, type Watch } from '../watch/watch';

/** How the name of a file for another computer ends. */
export const moveFileEnding = '.oscar-move';

/** Version of the format that this program writes. */
const moveVersion = 1;

/** The most that such a file may hold beside the history, in bytes. */
export const longestDocument = 64 * 1024 ** 2;

/** The longest line of its history, in bytes: an entry with the text that was sent. */
export const longestLine = 64 * 1024 ** 2;

/** What is remembered of the services of one connection. */
export interface MovedNotes {
  readonly profileId: ProfileId;
  readonly notes: ServiceNotes;
}

const takenSchema = v.object({
  path: v.pipe(v.string(), v.minLength(1)),
  sizeBytes: count,
  modifiedMs: v.number(),
  sha256: v.pipe(v.string(), v.regex(/^[\da-f]{64}$/)),
  at: v.string(),
});

/** A file that a watch took, so that it never takes its content again. */
export type MovedTaken = v.InferOutput<typeof takenSchema>;

/** A watched folder, with what was taken from it. */
export interface MovedWatch {
  readonly watch: Watch;
  readonly taken: readonly MovedTaken[];
}

/** Everything that goes to another computer but the history. Secrets are in none of it. */
export interface MovedThings {
  readonly settings: Partial<Settings>;
  readonly profiles: readonly ClusterProfile[];
  readonly notes: readonly MovedNotes[];
  readonly recipes: readonly Recipe[];
  readonly watches: readonly MovedWatch[];
}

/** One line of the history in such a file. */
export interface MovedRun {
  readonly record: HistoryRecord;
  /** The text that was sent, without passwords and keys. */
  readonly text?: PreparedText;
}

/** What such a file says of itself, and how much in it could not be used. */
export interface ReadDocument {
  readonly things: MovedThings;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  /** Number of things that are left out: they are damaged, or hold what does not belong there, such as a password. */
  readonly left: number;
}

// The place of the window and what was opened last belong to the computer.
const ofComputer = ['lastProfileId', 'inputShare', 'listShare', 'knowsFirstSteps'] as const;

// Of the schema of the change, but without its strictness: what is left out is not refused.
const movableSettingsSchema = v.object(v.omit(settingsChangeSchema, ofComputer).entries);

/** The settings that suit another computer too. */
export function movableSettings(settings: Partial<Settings>): Partial<Settings> {
  return v.parse(movableSettingsSchema, settings);
}

const headSchema = v.object({
  format: v.literal('oscar-move'),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

const documentSchema = v.object({
  madeAt: v.pipe(v.string(), v.isoTimestamp()),
  settings: v.optional(v.unknown(), {}),
  profiles: v.optional(v.array(v.unknown()), []),
  notes: v.optional(v.array(v.unknown()), []),
  recipes: v.optional(v.array(v.unknown()), []),
  watches: v.optional(v.array(v.unknown()), []),
});

const profileSchema = profilesSchema.entries.profiles.item;
const withoutLifeSchema = v.object(v.omit(profileSchema, ['tokenLife']).entries);
const fieldsSchema = v.object(profileFieldsSchema.entries);
const notesSchema = v.object({
  profileId: v.union([v.pipe(v.string(), v.uuid()), v.literal('practice')]),
  notes: serviceNotesSchema,
});
const movedWatchSchema = v.object({ watch: watchSchema, taken: v.optional(v.array(takenSchema), []) });

/** A connection without what is known of a token that does not come along. */
function withoutLife(profile: ClusterProfile): ClusterProfile {
  return v.parse(withoutLifeSchema, profile);
}

/** What a person can set of a connection. */
export function fieldsOf(profile: ClusterProfile): ProfileFields {
  return v.parse(fieldsSchema, profile);
}

/** Writes everything but the history as a text. Presets lose their passwords and keys, and connections what only a secret gives them. */
export function writeDocument(things: MovedThings, madeAt: string): string {
  const document = {
    format: 'oscar-move',
    version: moveVersion,
    madeAt,
    settings: movableSettings(things.settings),
    profiles: things.profiles.map(withoutLife),
    notes: things.notes.map(({ profileId, notes }) => ({ profileId, notes: withoutSecretsIn(notes).notes })),
    recipes: things.recipes,
    watches: things.watches,
  };
  return `${JSON.stringify(document)}\n`;
}

/**
 * Reads such a text. What can't be used in it is left out, one thing at a time.
 * @param file its name, for errors
 * @throws AppError `move-file-refused`
 */
export function readDocument(text: string, file: string): ReadDocument {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new AppError({ code: 'move-file-refused', file, problem: 'damaged' }, error);
  }
  const head = v.safeParse(headSchema, content);
  if (!head.success) throw new AppError({ code: 'move-file-refused', file, problem: 'other' });
  if (head.output.version > moveVersion) throw new AppError({ code: 'move-file-refused', file, problem: 'newer' });
  const reading = v.safeParse(documentSchema, content);
  if (!reading.success) throw new AppError({ code: 'move-file-refused', file, problem: 'damaged' });
  const document = reading.output;
  const settings = v.safeParse(settingsChangeSchema, document.settings);
  const profiles = usable(
    document.profiles,
    (value) => asProfile(value),
    ({ id }) => id,
  );
  const read = usable(
    document.notes,
    (value) => parsed(notesSchema, value),
    ({ profileId }) => profileId,
  );
  const notes = read.things.map(({ profileId, notes: some }) => ({ profileId, ...withoutSecretsIn(some) }));
  const recipes = usable(
    document.recipes,
    (value) => parsed(recipesSchema, [value])?.[0],
    ({ id }) => id,
  );
  const watches = usable(
    document.watches,
    (value) => parsed(movedWatchSchema, value),
    ({ watch }) => watch.id,
  );
  return {
    madeAt: document.madeAt,
    things: {
      settings: settings.success ? movableSettings(settings.output) : {},
      profiles: profiles.things,
      notes: notes.map(({ profileId, notes: kept }) => ({ profileId, notes: kept })),
      recipes: recipes.things,
      watches: watches.things.map(({ watch, taken }) => ({ watch: { ...watch, isPaused: true }, taken })),
    },
    left:
      (settings.success ? 0 : 1) +
      profiles.left +
      read.left +
      recipes.left +
      watches.left +
      notes.reduce((sum, { left }) => sum + left, 0),
  };
}

/** A run as it is written; `undefined` for one that is not over, and for a list of files. */
export function movableRun({ record, text }: MovedRun): MovedRun | undefined {
  const { entry } = record;
  if (entry.outcome.kind === 'running' || entry.outcome.kind === 'list') return undefined;
  // The path of its file leads nowhere on another computer, or to something else.
  if (text?.kind !== 'json' || !hasSecret(text.text)) return { record: { entry }, ...(text && { text }) };
  const isPartial = entry.input?.kind === 'json' ? { input: { ...entry.input, isPartial: true as const } } : {};
  return {
    record: { entry: { ...entry, ...isPartial } },
    text: { kind: 'json', text: withoutSecrets(text.text).text },
  };
}

const runSchema = v.object({
  record: historyRecordSchema,
  text: v.exactOptional(
    v.variant('kind', [
      v.object({ kind: v.literal('text'), text: v.string() }),
      v.object({ kind: v.literal('json'), text: v.string() }),
    ]),
  ),
});

/** Reads one line of the history; `undefined` for what is no run that ended. */
export function readRun(line: string): MovedRun | undefined {
  let content: unknown;
  try {
    content = JSON.parse(line);
  } catch {
    return undefined;
  }
  const run = parsed(runSchema, content);
  if (!run || !isRunId(run.record.entry.id)) return undefined;
  const movable = movableRun(run);
  if (!movable) return undefined;
  const { outcome } = movable.record.entry;
  if (outcome.kind !== 'failed' || isPlainError(outcome.error)) return movable;
  return { ...movable, record: { entry: { ...movable.record.entry, outcome: { kind: 'interrupted' } } } };
}

/** Whether a text can name a run, and so a folder. */
export function isRunId(id: string): boolean {
  return /^[\w-]{1,100}$/.test(id);
}

/** Whether a failure is one that this program knows, with facts that are no more than words and numbers. */
function isPlainError(error: object): boolean {
  if (!('code' in error) || typeof error.code !== 'string' || !Object.hasOwn(errorTable, error.code)) return false;
  return Object.values(error).every((fact) => ['string', 'number', 'boolean'].includes(typeof fact));
}

function asProfile(value: unknown): ClusterProfile | undefined {
  const profile = parsed(profileSchema, value);
  if (!profile) return undefined;
  try {
    return { ...withoutLife(profile), ...checkedFields(fieldsOf(profile)) };
  } catch (error) {
    if (isAppError(error)) return undefined;
    throw error;
  }
}

/** Notes without the passwords and keys in their presets, and how many presets held some. */
function withoutSecretsIn(notes: ServiceNotes): { readonly notes: ServiceNotes; readonly left: number } {
  let left = 0;
  const keep = (preset: Preset): readonly Preset[] => {
    const { preset: kept, left: secrets } = sharable(preset);
    if (secrets.length > 0) left += 1;
    return kept ? [kept] : [];
  };
  const presets = Object.fromEntries(Object.entries(notes.presets).map(([key, some]) => [key, some.flatMap(keep)]));
  return { notes: { ...notes, presets }, left };
}

function parsed<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T | undefined {
  const reading = v.safeParse(schema, value);
  return reading.success ? reading.output : undefined;
}

/** What can be used of some things, each once. */
function usable<T>(
  values: readonly unknown[],
  read: (value: unknown) => T | undefined,
  idOf: (thing: T) => string,
): { readonly things: readonly T[]; readonly left: number } {
  const things = new Map<string, T>();
  for (const value of values) {
    const thing = read(value);
    if (thing && !things.has(idOf(thing))) things.set(idOf(thing), thing);
  }
  return { things: [...things.values()], left: values.length - things.size };
}
