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
    // Engines word their messages differently, and not all of them tell the place.
    return error instanceof SyntaxError ? placeOf(text, offsetOfProblem(text)) : undefined;
  }
}

/** What may come next in a text of JSON. */
type Expected = 'value' | 'value or end' | 'name' | 'name or end' | 'colon' | 'separator';

const closing: Readonly<Record<string, string>> = { '{': '}', '[': ']' };
const literal = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const escape = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

/** Looks at one token after the other: what calls itself for each level runs out of stack in a text that is deep. */
function offsetOfProblem(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  for (let at = behindSpace(text, 0); at < text.length; at = behindSpace(text, at)) {
    const character = text.charAt(at);
    const within = open.at(-1);
    if (expected.endsWith('end') || expected === 'separator') {
      if (within !== undefined && character === closing[within]) {
        open.pop();
        expected = 'separator';
        at += 1;
        continue;
      }
    }
    if (expected === 'separator') {
      if (within === undefined || character !== ',') return at;
      expected = within === '{' ? 'name' : 'value';
      at += 1;
    } else if (expected === 'colon') {
      if (character !== ':') return at;
      expected = 'value';
      at += 1;
    } else if (character === '"') {
      const end = stringEnd(text, at);
      if (text.charAt(end) !== '"') return end;
      expected = expected.startsWith('name') ? 'colon' : 'separator';
      at = end + 1;
    } else if (expected.startsWith('name')) {
      return at;
    } else if (character === '{' || character === '[') {
      open.push(character);
      expected = character === '{' ? 'name or end' : 'value or end';
      at += 1;
    } else {
      literal.lastIndex = at;
      if (!literal.test(text)) return at;
      expected = 'separator';
      at = literal.lastIndex;
    }
  }
  return text.length;
}

function behindSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at += 1;
  return at;
}

/** Where a string ends: at its quotation mark, at what no string may hold, or with the text. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"' || character < ' ') return at;
    if (character !== '\\') continue;
    escape.lastIndex = at;
    if (!escape.test(text)) return at;
    at = escape.lastIndex - 1;
  }
  return text.length;
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
