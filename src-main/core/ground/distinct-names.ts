/** Tells names apart: one that was given before gets a number, as in `leaf (2)`. */
export class DistinctNames {
  readonly #taken: Set<string>;
  /** Where to go on counting for a name, so that many of one name don't count from the start each time. */
  readonly #counted = new Map<string, number>();

  /**
   * @param taken names that nothing else may have
   * @param fold what of a name has to differ; all of it without
   */
  constructor(
    taken: Iterable<string> = [],
    private readonly fold: (name: string) => string = (name) => name,
  ) {
    this.#taken = new Set([...taken].map(fold));
  }

  /** The name, with a number where it is taken. */
  of(name: string): string {
    let number = this.#counted.get(name) ?? 1;
    let own = name;
    for (; this.#taken.has(this.fold(own)); own = `${name} (${number})`) number += 1;
    this.#taken.add(this.fold(own));
    this.#counted.set(name, number);
    return own;
  }
}
