import type { InputFileId } from '../../ground/ids';
import { readJson, type JsonNode } from './json-object';

/** A piece of a JSON text: as it is sent, or a file whose base64 is sent instead. */
export type JsonPiece = { readonly text: string } | { readonly fileId: InputFileId };

const scheme = 'oscar-file:';
const mark = /^oscar-file:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** What stands in a JSON text for a file until it is sent. */
export function fileMark(id: InputFileId): string {
  return scheme + id;
}

/** The file that a text value stands for; `undefined` for other values. */
export function fileOfMark(value: unknown): InputFileId | undefined {
  return typeof value === 'string' ? mark.exec(value)?.[1] : undefined;
}

/**
 * Divides a JSON text at the values that stand for files. Only whole values count: text that speaks of such a mark is text.
 * @returns `undefined` for what can't be read as JSON of a form's depth although it may hold such values
 */
export function piecesOf(text: string): readonly JsonPiece[] | undefined {
  if (!text.includes(`"${scheme}`)) return [{ text }];
  const root = readJson(text);
  if (!root) return undefined;
  const pieces: JsonPiece[] = [];
  let taken = 0;
  for (const node of stringsIn(root)) {
    const fileId = fileOfMark(node.value);
    if (fileId === undefined) continue;
    pieces.push({ text: text.slice(taken, node.offset + 1) }, { fileId });
    taken = node.offset + node.length - 1;
  }
  return [...pieces, { text: text.slice(taken) }];
}

/** Every text value, in the order in which they stand. Names of members are none. */
function stringsIn(node: JsonNode): readonly JsonNode[] {
  if (node.type === 'string') return [node];
  return (node.children ?? []).flatMap((child) => {
    const value = child.type === 'property' ? child.children?.[1] : child;
    return value ? stringsIn(value) : [];
  });
}
