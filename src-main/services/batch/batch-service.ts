import type { BatchId } from '../../core/ground/ids';
import type { BatchItem, BatchPlan, BatchPlanChange, AcceptedInput, OwnListPlan } from '../../core/batch/batch';
import type { BatchFacets, BatchListQuery } from '../../core/batch/list';
import type { ItemMark, MarkChange } from '../../core/batch/mark';
import { templateProblem } from '../../core/batch/names';
import type { BatchOverview, BatchRows, BatchSummary, OpenedBatchItem } from '../../core/batch/overview';
import { isInLine } from '../../core/batch/phase';
import { changedPlan } from '../../core/batch/plan';
import { firstPlace } from '../../core/recipe/place';
import type { Recipe } from '../../core/recipe/recipe';
import type { FoundFile, KeyedFile, LeftOut } from '../../core/batch/scan';
import { AppError, isAppError } from '../../core/ground/error';
import type { HistoryEntry } from '../../core/history/history';
import type { RecordedBatch } from '../../core/batch/journal';
import type { PastListFacts } from '../../core/batch/past-list';
import type { BatchDefaultsStore, FolderScan, OpenListsStore, ResultRecords } from '../../core/batch/ports';
import type { TableUse } from '../../core/input/table/rows';
import type { TableSource } from '../../core/batch/table';
import type { InputFiles } from '../../core/input/ports';
import { BatchDraft } from './batch-draft';
import { BatchRun, type BatchRunParts } from './batch-run';
import { BatchView } from './batch-view';
import { FolderRecords } from './folder-records';
import { ItemAnswers } from './item-answers';
import { BatchLine } from './line';
import { OpenLists, type OpenBatch } from './open-lists';
import { PastLists, type PastListsParts } from './past-lists';
import { HandingOn } from '../recipe/handing-on';
import { answersFile, type AnswersFile } from './table-answers';
import { TableDrafts } from './table-drafts';

/** What the batch service works with. */
export interface BatchServiceParts extends Omit<BatchRunParts, 'line' | 'records' | 'isGrowing' | 'handOn'> {
  readonly records: ResultRecords;
  readonly profiles: PastListsParts['profiles'];
  readonly scan: FolderScan;
  /** Patterns of names that the user wants to be left out. */
  readonly ownPatterns: () => Promise<readonly string[]>;
  readonly files: InputFiles;
  readonly defaults: BatchDefaultsStore;
  readonly openLists: OpenListsStore;
  /** Hears of a list that changed as a row of the history. */
  readonly onRow: (row: HistoryEntry) => void;
  /** Where results go until the user chooses a folder. */
  readonly firstOutputFolder: string;
  readonly newId: () => BatchId;
}

/** A batch as it is when something of it is taken away. */
export interface ExportedBatch {
  readonly items: readonly BatchItem[];
  readonly plan: BatchPlan;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
}

/** The lists of the user: the open ones, of which one is shown, and all others by way of the history. */
export class BatchService {
  /** All lists that were begun, for the history. */
  readonly past: PastLists;
  /** What came back for items of the open lists. */
  readonly answers: ItemAnswers;
  /** The table of which a list may be made. */
  readonly tables: TableDrafts;
  readonly #lists: OpenLists;
  readonly #line: BatchLine;
  readonly #records: FolderRecords;
  readonly #handingOn: HandingOn;
  /** Lists that are being opened or made, which must not happen twice. */
  readonly #opening = new Map<BatchId, Promise<OpenBatch>>();
  /** Lists that the program itself adds files to, open or not. */
  readonly #growing = new Set<BatchId>();
  /** Grows with every change of any list, so that a list that is opened again is never taken for an earlier state of itself. */
  #revision = 0;

  constructor(private readonly parts: BatchServiceParts) {
    this.#lists = new OpenLists(parts.openLists, parts.log);
    this.answers = new ItemAnswers(this.#lists);
    this.tables = new TableDrafts(parts);
    this.#line = new BatchLine(() => this.#lists.all.map(({ draft }) => draft.run));
    this.#records = new FolderRecords(parts.records);
    this.#handingOn = new HandingOn({
      openList: (id) => this.#lists.get(id)?.draft.run,
      append: (id, files, plan) => this.append(id, files, plan),
      log: parts.log,
    });
    this.past = new PastLists(parts, {
      get: (id) => this.#lists.get(id)?.draft.run,
      ids: () => this.#lists.ids,
      close: (id) => this.close(id),
      onRow: parts.onRow,
    });
  }

  /** Opens the lists that were not closed and are not done with. */
  async restore(): Promise<void> {
    const read = await this.past.load();
    const unsettled = this.past.list().filter(isUnsettled);
    for (const id of await this.#lists.recall(unsettled.map((row) => row.id))) {
      try {
        this.#open(read.get(id) ?? (await this.parts.journals.read(id)));
      } catch (error) {
        this.parts.log.error('a list of the last start', error);
      }
    }
    this.parts.onChange();
  }

  /** The list that is shown. */
  get overview(): BatchOverview | undefined {
    return this.#lists.shown?.view.overview;
  }

  /** All open lists in their order. */
  get summaries(): readonly BatchSummary[] {
    return this.#lists.all.map(({ view }) => view.summary);
  }

  /** Whether work goes on that the end of the program would stop. */
  get isWorking(): boolean {
    return this.#lists.all.some(({ draft }) => isInLine(draft.run.phase.status));
  }

  /** Puts a list at another place in the order, counted from 0: of each cluster the first one runs. @throws AppError `batch-gone` */
  async move(id: BatchId, place: number): Promise<void> {
    this.#batch(id);
    this.#lists.move(id, place);
    this.#line.arrange();
    this.parts.onChange();
  }

  /** Tells the history how far the open lists are. */
  async tellHistory(): Promise<void> {
    for (const { draft } of this.#lists.all) if (draft.run.isBegun) await this.past.note(factsOf(draft.run));
  }

  /**
   * Shows a list, which is opened from the history where it is not open.
   * @throws AppError `list-damaged`, `batch-gone`
   */
  async show(id: BatchId): Promise<void> {
    if (!this.#lists.get(id)) {
      const { draft } = await this.#opened(id);
      draft.run.lookForResults().catch((error: unknown) => this.parts.log.error('looking for results', error));
    }
    await this.#show(id);
  }

  /**
   * Adds files that the program itself brings to a list, as `BatchRun.append` does. A list that is not open is opened, and not shown.
   * @param plan of the list, which is made where there is none
   * @throws AppError `batch-gone` where there is no list and no plan, `list-damaged`, or of writing
   */
  async append(id: BatchId, files: readonly KeyedFile[], plan?: OwnListPlan): Promise<void> {
    const { draft } = await this.#opened(id, plan);
    await draft.append(files);
  }

  /** Says that the program itself adds files to a list, so that it is not done when its files are. The list need not be there yet. */
  beginGrowth(id: BatchId): void {
    this.#growing.add(id);
    if (this.#lists.get(id)) this.#changed(id);
  }

  /** Says that a list gets no more files: what it has is all of it, and is reported. @throws AppError `batch-gone`, `list-damaged` */
  async endGrowth(id: BatchId): Promise<void> {
    this.#growing.delete(id);
    const { draft } = await this.#opened(id);
    await draft.run.endGrowth();
    this.#changed(id);
  }

  /**
   * Takes what the user gave, into a list where one is named. Otherwise one file by itself is no list, and everything else makes
   * a new one; it is looked through in the background.
   * @throws AppError `file-unreadable` for a single file that can't be used
   */
  async take(paths: readonly string[], into?: BatchId): Promise<AcceptedInput> {
    // The list may have finished or been closed since the user saw it; then it takes no more files.
    const named = this.#lists.get(into);
    const open = named?.draft.run.phase.status === 'finished' ? undefined : named;
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

  /** Makes a list of one file. */
  async takeOne(path: string): Promise<Extract<AcceptedInput, { readonly kind: 'batch' }>> {
    const { draft } = await this.#newBatch();
    void draft.scan([path]);
    return { kind: 'batch', id: draft.run.id };
  }

  /** A part of the list. @throws AppError `batch-gone` */
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
    await this.#run(id).marks.set(marks);
    view.noteMarks();
  }

  /** Changes marks of items, as `BatchMarking.change` does. @throws AppError `batch-gone`, or of writing */
  async changeMarks(id: BatchId, indices: readonly number[], change: MarkChange): Promise<readonly ItemMark[]> {
    const { view } = this.#batch(id);
    for (const index of indices) view.item(index);
    const before = await this.#run(id).marks.change(indices, change);
    view.noteMarks();
    return before;
  }

  /** Writes the report with what is known now. @returns its path @throws AppError `batch-gone`, or of writing */
  async report(id: BatchId): Promise<string> {
    return this.#run(id).report();
  }

  /** A part of what is not in the list, and why. @throws AppError `batch-gone` */
  leftOut(id: BatchId, start: number, count: number): readonly Omit<LeftOut, 'base'>[] {
    return this.#batch(id).view.leftOut(start, count);
  }

  /** Narrows a list that is not begun, see `BatchDraft.keepOnly`. @throws AppError `batch-gone` */
  async keepOnly(id: BatchId, endings: readonly string[]): Promise<void> {
    await this.#batch(id).draft.keepOnly(endings);
  }

  /**
   * Lets a list that is not begun run a recipe: each of its results goes on to the next step, which is a list of its own.
   * @throws AppError `batch-gone`
   */
  async useRecipe(id: BatchId, recipe: Recipe): Promise<void> {
    const { draft } = this.#batch(id);
    const [first] = recipe.steps;
    if (draft.run.isBegun || !first) throw new AppError({ code: 'batch-gone' });
    const { preparation = 'none', ...service } = first;
    const plan = changedPlan(draft.run.plan, { service, preparation });
    await draft.run.changePlan({ ...plan, recipe: firstPlace(recipe, this.parts.newId) });
    await draft.fitToService();
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

  /** Stops all lists that run or wait for their turn, those that wait first. @throws AppError of the journals */
  async stopAll(): Promise<void> {
    const runs = this.#lists.all.map(({ draft }) => draft.run);
    for (const run of [...runs].reverse()) if (isInLine(run.phase.status)) await run.stop(true);
  }

  /** Runs items again. @param inBackground as jobs @throws AppError `batch-gone`, or as `start` */
  async retry(id: BatchId, indices: readonly number[], inBackground = false): Promise<void> {
    const run = this.#run(id);
    const known = indices.filter((index) => index < run.items.length);
    await run.retry(known, inBackground);
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
    if (run.isBegun) await run.cancel(indices.filter((index) => index < run.items.length));
    else await draft.remove(indices);
  }

  /** Closes a list: stops it, and leaves it to the history. One that was never begun is gone then. @throws AppError `batch-gone` */
  async close(id: BatchId): Promise<void> {
    const { draft } = this.#batch(id);
    draft.stopScanning();
    await draft.run.suspend();
    this.#handingOn.forget(id);
    this.#lists.close(id);
    if (draft.run.isBegun) await this.past.keep(factsOf(draft.run));
    else await this.parts.tables.delete(id);
    await this.#lists.written();
    this.#line.arrange();
    this.parts.onChange();
  }

  /** Closes a list and forgets it; its results stay where they are. @throws AppError `batch-gone` */
  async discard(id: BatchId): Promise<void> {
    await this.close(id);
    await this.past.delete([id]);
  }

  /** Stops for the end of the program; it can be continued at the next start. */
  async suspend(): Promise<void> {
    this.#line.close();
    await this.#handingOn.close();
    await this.tables.close();
    const drafts = this.#lists.all.map(({ draft }) => draft);
    for (const draft of drafts) draft.stopScanning();
    await Promise.all(drafts.map(({ run }) => run.suspend()));
    for (const { run } of drafts) if (run.isBegun) await this.past.keep(factsOf(run));
    await this.#lists.written();
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

  /**
   * Makes a list of the rows of the table that is open, which is shown then.
   * @throws AppError `table-unusable` where the use doesn't fit it, `batch-gone`, or of writing; there is no list then
   */
  async takeTable(id: BatchId, use: TableUse): Promise<AcceptedInput> {
    const table = this.tables.take(id, use);
    const { draft } = await this.#newBatch(id);
    try {
      await draft.run.changePlan({ ...draft.run.plan, table });
    } catch (error) {
      await this.discard(id);
      throw error;
    }
    void draft.addRows();
    return { kind: 'batch', id };
  }

  /** The table that a list is made of; `undefined` for a list of files. @throws AppError `batch-gone` */
  tableOf(id: BatchId): TableSource | undefined {
    return this.#run(id).plan.table;
  }

  /** A copy of the table that a list is made of, with the answers; `undefined` for a list of files. @throws AppError `batch-gone` */
  answersFile(id: BatchId): AnswersFile | undefined {
    const { plan, items } = this.#run(id);
    return plan.table && answersFile({ id, table: plan.table, items }, this.parts);
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

  /** Shows an open list. One that is finished is closed when another takes its place. */
  async #show(id: BatchId): Promise<void> {
    const before = this.#lists.shown?.draft.run;
    this.#lists.show(id);
    if (before && before.id !== id && before.phase.status === 'finished' && !before.isGrowing)
      await this.close(before.id);
    this.parts.onChange();
  }

  /** A list, which is opened where it is not open, and made where there is none. */
  async #opened(id: BatchId, plan?: OwnListPlan): Promise<OpenBatch> {
    const open = this.#lists.get(id);
    if (open) return open;
    const known = this.#opening.get(id);
    if (known) return known;
    const opening = this.#read(id, plan).finally(() => this.#opening.delete(id));
    this.#opening.set(id, opening);
    return opening;
  }

  async #read(id: BatchId, own: OwnListPlan | undefined): Promise<OpenBatch> {
    try {
      return this.#open(await this.parts.journals.read(id));
    } catch (error) {
      if (!own || !isAppError(error) || error.info.code !== 'batch-gone') throw error;
    }
    const { clock, defaults } = this.parts;
    const { template, collision, atOnceLimit } = await defaults.get();
    const plan = { ...own, template, collision, ...(atOnceLimit !== undefined && { atOnceLimit }) };
    return this.#keep(new BatchRun(this.#runParts(id), { id, plan, startedAt: clock.now() }));
  }

  #open(recorded: RecordedBatch): OpenBatch {
    const run = new BatchRun(this.#runParts(recorded.id), recorded, recorded);
    const open = this.#keep(run);
    // The program may have ended while the rows were written down. No item is begun before all are.
    const { plan, items } = run;
    if (plan.table && items.counts.waiting === items.length) void open.draft.addRows();
    return open;
  }

  async #newBatch(id = this.parts.newId()): Promise<OpenBatch> {
    const { firstOutputFolder } = this.parts;
    const { outputFolder = firstOutputFolder, inDatedFolder, ...defaults } = await this.parts.defaults.get();
    const plan: BatchPlan = {
      ...defaults,
      profileId: '',
      serviceName: '',
      outputFolder,
      ...((inDatedFolder ?? outputFolder === firstOutputFolder) && { inDatedFolder: true }),
    };
    const open = this.#keep(new BatchRun(this.#runParts(id), { id, plan, startedAt: this.parts.clock.now() }));
    await this.#show(id);
    return open;
  }

  #keep(run: BatchRun): OpenBatch {
    const draft = new BatchDraft(
      {
        ...this.parts,
        newRun: (batch) => new BatchRun(this.#runParts(run.id), batch),
        onChange: () => this.#changed(run.id),
      },
      run,
    );
    const open = { draft, view: new BatchView(this.parts, draft) };
    this.#lists.add(open);
    if (!this.#lists.shown) this.#lists.show(run.id);
    this.#changed(run.id);
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

  #runParts(id: BatchId): BatchRunParts {
    return {
      ...this.parts,
      onChange: () => this.#changed(id),
      isGrowing: () => this.#isGrowing(id),
      handOn: (list) => this.#handingOn.handOn(list),
      records: this.#records,
      line: this.#line,
    };
  }

  /** Whether a list may get more files: of the program, or of the step of a recipe before it. */
  #isGrowing(id: BatchId): boolean {
    if (this.#growing.has(id)) return true;
    const source = this.#lists.get(this.#lists.get(id)?.draft.run.plan.recipe?.source)?.draft.run;
    return source !== undefined && (source.phase.status !== 'finished' || source.isGrowing);
  }

  #changed(id: BatchId): void {
    this.#revision += 1;
    const open = this.#lists.get(id);
    open?.view.noteChange(this.#revision);
    if (open) this.#handingOn.note(open.draft.run);
    this.parts.onChange();
  }

  #batch(id: BatchId): OpenBatch {
    const open = this.#lists.get(id);
    if (!open) throw new AppError({ code: 'batch-gone' });
    return open;
  }

  #run(id: BatchId): BatchRun {
    return this.#batch(id).draft.run;
  }
}

/** Whether something is left to be done about a list: files to run, answers to look at, or marks that are being made. */
function isUnsettled({ outcome }: HistoryEntry): boolean {
  if (outcome.kind !== 'list') return false;
  const { status, problems, hasMarks } = outcome;
  return status === 'unfinished' || status === 'running' || (status === 'finished' && (problems > 0 || hasMarks));
}

function factsOf({ id, startedAt, finishedAt, plan, items, isPinned, phase }: BatchRun): PastListFacts {
  const { status } = phase;
  return { id, startedAt, ...(finishedAt !== undefined && { finishedAt }), plan, items, isPinned, phase: status };
}
