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
  } catch (error) {
    // Engines word their messages differently; this parser tells the offset everywhere.
    return placeOf(text, offsetOfProblem(text, error));
  }
}

function offsetOfProblem(text: string, problem: unknown): number {
  const errors: ParseError[] = [];
  try {
    parse(text, errors, { disallowComments: true, allowTrailingComma: false });
    return errors[0]?.offset ?? 0;
  } catch (error) {
    // The parser calls itself for each level and runs out of stack; the engine's own message then has the place, if any has.
    if (!(error instanceof RangeError)) throw error;
    const told = /position (\d+)/.exec(problem instanceof Error ? problem.message : '')?.[1];
    return told === undefined ? text.length : Number(told);
  }
}

/** The value of JSON, in which the numbers that JSON doesn't know are missing values. @throws SyntaxError for anything else */
export function readJsonValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const standard = withoutNonNumbers(text);
    if (standard === text) throw error;
    return JSON.parse(standard);
  }
}

/**
 * A text in which NaN and Infinity, which Python and JavaScript write into what is otherwise JSON, are `null`. Linear, and
 * without a pattern over strings, which would run out of stack in a long one.
 */
export function withoutNonNumbers(text: string): string {
  if (!/NaN|Infinity/.test(text)) return text;
  const pieces: string[] = [];
  let taken = 0;
  const mark = /"|-?(?:NaN|Infinity)\b/g;
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    if (found[0] === '"') {
      mark.lastIndex = endOfString(text, found.index);
    } else {
      pieces.push(text.slice(taken, found.index), 'null');
      taken = mark.lastIndex;
    }
  }
  return pieces.join('') + text.slice(taken);
}

/** The place behind a string that begins with a quotation mark; the end of the text where it never ends. */
function endOfString(text: string, from: number): number {
  for (let quote = text.indexOf('"', from + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let before = quote;
    while (text[before - 1] === '\\') before -= 1;
    if ((quote - before) % 2 === 0) return quote + 1;
  }
  return text.length;
}

function placeOf(text: string, offset: number): JsonProblem {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
