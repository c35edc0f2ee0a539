import * as v from 'valibot';
import { checkForm } from '../input/form/check';
import type { GroupField } from '../input/form/field';
import { fileOfMark } from '../input/form/file-values';
import { keysOf, readFormText, withoutValue, type JsonNode } from '../input/form/json-object';
import { hasSecret, withoutSecrets } from '../input/form/secrets';
import { preparationSchema } from '../input/preparation';
import { words } from './words';

/** The most presets that a service has. */
export const mostPresets = 20;

/** The longest JSON of a preset, in UTF-16 units. */
export const longestPreset = 4096;

const presetSchema = v.pipe(
  v.strictObject({
    name: words(80),
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
    /** Whether the form begins with this preset. */
    isDefault: v.exactOptional(v.literal(true)),
  }),
  v.check(({ text, preparation }) => text !== undefined || preparation !== undefined),
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
  return { preset: rest.preparation && rest, left };
}

const emptyObject: JsonNode = { type: 'object', offset: 0, length: 2 };

/** Writes a preset as a text for other people, with the name of its service. */
export function writePreset(service: string, preset: Preset): string {
  const shared = { ...preset, isDefault: undefined };
  return `${JSON.stringify({ format: 'oscar-preset', version: 1, service, preset: shared }, undefined, 2)}\n`;
}

/** Reads such a text; `undefined` if it is another text. */
export function readPreset(text: string): { readonly service: string; readonly preset: Preset } | undefined {
  if (text.length > 4 * longestPreset || !text.includes('oscar-preset')) return undefined;
  try {
    const reading = v.safeParse(sharedSchema, JSON.parse(text));
    return reading.success ? reading.output : undefined;
  } catch {
    return undefined;
  }
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
