import type { InputFileId } from '../../ground/ids';
import { readJson, type JsonNode } from './json-object';

/** A piece of a JSON text: either text that is sent as it is, or a file whose base64 is sent in this place. */
export type JsonPiece = { readonly text: string } | { readonly fileId: InputFileId };

const scheme = 'oscar-file:';
const mark = /^oscar-file:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** The mark that is written in a JSON text in place of a file until the text is sent. */
export function fileMark(id: InputFileId): string {
  return scheme + id;
}

/** The file of a text value that is a mark; `undefined` for other values. */
export function fileOfMark(value: unknown): InputFileId | undefined {
  return typeof value === 'string' ? mark.exec(value)?.[1] : undefined;
}

/**
 * Divides a JSON text at the marks of files. A mark counts only if it is the whole value, not if it is a part of a longer text.
 * @returns `undefined` if the text may hold marks but is no JSON, or nested more deeply than a form can be
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

/** Whether other bytes are sent than those of the text, because files take the places of marks in it. */
export function holdsFiles(text: string): boolean {
  return piecesOf(text)?.length !== 1;
}

/** All text values in the order of the text, without the names of members. */
function stringsIn(node: JsonNode): readonly JsonNode[] {
  if (node.type === 'string') return [node];
  return (node.children ?? []).flatMap((child) => {
    const value = child.type === 'property' ? child.children?.[1] : child;
    return value ? stringsIn(value) : [];
  });
}
