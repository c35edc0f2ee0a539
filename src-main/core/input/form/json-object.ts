import { findNodeAtLocation, parseTree, type Node, type ParseError } from 'jsonc-parser';
import type { FormPath } from './field';

/** A value of a JSON text, with its offset and length in the text. */
export type JsonNode = Node;

/** The longest text that is edited as a form, in UTF-16 units. The longer the text, the longer each keystroke takes. */
export const longestFormText = 256 * 1024;

const mostLevels = 32;
const strict = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };

/** Reads JSON; `undefined` if a text isn't JSON, or is nested too deeply for a form. */
export function readJson(text: string): JsonNode | undefined {
  if (levelsOf(text) > mostLevels) return undefined;
  const problems: ParseError[] = [];
  const node = parseTree(text, problems, strict);
  return problems.length === 0 ? node : undefined;
}

/**
 * Reads a JSON object that a form can edit. An empty text counts as an empty object. `undefined` if it is no object, too long,
 * nested too deeply, or has a name twice: the form would change the first member, and a service would take the last.
 */
export function readFormText(text: string): JsonNode | undefined {
  if (text.length > longestFormText) return undefined;
  const node = readJson(text.trim() === '' ? '{}' : text);
  return node?.type === 'object' && hasNoDouble(node) ? node : undefined;
}

/** The value at a place; `undefined` if there is none. */
export function nodeAt(root: JsonNode, path: FormPath): JsonNode | undefined {
  return findNodeAtLocation(root, [...path]);
}

/** A value exactly as it is written in the text, so that no digit is lost. */
export function literalOf(node: JsonNode, text: string): string {
  return text.slice(node.offset, node.offset + node.length);
}

/** The names of an object's members, in the order of the text. */
export function keysOf(node: JsonNode): readonly string[] {
  return (node.children ?? []).flatMap((property) => {
    const key: unknown = property.children?.[0]?.value;
    return typeof key === 'string' ? [key] : [];
  });
}

/**
 * Sets one value in a text; the rest of the text stays as it is. Missing objects on the path are added.
 * @param literal the value as JSON
 * @param orderOf gives the names of the members of an object in their right order, to place added ones
 * @throws RangeError if the path leads through a value that is no object, or to an item that a list does not have
 */
export function withValue(
  text: string,
  path: FormPath,
  literal: string,
  orderOf: (path: FormPath) => readonly string[] = () => [],
): string {
  const whole = text.trim() === '' ? '{}' : text;
  const root = parseTree(whole, [], strict);
  if (!root) throw new RangeError('not JSON');
  const existing = nodeAt(root, path);
  if (existing) return spliced(whole, existing.offset, existing.length, literal);
  let depth = path.length - 1;
  let parent = nodeAt(root, path.slice(0, depth));
  while (!parent && depth > 0) {
    depth -= 1;
    parent = nodeAt(root, path.slice(0, depth));
  }
  const step = path[depth];
  if (!parent || step === undefined) throw new RangeError('no such place');
  const value = path.slice(depth + 1).reduceRight<string>((inner, key) => {
    if (typeof key === 'number') throw new RangeError('no such list');
    return `{${JSON.stringify(key)}: ${inner}}`;
  }, literal);
  if (typeof step === 'number') {
    if (parent.type !== 'array' || step !== (parent.children?.length ?? 0)) throw new RangeError('no such item');
    return withPart(whole, parent, step, value);
  }
  if (parent.type !== 'object') throw new RangeError('no object');
  const keys = keysOf(parent);
  const index = insertionIndex(keys, step, orderOf(path.slice(0, depth)));
  return withPart(whole, parent, index, `${JSON.stringify(step)}${colonOf(whole, parent)}${value}`);
}

/** Removes one value from a text; the rest of the text stays as it is. */
export function withoutValue(text: string, path: FormPath): string {
  const root = parseTree(text, [], strict);
  const value = root && nodeAt(root, path);
  const part = value?.parent?.type === 'property' ? value.parent : value;
  const parent = part?.parent;
  const parts = parent?.children;
  if (!part || !parent || !parts) return text;
  const index = parts.indexOf(part);
  const before = parts[index - 1];
  const after = parts[index + 1];
  if (before) {
    const from = before.offset + before.length;
    return spliced(text, from, part.offset + part.length - from, '');
  }
  if (after) return spliced(text, part.offset, after.offset - part.offset, '');
  return spliced(text, parent.offset + 1, parent.length - 2, '');
}

/** Adds a part to an object or list, with the same line breaks and spaces as the part beside it. */
function withPart(text: string, parent: JsonNode, index: number, part: string): string {
  const parts = parent.children ?? [];
  const before = parts[index - 1];
  const after = parts[index];
  const first = parts[0];
  if (!first) {
    const indent = lineIndent(text, parent.offset);
    const isInline = parent.parent !== undefined && !text.includes('\n');
    const inner = isInline ? part : `\n${indent}  ${part}\n${indent}`;
    return spliced(text, parent.offset + 1, parent.length - 2, inner);
  }
  const gap = gapBefore(text, parent, parts, before ? index - 1 : 0);
  if (before) return spliced(text, before.offset + before.length, 0, `,${gap}${part}`);
  return spliced(text, after?.offset ?? first.offset, 0, `${part},${gap}`);
}

/** The white space before a part: after the opening bracket, or after the comma. */
function gapBefore(text: string, parent: JsonNode, parts: readonly JsonNode[], index: number): string {
  const part = parts[index];
  const previous = parts[index - 1];
  if (!part) return '';
  if (!previous) {
    const gap = text.slice(parent.offset + 1, part.offset);
    // In `{"a": 1}`, there is no space before the first member, but one is usual before others.
    return gap === '' ? ' ' : gap;
  }
  const between = text.slice(previous.offset + previous.length, part.offset);
  return between.slice(between.indexOf(',') + 1);
}

/** The text between name and value of an object's first member: the colon with its spaces. */
function colonOf(text: string, object: JsonNode): string {
  const [key, value] = object.children?.[0]?.children ?? [];
  return key && value ? text.slice(key.offset + key.length, value.offset) : ': ';
}

function lineIndent(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

/** The index for a new member: after the last member that comes before it in `order`; at the end if `order` names none of them. */
function insertionIndex(keys: readonly string[], key: string, order: readonly string[]): number {
  const place = order.indexOf(key);
  if (place < 0) return keys.length;
  for (let index = keys.length - 1; index >= 0; index -= 1) {
    const other = order.indexOf(keys[index] ?? '');
    if (other >= 0 && other < place) return index + 1;
  }
  return keys.some((other) => order.includes(other)) ? 0 : keys.length;
}

function spliced(text: string, offset: number, length: number, inserted: string): string {
  return text.slice(0, offset) + inserted + text.slice(offset + length);
}

function hasNoDouble(node: JsonNode): boolean {
  const keys = node.type === 'object' ? keysOf(node) : [];
  if (new Set(keys).size !== keys.length) return false;
  return (node.children ?? []).every((child) => {
    const value = child.type === 'property' ? child.children?.[1] : child;
    return value === undefined || hasNoDouble(value);
  });
}

/** How deeply brackets are nested. Found before parsing, because the parser calls itself for each level and could fill the stack. */
function levelsOf(text: string): number {
  let level = 0;
  let deepest = 0;
  let isString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isString) {
      if (character === '\\') at += 1;
      else if (character === '"') isString = false;
    } else if (character === '"') isString = true;
    else if (character === '{' || character === '[') {
      level += 1;
      deepest = Math.max(deepest, level);
    } else if (character === '}' || character === ']') level -= 1;
  }
  return deepest;
}
