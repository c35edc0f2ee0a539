import type { BatchPlan } from '../../core/batch/batch';
import type { RecordedBatch } from '../../core/batch/journal';
import { datedFolderName } from '../../core/batch/names';
import { stepFolderName } from '../../core/recipe/place';
import type { OutputFolders } from '../../core/batch/ports';
import { pathBelow } from '../../core/ground/paths';
import type { EarlierResults } from './earlier-results';
import type { BatchPlacing } from './placing';
import type { BatchRecording } from './recording';

/** What opening a batch works with. */
export interface BatchOpeningParts {
  readonly outputs: Pick<OutputFolders, 'realPath' | 'make' | 'makeNew'>;
  readonly earlier: Pick<EarlierResults, 'open' | 'close'>;
  readonly recording: BatchRecording;
  readonly placing: Pick<BatchPlacing, 'settleInterrupted' | 'checkDone'>;
  readonly startedAt: string;
  readonly plan: () => BatchPlan;
  /** Is told the plan with the folder that was made for it. */
  readonly onFolderMade: (plan: BatchPlan) => void;
  readonly isIdle: () => boolean;
}

/** Opens what has to be open before an item runs: the output folder, its record, and the journal. */
export class BatchOpening {
  #begun: RecordedBatch['begun'];
  /** Whether results of an earlier start of the program are still to be looked for. */
  #isUnchecked: boolean;
  /** Whether the output folder may be made: once results went there, it can only have been taken away. */
  #mayMakeFolder: boolean;

  /** @param recorded a batch of an earlier start of the program */
  constructor(
    private readonly parts: BatchOpeningParts,
    recorded: Pick<RecordedBatch, 'begun' | 'items'> | undefined,
  ) {
    this.#begun = recorded?.begun ?? new Map();
    this.#isUnchecked = recorded !== undefined;
    this.#mayMakeFolder = recorded?.items.all.every(({ stem }) => stem === undefined) ?? true;
  }

  /** Where results go, or will go: a folder of its own is made when the batch begins. */
  get plannedFolder(): string {
    const { outputFolder, inDatedFolder } = this.parts.plan();
    const folder = inDatedFolder ? pathBelow(outputFolder, this.#datedFolderName) : outputFolder;
    return this.#stepFolderIn(folder) ?? folder;
  }

  /** Another output folder was chosen, which need not be there yet. */
  forgetFolder(): void {
    this.#mayMakeFolder = true;
  }

  /**
   * Opens what is closed, and brings what an interruption left in order. Where that fails in the middle, it is done again.
   * @throws AppError of the output folder, its record or the journal
   */
  async open(): Promise<void> {
    const { outputs, earlier, recording, placing, plan } = this.parts;
    if (this.#mayMakeFolder) await this.#makeFolder();
    else await outputs.realPath(plan().outputFolder);
    // The folder may be another one of the same name since the last time.
    if (this.parts.isIdle()) await earlier.close();
    await earlier.open(plan().outputFolder);
    this.#mayMakeFolder = false;
    await recording.open(plan());
    await placing.settleInterrupted(this.#begun);
    this.#begun = new Map();
    if (this.#isUnchecked) await placing.checkDone();
    this.#isUnchecked = false;
    await recording.writeItems();
    // What could not be written before a pause is written now, or is still in the way.
    await recording.synced();
  }

  get #datedFolderName(): string {
    const { recipe, serviceName, serviceTitle = serviceName } = this.parts.plan();
    return datedFolderName(this.parts.startedAt, recipe?.name ?? serviceTitle);
  }

  /** Folder of the first step of a recipe, as long as it is not made. */
  #stepFolderIn(folder: string): string | undefined {
    const { recipe, serviceName, serviceTitle = serviceName } = this.parts.plan();
    return recipe && recipe.folder === undefined ? pathBelow(folder, stepFolderName(recipe, serviceTitle)) : undefined;
  }

  async #makeFolder(): Promise<void> {
    const { outputs, plan, onFolderMade } = this.parts;
    const { inDatedFolder, ...rest } = plan();
    const folder = inDatedFolder ? await outputs.makeNew(rest.outputFolder, this.#datedFolderName) : rest.outputFolder;
    const { recipe } = rest;
    const outputFolder = this.#stepFolderIn(folder) ?? folder;
    if (!inDatedFolder || outputFolder !== folder) await outputs.make(outputFolder);
    onFolderMade({ ...rest, outputFolder, ...(recipe && { recipe: { folder, ...recipe } }) });
  }
}
