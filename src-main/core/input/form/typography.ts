import { findJsonProblem } from '../../ground/json-text';

const doubleQuotes = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02';
const singleQuotes = "'\u2018\u2019\u201a\u201b\u2032\uff07`\u00b4";
const spaces = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]/;
const dashes = /[\u2010-\u2015\u2212\uff0d]/;
const longest = 256 * 1024;

/**
 * Corrects JSON that went through a word processor or another program: typographic and single quotation marks, special spaces,
 * dashes for minus signs, a comma before a closing bracket, and Python's `True`, `False` and `None`.
 * @returns `undefined` if the text is correct already, or still isn't JSON after the corrections
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

  /** Corrects text outside of strings. */
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

  /** Corrects a string in quotation marks of one kind. @returns whether its end was found */
  #string(marks: string): boolean {
    const opening = this.text.charAt(this.#at);
    let inner = '';
    for (let at = this.#at + 1; at < this.text.length; at += 1) {
      const character = this.text.charAt(at);
      if (character === '\\') {
        // JSON has no escape for a single quotation mark.
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

  /**
   * Whether a mark ends a string. A string that began with `"` ends at the next `"`. For other marks, the next character tells:
   * a mark that ends the string comes before a comma, a colon, a closing bracket or the end.
   */
  #isEnd(opening: string, mark: string, at: number): boolean {
    if (opening === '"' && mark !== '"') return false;
    if (opening === '"') return true;
    return /^[\s\u00a0\u202f\u200b]{0,100}(?:[,:}\]]|$)/.test(this.text.slice(at + 1, at + 102));
  }
}
