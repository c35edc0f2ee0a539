/** Does a few things at the same time, in the order in which they were asked for. */
export class FewAtOnce {
  readonly #waiting: (() => void)[] = [];
  #underWay = 0;

  constructor(private readonly most: number) {}

  /** @returns what the action comes to */
  async do<T>(action: () => Promise<T>): Promise<T> {
    if (this.#underWay >= this.most) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#underWay += 1;
    try {
      return await action();
    } finally {
      // Whoever is next takes this place.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#underWay -= 1;
    }
  }
}
