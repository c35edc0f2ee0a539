import type { BatchId } from '../../core/ground/ids';
import type { BatchItem, BatchPlan, BatchPlanChange, Given } from '../../core/batch/batch';
import { isWholeList, itemsFor, type BatchListQuery } from '../../core/batch/list';
import { templateProblem } from '../../core/batch/names';
import {
  rowOf,
  viewedResult,
  type BatchOverview,
  type BatchRows,
  type OpenedBatchItem,
} from '../../core/batch/overview';
import { isLeftOut, isTaken, type FoundFile, type LeftOut } from '../../core/batch/scan';
import { AppError, isAppError } from '../../core/ground/error';
import { resultUrl } from '../../core/result/local-address';
import { outputFileName } from '../../core/result/output-filename';
import type { AnswerPart } from '../../core/answer/answer';
import type { BatchDefaultsStore, FolderScan } from '../../core/batch/ports';
import type { InputFiles } from '../../core/input/ports';
import type { StoredPart } from '../../core/answer/ports';
import { resultKind, type Result } from '../../core/result/result';
import { joined } from './folder-check';
import { BatchRun, type BatchRunParts } from './batch-run';

/** What the batch service works with. */
export interface BatchServiceParts extends BatchRunParts {
  readonly scan: FolderScan;
  readonly files: InputFiles;
  readonly defaults: BatchDefaultsStore;
  /** Where results go until the user chooses a folder. */
  readonly firstOutputFolder: string;
  readonly newId: () => BatchId;
}

/** A batch with what led to its list. */
interface OpenBatch {
  run: BatchRun;
  readonly scanning: Set<AbortController>;
  readonly found: FoundFile[];
  readonly leftOut: LeftOut[];
  readonly known: Set<string>;
  /** Endings that the service takes; empty for all. */
  acceptedSuffixes: readonly string[];
}

const longestOrderAgeMs = 1000;

/** Batches of the user: at most one is open at a time, and earlier ones that were interrupted wait for their turn. */
export class BatchService {
  #open: OpenBatch | undefined;
  #revision = 0;
  #order: { readonly key: string; readonly atMs: number; readonly indices: readonly number[] } | undefined;

  constructor(private readonly parts: BatchServiceParts) {}

  /** Offers the last batch that was interrupted or still needs attention; forgets those that are done with. */
  async restore(): Promise<void> {
    for (const recorded of await this.parts.journals.list()) {
      const { finishedAt, items, id } = recorded;
      if (finishedAt !== undefined && items.counts['needs-attention'] === 0) await this.parts.journals.delete(id);
      else this.#open = opened(new BatchRun(this.#runParts(), recorded, recorded));
    }
    for (const { base, relativePath } of this.#open?.run.items.all ?? []) {
      this.#open?.known.add(joined(base, relativePath));
    }
    this.parts.onChange();
  }

  /** The open batch. */
  get overview(): BatchOverview | undefined {
    if (!this.#open) return undefined;
    const { run, scanning, leftOut } = this.#open;
    const { plan, items, estimate } = run;
    return {
      id: run.id,
      phase: run.phase,
      profileId: plan.profileId,
      serviceName: plan.serviceName,
      ...(plan.owner !== undefined && { owner: plan.owner }),
      outputFolder: plan.outputFolder.split(/[\\/]/).filter(Boolean).slice(-2),
      template: plan.template,
      collision: plan.collision,
      ...(plan.atOnceLimit !== undefined && { atOnceLimit: plan.atOnceLimit }),
      atOnce: run.atOnce,
      isScanning: scanning.size > 0,
      total: items.length,
      counts: run.counts,
      sizeBytes: items.sizeBytes,
      leftOut: leftOut.length,
      pictures: items.pictureCount,
      ...(estimate && { estimate }),
      revision: this.#revision,
    };
  }

  /** Whether work goes on that the end of the program would stop. */
  get isWorking(): boolean {
    const status = this.#open?.run.phase.status;
    return status === 'running' || status === 'holding';
  }

  /**
   * Takes what the user gave. One file by itself is no batch, unless one is open; everything else is looked through in
   * the background and put into the list.
   * @throws AppError `file-unreadable` for a single file that can't be used
   */
  async take(paths: readonly string[]): Promise<Given> {
    const [path] = paths;
    if (path !== undefined && paths.length === 1 && !this.#isTaking) {
      try {
        return { kind: 'file', file: await this.parts.files.grant(path) };
      } catch (error) {
        if (!isAppError(error) || error.info.code !== 'file-unreadable' || error.info.problem !== 'folder') throw error;
      }
    }
    const open = this.#isTaking && this.#open ? this.#open : await this.#newBatch();
    void this.#scan(open, paths);
    return { kind: 'batch', id: open.run.id };
  }

  /** A stretch of the list. @throws AppError `batch-gone` */
  rows(id: BatchId, query: BatchListQuery, start: number, count: number): BatchRows {
    const { run } = this.#batch(id);
    const { items } = run;
    const row = (index: number) => rowOf(items.get(index), run.answerId(index));
    if (isWholeList(query)) {
      const inSight = items.all.slice(start, start + count);
      return { total: items.length, rows: inSight.map(({ index }) => row(index)) };
    }
    const indices = this.#ordered(id, query);
    return { total: indices.length, rows: indices.slice(start, start + count).map(row) };
  }

  /** The numbers of all items that a query asks for. @throws AppError `batch-gone` */
  indices(id: BatchId, query: BatchListQuery): readonly number[] {
    return itemsFor(this.#batch(id).run.items.all, query);
  }

  /** A stretch of what is not in the list, and why. @throws AppError `batch-gone` */
  leftOut(id: BatchId, start: number, count: number): readonly Omit<LeftOut, 'base'>[] {
    return this.#batch(id)
      .leftOut.slice(start, start + count)
      .map(({ relativePath, reason }) => ({ relativePath, reason }));
  }

  /** Changes what the batch is to do. @throws AppError `batch-gone`, `template-unusable` */
  async change(id: BatchId, { service, template, collision, atOnceLimit }: BatchPlanChange): Promise<void> {
    const open = this.#batch(id);
    const problem = template === undefined ? undefined : templateProblem(template);
    if (problem !== undefined) throw new AppError({ code: 'template-unusable', problem });
    const { plan } = open.run;
    const { profileId, serviceName, owner } = service ?? plan;
    const limit = atOnceLimit ?? plan.atOnceLimit ?? 0;
    await this.#changePlan(open, {
      profileId,
      serviceName,
      ...(owner !== undefined && { owner }),
      outputFolder: plan.outputFolder,
      template: template ?? plan.template,
      collision: collision ?? plan.collision,
      ...(limit > 0 && { atOnceLimit: limit }),
    });
    if (service) await this.#fitToService(open);
  }

  /** Takes another output folder. @throws AppError `batch-gone` */
  async changeOutputFolder(id: BatchId, outputFolder: string): Promise<void> {
    const open = this.#batch(id);
    await this.#changePlan(open, { ...open.run.plan, outputFolder });
  }

  /** Begins or goes on. @throws AppError, see `BatchRun.start` */
  async start(id: BatchId, isSample: boolean): Promise<void> {
    await this.#batch(id).run.start(isSample);
  }

  /** @throws AppError `batch-gone` */
  async pause(id: BatchId): Promise<void> {
    this.#batch(id).run.pause();
  }

  /** @throws AppError `batch-gone` */
  async probeNow(id: BatchId): Promise<void> {
    this.#batch(id).run.probeNow();
  }

  /** @throws AppError `batch-gone` */
  async stop(id: BatchId, dropsUnderWay: boolean): Promise<void> {
    await this.#batch(id).run.stop(dropsUnderWay);
  }

  /** Runs again: the named items, or all that need attention. @throws AppError `batch-gone`, or as `start` */
  async retry(id: BatchId, indices: readonly number[] | 'all'): Promise<void> {
    const { run } = this.#batch(id);
    const chosen = indices === 'all' ? run.items.all.filter(needsAttention).map(({ index }) => index) : indices;
    await run.retry(chosen.filter((index) => index < run.items.length));
  }

  /** Keeps a doubtful answer as the result. @throws AppError `batch-gone`, `result-gone`, or of writing */
  async accept(id: BatchId, index: number): Promise<void> {
    await this.#batch(id).run.accept(this.#item(id, index).index);
  }

  /** Takes items out: of the list before it is begun, of what is to be done afterwards. @throws AppError `batch-gone` */
  async remove(id: BatchId, indices: readonly number[]): Promise<void> {
    const open = this.#batch(id);
    if (open.run.isBegun) {
      open.run.cancel(indices.filter((index) => index < open.run.items.length));
      return;
    }
    const removed = new Set(indices.map((index) => keyOf(open.run.items.all[index])));
    const kept = open.found.filter((file) => !removed.has(keyOf(file)));
    for (const key of removed) open.known.delete(key);
    open.found.splice(0, open.found.length, ...kept);
    await this.#rebuild(open);
  }

  /** Limits how many items of batches to come run at the same time, until the user chooses otherwise. */
  async limitNew(atOnceLimit: number): Promise<void> {
    await this.parts.defaults.replace({ ...(await this.parts.defaults.get()), atOnceLimit });
  }

  /** Closes a batch: stops it, and forgets it. Results stay where they are. @throws AppError `batch-gone` */
  async discard(id: BatchId): Promise<void> {
    const open = this.#batch(id);
    for (const scan of open.scanning) scan.abort();
    await open.run.suspend();
    for (const { index, state } of open.run.items.all) {
      if (state.status === 'needs-attention') await this.parts.answers.delete(open.run.answerId(index));
    }
    await this.parts.journals.delete(id);
    this.#open = undefined;
    this.parts.onChange();
    await this.restore();
  }

  /** Stops for the end of the program; it can be continued at the next start. */
  async suspend(): Promise<void> {
    for (const scan of this.#open?.scanning ?? []) scan.abort();
    await this.#open?.run.suspend();
  }

  /** An item with its input and its result. @throws AppError `batch-gone` */
  async openItem(id: BatchId, index: number): Promise<OpenedBatchItem> {
    const item = this.#item(id, index);
    const input = await this.parts.files.grant(joined(item.base, item.relativePath)).catch(() => undefined);
    const result = await this.#resultOf(item);
    return {
      row: rowOf(item, this.#batch(id).run.answerId(index)),
      ...(input && { input }),
      ...(result && { result }),
    };
  }

  /** Path of an item's result, or of its input where it has none. @throws AppError `batch-gone` */
  pathOf(id: BatchId, index: number): string {
    const { state, base, relativePath } = this.#item(id, index);
    return state.status === 'done' ? joined(state.result.folder, state.result.output) : joined(base, relativePath);
  }

  /** Path of the output folder. @throws AppError `batch-gone` */
  outputFolder(id: BatchId): string {
    return this.#batch(id).run.plan.outputFolder;
  }

  /** Where the bytes behind an item's address are; `undefined` for an address that is no item's. @throws AppError `result-gone` */
  async locate(answerId: string, part: AnswerPart): Promise<StoredPart | undefined> {
    const [, id, index] = /^(.*)-(\d+)$/.exec(answerId) ?? [];
    if (!this.#open || id !== this.#open.run.id) return undefined;
    const { state } = this.#item(id, Number(index));
    if (state.status !== 'done') return this.parts.answers.locate(answerId, part);
    const { folder, output, sizeBytes, mediaType } = state.result;
    return { path: joined(folder, output), start: 0, end: sizeBytes, mediaType, charset: 'utf-8' };
  }

  /** A batch takes more files until it is finished. */
  get #isTaking(): boolean {
    return this.#open !== undefined && this.#open.run.phase.status !== 'finished';
  }

  async #newBatch(): Promise<OpenBatch> {
    if (this.#open) await this.discard(this.#open.run.id);
    const { outputFolder = this.parts.firstOutputFolder, ...defaults } = await this.parts.defaults.get();
    const plan: BatchPlan = { ...defaults, profileId: '', serviceName: '', outputFolder };
    this.#open = opened(
      new BatchRun(this.#runParts(), { id: this.parts.newId(), plan, startedAt: this.parts.clock.now() }),
    );
    this.parts.onChange();
    return this.#open;
  }

  async #scan(open: OpenBatch, paths: readonly string[]): Promise<void> {
    const stop = new AbortController();
    open.scanning.add(stop);
    this.parts.onChange();
    try {
      for await (const findings of this.parts.scan.scan(paths, stop.signal)) {
        const files: FoundFile[] = [];
        for (const finding of findings) {
          if (isLeftOut(finding)) open.leftOut.push(finding);
          else if (open.known.has(keyOf(finding))) open.leftOut.push(leftOutOf(finding, 'twice'));
          else files.push(finding);
        }
        for (const file of files) open.known.add(keyOf(file));
        if (!open.run.isBegun) open.found.push(...files);
        await this.#addTaken(open, files);
      }
    } catch (error) {
      this.parts.log.error('looking through folders', error);
    } finally {
      open.scanning.delete(stop);
      this.parts.onChange();
    }
  }

  async #addTaken(open: OpenBatch, files: readonly FoundFile[]): Promise<void> {
    const taken = files.filter(({ relativePath }) => isTaken(relativePath, open.acceptedSuffixes));
    const others = files.filter(({ relativePath }) => !isTaken(relativePath, open.acceptedSuffixes));
    open.leftOut.push(...others.map((file) => leftOutOf(file, 'type')));
    await open.run.add(taken);
  }

  /** Before it is begun, the list follows what the chosen service takes. */
  async #fitToService(open: OpenBatch): Promise<void> {
    const { profileId, serviceName, owner } = open.run.plan;
    const found = await this.parts.profiles.openService(profileId, serviceName, owner).catch(() => undefined);
    const suffixes = found?.service.acceptedSuffixes ?? [];
    const isSame = suffixes.join() === open.acceptedSuffixes.join();
    open.acceptedSuffixes = suffixes;
    if (!isSame && !open.run.isBegun) await this.#rebuild(open);
  }

  async #rebuild(open: OpenBatch): Promise<void> {
    const { id, plan, startedAt } = open.run;
    open.run = new BatchRun(this.#runParts(), { id, plan, startedAt });
    const others = open.leftOut.filter(({ reason }) => reason !== 'type');
    open.leftOut.splice(0, open.leftOut.length, ...others);
    await this.#addTaken(open, open.found);
    this.#changed();
  }

  async #changePlan(open: OpenBatch, plan: BatchPlan): Promise<void> {
    const { outputFolder, template, collision, atOnceLimit } = plan;
    await open.run.changePlan(plan);
    await this.parts.defaults.replace({
      outputFolder,
      template,
      collision,
      ...(atOnceLimit !== undefined && { atOnceLimit }),
    });
  }

  async #resultOf(item: BatchItem): Promise<Result | undefined> {
    const { state, index, relativePath } = item;
    const id = this.#open?.run.answerId(index) ?? '';
    if (state.status === 'done') return viewedResult(state.result, resultUrl(id, 'payload', 0));
    if (state.status !== 'needs-attention' || state.trouble.kind !== 'doubtful') return undefined;
    const stored = await this.parts.answers.read(id, 'automatic').catch(() => undefined);
    if (!stored) return undefined;
    const { reading, sizeBytes, receivedBytes } = stored;
    return {
      reading,
      kind: resultKind(reading.mediaType, sizeBytes),
      sizeBytes,
      receivedBytes,
      url: resultUrl(id, 'payload', 0),
      receivedUrl: resultUrl(id, 'received', 0),
      fileName: outputFileName(
        relativePath.split('/').at(-1),
        this.#open?.run.plan.serviceName ?? '',
        reading.mediaType,
      ),
    };
  }

  /** An order is kept for a moment: a long list under way would otherwise be ordered anew for every look at it. */
  #ordered(id: BatchId, query: BatchListQuery): readonly number[] {
    const key = JSON.stringify([id, query, this.#batch(id).run.items.length]);
    const atMs = Date.parse(this.parts.clock.now());
    if (this.#order?.key !== key || atMs - this.#order.atMs > longestOrderAgeMs) {
      this.#order = { key, atMs, indices: this.indices(id, query) };
    }
    return this.#order.indices;
  }

  #runParts(): BatchRunParts {
    return { ...this.parts, onChange: () => this.#changed() };
  }

  #changed(): void {
    this.#revision += 1;
    this.parts.onChange();
  }

  #batch(id: BatchId): OpenBatch {
    if (this.#open?.run.id !== id) throw new AppError({ code: 'batch-gone' });
    return this.#open;
  }

  #item(id: BatchId, index: number): BatchItem {
    const item = this.#batch(id).run.items.all[index];
    if (!item) throw new AppError({ code: 'batch-gone' });
    return item;
  }
}

function opened(run: BatchRun): OpenBatch {
  return { run, scanning: new Set(), found: [], leftOut: [], known: new Set(), acceptedSuffixes: [] };
}

function needsAttention({ state }: BatchItem): boolean {
  return state.status === 'needs-attention';
}

function keyOf(file: Pick<FoundFile, 'base' | 'relativePath'> | undefined): string {
  return file ? joined(file.base, file.relativePath) : '';
}

function leftOutOf({ base, relativePath }: FoundFile, reason: LeftOut['reason']): LeftOut {
  return { base, relativePath, reason };
}
