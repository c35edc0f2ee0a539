import type { ImportId } from '../ground/ids';
import { isScalar, Lexer, LineCounter, parseDocument, visit, type Document } from 'yaml';
import { readEndpoint } from './endpoint';
import { AppError } from '../ground/error';
import { findJsonProblem } from '../ground/json-text';
import type { SignIn } from './profile';

/** The largest configuration that is read, in UTF-16 units; real ones have a few thousand. */
export const longestConfig = 512 * 1024;

// What the composer of the YAML library takes on without trouble; a configuration has three levels.
const deepestNesting = 20;
// Aliases that may be resolved: enough for a shared password, too few to grow a file a million times.
const mostAliases = 100;

/** A cluster of the configuration that can become a connection, with its secret. */
export interface ConfiguredCluster {
  /** Its identifier in the file. */
  readonly name: string;
  readonly endpoint: string;
  /** Whether what is sent could be read on its way. */
  readonly isPlainHttp: boolean;
  /** Whether oscar-cli was told, or by leaving it out allowed, to take any certificate. */
  readonly skipsCertificateCheck: boolean;
  readonly isDefault: boolean;
  readonly signIn: SignIn;
  /** Left out where an agent has it. */
  readonly secret?: string;
}

/** Why a cluster of the configuration can't become a connection. */
export type ImportObstacle = 'not-a-cluster' | 'no-address' | 'address-invalid' | 'no-sign-in' | 'no-secret';

/** A cluster that is left out. */
export interface SkippedCluster {
  readonly name: string;
  readonly obstacle: ImportObstacle;
}

/** What a configuration holds, in the order of the file. */
export interface OscarCliConfig {
  readonly clusters: readonly ConfiguredCluster[];
  readonly skipped: readonly SkippedCluster[];
}

/** A cluster as it is offered. Its secret stays behind. */
export type OfferedCluster = Omit<ConfiguredCluster, 'secret'> & {
  /** Whether there is a connection of this address and sign-in already. */
  readonly isKnown: boolean;
};

/** What a configuration offers. */
export interface ImportOffer {
  readonly id: ImportId;
  readonly fileName: string;
  readonly clusters: readonly OfferedCluster[];
  readonly skipped: readonly SkippedCluster[];
}

/**
 * Reads a configuration of oscar-cli: YAML where the name ends so, else JSON, as oscar-cli itself decides.
 * @param file name of the file, for the decision and for sentences
 * @throws AppError `config-unreadable`
 * @see grycap/oscar-cli pkg/config/config.go, pkg/cluster/cluster.go
 */
export function readOscarCliConfig(text: string, file: string): OscarCliConfig {
  if (text.length > longestConfig) throw new AppError({ code: 'config-unreadable', file, problem: 'too-large' });
  const content = /\.ya?ml$/i.test(file) ? fromYaml(text, file) : fromJson(text, file);
  const named = isRecord(content) && isRecord(content['oscar']) ? Object.entries(content['oscar']) : [];
  if (!isRecord(content) || named.length === 0) {
    throw new AppError({ code: 'config-unreadable', file, problem: 'no-clusters' });
  }
  const readings = named.map(([name, cluster]) => readCluster(name, cluster, textOf(content['default'])));
  return {
    clusters: readings.filter((reading): reading is ConfiguredCluster => 'signIn' in reading),
    skipped: readings.filter((reading): reading is SkippedCluster => 'obstacle' in reading),
  };
}

function readCluster(name: string, cluster: unknown, defaultName: string): ConfiguredCluster | SkippedCluster {
  if (!isRecord(cluster)) return { name, obstacle: 'not-a-cluster' };
  const address = textOf(cluster['endpoint']);
  if (address.trim() === '') return { name, obstacle: 'no-address' };
  const reading = readEndpoint(address);
  if (!reading.ok) return { name, obstacle: 'address-invalid' };
  const signIn = readSignIn(cluster);
  if (typeof signIn === 'string') return { name, obstacle: signIn };
  return {
    name,
    endpoint: reading.endpoint,
    isPlainHttp: reading.isPlainHttp,
    // Go reads a missing key as false.
    skipsCertificateCheck: reading.endpoint.startsWith('https:') && !isTrue(cluster['ssl_verify']),
    isDefault: name === defaultName,
    ...signIn,
  };
}

/** The way to sign in that oscar-cli itself would choose: an agent's account, else a refresh token, else a password. */
function readSignIn(
  cluster: Readonly<Record<string, unknown>>,
): Pick<ConfiguredCluster, 'signIn' | 'secret'> | ImportObstacle {
  const account = textOf(cluster['oidc_account_name']).trim();
  if (account !== '') return { signIn: { kind: 'oidc-agent', account } };
  const refreshToken = textOf(cluster['oidc_refresh_token']).trim();
  if (refreshToken !== '') return { signIn: { kind: 'oidc-refresh-token' }, secret: refreshToken };
  const user = textOf(cluster['auth_user']);
  const secret = textOf(cluster['auth_password']);
  if (user === '') return 'no-sign-in';
  return secret === '' ? 'no-secret' : { signIn: { kind: 'password', user }, secret };
}

function fromJson(text: string, file: string): unknown {
  const place = findJsonProblem(text);
  if (place) throw new AppError({ code: 'config-unreadable', file, problem: 'syntax', place });
  return JSON.parse(text);
}

function fromYaml(text: string, file: string): unknown {
  const lines = new LineCounter();
  const broken = (offset: number, cause?: unknown) => {
    const { line, col } = lines.linePos(offset);
    const place = { line: Math.max(1, line), column: Math.max(1, col) };
    return new AppError({ code: 'config-unreadable', file, problem: 'syntax', place }, cause);
  };
  if (isTooDeep(text)) throw new AppError({ code: 'config-unreadable', file, problem: 'too-deep' });
  // Text only, as oscar-cli reads it: a password of digits is no number. Looking for equal keys itself, the library would
  // compare each with each.
  const document = parseDocument(text, {
    schema: 'failsafe',
    merge: true,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    lineCounter: lines,
  });
  const [error] = document.errors;
  // Not as a cause: the library's message quotes the text, which can hold a password.
  if (error) throw broken(error.pos[0]);
  const repeated = repeatedKey(document);
  if (repeated !== undefined) throw broken(repeated);
  try {
    return document.toJS({ maxAliasCount: mostAliases });
  } catch {
    throw new AppError({ code: 'config-unreadable', file, problem: 'too-deep' });
  }
}

/** Looks at the text itself, since composing what is deep takes time by the square of its depth. */
function isTooDeep(text: string): boolean {
  let brackets = 0;
  let indicators = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') brackets += 1;
    else if (token === ']' || token === '}') brackets -= 1;
    else if (token === '-' || token === '?') indicators += 1;
    else if (token.includes('\n')) indicators = 0;
    if (brackets > deepestNesting || indicators > deepestNesting) return true;
  }
  return false;
}

/** Where a key stands that its map has already, as an offset. */
function repeatedKey(document: Document): number | undefined {
  let found: number | undefined;
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) {
          found = key.range?.[0] ?? 0;
          return visit.BREAK;
        }
        seen.add(key.value);
      }
      return undefined;
    },
  });
  return found;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : '';
}

function isTrue(value: unknown): boolean {
  // The spellings that Go's YAML takes for a boolean.
  return value === true || (typeof value === 'string' && /^(?:true|yes|on|y)$/i.test(value));
}
