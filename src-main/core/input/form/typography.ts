import { findJsonProblem } from '../../ground/json-text';

const doubleQuotes = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02';
const singleQuotes = "'\u2018\u2019\u201a\u201b\u2032\uff07`\u00b4";
const spaces = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]/;
const dashes = /[\u2010-\u2015\u2212\uff0d]/;
const longest = 256 * 1024;

/**
 * Corrects what word processors and other programs make of JSON: typographic and single quotation marks, odd spaces, dashes for
 * minus signs, a comma before a bracket that closes, and Python's words.
 * @returns `undefined` for what is correct already, and for what isn't correct JSON after that either
 */
export function withPlainTypography(text: string): string | undefined {
  if (text.length > longest || findJsonProblem(text) === undefined) return undefined;
  const fixed = new TypographyFixer(text).fix();
  return fixed !== undefined && findJsonProblem(fixed) === undefined ? fixed : undefined;
}

const words: Readonly<Record<string, string>> = { True: 'true', False: 'false', None: 'null' };

class TypographyFixer {
  #at = 0;
  readonly #parts: string[] = [];

  constructor(private readonly text: string) {}

  fix(): string | undefined {
    while (this.#at < this.text.length) {
      const character = this.text.charAt(this.#at);
      if (doubleQuotes.includes(character) || singleQuotes.includes(character)) {
        if (!this.#string(doubleQuotes.includes(character) ? doubleQuotes : singleQuotes)) return undefined;
      } else {
        this.#parts.push(this.#plain(character));
      }
    }
    return this.#parts.join('');
  }

  /** What is outside of strings. */
  #plain(character: string): string {
    const from = this.#at;
    this.#at += 1;
    if (spaces.test(character)) return ' ';
    if (dashes.test(character)) return '-';
    if (character === ',' && /^[\s\u00a0]*[}\]]/.test(this.text.slice(this.#at, this.#at + 1000))) return '';
    if (!/[A-Za-z]/.test(character)) return character;
    while (/[A-Za-z]/.test(this.text.charAt(this.#at))) this.#at += 1;
    const word = this.text.slice(from, this.#at);
    return words[word] ?? word;
  }

  /** A text in any quotation marks of one kind; whether its end was found. */
  #string(marks: string): boolean {
    const opening = this.text.charAt(this.#at);
    let inner = '';
    for (let at = this.#at + 1; at < this.text.length; at += 1) {
      const character = this.text.charAt(at);
      if (character === '\\') {
        // JSON knows no escape for a single mark.
        inner += this.text.charAt(at + 1) === "'" ? "'" : this.text.slice(at, at + 2);
        at += 1;
      } else if (marks.includes(character) && this.#isEnd(opening, character, at)) {
        this.#parts.push(`"${inner}"`);
        this.#at = at + 1;
        return true;
      } else {
        inner += character === '"' ? '\\"' : character;
      }
    }
    return false;
  }

  /** A plain mark ends what a plain one began; after others, what follows decides whether a mark is part of the text. */
  #isEnd(opening: string, mark: string, at: number): boolean {
    if (opening === '"' && mark !== '"') return false;
    if (opening === '"') return true;
    return /^[\s\u00a0\u202f\u200b]{0,100}(?:[,:}\]]|$)/.test(this.text.slice(at + 1, at + 102));
  }
}
