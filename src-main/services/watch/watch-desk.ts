import type { BatchPlan } from '../../core/batch/batch';
import type { BatchDefaultsStore } from '../../core/batch/ports';
import type { BatchId } from '../../core/ground/ids';
import { InTurn } from '../../core/ground/in-turn';
import { folderName, lastNames, pathBelow } from '../../core/ground/paths';
import { fittingName, safeNamePart } from '../../core/result/output-filename';
import type { WatchPlan, WatchWork } from '../../core/watch/plan';
import type { WatchDraft } from '../../core/watch/watch';
import type { BatchService } from '../batch/batch-service';
import type { RecipeService } from '../recipe/recipe-service';
import type { WatchRequest, WatchService } from './watch-service';

/** What putting a watch together works with. */
export interface WatchDeskParts {
  readonly watches: Pick<WatchService, 'content' | 'start'>;
  readonly batches: Pick<BatchService, 'exported'>;
  readonly recipes: Pick<RecipeService, 'get'>;
  readonly defaults: Pick<BatchDefaultsStore, 'get'>;
  /** Where results go until the user chooses a folder. */
  readonly firstOutputFolder: string;
}

/** What the user chose of a watch that is put together. */
interface Wish {
  readonly folder: string;
  readonly work: WatchWork;
  /** Whose preparation, limits and folder of results are taken. */
  readonly list: BatchId | undefined;
  /** Set once the user chose one. */
  readonly outputFolder?: string;
}

/** Puts a watch together, while the page knows nothing of its paths. */
export class WatchDesk {
  /** What was asked for last is what begins. */
  readonly #turns = new InTurn();
  #wish: Wish | undefined;
  #request: Omit<WatchRequest, 'takesThere'> | undefined;

  constructor(private readonly parts: WatchDeskParts) {}

  /**
   * Begins with a folder, in place of what was begun before.
   * @param list whose preparation, limits and folder of results are taken
   * @throws AppError of the folder or the connection; `recipe-gone`
   */
  async draft(folder: string, work: WatchWork, list: BatchId | undefined): Promise<WatchDraft> {
    return this.#turns.do(() => this.#draftOf({ folder, work, list }));
  }

  /** Takes another service or recipe. @throws AppError as `draft` */
  async changeWork(work: WatchWork): Promise<WatchDraft | undefined> {
    return this.#turns.do(async () => this.#wish && this.#draftOf({ ...this.#wish, work }));
  }

  /** Takes another folder for the results. @throws AppError as `draft` */
  async changeOutput(outputFolder: string): Promise<WatchDraft | undefined> {
    return this.#turns.do(async () => this.#wish && this.#draftOf({ ...this.#wish, outputFolder }));
  }

  /** Watches the folder. @throws AppError as `WatchService.start` */
  async start(takesThere: boolean): Promise<void> {
    await this.#turns.do(async () => {
      if (!this.#request) return;
      await this.parts.watches.start({ ...this.#request, takesThere });
      this.#request = undefined;
      this.#wish = undefined;
    });
  }

  async #draftOf(wish: Wish): Promise<WatchDraft> {
    const { folder } = wish;
    const plan = await this.#planOf(wish);
    const files = await this.parts.watches.content(folder, plan);
    this.#request = { folder, plan };
    this.#wish = wish;
    return { folder: lastNames(folder, 2), outputFolder: lastNames(plan.outputFolder, 2), files };
  }

  async #planOf(wish: Wish): Promise<WatchPlan> {
    const { work, list } = wish;
    const ofList = list === undefined ? undefined : this.parts.batches.exported(list).plan;
    if ('recipeId' in work) {
      const { id: recipeId, name: recipeName } = await this.parts.recipes.get(work.recipeId);
      return { recipeId, recipeName, outputFolder: await this.#outputOf(wish, recipeName, ofList) };
    }
    const { profileId, serviceName, owner, title } = work;
    return {
      profileId,
      serviceName,
      ...(owner !== undefined && { owner }),
      ...(title !== undefined && { serviceTitle: title }),
      ...(ofList?.preparation && { preparation: ofList.preparation }),
      ...(ofList?.answerLimits && { answerLimits: ofList.answerLimits }),
      outputFolder: await this.#outputOf(wish, title ?? serviceName, ofList),
    };
  }

  async #outputOf({ folder, outputFolder }: Wish, title: string, ofList: BatchPlan | undefined): Promise<string> {
    if (outputFolder !== undefined) return outputFolder;
    const { defaults, firstOutputFolder } = this.parts;
    // The folder of a list that runs a step is one of those in the folder of the recipe.
    const place =
      ofList?.recipe?.folder ?? ofList?.outputFolder ?? (await defaults.get()).outputFolder ?? firstOutputFolder;
    const name = fittingName(safeNamePart(`${folderName(folder)} – ${title}`));
    // A folder that the user chose for a list is taken as it is; one of many lists gets a folder for the watch.
    return ofList && !ofList.inDatedFolder ? place : pathBelow(place, name);
  }
}
