import * as v from 'valibot';
import { storageFolders, storageFolderSchema } from '../storage/folder';
import { serviceWordsSchema, wordsOfMarks } from './card';

/** Why a service can't be run synchronously. */
export type ServiceObstacle = 'exposed-only' | 'no-token';

/** What a service is doing: `sleeping` has nothing running, and wakes up for the first input. */
export type ServiceState = v.InferOutput<typeof stateSchema>;

const inputTypeSchema = v.picklist(['text', 'json', 'file']);

const stateSchema = v.picklist(['ready', 'sleeping', 'starting', 'stopped', 'degraded', 'failed', 'unavailable']);

/** A service as the app shows and keeps it. */
export const serviceSchema = v.object({
  name: v.string(),
  /** OIDC subject or `cluster_admin`; tells two services of one name apart. */
  owner: v.exactOptional(v.string()),
  /** What its annotations or labels say it is called and does. */
  words: v.exactOptional(serviceWordsSchema),
  /** Lower-case file name endings without a dot that the service declares to take; empty when it says nothing. */
  acceptedSuffixes: v.array(v.string()),
  /** What it says that it takes; left out where it says nothing that is known. */
  inputType: v.exactOptional(inputTypeSchema),
  /** `NOTSET DEBUG INFO WARNING ERROR CRITICAL`. Below WARNING, log lines come with every answer. */
  logLevel: v.string(),
  /** Kubernetes quantities, such as `256Mi` and `0.2`. */
  memory: v.exactOptional(v.string()),
  cpu: v.exactOptional(v.string()),
  /** 0 means that the service sleeps when unused, so that the first answer takes longer. */
  minScale: v.number(),
  /** 0 means no limit. */
  maxScale: v.number(),
  /** Left out where the server doesn't tell. */
  state: v.exactOptional(stateSchema),
  /** Whether the state is concluded from what may go to sleep, and not told. */
  isStateAssumed: v.exactOptional(v.literal(true)),
  /** Whether its script names the folder for output files, which makes base64 answers certain to be files. */
  writesFiles: v.boolean(),
  obstacle: v.exactOptional(v.picklist(['exposed-only', 'no-token'])),
  /** Its folders in the storage of the cluster; left out where it has none. */
  folders: v.exactOptional(v.array(storageFolderSchema)),
});

/** A service as the app shows it. The token is kept apart from it, see `ParsedService`. */
export type Service = Readonly<v.InferOutput<typeof serviceSchema>>;

/** A service with its secret, for the main process only. */
export interface ParsedService {
  readonly service: Service;
  /** 64 lower-case hexadecimal characters; absent where the server gave none. */
  readonly token?: string;
}

// Go writes an empty list as null; older and newer servers differ in many fields, so only `name` is required.
const marks = v.fallback(v.nullish(v.record(v.string(), v.string()), {}), {});
const listOf = <T extends v.GenericSchema>(item: T) => v.nullish(v.array(item), []);
const variables = v.object({
  LOG_LEVEL: v.nullish(v.string()),
  INPUT_TYPE: v.fallback(v.nullish(v.string()), undefined),
});
const place = { storage_provider: v.nullish(v.string(), ''), path: v.nullish(v.string(), '') };
const placeSchema = v.object(place);
const serviceObjectSchema = v.object({
  name: v.pipe(v.string(), v.minLength(1)),
  owner: v.nullish(v.string(), ''),
  token: v.nullish(v.string(), ''),
  log_level: v.nullish(v.string(), 'INFO'),
  memory: v.nullish(v.string(), ''),
  cpu: v.nullish(v.string(), ''),
  script: v.nullish(v.string(), ''),
  synchronous: v.nullish(v.object({ min_scale: v.nullish(v.number(), 0), max_scale: v.nullish(v.number(), 0) })),
  expose: v.nullish(v.object({ api_port: v.nullish(v.union([v.number(), v.array(v.number())])) })),
  input: listOf(v.object({ ...place, suffix: listOf(v.string()) })),
  output: v.fallback(listOf(placeSchema), []),
  labels: marks,
  annotations: marks,
  environment: v.fallback(
    v.nullish(v.object({ variables: v.nullish(variables), Variables: v.nullish(variables) })),
    undefined,
  ),
  deployment: v.nullish(v.object({ state: v.nullish(v.string(), ''), active_instances: v.nullish(v.number()) })),
});

// `pending` is the server's word for a service whose first instance is on its way.
const states: Readonly<Record<string, ServiceState>> = {
  pending: 'starting',
  ready: 'ready',
  degraded: 'degraded',
  failed: 'failed',
  stopped: 'stopped',
  unavailable: 'unavailable',
};

// OSCAR doesn't know this variable; its examples set it to tell their own script, and the dashboard, what to expect.
const inputTypes: Readonly<Record<string, Service['inputType']>> = {
  json: 'json',
  'application/json': 'json',
  text: 'text',
  'text/plain': 'text',
  string: 'text',
  file: 'file',
  binary: 'file',
  image: 'file',
};

/**
 * Reads one Service object of `GET /system/services`.
 * @returns `undefined` when it is not a Service object.
 * @see grycap/oscar pkg/types/service.go
 */
export function parseService(json: unknown): ParsedService | undefined {
  const parsed = v.safeParse(serviceObjectSchema, json);
  if (!parsed.success) return undefined;
  const raw = parsed.output;
  const port = raw.expose?.api_port;
  const isExposed = Array.isArray(port) ? port.length > 0 : Boolean(port);
  const obstacle: ServiceObstacle | undefined = isExposed ? 'exposed-only' : raw.token ? undefined : 'no-token';
  const told = toldState(raw.deployment);
  // A server before v4 doesn't tell; what may go to sleep is then taken to be asleep.
  const state = told ?? ((raw.synchronous?.min_scale ?? 0) > 0 ? undefined : 'sleeping');
  // Servers up to v3.3 have another case. What the service sets itself goes before what it is created with.
  const own = raw.environment?.variables ?? raw.environment?.Variables;
  const logLevel = own?.LOG_LEVEL || raw.log_level;
  const typeName = own?.INPUT_TYPE?.trim().toLowerCase() ?? '';
  const inputType = Object.hasOwn(inputTypes, typeName) ? inputTypes[typeName] : undefined;
  const words = wordsOfMarks(raw.annotations ?? {}, raw.labels ?? {});
  const suffixes = raw.input.flatMap((input) => input.suffix).map((suffix) => suffix.replace(/^\./, '').toLowerCase());
  const declared = (places: readonly v.InferOutput<typeof placeSchema>[]) =>
    places.map(({ storage_provider: provider, path }) => ({ provider, path }));
  const folders = storageFolders(declared(raw.input), declared(raw.output ?? []));
  return {
    service: {
      name: raw.name,
      acceptedSuffixes: [...new Set(suffixes)],
      logLevel: logLevel.toUpperCase() || 'INFO',
      minScale: raw.synchronous?.min_scale ?? 0,
      maxScale: raw.synchronous?.max_scale ?? 0,
      writesFiles: raw.script.includes('TMP_OUTPUT_DIR'),
      ...(raw.owner && { owner: raw.owner }),
      ...(inputType && { inputType }),
      ...(raw.memory && { memory: raw.memory }),
      ...(raw.cpu && { cpu: raw.cpu }),
      ...(words && { words }),
      ...(state && !obstacle && { state, ...(!told && { isStateAssumed: true as const }) }),
      ...(obstacle && { obstacle }),
      ...(folders.length > 0 && { folders: [...folders] }),
    },
    ...(raw.token && { token: raw.token }),
  };
}

/** What a service is doing, where the server tells. */
function toldState(deployment: v.InferOutput<typeof serviceObjectSchema>['deployment']): ServiceState | undefined {
  const told = states[deployment?.state ?? ''];
  // Knative calls a service ready that has nothing running, since the next request wakes it up.
  return told === 'ready' && deployment?.active_instances === 0 ? 'sleeping' : told;
}

/**
 * A service of which only the name is known, because its token opens nothing but `/run`. Its log level is OSCAR's default.
 */
export function unlistedService(name: string): Service {
  return { name, acceptedSuffixes: [], logLevel: 'INFO', minScale: 0, maxScale: 0, writesFiles: false };
}

/** A service for a user with an access token: it can be run with that token where the cluster gave none of its own. */
export function withAccessToken({ service, ...rest }: ParsedService): ParsedService {
  const { obstacle, ...open } = service;
  return { service: obstacle === 'no-token' ? open : service, ...rest };
}
