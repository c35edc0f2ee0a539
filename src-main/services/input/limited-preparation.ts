import { AppError } from '../../core/ground/error';
import { FewAtOnce } from '../../core/ground/few-at-once';
import type { InputOrigin } from '../../core/history/history';
import type { InputPreparation, PreparedCopy } from '../../core/input/ports';
import type { Preparation } from '../../core/input/preparation';

/** Makes a few copies at the same time, in the order in which they were asked for: others have pictures to be drawn meanwhile. */
export class LimitedPreparation implements InputPreparation {
  readonly #few: FewAtOnce;

  constructor(
    private readonly preparation: InputPreparation,
    most: number,
  ) {
    this.#few = new FewAtOnce(most);
  }

  prepare(original: InputOrigin, preparation: Preparation, signal?: AbortSignal): Promise<PreparedCopy> {
    return this.#few.do(async () => {
      if (signal?.aborted) throw new AppError({ code: 'cancelled', clusterMayContinue: false });
      return this.preparation.prepare(original, preparation, signal);
    });
  }
}
