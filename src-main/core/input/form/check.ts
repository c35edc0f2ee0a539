import type { FormField, FormPath, GroupField, NumberBound, NumberField, Scalar } from './field';
import { keysOf, type JsonNode } from './json-object';

/** What is wrong with a value. */
export type ValueProblem =
  | { readonly kind: 'missing' }
  /** The value has another type than its field, such as a text where a number is asked for. */
  | { readonly kind: 'wrong-kind' }
  | { readonly kind: 'not-a-number' }
  /** A number with a decimal comma. */
  | { readonly kind: 'decimal-comma' }
  | { readonly kind: 'not-whole' }
  | { readonly kind: 'too-low'; readonly bound: NumberBound }
  | { readonly kind: 'too-high'; readonly bound: NumberBound }
  /** Lengths are in characters. */
  | { readonly kind: 'too-short'; readonly least: number }
  | { readonly kind: 'too-long'; readonly most: number }
  | { readonly kind: 'too-few'; readonly least: number }
  | { readonly kind: 'too-many'; readonly most: number }
  | { readonly kind: 'not-offered' }
  /** The object has a member that the service does not know. */
  | { readonly kind: 'unknown-member'; readonly key: string };

/** A value that has to change, and its place in the text. */
export interface FieldProblem {
  readonly path: FormPath;
  readonly problem: ValueProblem;
}

/** Finds the values of a JSON text that don't fit a form. Finds none if the form can't edit the text. @param root from `readFormText` */
export function checkForm(form: GroupField, root: JsonNode | undefined): readonly FieldProblem[] {
  return root ? checkValue(form, root, []) : [];
}

/** Finds what has to change in one value. */
export function checkValue(field: FormField, node: JsonNode, path: FormPath): readonly FieldProblem[] {
  const wrong = (problem: ValueProblem): readonly FieldProblem[] => [{ path, problem }];
  if (field.isNullable && node.type === 'null') return [];
  switch (field.kind) {
    case 'text':
      return node.type === 'string'
        ? textProblems(field, String(node.value)).flatMap(wrong)
        : wrong({ kind: 'wrong-kind' });
    case 'file':
      return node.type !== 'string'
        ? wrong({ kind: 'wrong-kind' })
        : node.value === ''
          ? wrong({ kind: 'missing' })
          : [];
    case 'number':
      return node.type === 'number' && typeof node.value === 'number'
        ? numberProblems(field, node.value).flatMap(wrong)
        : wrong({ kind: 'wrong-kind' });
    case 'yes-no':
      return node.type === 'boolean' ? [] : wrong({ kind: 'wrong-kind' });
    case 'choice':
      return isOffered(field.options, scalarOf(node)) ? [] : wrong({ kind: 'not-offered' });
    case 'constant':
      return scalarOf(node) === field.value ? [] : wrong({ kind: 'not-offered' });
    case 'list': {
      if (node.type !== 'array') return wrong({ kind: 'wrong-kind' });
      const items = node.children ?? [];
      const own =
        items.length < (field.minItems ?? 0)
          ? wrong({ kind: 'too-few', least: field.minItems ?? 0 })
          : items.length > field.maxItems
            ? wrong({ kind: 'too-many', most: field.maxItems })
            : [];
      return [...own, ...items.flatMap((item, index) => checkValue(field.item, item, [...path, index]))];
    }
    case 'group':
      return node.type === 'object' ? groupProblems(field, node, path) : wrong({ kind: 'wrong-kind' });
    case 'variants': {
      if (node.type !== 'object') return wrong({ kind: 'wrong-kind' });
      const value = memberOf(node, field.key);
      const chosen = value && field.variants.find((variant) => variant.value === scalarOf(value));
      if (!chosen) return [{ path: [...path, field.key], problem: { kind: value ? 'not-offered' : 'missing' } }];
      return groupProblems(chosen.group, node, path);
    }
    case 'opaque':
      return [];
  }
}

/** Finds what has to change in a text value. */
function textProblems(
  field: { readonly minLength?: number; readonly maxLength?: number },
  text: string,
): readonly ValueProblem[] {
  const length = [...text].length;
  if (length < (field.minLength ?? 0)) return [{ kind: 'too-short', least: field.minLength ?? 0 }];
  if (field.maxLength !== undefined && length > field.maxLength) return [{ kind: 'too-long', most: field.maxLength }];
  return [];
}

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Turns a number that was typed into a number of JSON, or finds what has to change in it. */
export function readTypedNumber(
  field: NumberField,
  typed: string,
): { readonly literal: string } | { readonly problem: ValueProblem } {
  const literal = typed.trim();
  if (/^-?\d+,\d+$/.test(literal)) return { problem: { kind: 'decimal-comma' } };
  if (!number.test(literal) || !Number.isFinite(Number(literal))) return { problem: { kind: 'not-a-number' } };
  const [problem] = numberProblems(field, Number(literal), literal);
  return problem ? { problem } : { literal };
}

function numberProblems(field: NumberField, value: number, literal?: string): readonly ValueProblem[] {
  if (field.isWhole && !Number.isInteger(value)) return [{ kind: 'not-whole' }];
  const { least, most } = field;
  if (least) {
    const order = compare(value, literal, least.value);
    if (order < 0 || (least.isExclusive && order === 0)) return [{ kind: 'too-low', bound: least }];
  }
  if (most) {
    const order = compare(value, literal, most.value);
    if (order > 0 || (most.isExclusive && order === 0)) return [{ kind: 'too-high', bound: most }];
  }
  return [];
}

/** Negative if a number is below a bound. Long numbers are compared digit by digit, because JavaScript would round them. */
function compare(value: number, literal: string | undefined, bound: number): number {
  if (literal !== undefined && /^-?\d+$/.test(literal) && Number.isInteger(bound)) {
    const difference = BigInt(literal) - BigInt(bound);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }
  return value - bound;
}

function groupProblems(field: GroupField, node: JsonNode, path: FormPath): readonly FieldProblem[] {
  const problems = field.members.flatMap(({ key, isRequired, field: member }): readonly FieldProblem[] => {
    const value = memberOf(node, key);
    if (value) return checkValue(member, value, [...path, key]);
    return isRequired ? [{ path: [...path, key], problem: { kind: 'missing' } }] : [];
  });
  if (!field.isClosed) return problems;
  const unknown = keysOf(node).filter((key) => !field.members.some((member) => member.key === key));
  return [...problems, ...unknown.map((key): FieldProblem => ({ path, problem: { kind: 'unknown-member', key } }))];
}

/** The value of a member. If several members have the same name, services take the last one. */
export function memberOf(node: JsonNode, key: string): JsonNode | undefined {
  return node.children?.filter((property) => property.children?.[0]?.value === key).at(-1)?.children?.[1];
}

function isOffered(options: readonly Scalar[], value: Scalar | undefined): boolean {
  return value !== undefined && options.includes(value);
}

function scalarOf(node: JsonNode): Scalar | undefined {
  const value: unknown = node.value;
  if (node.type === 'null') return null;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}
