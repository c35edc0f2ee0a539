import type { FormField, FormPath, GroupField } from './field';
import { readFormText, withoutValue, type JsonNode } from './json-object';

/** Names of values that are passwords or keys, whatever a form says of them. */
const secretName = /passw|secret|credential|private|api.?key|access.?token|authori[sz]ation/i;

/** A JSON text without its passwords, and what was left out of it. */
export interface WithoutSecrets {
  readonly text: string;
  /** The labels of the values that were left out. */
  readonly left: readonly string[];
}

/**
 * Removes passwords and keys from a JSON text: the values of password fields, and texts whose names say what they are. A text
 * that no form can edit stays as it is.
 * @param form the form of the service, if it has one
 */
export function withoutSecrets(text: string, form?: GroupField): WithoutSecrets {
  return without(text, form, secretName);
}

/** Removes the values of password fields alone: what the user sent is kept as it was, as far as the form allows. */
export function withoutPasswords(text: string, form: GroupField | undefined): WithoutSecrets {
  return form ? without(text, form, undefined) : { text, left: [] };
}

function without(text: string, form: GroupField | undefined, names: RegExp | undefined): WithoutSecrets {
  let rest = text;
  const left: string[] = [];
  for (let found = secretOf(rest, form, names); found; found = secretOf(rest, form, names)) {
    rest = withoutValue(rest, found.path);
    if (!left.includes(found.label)) left.push(found.label);
  }
  return { text: rest, left };
}

/** Whether a JSON text holds a password or a key. @param form the form of the service, if it has one */
export function hasSecret(text: string, form?: GroupField): boolean {
  return secretOf(text, form, secretName) !== undefined;
}

interface FoundSecret {
  readonly path: FormPath;
  readonly label: string;
}

function secretOf(text: string, form: GroupField | undefined, names: RegExp | undefined): FoundSecret | undefined {
  const root = readFormText(text);
  return root && secretIn(root, form ? [form] : [], names);
}

/**
 * @param fields what the value may be: of groups of which one is chosen, each counts
 * @param names names that tell a secret
 */
function secretIn(node: JsonNode, fields: readonly FormField[], names: RegExp | undefined): FoundSecret | undefined {
  for (const [index, child] of (node.children ?? []).entries()) {
    const [key, value] = child.type === 'property' ? (child.children ?? []) : [undefined, child];
    if (!value) continue;
    const step: unknown = key ? key.value : index;
    if (typeof step !== 'string' && typeof step !== 'number') continue;
    const inside = fields.flatMap((field) => partsOf(field, step));
    const secret = inside.find((field) => field.kind === 'text' && field.isSecret);
    const isNamed = typeof step === 'string' && value.type === 'string' && names?.test(step) === true;
    if (value.value !== '' && (secret || isNamed)) return { path: [step], label: secret?.title ?? String(step) };
    const below = secretIn(value, inside, names);
    if (below) return { path: [step, ...below.path], label: below.label };
  }
  return undefined;
}

function partsOf(field: FormField, step: string | number): readonly FormField[] {
  if (field.kind === 'list') return typeof step === 'number' ? [field.item] : [];
  const groups =
    field.kind === 'group' ? [field] : field.kind === 'variants' ? field.variants.map((one) => one.group) : [];
  return groups.flatMap(({ members }) => members.filter(({ key }) => key === step).map((member) => member.field));
}
