import { readJsonValue } from '../../../src-main/contract/findings';

/** Where each value of a JSON text stands, in the order of the text. */
export interface JsonOutline {
  readonly count: number;
  /** For each value in turn, the numbers that `JsonField` names. */
  readonly fields: Int32Array;
}

/** What is known of a value, as places in `fields`. */
export const JsonField = {
  start: 0,
  end: 1,
  /** Where its key stands, with quotation marks; -1 where it has none. */
  keyStart: 2,
  keyEnd: 3,
  /** The value it is in; -1 for the outermost. */
  parent: 4,
  depth: 5,
  /** How many values it holds itself. */
  children: 6,
  /** Its place among the values of its parent. */
  position: 7,
  /** The value after it and everything in it. */
  next: 8,
} as const;

const fieldCount = 9;
const { start, end, keyStart, keyEnd, parent, depth, children, position, next } = JsonField;

/**
 * Finds every value of a JSON text, however deep. Literals stay in the text, so that they can be shown digit by digit.
 * @returns `undefined` where the text is not JSON
 */
export function outlineJson(text: string): JsonOutline | undefined {
  try {
    readJsonValue(text);
  } catch {
    return undefined;
  }
  return new Outliner(text).run();
}

/** One of the numbers that are known of a value. */
export function fieldOf(outline: JsonOutline, node: number, field: (typeof JsonField)[keyof typeof JsonField]): number {
  return outline.fields[node * fieldCount + field] ?? -1;
}

/** How many values the innermost value of an outline is in. */
export function deepestOf({ count, fields }: JsonOutline): number {
  let deepest = 0;
  for (let node = 0; node < count; node += 1) deepest = Math.max(deepest, fields[node * fieldCount + depth] ?? 0);
  return deepest;
}

/** Scans a text that is known to be correct JSON, so it checks nothing. */
class Outliner {
  #fields = new Int32Array(1024 * fieldCount);
  #count = 0;
  #open = -1;
  #key: { readonly start: number; readonly end: number } | undefined;

  constructor(private readonly text: string) {}

  run(): JsonOutline {
    // White space, commas and colons between tokens are skipped.
    const token = /["[\]{}]|[^\s,:[\]{}"]+/g;
    for (let found = token.exec(this.text); found; found = token.exec(this.text)) {
      if (found[0] === '"') token.lastIndex = this.#stringEnd(found.index);
      this.#take(found[0], found.index, token.lastIndex);
    }
    return { count: this.#count, fields: this.#fields.slice(0, this.#count * fieldCount) };
  }

  /** Without a regular expression: one that repeats a group runs out of stack in a long string. */
  #stringEnd(from: number): number {
    for (let quote = this.text.indexOf('"', from + 1); ; quote = this.text.indexOf('"', quote + 1)) {
      let before = quote;
      while (this.text[before - 1] === '\\') before -= 1;
      if ((quote - before) % 2 === 0) return quote + 1;
    }
  }

  #take(token: string, from: number, to: number): void {
    const isObject = this.#open >= 0 && this.text[this.#get(this.#open, start)] === '{';
    if (token === ']' || token === '}') this.#close(to);
    else if (token === '[' || token === '{') this.#open = this.#add(from, to);
    else if (isObject && !this.#key) this.#key = { start: from, end: to };
    else this.#add(from, to);
  }

  #add(from: number, to: number): number {
    const node = this.#count;
    this.#count += 1;
    if (this.#count * fieldCount > this.#fields.length) {
      const larger = new Int32Array(this.#fields.length * 2);
      larger.set(this.#fields);
      this.#fields = larger;
    }
    const siblings = this.#open < 0 ? 0 : this.#get(this.#open, children);
    this.#set(node, start, from);
    this.#set(node, end, to);
    this.#set(node, keyStart, this.#key?.start ?? -1);
    this.#set(node, keyEnd, this.#key?.end ?? -1);
    this.#set(node, parent, this.#open);
    this.#set(node, depth, this.#open < 0 ? 0 : this.#get(this.#open, depth) + 1);
    this.#set(node, position, siblings);
    this.#set(node, next, node + 1);
    if (this.#open >= 0) this.#set(this.#open, children, siblings + 1);
    this.#key = undefined;
    return node;
  }

  #close(to: number): void {
    const closed = this.#open;
    this.#set(closed, end, to);
    this.#set(closed, next, this.#count);
    this.#open = this.#get(closed, parent);
  }

  #get(node: number, field: number): number {
    return this.#fields[node * fieldCount + field] ?? -1;
  }

  #set(node: number, field: number, value: number): void {
    this.#fields[node * fieldCount + field] = value;
  }
}
