import { parseTree } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';

/** A parsed JSON value with its place in the text, so that a number can be shown with exactly its digits. */
export type JsonNode = Node;

const strict = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };

/** Parses JSON; `undefined` when the text isn't JSON. */
export function parseJson(text: string): JsonNode | undefined {
  const { node, problems } = parse(text);
  return problems.length === 0 ? node : undefined;
}

/** Writes JSON with one value a line, every literal exactly as it stands in its text. */
export function prettyJson(node: JsonNode, text: string, indent = ''): string {
  const children = node.children ?? [];
  if ((node.type !== 'object' && node.type !== 'array') || children.length === 0) return literal(node, text);
  const inner = `${indent}  `;
  const [open, close] = node.type === 'object' ? '{}' : '[]';
  const lines = children.map((child) => {
    if (child.type !== 'property') return inner + prettyJson(child, text, inner);
    const [key, value] = child.children ?? [];
    return key && value ? `${inner}${literal(key, text)}: ${prettyJson(value, text, inner)}` : inner;
  });
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

/** A value as it stands in its text. */
export function literal(node: JsonNode, text: string): string {
  return text.slice(node.offset, node.offset + node.length);
}

function parse(text: string): { readonly node: JsonNode | undefined; readonly problems: readonly ParseError[] } {
  const problems: ParseError[] = [];
  try {
    return { node: parseTree(text, problems, strict), problems };
  } catch (error) {
    // The parser is recursive: a text nested thousands of levels deep would exceed the stack.
    if (error instanceof RangeError) return { node: undefined, problems };
    throw error;
  }
}
