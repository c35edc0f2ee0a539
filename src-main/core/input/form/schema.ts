import type { FormField, FormMember, FormVariant, GroupField, NumberBound, Scalar } from './field';
import { mostListItems } from './field';
import { checkValue } from './check';
import { readJson } from './json-object';

/** A JSON Schema for a form. It uses only the keywords that docs/forms.md lists. */
export type FormSchema = Readonly<Record<string, unknown>>;

/** Why a form can't be made of a schema. */
export interface FormSchemaProblem {
  /** The path of the keyword in the schema, such as `properties.voice.pattern`. */
  readonly path: string;
  /** `unknown`: forms don't support the keyword. `value`: forms can't use the value of the keyword. */
  readonly reason: 'too-large' | 'too-deep' | 'unknown' | 'value';
}

/** A form, or why there is none. */
export type FormReading =
  { readonly ok: true; readonly form: GroupField } | { readonly ok: false; readonly problem: FormSchemaProblem };

const most = {
  characters: 16 * 1024,
  levelsOfJson: 40,
  levels: 6,
  fields: 200,
  title: 80,
  description: 300,
  keyName: 100,
  options: 200,
  default: 4096,
  variants: 8,
} as const;

const annotations = ['title', 'description', 'default', '$comment', 'examples'];
const bounds = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'];
const keywordsOfTypes: ReadonlyMap<string, readonly string[]> = new Map([
  ['string', ['minLength', 'maxLength', 'contentEncoding', 'contentMediaType', 'format', 'writeOnly']],
  ['number', bounds],
  ['integer', bounds],
  ['boolean', []],
  ['array', ['items', 'minItems', 'maxItems']],
  ['object', ['properties', 'required', 'additionalProperties']],
]);

// As in other texts of a card: these characters could change the window's own texts around them.
const unsafe = /[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]/u;

class Refusal extends Error {
  constructor(readonly problem: FormSchemaProblem) {
    super(problem.reason);
  }
}

/**
 * Makes a form of a JSON Schema. Everything outside of the subset is refused and named, for two reasons: the form must not
 * ignore a rule of the schema, and a schema made by others must not stop the program by a pattern, a reference or deep nesting.
 * @param schema from `JSON.parse`
 * @see JSON Schema 2020-12
 */
export function readFormSchema(schema: unknown): FormReading {
  try {
    const excess = excessOf(schema);
    if (excess !== undefined) return { ok: false, problem: { path: '', reason: excess } };
    const form = new SchemaReader().field(schema, '', 1);
    if (form.kind !== 'group') throw new Refusal({ path: 'type', reason: 'value' });
    return { ok: true, form };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problem: error.problem };
    throw error;
  }
}

/** Checks size and depth without recursion, so that no schema can fill the stack. */
function excessOf(json: unknown): 'too-large' | 'too-deep' | undefined {
  let characters = 0;
  const open: { readonly value: unknown; readonly level: number }[] = [{ value: json, level: 1 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, level } = next;
    if (level > most.levelsOfJson) return 'too-deep';
    if (typeof value === 'object' && value !== null) {
      for (const [key, part] of Object.entries(value)) {
        characters += Array.isArray(value) ? 1 : key.length + 4;
        if (characters > most.characters) return 'too-large';
        open.push({ value: part, level: level + 1 });
      }
    } else {
      characters += String(value).length;
      if (characters > most.characters) return 'too-large';
    }
  }
  return undefined;
}

class SchemaReader {
  #fields = 0;

  field(schema: unknown, path: string, level: number): FormField {
    const own = ownMembers(schema, path);
    this.#fields += 1;
    if (this.#fields > most.fields) throw new Refusal({ path, reason: 'too-large' });
    if (level > most.levels) throw new Refusal({ path, reason: 'too-deep' });
    const field = this.#bare(own, path, level);
    const described: FormField = { ...field, ...descriptionOf(own, path) };
    if (!own.has('default')) return described;
    if (described.kind === 'text' && described.isSecret) throw refused(path, 'default');
    const text = JSON.stringify(own.get('default'));
    if (text.length > most.default) throw refused(path, 'default');
    const node = readJson(text);
    if (!node || checkValue(described, node, []).length > 0) throw refused(path, 'default');
    return { ...described, default: text };
  }

  #bare(own: ReadonlyMap<string, unknown>, path: string, level: number): FormField {
    const union = own.has('oneOf') ? 'oneOf' : own.has('anyOf') ? 'anyOf' : undefined;
    if (union) return this.#union(own, union, path, level);
    if (own.has('const')) {
      allow(own, ['const', 'type'], path);
      return { kind: 'constant', value: scalar(own.get('const'), path, 'const') };
    }
    if (own.has('enum')) {
      allow(own, ['enum', 'type'], path);
      const options = list(own, 'enum', path).map((option) => scalar(option, path, 'enum'));
      if (options.length === 0 || options.length > most.options || new Set(options).size !== options.length) {
        throw refused(path, 'enum');
      }
      return { kind: 'choice', options };
    }
    const { type, isNullable } = typeOf(own, path);
    allow(own, ['type', ...(keywordsOfTypes.get(type) ?? [])], path);
    const field = this.#typed(own, type, path, level);
    if (!isNullable) return field;
    if (field.kind !== 'text' && field.kind !== 'number') throw refused(path, 'type');
    return { ...field, isNullable };
  }

  #typed(own: ReadonlyMap<string, unknown>, type: string, path: string, level: number): FormField {
    switch (type) {
      case 'string':
        return stringField(own, path);
      case 'number':
      case 'integer': {
        const least = bound(own, 'minimum', 'exclusiveMinimum', path);
        const largest = bound(own, 'maximum', 'exclusiveMaximum', path);
        if (least && largest && least.value > largest.value) throw refused(path, 'maximum');
        return {
          kind: 'number',
          isWhole: type === 'integer',
          ...(least && { least }),
          ...(largest && { most: largest }),
        };
      }
      case 'boolean':
        return { kind: 'yes-no' };
      case 'array': {
        const minItems = count(own, 'minItems', path);
        const maxItems = count(own, 'maxItems', path) ?? mostListItems;
        if (maxItems > mostListItems) throw refused(path, 'maxItems');
        if ((minItems ?? 0) > maxItems) throw refused(path, 'minItems');
        if (!own.has('items')) throw refused(path, 'items');
        const item = this.field(own.get('items'), below(path, 'items'), level + 1);
        return { kind: 'list', item, maxItems, ...(minItems !== undefined && { minItems }) };
      }
      default:
        return this.#group(own, path, level);
    }
  }

  #group(own: ReadonlyMap<string, unknown>, path: string, level: number): GroupField {
    const properties = own.has('properties')
      ? ownMembers(own.get('properties'), below(path, 'properties'))
      : new Map<string, unknown>();
    const required = own.has('required') ? list(own, 'required', path) : [];
    if (required.some((name) => typeof name !== 'string' || !properties.has(name))) throw refused(path, 'required');
    const further = own.get('additionalProperties');
    if (further !== undefined && typeof further !== 'boolean') throw refused(path, 'additionalProperties');
    const members = [...properties].map(([key, schema]): FormMember => {
      const place = below(below(path, 'properties'), key);
      if (key === '' || key.length > most.keyName || key === '__proto__' || unsafe.test(key)) {
        throw new Refusal({ path: place, reason: 'value' });
      }
      return { key, isRequired: required.includes(key), field: this.field(schema, place, level + 1) };
    });
    return { kind: 'group', members, isClosed: further === false };
  }

  /** Reads groups that a constant tells apart, or one schema that may also be `null`. */
  #union(own: ReadonlyMap<string, unknown>, keyword: 'oneOf' | 'anyOf', path: string, level: number): FormField {
    allow(own, [keyword], path);
    const parts = list(own, keyword, path);
    const place = below(path, keyword);
    if (keyword === 'anyOf' && parts.length === 2) {
      const [first, second] = parts;
      const nullAt = [first, second].findIndex(isNullSchema);
      if (nullAt >= 0) {
        const field = this.field(parts[1 - nullAt], below(place, String(1 - nullAt)), level);
        return { ...field, isNullable: true };
      }
    }
    if (parts.length < 2 || parts.length > most.variants) throw refused(path, keyword);
    const groups = parts.map((part, index) => {
      const group = this.field(part, below(place, String(index)), level + 1);
      if (group.kind !== 'group' || group.title === undefined) throw refused(place, String(index));
      return { ...group, title: group.title };
    });
    const key = commonConstant(groups);
    if (key === undefined) throw refused(path, keyword);
    const variants = groups.map((group): FormVariant => {
      const constant = constantOf(group, key);
      return { title: group.title, value: constant ?? null, group };
    });
    if (new Set(variants.map(({ value }) => value)).size !== variants.length) throw refused(path, keyword);
    return { kind: 'variants', key, variants };
  }
}

function stringField(own: ReadonlyMap<string, unknown>, path: string): FormField {
  const encoding = own.get('contentEncoding');
  const mediaType = own.get('contentMediaType');
  if (mediaType !== undefined && (typeof mediaType !== 'string' || mediaType.length > 100)) {
    throw refused(path, 'contentMediaType');
  }
  const isSecret = isSecretText(own, path);
  if (encoding === 'base64') {
    if (isSecret) throw refused(path, 'contentEncoding');
    if (own.has('minLength') || own.has('maxLength'))
      throw refused(path, own.has('minLength') ? 'minLength' : 'maxLength');
    return { kind: 'file' };
  }
  if (encoding !== undefined) throw refused(path, 'contentEncoding');
  const minLength = count(own, 'minLength', path);
  const maxLength = count(own, 'maxLength', path);
  if (minLength !== undefined && maxLength !== undefined && minLength > maxLength) throw refused(path, 'maxLength');
  return {
    kind: 'text',
    ...(minLength !== undefined && { minLength }),
    ...(maxLength !== undefined && { maxLength }),
    ...(isSecret ? { isSecret } : (maxLength === undefined || maxLength > 200) && { isLong: true }),
  };
}

/** Whether a text is a password. That it is one is the only thing that `format` may say. */
function isSecretText(own: ReadonlyMap<string, unknown>, path: string): true | undefined {
  const format = own.get('format');
  if (format !== undefined && format !== 'password')
    throw new Refusal({ path: below(path, 'format'), reason: 'unknown' });
  const writeOnly = own.get('writeOnly') ?? false;
  if (typeof writeOnly !== 'boolean') throw refused(path, 'writeOnly');
  return format !== undefined || writeOnly ? true : undefined;
}

function descriptionOf(own: ReadonlyMap<string, unknown>, path: string) {
  const title = words(own, 'title', most.title, path);
  const description = words(own, 'description', most.description, path);
  return { ...(title !== undefined && { title }), ...(description !== undefined && { description }) };
}

/** Finds the member that is a constant in every group. */
function commonConstant(groups: readonly GroupField[]): string | undefined {
  return groups[0]?.members.find(({ key }) => groups.every((group) => constantOf(group, key) !== undefined))?.key;
}

function constantOf(group: GroupField, key: string): Scalar | undefined {
  const member = group.members.find((one) => one.key === key);
  return member?.isRequired && member.field.kind === 'constant' ? member.field.value : undefined;
}

function isNullSchema(schema: unknown): boolean {
  return (
    typeof schema === 'object' &&
    schema !== null &&
    Object.keys(schema).length === 1 &&
    'type' in schema &&
    schema.type === 'null'
  );
}

/** Names and values of an object. Only its own members: a field may be called `constructor`. */
function ownMembers(json: unknown, path: string): ReadonlyMap<string, unknown> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new Refusal({ path, reason: 'value' });
  return new Map(Object.entries(json));
}

function allow(own: ReadonlyMap<string, unknown>, allowed: readonly string[], path: string): void {
  for (const keyword of own.keys()) {
    if (!allowed.includes(keyword) && !annotations.includes(keyword) && !(path === '' && keyword === '$schema')) {
      throw new Refusal({ path: below(path, keyword), reason: 'unknown' });
    }
  }
}

function typeOf(own: ReadonlyMap<string, unknown>, path: string): { type: string; isNullable?: true } {
  const told = own.get('type') ?? (own.has('properties') ? 'object' : undefined);
  if (typeof told === 'string' && keywordsOfTypes.has(told)) return { type: told };
  if (Array.isArray(told) && told.length === 2 && told.includes('null')) {
    const type: unknown = told.find((one) => one !== 'null');
    if (typeof type === 'string' && keywordsOfTypes.has(type)) return { type, isNullable: true };
  }
  throw refused(path, 'type');
}

function bound(
  own: ReadonlyMap<string, unknown>,
  inclusive: string,
  exclusive: string,
  path: string,
): NumberBound | undefined {
  if (own.has(inclusive) && own.has(exclusive)) throw refused(path, exclusive);
  const keyword = own.has(exclusive) ? exclusive : inclusive;
  const value = own.get(keyword);
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isFinite(value)) throw refused(path, keyword);
  return { value, isExclusive: keyword === exclusive };
}

function count(own: ReadonlyMap<string, unknown>, keyword: string, path: string): number | undefined {
  const value = own.get(keyword);
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw refused(path, keyword);
  return value;
}

function words(own: ReadonlyMap<string, unknown>, keyword: string, longest: number, path: string): string | undefined {
  const value = own.get(keyword);
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || value.length > longest || unsafe.test(value)) throw refused(path, keyword);
  return value.trim() === '' ? undefined : value.trim();
}

function list(own: ReadonlyMap<string, unknown>, keyword: string, path: string): readonly unknown[] {
  const value = own.get(keyword);
  if (!Array.isArray(value)) throw refused(path, keyword);
  return value;
}

function scalar(value: unknown, path: string, keyword: string): Scalar {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'string' && value.length <= most.default && !unsafe.test(value)) return value;
  throw refused(path, keyword);
}

function refused(path: string, keyword: string): Refusal {
  return new Refusal({ path: below(path, keyword), reason: 'value' });
}

function below(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
