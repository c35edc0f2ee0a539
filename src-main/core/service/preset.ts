import * as v from 'valibot';
import { longestTemplate, templateProblem } from '../batch/names';
import { mostAtOnce } from '../batch/pace/parallelism';
import { checkForm } from '../input/form/check';
import type { GroupField } from '../input/form/field';
import { fileOfMark } from '../input/form/file-values';
import { keysOf, readFormText, withoutValue, type JsonNode } from '../input/form/json-object';
import { hasSecret, withoutSecrets } from '../input/form/secrets';
import { preparationSchema } from '../input/preparation';
import { answerLimitsSchema, type AnswerLimits } from '../run/limits';
import { words } from './words';

/** The most presets that a service has. */
export const mostPresets = 20;

/** The longest JSON of a preset, in UTF-16 units. */
export const longestPreset = 4096;

const partsSchema = v.strictObject({
  /** The JSON with which a form or a JSON input begins. */
  text: v.exactOptional(
    v.pipe(
      v.string(),
      v.maxLength(longestPreset),
      v.check((text) => text.trim() !== '' && readFormText(text) !== undefined),
    ),
  ),
  /** How files are prepared before they are sent. */
  preparation: v.exactOptional(preparationSchema),
  limits: v.exactOptional(
    v.pipe(
      v.strictObject({
        /** Most files of a list that run at the same time. */
        parallelRuns: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostAtOnce))),
        ...answerLimitsSchema.entries,
      }),
      v.check((limits) => Object.keys(limits).length > 0),
    ),
  ),
  /** How the results of a list are called, see `outputStem`. */
  names: v.exactOptional(
    v.pipe(
      words(longestTemplate),
      v.check((template) => templateProblem(template) === undefined),
    ),
  ),
});

/** What a preset may hold; at least one of it. */
type PresetParts = Readonly<v.InferOutput<typeof partsSchema>>;

/** The limits of answers that a preset sets; `undefined` where it sets none. */
export function answerLimitsOf({ limits }: PresetParts): AnswerLimits | undefined {
  const { waitSeconds, receiveSeconds, answerBytes } = limits ?? {};
  const set = {
    ...(waitSeconds !== undefined && { waitSeconds }),
    ...(receiveSeconds !== undefined && { receiveSeconds }),
    ...(answerBytes !== undefined && { answerBytes }),
  };
  return Object.keys(set).length > 0 ? set : undefined;
}

/** Whether a preset sets anything of a single input. */
export function isOfInput(parts: PresetParts): boolean {
  return parts.text !== undefined || parts.preparation !== undefined || answerLimitsOf(parts) !== undefined;
}

/** Whether a preset sets anything of a list. */
export function isOfList({ preparation, limits, names }: PresetParts): boolean {
  return preparation !== undefined || limits !== undefined || names !== undefined;
}

/** What of a preset stays where another of its name is kept: a list doesn't know its form, and an input not what lists have. */
export function stayingParts({ text, limits, names }: PresetParts, isReplacedByList: boolean): PresetParts {
  if (isReplacedByList) return text === undefined ? {} : { text };
  const parallelRuns = limits?.parallelRuns;
  return {
    ...(parallelRuns !== undefined && { limits: { parallelRuns } }),
    ...(names !== undefined && { names }),
  };
}

const presetSchema = v.pipe(
  v.strictObject({
    name: words(80),
    ...partsSchema.entries,
    /** Whether the service begins with this preset. */
    isDefault: v.exactOptional(v.literal(true)),
  }),
  v.check((preset) => isOfInput(preset) || isOfList(preset)),
);

export const presetsSchema = v.pipe(v.array(presetSchema), v.maxLength(mostPresets), v.readonly());

/** Saved settings of a service, with a name. */
export type Preset = Readonly<v.InferOutput<typeof presetSchema>>;

const sharedSchema = v.object({
  format: v.literal('oscar-preset'),
  version: v.literal(1),
  service: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  preset: presetSchema,
});

/** A preset as it may be given to other people. */
export interface SharablePreset {
  /** `undefined` where nothing is left of it. */
  readonly preset: Preset | undefined;
  /** The labels of the passwords that were left out. */
  readonly left: readonly string[];
}

/** Leaves passwords and keys out of a preset. @param form the form that the service has now, if it has one */
export function sharable({ text, ...rest }: Preset, form?: GroupField): SharablePreset {
  if (text === undefined) return { preset: rest, left: [] };
  const { text: kept, left } = withoutSecrets(text, form);
  const isEmpty = left.length > 0 && keysOf(readFormText(kept) ?? emptyObject).length === 0;
  if (!isEmpty) return { preset: { ...rest, text: kept }, left };
  return { preset: isOfList(rest) ? rest : undefined, left };
}

const emptyObject: JsonNode = { type: 'object', offset: 0, length: 2 };

/** Writes a preset as a text for other people, with the name of its service. */
export function writePreset(service: string, preset: Preset): string {
  const shared = { ...preset, isDefault: undefined };
  return `${JSON.stringify({ format: 'oscar-preset', version: 1, service, preset: shared }, undefined, 2)}\n`;
}

/** A preset that came as a text, with the name of its service. */
interface ReadPreset {
  readonly service: string;
  readonly preset: Preset;
}

/** Reads such a text; `unreadable` if it says that it is one and can't be used as a whole, `undefined` if it is another text. */
export function readPreset(text: string): ReadPreset | 'unreadable' | undefined {
  if (text.length > 4 * longestPreset || !text.includes('oscar-preset')) return undefined;
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!v.is(v.object({ format: sharedSchema.entries.format }), content)) return undefined;
  const reading = v.safeParse(sharedSchema, content);
  return reading.success ? reading.output : 'unreadable';
}

/** Removes chosen files from a JSON text, because they are known only while the window is open. */
export function withoutFiles(text: string): string {
  const root = readFormText(text);
  const path = root && fileIn(root);
  return path ? withoutFiles(withoutValue(text, path)) : text;
}

function fileIn(node: JsonNode): readonly (string | number)[] | undefined {
  for (const [index, child] of (node.children ?? []).entries()) {
    const [key, value] = child.type === 'property' ? (child.children ?? []) : [undefined, child];
    if (!value) continue;
    const step: unknown = key ? key.value : index;
    if (typeof step !== 'string' && typeof step !== 'number') continue;
    if (fileOfMark(value.value) !== undefined) return [step];
    const below = fileIn(value);
    if (below) return [step, ...below];
  }
  return undefined;
}

/**
 * Whether a preset no longer fits the settings that a service has now. Missing values are allowed, since a preset need not fill
 * all of them.
 */
export function isOutdated({ text }: Pick<Preset, 'text'>, form: GroupField): boolean {
  const root = text === undefined ? undefined : readFormText(text);
  if (!root) return false;
  const isUnknown = keysOf(root).some((key) => !form.members.some((member) => member.key === key));
  return isUnknown || checkForm(form, root).some(({ problem }) => problem.kind !== 'missing');
}

/** All presets of a service: the user's own, then those of a connection file. For the same name, the user's own counts. */
export function allPresets(own: readonly Preset[] = [], given: readonly Preset[] = []): readonly Preset[] {
  return [...own, ...given.filter(({ name }) => !own.some((one) => one.name === name))];
}

/** Whether a preset holds a password or a key, and so must not be given to other people. @param form of the service */
export function mayHoldSecret({ text }: Preset, form?: GroupField): boolean {
  return text !== undefined && hasSecret(text, form);
}
