import { AppError } from '../../core/ground/error';
import type { InputOrigin } from '../../core/history/history';
import type { InputPreparation, PreparedCopy } from '../../core/input/ports';
import type { Preparation } from '../../core/input/preparation';

/** Makes a few copies at the same time, in the order in which they were asked for: others have pictures to be drawn meanwhile. */
export class LimitedPreparation implements InputPreparation {
  readonly #waiting: (() => void)[] = [];
  #underWay = 0;

  constructor(
    private readonly preparation: InputPreparation,
    private readonly most: number,
  ) {}

  async prepare(original: InputOrigin, preparation: Preparation, signal?: AbortSignal): Promise<PreparedCopy> {
    if (this.#underWay >= this.most) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#underWay += 1;
    try {
      if (signal?.aborted) throw new AppError({ code: 'cancelled', clusterMayContinue: false });
      return await this.preparation.prepare(original, preparation, signal);
    } finally {
      // Whoever is next takes this place.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#underWay -= 1;
    }
  }
}
