import * as v from 'valibot';
import { preparationSchema } from '../input/preparation';
import { serviceSchema, type Service } from './service';
import { presetsSchema } from './preset';
import { serviceCardSchema, serviceWordsSchema } from './card';

/** How many services are remembered as used lately. */
export const mostRecent = 5;

// Keys of services as the window makes them: owner and name.
const key = v.pipe(v.string(), v.minLength(1), v.maxLength(400));
/** What was too large for a service, and what was sent in its place then. */
const refusedSizeSchema = v.object({
  /** Of the smallest that was refused. */
  sizeBytes: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  preparation: preparationSchema,
});

/** What was too large for a service, and what was sent in its place then. */
export type RefusedSize = v.InferOutput<typeof refusedSizeSchema>;

const changeable = {
  /** The services the user marked, in the order they were marked. */
  favourites: v.pipe(v.array(key), v.maxLength(1000)),
  /** The services that ran last, the latest first. */
  recent: v.pipe(v.array(key), v.maxLength(mostRecent)),
  /** What the user calls services, by key. */
  edited: v.record(key, serviceWordsSchema),
  /** The columns that the user chose for lists of a service, by its key. */
  columns: v.record(key, v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.maxLength(100), v.readonly())),
  /** What was too large for services, by their keys. */
  refused: v.record(key, refusedSizeSchema),
  /** The user's own presets of services, by their keys. */
  presets: v.record(key, presetsSchema),
};

/** What is remembered of the services of one connection. */
export const serviceNotesSchema = v.object({
  favourites: v.optional(changeable.favourites, []),
  recent: v.optional(changeable.recent, []),
  edited: v.optional(changeable.edited, {}),
  columns: v.optional(changeable.columns, {}),
  refused: v.optional(changeable.refused, {}),
  presets: v.optional(changeable.presets, {}),
  /** What the connection file told of services, by name. */
  given: v.optional(v.record(key, serviceCardSchema), {}),
});

/** What is remembered of the services of one connection. */
export type ServiceNotes = v.InferOutput<typeof serviceNotesSchema>;

/** The part of the notes that the user changes. */
export const serviceNotesChangeSchema = v.strictObject({
  favourites: v.exactOptional(changeable.favourites),
  recent: v.exactOptional(changeable.recent),
  edited: v.exactOptional(changeable.edited),
  columns: v.exactOptional(changeable.columns),
  refused: v.exactOptional(changeable.refused),
  presets: v.exactOptional(changeable.presets),
});

/** A change to some of the notes; the others stay. */
export type ServiceNotesChange = v.InferOutput<typeof serviceNotesChangeSchema>;

/** Notes of a connection that has none yet. */
export const noNotes: ServiceNotes = {
  favourites: [],
  recent: [],
  edited: {},
  columns: {},
  refused: {},
  presets: {},
  given: {},
};

/** A list of services on disk: without tokens, and with what it was a list of. */
export const listedServicesSchema = v.object({
  /** ISO 8601, UTC. */
  seenAt: v.pipe(v.string(), v.isoTimestamp()),
  /** Tells the cluster and the account the list came from. */
  source: v.string(),
  services: v.array(serviceSchema),
});

/** A list of services as it is kept: without tokens, and with what it was a list of. */
export interface ListedServices {
  readonly seenAt: string;
  readonly source: string;
  readonly services: readonly Service[];
}

/** The services as they were last seen. */
export interface LastServices {
  /** ISO 8601, UTC. */
  readonly seenAt: string;
  readonly services: readonly Service[];
}
