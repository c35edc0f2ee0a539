/** Does things one after the other, each once the one before has ended, however that was. */
export class InTurn {
  #last: Promise<unknown> = Promise.resolve();

  /** @returns what the action comes to */
  do<T>(action: () => Promise<T>): Promise<T> {
    const done = this.#last.then(action);
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** Resolves when everything that was asked for so far has ended. */
  async allDone(): Promise<void> {
    await this.#last;
  }
}
