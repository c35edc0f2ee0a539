import { parse, type ParseError } from 'jsonc-parser';

/** Where a JSON text goes wrong; both count from 1, columns in UTF-16 units. */
export interface JsonProblem {
  readonly line: number;
  readonly column: number;
}

/**
 * Finds the first place where a text is not JSON.
 * @returns `undefined` for correct JSON, by RFC 8259 as `JSON.parse` understands it
 */
export function findJsonProblem(text: string): JsonProblem | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    // Engines word their messages differently; this parser tells the offset everywhere.
    const errors: ParseError[] = [];
    parse(text, errors, { disallowComments: true, allowTrailingComma: false });
    return placeOf(text, errors[0]?.offset ?? 0);
  }
}

function placeOf(text: string, offset: number): JsonProblem {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
