/** A decoder, with memory of its own. */
export interface Base64Instance {
  readonly memory: { readonly buffer: ArrayBuffer };
  /** Where the text is in the memory, with room for 64 Ki characters. */
  readonly text: { readonly value: number };
  /** Where the bytes are. */
  readonly bytes: { readonly value: number };
  /** Decodes a number of characters, rounded up to a multiple of 16. @returns 1 if all are of the alphabet, 0 if not */
  decode(characterCount: number): number;
  /**
   * Moves lines of one width, a multiple of 4, within the text, without the line feed after each. Stops at the first line of
   * another width.
   * @returns the number of lines
   */
  joinLines(to: number, from: number, width: number, mostLines: number): number;
}

export function instantiate(): Base64Instance;
