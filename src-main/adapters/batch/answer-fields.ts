import Papa from 'papaparse';
import {
  fieldsOfJson,
  fieldsOfPicture,
  fieldsOfTable,
  fieldsOfText,
  type AnswerFields,
} from '../../core/answer/fields';
import type { ReadableAs } from '../../core/batch/ports';
import { pictureSize } from '../../core/input/picture-size';

const tableTypes = new Set(['text/csv', 'text/tab-separated-values']);

/** How many bytes of an answer are read for its fields. JSON is understood as a whole or not at all. */
export const fieldBytes = { json: 16 * 1024 ** 2, start: 256 * 1024 };

/** How many bytes of an answer of some type have to be read for its fields; 0 for types that say nothing in a line. */
export function bytesForFields(mediaType: string): number {
  if (mediaType === 'application/json') return fieldBytes.json;
  const isRead = /^(?:text|image)\//.test(mediaType) || mediaType === 'application/x-ndjson';
  return isRead ? fieldBytes.start : 0;
}

/**
 * What an answer says.
 * @param bytes all of it, or its first `bytesForFields`
 */
export function fieldsOf(
  bytes: Uint8Array,
  isWhole: boolean,
  { mediaType, charset }: ReadableAs,
): AnswerFields | undefined {
  if (mediaType.startsWith('image/')) {
    const size = pictureSize(bytes);
    return size && fieldsOfPicture(size.width, size.height);
  }
  const text = () => new TextDecoder(charset).decode(bytes);
  if (mediaType === 'application/json') return isWhole ? fieldsOfJson(text()) : undefined;
  if (mediaType === 'application/x-ndjson') return fieldsOfLines(text());
  if (tableTypes.has(mediaType)) return fieldsOfStart(text(), isWhole);
  return mediaType.startsWith('text/') ? fieldsOfText(text()) : undefined;
}

function fieldsOfStart(text: string, isWhole: boolean): AnswerFields | undefined {
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: true });
  const [names, firstRow = []] = data;
  // The last row of a beginning may be cut off, which does not matter for the first.
  return names && fieldsOfTable(names, firstRow, isWhole ? data.length - 1 : Math.max(2, data.length - 1));
}

/** JSON Lines: what the first line says. */
function fieldsOfLines(text: string): AnswerFields | undefined {
  const lines = text.split('\n', 3).filter((line) => line.trim() !== '');
  const fields = fieldsOfJson(lines[0] ?? '');
  return fields && { ...fields, ...(lines.length > 1 && { isCut: true }) };
}
