import * as v from 'valibot';

/** Why a service can't be run synchronously. */
export type ServiceObstacle = 'exposed-only' | 'no-token';

/** A service as the app shows it. The token is kept apart from it, see `ParsedService`. */
export interface Service {
  readonly name: string;
  /** OIDC subject or `cluster_admin`; tells two services of one name apart. */
  readonly owner?: string;
  /** Lower-case file name endings without a dot that the service declares to take; empty when it says nothing. */
  readonly acceptedSuffixes: readonly string[];
  /** `NOTSET DEBUG INFO WARNING ERROR CRITICAL`. Below WARNING, log lines come with every answer. */
  readonly logLevel: string;
  /** Kubernetes quantities, such as `256Mi` and `0.2`. */
  readonly memory?: string;
  readonly cpu?: string;
  /** 0 means that the service sleeps when unused, so that the first answer takes longer. */
  readonly minScale: number;
  /** 0 means no limit. */
  readonly maxScale: number;
  /** Whether its script names the folder for output files, which makes base64 answers certain to be files. */
  readonly writesFiles: boolean;
  readonly obstacle?: ServiceObstacle;
}

/** A service with its secret, for the main process only. */
export interface ParsedService {
  readonly service: Service;
  /** 64 lower-case hexadecimal characters; absent where the server gave none. */
  readonly token?: string;
}

// Go writes an empty list as null; older and newer servers differ in many fields, so only `name` is required.
const listOf = <T extends v.GenericSchema>(item: T) => v.nullish(v.array(item), []);
const serviceSchema = v.object({
  name: v.pipe(v.string(), v.minLength(1)),
  owner: v.nullish(v.string(), ''),
  token: v.nullish(v.string(), ''),
  log_level: v.nullish(v.string(), 'INFO'),
  memory: v.nullish(v.string(), ''),
  cpu: v.nullish(v.string(), ''),
  script: v.nullish(v.string(), ''),
  synchronous: v.nullish(v.object({ min_scale: v.nullish(v.number(), 0), max_scale: v.nullish(v.number(), 0) })),
  expose: v.nullish(v.object({ api_port: v.nullish(v.union([v.number(), v.array(v.number())])) })),
  input: listOf(v.object({ suffix: listOf(v.string()) })),
});

/**
 * Reads one Service object of `GET /system/services`.
 * @returns `undefined` when it is not a Service object.
 * @see grycap/oscar pkg/types/service.go
 */
export function parseService(json: unknown): ParsedService | undefined {
  const parsed = v.safeParse(serviceSchema, json);
  if (!parsed.success) return undefined;
  const raw = parsed.output;
  const port = raw.expose?.api_port;
  const isExposed = Array.isArray(port) ? port.length > 0 : Boolean(port);
  const obstacle: ServiceObstacle | undefined = isExposed ? 'exposed-only' : raw.token ? undefined : 'no-token';
  const suffixes = raw.input.flatMap((input) => input.suffix).map((suffix) => suffix.replace(/^\./, '').toLowerCase());
  return {
    service: {
      name: raw.name,
      acceptedSuffixes: [...new Set(suffixes)],
      logLevel: raw.log_level.toUpperCase() || 'INFO',
      minScale: raw.synchronous?.min_scale ?? 0,
      maxScale: raw.synchronous?.max_scale ?? 0,
      writesFiles: raw.script.includes('TMP_OUTPUT_DIR'),
      ...(raw.owner && { owner: raw.owner }),
      ...(raw.memory && { memory: raw.memory }),
      ...(raw.cpu && { cpu: raw.cpu }),
      ...(obstacle && { obstacle }),
    },
    ...(raw.token && { token: raw.token }),
  };
}

/**
 * A service of which only the name is known, because its token opens nothing but `/run`. Its log level is OSCAR's default.
 */
export function unlistedService(name: string): Service {
  return { name, acceptedSuffixes: [], logLevel: 'INFO', minScale: 0, maxScale: 0, writesFiles: false };
}

/** A service as it is for who has an access token: that one opens it, too, where the cluster gave no token of its own. */
export function openToAccessToken({ service, ...rest }: ParsedService): ParsedService {
  const { obstacle, ...open } = service;
  return { service: obstacle === 'no-token' ? open : service, ...rest };
}
