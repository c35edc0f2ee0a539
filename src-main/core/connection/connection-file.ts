import type { OpenedFileId } from '../ground/ids';
import * as v from 'valibot';
import { readEndpoint } from './endpoint';
import { AppError, type ConnectionFileProblem } from '../ground/error';
import {
  connectionLimitsSchema,
  longestWaitSeconds,
  shortestWaitSeconds,
  type ConnectionLimits,
  type Trust,
} from './profile';
import { formOf, serviceCardSchema } from '../service/card';
import { mostSharedRecipes, sharedRecipeSchema, type SharedRecipe } from '../recipe/shared';
import { instituteSchema, type Institute } from '../sign-in/institute';
import { mayHoldSecret } from '../service/preset';
import { hasSecret } from '../input/form/secrets';

/** The ending of a connection file's name. */
export const connectionFileEnding = '.oscar-connection';

/** The largest connection file that is read, in bytes. */
export const largestConnectionFile = 256 * 1024;

/** The most services that a connection file may describe. */
export const mostServices = 500;

const format = 'oscar-connection';
/** Version 2 may hold forms, presets, recipes and the page by which its users sign in. */
const newestVersion = 2;

const certificates =
  /^(?:[^\S\n]*\n)*(?:-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]{1,20000}-----END CERTIFICATE-----\s*){1,20}$/;

const schema = v.strictObject({
  format: v.literal(format),
  version: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(newestVersion)),
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
  address: v.pipe(v.string(), v.minLength(1), v.maxLength(2000)),
  certificateAuthority: v.exactOptional(
    v.pipe(
      v.string(),
      v.maxLength(128 * 1024),
      v.transform((pem) => pem.replace(/\r\n?/g, '\n')),
      v.regex(certificates),
    ),
  ),
  services: v.exactOptional(
    v.pipe(
      v.array(
        v.strictObject({ name: v.pipe(v.string(), v.minLength(1), v.maxLength(100)), ...serviceCardSchema.entries }),
      ),
      v.maxLength(mostServices),
    ),
    [],
  ),
  signIn: v.exactOptional(instituteSchema),
  recipes: v.exactOptional(v.pipe(v.array(sharedRecipeSchema), v.maxLength(mostSharedRecipes)), []),
  limits: v.exactOptional(
    v.strictObject({
      ...connectionLimitsSchema.entries,
      // A wait that is too short for any service is raised: the rest of the file is of use all the same.
      waitSeconds: v.exactOptional(
        v.pipe(
          v.number(),
          v.integer(),
          v.minValue(1),
          v.maxValue(longestWaitSeconds),
          v.toMinValue(shortestWaitSeconds),
        ),
      ),
    }),
  ),
});

/** What an administrator hands to users: everything but the secret. */
export interface ConnectionFile {
  readonly name: string;
  /** Base address without a trailing slash. */
  readonly address: string;
  /** Certificates, PEM, that the cluster's own is signed by. */
  readonly certificateAuthority?: string;
  readonly services: readonly NamedServiceCard[];
  /** The page by which its users sign in. */
  readonly signIn?: Institute;
  /** Several of its services under one name, each of which gets the results of the one before. */
  readonly recipes: readonly SharedRecipe[];
  readonly limits?: ConnectionLimits;
}

/** What of a connection file its author chooses; the rest is that of the connection. */
export interface ConnectionFileChoice extends Pick<ConnectionFile, 'services' | 'limits'> {
  /** The names of its recipes. */
  readonly recipes: readonly string[];
}

/** A card with the name of the service it belongs to. */
export type NamedServiceCard = v.InferOutput<typeof schema>['services'][number];

/** A connection file that was opened and read. */
export interface OpenedConnectionFile extends ConnectionFile {
  readonly id: OpenedFileId;
  readonly fileName: string;
  /** Whether what is sent could be read on its way. */
  readonly isPlainHttp: boolean;
  /** What its certificates mean for a connection, where it has some. */
  readonly trust?: Trust;
}

/**
 * Reads a connection file. Nothing of it is used unless all of it is as described in docs/connection-file.md: a file that
 * carries a secret, markup, a path, or anything unknown is refused.
 * @param file its name, for sentences
 * @throws AppError `connection-file-refused`
 */
export function readConnectionFile(text: string, file: string): ConnectionFile {
  const refuse = (problem: ConnectionFileProblem, field?: string) =>
    new AppError({ code: 'connection-file-refused', file, problem, ...(field !== undefined && { field }) });
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw refuse('not-json');
  }
  const suspect = suspectPart(content, '', 0);
  if (suspect) throw refuse(suspect.problem, suspect.field);
  if (isOfNewerVersion(content)) throw refuse('newer');
  const parsed = v.safeParse(schema, content);
  if (!parsed.success) throw refuse('content', v.getDotPath(parsed.issues[0]) ?? undefined);
  const { version, name, address, certificateAuthority, services, signIn, recipes, limits } = parsed.output;
  if (version === 1 && recipes.length > 0) throw refuse('content', 'recipes');
  if (version === 1 && signIn) throw refuse('content', 'signIn');
  services.forEach((card, index) => {
    const [newer] = newerFields(card);
    if (version === 1 && newer !== undefined) throw refuse('content', `services.${index}.${newer}`);
    const form = formOf(card);
    if (card.presets?.some((preset) => mayHoldSecret(preset, form)))
      throw refuse('secret', `services.${index}.presets`);
    if (card.sample?.kind === 'json' && hasSecret(card.sample.text, form))
      throw refuse('secret', `services.${index}.sample`);
  });
  const reading = readEndpoint(address);
  if (!reading.ok || /[?#@\\]/.test(address)) throw refuse('address');
  return {
    name,
    address: reading.endpoint,
    services,
    recipes,
    ...(certificateAuthority !== undefined && { certificateAuthority }),
    ...(signIn && { signIn }),
    ...(limits && { limits }),
  };
}

/** The text of a connection file, of the oldest version that can hold it: earlier programs open that one too. */
export function writeConnectionFile(file: ConnectionFile): string {
  const { name, address, certificateAuthority, services, signIn, recipes, limits } = file;
  const isNewer = signIn !== undefined || recipes.length > 0 || services.some((card) => newerFields(card).length > 0);
  const version = isNewer ? newestVersion : 1;
  const more = { ...(signIn && { signIn }), ...(recipes.length > 0 && { recipes }), limits };
  const content = { format, version, name, address, certificateAuthority, services, ...more };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

/** What of a card the first version of the format doesn't know. */
function newerFields(card: NamedServiceCard): readonly string[] {
  return (['inputSchema', 'presets'] as const).filter((field) => card[field] !== undefined);
}

interface SuspectPart {
  readonly problem: ConnectionFileProblem;
  readonly field?: string;
}

const secretKey = /token|passw|secret|credential|private|api.?key|authori[sz]ation$/i;
// A service token, a JSON Web Token, a private key, an address with a password.
const secretText = /\b[0-9a-f]{64}\b|\beyJ[\w-]{5,}\.[\w-]+\.|PRIVATE KEY|:\/\/[^/\s]*@/i;
const markup = /<[a-z!/?]|&#|javascript:/i;
const path = /(?:^|[\s"'])(?:file:|[a-z]:\\|\\\\\w|\.\.?[\\/]|~\/|\/(?:home|etc|usr|var|tmp|Users)\/)/i;
const control = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
const deepest = 8;
const formField = /^services\.\d+\.inputSchema$/;

/** The first part that has no place in a connection file, whatever its field. */
function suspectPart(value: unknown, field: string, depth: number): SuspectPart | undefined {
  if (depth > deepest) return { problem: 'content', field };
  if (typeof value === 'string') return suspectText(value, field);
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inside] of Object.entries(value)) {
    const name = field === '' ? key : `${field}.${key}`;
    if (formField.test(name)) {
      const suspect = suspectWords(inside, name);
      if (suspect) return suspect;
      continue;
    }
    if (!/^[A-Za-z0-9]{1,40}$/.test(key)) return { problem: 'content', ...(field !== '' && { field }) };
    if (secretKey.test(key)) return { problem: 'secret', field: name };
    const suspect = suspectPart(inside, name, depth + 1);
    if (suspect) return suspect;
  }
  return undefined;
}

/**
 * The first text in a form that has no place in a connection file. Names of its fields are what the service calls its
 * parameters, `max_tokens` among them; how many and how deep they are is judged where the form is made.
 */
function suspectWords(form: unknown, field: string): SuspectPart | undefined {
  const open: unknown[] = [form];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const suspect = typeof next === 'string' ? suspectText(next, field) : undefined;
    if (suspect) return suspect;
    if (typeof next === 'object' && next !== null) for (const part of Object.values(next)) open.push(part);
  }
  return undefined;
}

/** Whether a text looks like a token, a private key, or an address with a password. */
export function looksSecret(text: string): boolean {
  return secretText.test(text);
}

function suspectText(text: string, field: string): SuspectPart | undefined {
  if (looksSecret(text)) return { problem: 'secret', field };
  if (markup.test(text)) return { problem: 'markup', field };
  if (path.test(text)) return { problem: 'content', field };
  const mayHaveLines = field === 'certificateAuthority' || field.endsWith('.text');
  return control.test(mayHaveLines ? text.replace(/[\r\n\t]/g, '') : text) ? { problem: 'content', field } : undefined;
}

function isOfNewerVersion(content: unknown): boolean {
  const head = v.safeParse(v.object({ format: v.literal(format), version: v.number() }), content);
  return head.success && head.output.version > newestVersion;
}
