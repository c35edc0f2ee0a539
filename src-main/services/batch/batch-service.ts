import type { BatchId } from '../../core/ground/ids';
import type { BatchItem, BatchPlan, BatchPlanChange, Given } from '../../core/batch/batch';
import type { BatchFacets, BatchListQuery } from '../../core/batch/list';
import { isUnmarked, type ItemMark, type MarkChange } from '../../core/batch/mark';
import { templateProblem } from '../../core/batch/names';
import type { BatchOverview, BatchRows, OpenedBatchItem } from '../../core/batch/overview';
import { isWorking } from '../../core/batch/phase';
import { changedPlan } from '../../core/batch/plan';
import type { FoundFile, LeftOut } from '../../core/batch/scan';
import { AppError, isAppError } from '../../core/ground/error';
import type { AnswerPart } from '../../core/answer/answer';
import type { BatchDefaultsStore, FolderScan } from '../../core/batch/ports';
import type { InputFiles } from '../../core/input/ports';
import type { StoredPart } from '../../core/answer/ports';
import { BatchDraft } from './batch-draft';
import { BatchRun, type BatchRunParts } from './batch-run';
import { BatchView } from './batch-view';
import { itemOfAnswerId } from '../../core/batch/answer-id';

/** What the batch service works with. */
export interface BatchServiceParts extends BatchRunParts {
  readonly scan: FolderScan;
  readonly files: InputFiles;
  readonly defaults: BatchDefaultsStore;
  /** Where results go until the user chooses a folder. */
  readonly firstOutputFolder: string;
  readonly newId: () => BatchId;
}

/** A batch with its list, and what can be asked about it. */
interface OpenBatch {
  readonly draft: BatchDraft;
  readonly view: BatchView;
}

/** A batch as it is when something of it is taken away. */
export interface ExportedBatch {
  readonly items: readonly BatchItem[];
  readonly plan: BatchPlan;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
}

/** Batches of the user by their ids. The last of them is the open one; the others were interrupted and wait for their turn. */
export class BatchService {
  readonly #batches = new Map<BatchId, OpenBatch>();
  #revision = 0;

  constructor(private readonly parts: BatchServiceParts) {}

  /** Offers batches that were interrupted or still need attention; forgets those that are done with. */
  async restore(): Promise<void> {
    for (const recorded of await this.parts.journals.list()) {
      const { finishedAt, items, id } = recorded;
      const isDoneWith = finishedAt !== undefined && items.counts['needs-attention'] === 0 && !hasMarks(items.all);
      if (isDoneWith) await this.parts.journals.delete(id);
      else this.#keep(new BatchRun(this.#runParts(), recorded, recorded));
    }
    this.parts.onChange();
  }

  /** The open batch. */
  get overview(): BatchOverview | undefined {
    return this.#current?.view.overview(this.#revision);
  }

  /** Whether work goes on that the end of the program would stop. */
  get isWorking(): boolean {
    return [...this.#batches.values()].some(({ draft }) => isWorking(draft.run.phase.status));
  }

  /**
   * Takes what the user gave. One file by itself is no batch, unless one is open; everything else is looked through in
   * the background and put into the list.
   * @throws AppError `file-unreadable` for a single file that can't be used
   */
  async take(paths: readonly string[]): Promise<Given> {
    const open = this.#takingBatch;
    const [path] = paths;
    if (path !== undefined && paths.length === 1 && !open) {
      try {
        return { kind: 'file', file: await this.parts.files.grant(path) };
      } catch (error) {
        if (!isAppError(error) || error.info.code !== 'file-unreadable' || error.info.problem !== 'folder') throw error;
      }
    }
    const { draft } = open ?? (await this.#newBatch());
    void draft.scan(paths);
    return { kind: 'batch', id: draft.run.id };
  }

  /** A stretch of the list. @throws AppError `batch-gone` */
  rows(id: BatchId, query: BatchListQuery, start: number, count: number): BatchRows {
    return this.#batch(id).view.rows(query, start, count);
  }

  /** The numbers of all items that a query asks for. @throws AppError `batch-gone` */
  indices(id: BatchId, query: BatchListQuery): readonly number[] {
    return this.#batch(id).view.indices(query);
  }

  /** Counts of what the filters of the list would show. @throws AppError `batch-gone` */
  facets(id: BatchId, query: BatchListQuery): BatchFacets {
    return this.#batch(id).view.facets(query);
  }

  /** Keeps what a person says of answers. @throws AppError `batch-gone`, or of writing */
  async mark(id: BatchId, marks: readonly ItemMark[]): Promise<void> {
    const { view } = this.#batch(id);
    for (const { item } of marks) view.item(item);
    await this.#run(id).mark(marks);
  }

  /** Changes marks of items, as `BatchRun.changeMarks` does. @throws AppError `batch-gone`, or of writing */
  async changeMarks(id: BatchId, indices: readonly number[], change: MarkChange): Promise<readonly ItemMark[]> {
    const { view } = this.#batch(id);
    for (const index of indices) view.item(index);
    return this.#run(id).changeMarks(indices, change);
  }

  /** Writes the report with what is known now. @returns its path @throws AppError `batch-gone`, or of writing */
  async report(id: BatchId): Promise<string> {
    return this.#run(id).report();
  }

  /** A stretch of what is not in the list, and why. @throws AppError `batch-gone` */
  leftOut(id: BatchId, start: number, count: number): readonly Omit<LeftOut, 'base'>[] {
    return this.#batch(id).view.leftOut(start, count);
  }

  /** Changes what the batch is to do. @throws AppError `batch-gone`, `template-unusable` */
  async change(id: BatchId, change: BatchPlanChange): Promise<void> {
    const { service, template } = change;
    const { draft } = this.#batch(id);
    const problem = template === undefined ? undefined : templateProblem(template);
    if (problem !== undefined) throw new AppError({ code: 'template-unusable', problem });
    const { isBegun, plan } = draft.run;
    await draft.run.changePlan(changedPlan(plan, isBegun ? { ...change, inDatedFolder: false } : change));
    await this.#remember(draft.run.plan, change);
    if (service) await draft.fitToService();
  }

  /** Takes another output folder. @throws AppError `batch-gone` */
  async changeOutputFolder(id: BatchId, outputFolder: string): Promise<void> {
    const run = this.#run(id);
    await run.changePlan({ ...changedPlan(run.plan, { inDatedFolder: false }), outputFolder });
    await this.#remember(run.plan, { inDatedFolder: false });
  }

  /** Begins or goes on. @throws AppError, see `BatchRun.start` */
  async start(id: BatchId, isSample: boolean): Promise<void> {
    await this.#run(id).start(isSample);
  }

  /** @throws AppError `batch-gone` */
  async pause(id: BatchId): Promise<void> {
    this.#run(id).pause();
  }

  /** @throws AppError `batch-gone` */
  async probeNow(id: BatchId): Promise<void> {
    this.#run(id).probeNow();
  }

  /** @throws AppError `batch-gone`, or see `BatchRun.stop` */
  async stop(id: BatchId, dropsUnderWay: boolean): Promise<void> {
    await this.#run(id).stop(dropsUnderWay);
  }

  /** Runs items again. @throws AppError `batch-gone`, or as `start` */
  async retry(id: BatchId, indices: readonly number[]): Promise<void> {
    const run = this.#run(id);
    await run.retry(indices.filter((index) => index < run.items.length));
  }

  /** Keeps a doubtful answer as the result. @throws AppError `batch-gone`, `result-gone`, or of writing */
  async accept(id: BatchId, index: number): Promise<void> {
    const { draft, view } = this.#batch(id);
    await draft.run.accept(view.item(index).index);
  }

  /** Takes items out: of the list before it is begun, of what is to be done afterwards. @throws AppError `batch-gone` */
  async remove(id: BatchId, indices: readonly number[]): Promise<void> {
    const { draft } = this.#batch(id);
    const { run } = draft;
    if (run.isBegun) run.cancel(indices.filter((index) => index < run.items.length));
    else await draft.remove(indices);
  }

  /**
   * Closes a batch: stops it, and forgets it. Results stay where they are, and marks in the report.
   * @throws AppError `batch-gone`, or of writing the report, and then it is not closed
   */
  async discard(id: BatchId): Promise<void> {
    const { draft } = this.#batch(id);
    draft.stopScanning();
    const { run } = draft;
    await run.suspend();
    // The journal goes, and what a person said of the answers must not go with it.
    if (hasMarks(run.items.all)) await run.report();
    for (const { index, state } of run.items.all) {
      if (state.status === 'needs-attention') await this.parts.answers.delete(run.answerId(index));
    }
    await this.parts.journals.delete(id);
    this.#batches.delete(id);
    this.parts.onChange();
  }

  /** Stops for the end of the program; it can be continued at the next start. */
  async suspend(): Promise<void> {
    const drafts = [...this.#batches.values()].map(({ draft }) => draft);
    for (const draft of drafts) draft.stopScanning();
    await Promise.all(drafts.map(({ run }) => run.suspend()));
  }

  /** An item with its input and its result. @throws AppError `batch-gone` */
  async openItem(id: BatchId, index: number): Promise<OpenedBatchItem> {
    return this.#batch(id).view.openItem(index);
  }

  /** Path of an item's result, or of its input where it has none. @throws AppError `batch-gone` */
  pathOf(id: BatchId, index: number): string {
    return this.#batch(id).view.pathOf(index);
  }

  /** Makes another list, of files that are known already, for a service; it is the open one then. */
  async makeList(files: readonly FoundFile[], service: NonNullable<BatchPlanChange['service']>): Promise<void> {
    const { draft } = await this.#newBatch();
    // A folder of its own, since results of another list may lie in the one that was chosen last.
    await draft.run.changePlan(changedPlan(draft.run.plan, { service, inDatedFolder: true }));
    await draft.fitToService();
    await draft.give(files);
  }

  /** What is taken away of a batch. @throws AppError `batch-gone` */
  exported(id: BatchId): ExportedBatch {
    const { items, plan, startedAt } = this.#run(id);
    return { items: items.all, plan, startedAt };
  }

  /** Path of the output folder. @throws AppError `batch-gone` */
  outputFolder(id: BatchId): string {
    return this.#run(id).plan.outputFolder;
  }

  /** Where the bytes behind an item's address are; `undefined` for an address that is no item's. @throws AppError `result-gone` */
  async locate(answerId: string, part: AnswerPart): Promise<StoredPart | undefined> {
    const item = itemOfAnswerId(answerId);
    return item && this.#batches.get(item.batchId)?.view.locate(item.index, part);
  }

  /** Path of an item's input, by the id in its address; `undefined` for an address that is no item's. @throws AppError `batch-gone` */
  inputPath(answerId: string): string | undefined {
    const item = itemOfAnswerId(answerId);
    return item && this.#batches.get(item.batchId)?.view.inputPath(item.index);
  }

  get #current(): OpenBatch | undefined {
    return [...this.#batches.values()].at(-1);
  }

  /** The open batch, which takes more files until it is finished. */
  get #takingBatch(): OpenBatch | undefined {
    const open = this.#current;
    return open?.draft.run.phase.status === 'finished' ? undefined : open;
  }

  async #newBatch(): Promise<OpenBatch> {
    if (this.#current) await this.discard(this.#current.draft.run.id);
    const { firstOutputFolder } = this.parts;
    const { outputFolder = firstOutputFolder, inDatedFolder, ...defaults } = await this.parts.defaults.get();
    const plan: BatchPlan = {
      ...defaults,
      profileId: '',
      serviceName: '',
      outputFolder,
      ...((inDatedFolder ?? outputFolder === firstOutputFolder) && { inDatedFolder: true }),
    };
    const id = this.parts.newId();
    const open = this.#keep(new BatchRun(this.#runParts(), { id, plan, startedAt: this.parts.clock.now() }));
    this.parts.onChange();
    return open;
  }

  #keep(run: BatchRun): OpenBatch {
    const draft = new BatchDraft(
      {
        ...this.parts,
        newRun: (batch) => new BatchRun(this.#runParts(), batch),
        onChange: () => this.#changed(),
      },
      run,
    );
    const open = { draft, view: new BatchView(this.parts, draft) };
    this.#batches.set(run.id, open);
    return open;
  }

  /** Remembers what was chosen for the next list. The folder that a list got of its own is nobody's choice. */
  async #remember(
    { outputFolder, template, collision, atOnceLimit }: BatchPlan,
    chosen: BatchPlanChange,
  ): Promise<void> {
    const { defaults } = this.parts;
    const place =
      chosen.inDatedFolder === undefined ? await defaults.get() : { outputFolder, inDatedFolder: chosen.inDatedFolder };
    await defaults.replace({
      ...(place.outputFolder !== undefined && { outputFolder: place.outputFolder }),
      ...(place.inDatedFolder !== undefined && { inDatedFolder: place.inDatedFolder }),
      template,
      collision,
      ...(atOnceLimit !== undefined && { atOnceLimit }),
    });
  }

  #runParts(): BatchRunParts {
    return { ...this.parts, onChange: () => this.#changed() };
  }

  #changed(): void {
    this.#revision += 1;
    this.parts.onChange();
  }

  #batch(id: BatchId): OpenBatch {
    const open = this.#batches.get(id);
    if (!open) throw new AppError({ code: 'batch-gone' });
    return open;
  }

  #run(id: BatchId): BatchRun {
    return this.#batch(id).draft.run;
  }
}

function hasMarks(items: readonly BatchItem[]): boolean {
  return items.some(({ mark }) => !isUnmarked(mark));
}
