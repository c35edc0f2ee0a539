import type { BatchPlanChange, OwnListPlan } from '../../core/batch/batch';
import type { BatchDefaultsStore } from '../../core/batch/ports';
import type { BatchId } from '../../core/ground/ids';
import { folderName, lastNames, pathBelow } from '../../core/ground/paths';
import { fittingName, safeNamePart } from '../../core/result/output-filename';
import type { WatchDraft } from '../../core/watch/watch';
import type { BatchService } from '../batch/batch-service';
import type { WatchRequest, WatchService } from './watch-service';

/** What putting a watch together works with. */
export interface WatchDeskParts {
  readonly watches: Pick<WatchService, 'content' | 'start'>;
  readonly batches: Pick<BatchService, 'exported'>;
  readonly defaults: Pick<BatchDefaultsStore, 'get'>;
  /** Where results go until the user chooses a folder. */
  readonly firstOutputFolder: string;
}

/** Puts a watch together, while the page knows nothing of its paths. */
export class WatchDesk {
  #request: Omit<WatchRequest, 'takesThere'> | undefined;

  constructor(private readonly parts: WatchDeskParts) {}

  /**
   * Begins with a folder, in place of what was begun before.
   * @param list whose preparation and folder of results are taken
   * @throws AppError of the folder or the connection
   */
  async draft(
    folder: string,
    service: NonNullable<BatchPlanChange['service']>,
    list: BatchId | undefined,
  ): Promise<WatchDraft> {
    const { batches, defaults, firstOutputFolder } = this.parts;
    const { profileId, serviceName, owner, title } = service;
    const ofList = list === undefined ? undefined : batches.exported(list).plan;
    const place = ofList?.outputFolder ?? (await defaults.get()).outputFolder ?? firstOutputFolder;
    const name = fittingName(safeNamePart(`${folderName(folder)} – ${title ?? serviceName}`));
    const plan: OwnListPlan = {
      profileId,
      serviceName,
      ...(owner !== undefined && { owner }),
      ...(title !== undefined && { serviceTitle: title }),
      ...(ofList?.preparation && { preparation: ofList.preparation }),
      // A folder that the user chose for a list is taken as it is; one of many lists gets a folder for the watch.
      outputFolder: ofList && !ofList.inDatedFolder ? place : pathBelow(place, name),
    };
    return this.#draftOf({ folder, plan });
  }

  /** Takes another folder for the results. @throws AppError as `draft` */
  async changeOutput(outputFolder: string): Promise<WatchDraft | undefined> {
    if (!this.#request) return undefined;
    const { folder, plan } = this.#request;
    return this.#draftOf({ folder, plan: { ...plan, outputFolder } });
  }

  /** Watches the folder. @throws AppError as `WatchService.start` */
  async start(takesThere: boolean): Promise<void> {
    const request = this.#request;
    if (!request) return;
    await this.parts.watches.start({ ...request, takesThere });
    this.#request = undefined;
  }

  async #draftOf(request: Omit<WatchRequest, 'takesThere'>): Promise<WatchDraft> {
    const { folder, plan } = request;
    const files = await this.parts.watches.content(folder, plan);
    this.#request = request;
    return { folder: lastNames(folder, 2), outputFolder: lastNames(plan.outputFolder, 2), files };
  }
}
