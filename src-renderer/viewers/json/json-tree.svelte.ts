import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { findMatches } from '../text/find.svelte';
import type { JsonDocument } from './json-document';
import { fieldOf, JsonField } from './json-outline';

/** How many values of a list are shown at a time. */
export const pageValues = 1_000;
/** A document with so few values is open from the beginning. */
const fewValues = 60;

/** One line of the tree: a value, or the offer to show more of a list. */
export type JsonRow =
  | { readonly kind: 'value'; readonly node: number }
  | { readonly kind: 'more'; readonly node: number; readonly shown: number; readonly left: number };

/** A value that contains the searched text. */
export interface JsonMatch {
  readonly node: number;
  readonly start: number;
}

/** A JSON document as a tree: which values are open, which lines are visible, which line is active. */
export class JsonTree {
  active = $state(0);
  readonly rows: readonly JsonRow[];
  readonly #document: JsonDocument;
  readonly #open = new SvelteSet<number>();
  readonly #limits = new SvelteMap<number, number>();

  constructor(document: JsonDocument) {
    this.#document = document;
    const { outline } = document;
    for (let node = 0; node < (outline.count <= fewValues ? outline.count : 1); node += 1) this.#open.add(node);
    this.rows = $derived(this.#visible());
  }

  isBranch(node: number): boolean {
    return this.#field(node, JsonField.children) > 0;
  }

  isOpen(node: number): boolean {
    return this.#open.has(node);
  }

  isList(node: number): boolean {
    return this.#document.text[this.#field(node, JsonField.start)] === '[';
  }

  childCount(node: number): number {
    return this.#field(node, JsonField.children);
  }

  depth(node: number): number {
    return this.#field(node, JsonField.depth);
  }

  position(node: number): number {
    return this.#field(node, JsonField.position);
  }

  parent(node: number): number {
    return this.#field(node, JsonField.parent);
  }

  /** The key as it stands in the text, with quotation marks, or the place in a list; empty for the outermost value. */
  name(node: number): string {
    const from = this.#field(node, JsonField.keyStart);
    if (from >= 0) return this.#document.text.slice(from, this.#field(node, JsonField.keyEnd));
    return this.parent(node) < 0 ? '' : String(this.position(node));
  }

  /** The value as it stands in the text. */
  literal(node: number, longest = Infinity): string {
    const from = this.#field(node, JsonField.start);
    return this.#document.text.slice(from, Math.min(this.#field(node, JsonField.end), from + longest));
  }

  /** The JSONPath of a value. @see RFC 9535 */
  path(node: number): string {
    const steps: string[] = [];
    for (let at = node; this.parent(at) >= 0; at = this.parent(at)) {
      const name = this.name(at);
      const isPlain = /^"[A-Za-z_][\w]*"$/.test(name);
      steps.unshift(isPlain ? `.${name.slice(1, -1)}` : `[${name}]`);
    }
    return `$${steps.join('')}`;
  }

  setOpen(node: number, isOpen: boolean): void {
    if (isOpen && this.isBranch(node)) this.#open.add(node);
    else this.#open.delete(node);
  }

  showMore(node: number): void {
    this.#limits.set(node, (this.#limits.get(node) ?? pageValues) + pageValues);
  }

  /** Opens everything a value is in, and makes it the active one. */
  reveal(node: number): void {
    for (let at = node; this.parent(at) >= 0; at = this.parent(at)) {
      const above = this.parent(at);
      this.#open.add(above);
      const needed = Math.ceil((this.position(at) + 1) / pageValues) * pageValues;
      if (needed > (this.#limits.get(above) ?? pageValues)) this.#limits.set(above, needed);
    }
    this.active = node;
  }

  /** The values whose key or text contains the query. */
  find(query: string): readonly JsonMatch[] {
    const matches: JsonMatch[] = [];
    for (const { start, end } of findMatches(this.#document.text, query)) {
      const node = this.#nodeAt(start);
      const isInKey = end <= this.#field(node, JsonField.keyEnd);
      const isInValue = !this.#isContainer(node) && start >= this.#field(node, JsonField.start);
      const isInside = isInKey || (isInValue && end <= this.#field(node, JsonField.end));
      if (isInside) matches.push({ node, start });
    }
    return matches;
  }

  #isContainer(node: number): boolean {
    return /[[{]/.test(this.#document.text[this.#field(node, JsonField.start)] ?? '');
  }

  /** The last value whose key, or which itself, does not begin behind a place. */
  #nodeAt(place: number): number {
    let low = 0;
    let high = this.#document.outline.count - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const key = this.#field(middle, JsonField.keyStart);
      if ((key < 0 ? this.#field(middle, JsonField.start) : key) <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #visible(): readonly JsonRow[] {
    const rows: JsonRow[] = [];
    // A stack of values to visit, in place of recursion: a document may be deeper than the call stack.
    const waiting: JsonRow[] = [{ kind: 'value', node: 0 }];
    for (let row = waiting.pop(); row; row = waiting.pop()) {
      rows.push(row);
      if (row.kind !== 'value' || !this.#open.has(row.node)) continue;
      for (const child of this.#childRows(row.node).reverse()) waiting.push(child);
    }
    return rows;
  }

  #childRows(node: number): JsonRow[] {
    const count = this.childCount(node);
    const shown = Math.min(count, this.#limits.get(node) ?? pageValues);
    const rows: JsonRow[] = [];
    for (let child = node + 1; rows.length < shown; child = this.#field(child, JsonField.next)) {
      rows.push({ kind: 'value', node: child });
    }
    if (shown < count) rows.push({ kind: 'more', node, shown, left: Math.min(pageValues, count - shown) });
    return rows;
  }

  #field(node: number, field: (typeof JsonField)[keyof typeof JsonField]): number {
    return fieldOf(this.#document.outline, node, field);
  }
}
