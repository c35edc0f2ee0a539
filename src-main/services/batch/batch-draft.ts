import type { BatchPlan } from '../../core/batch/batch';
import type { BatchTables, FolderScan } from '../../core/batch/ports';
import {
  isLeftOut,
  isTaken,
  type FoundFile,
  type KeyedFile,
  type LeftOut,
  type ScanFinding,
} from '../../core/batch/scan';
import type { BatchId } from '../../core/ground/ids';
import type { Logger } from '../../core/ground/ports';
import type { ClusterServices } from '../service/cluster-services';
import type { BatchRun } from './batch-run';
import { findRows } from './table-rows';
import { pathBelow } from '../../core/ground/paths';

/** What putting a list together works with. */
export interface BatchDraftParts {
  readonly scan: FolderScan;
  readonly tables: BatchTables;
  readonly services: Pick<ClusterServices, 'openService'>;
  /** Patterns of names that the user wants to be left out. */
  readonly ownPatterns: () => Promise<readonly string[]>;
  readonly log: Logger;
  /** A batch without items. */
  readonly newRun: (batch: { readonly id: BatchId; readonly plan: BatchPlan; readonly startedAt: string }) => BatchRun;
  /** Is told when the list, or what is left out of it, changed. */
  readonly onChange: () => void;
}

/**
 * Puts the list of a batch together: looks through what the user gave, and remembers what is left out and why. Until the
 * batch begins, the list changes with the service that is chosen; afterwards, files are only added.
 */
export class BatchDraft {
  readonly #scanning = new Set<AbortController>();
  readonly #known = new Set<string>();
  #found: FoundFile[] = [];
  #leftOut: LeftOut[] = [];
  /** Endings that the service takes; empty for all. */
  #accepts: readonly string[] = [];
  /** Endings that the user wants only; empty for all. */
  #only: readonly string[] = [];
  #run: BatchRun;

  constructor(
    private readonly parts: BatchDraftParts,
    run: BatchRun,
  ) {
    this.#run = run;
    for (const item of run.items.all) this.#known.add(keyOf(item));
  }

  /** The batch with this list; another one after the list was put together anew. */
  get run(): BatchRun {
    return this.#run;
  }

  get isScanning(): boolean {
    return this.#scanning.size > 0;
  }

  get leftOut(): readonly LeftOut[] {
    return this.#leftOut;
  }

  get only(): readonly string[] {
    return this.#only;
  }

  /** Looks through files and folders, and adds what is found. What can't be read is left out; it never fails. */
  async scan(paths: readonly string[]): Promise<void> {
    const ownPatterns = await this.parts.ownPatterns();
    await this.#addFound((signal) => this.parts.scan.scan(paths, ownPatterns, signal));
  }

  /** Adds the rows of the table that the list is made of, behind those that are in it. It never fails. */
  async addRows(): Promise<void> {
    const { id, items, plan } = this.#run;
    const { table } = plan;
    if (!table) return;
    const after = items.all.at(-1)?.row?.number ?? 0;
    await this.#addFound(() => findRows({ id, table, after }, this.parts));
  }

  async #addFound(find: (signal: AbortSignal) => AsyncIterable<readonly ScanFinding[]>): Promise<void> {
    const stop = new AbortController();
    this.#scanning.add(stop);
    this.parts.onChange();
    try {
      for await (const findings of find(stop.signal)) {
        if (stop.signal.aborted) return;
        const files: FoundFile[] = [];
        for (const finding of findings) {
          if (isLeftOut(finding)) this.#leftOut.push(finding);
          else if (this.#known.has(keyOf(finding))) this.#leftOut.push(leftOutOf(finding, 'twice'));
          else files.push(finding);
        }
        for (const file of files) this.#known.add(keyOf(file));
        if (!this.#run.isBegun) this.#found.push(...files);
        await this.#addTaken(files);
      }
    } catch (error) {
      this.parts.log.error('looking through folders', error);
    } finally {
      this.#scanning.delete(stop);
      this.parts.onChange();
    }
  }

  /** Adds files that are known already, such as results of another list. */
  async give(files: readonly FoundFile[]): Promise<void> {
    for (const file of files) this.#known.add(keyOf(file));
    this.#found.push(...files);
    await this.#addTaken(files);
    this.parts.onChange();
  }

  /** Adds files as `BatchRun.append` does. @throws AppError of writing */
  async append(files: readonly KeyedFile[]): Promise<void> {
    for (const file of files) this.#known.add(keyOf(file));
    await this.#run.append(files);
  }

  stopScanning(): void {
    for (const scan of this.#scanning) scan.abort();
  }

  /** Takes what the service of the plan takes. Once the batch is begun, this counts for files that are added. */
  async fitToService(): Promise<void> {
    const { profileId, serviceName, owner } = this.#run.plan;
    const open = await this.parts.services.openService(profileId, serviceName, owner).catch(() => undefined);
    const accepts = open?.accepts ?? [];
    const isSame = accepts.join() === this.#accepts.join();
    this.#accepts = accepts;
    if (!isSame && !this.#run.isBegun) await this.#rebuild();
  }

  /**
   * Narrows the list to files of some endings, before the batch is begun; what is added later has to fit too.
   * @param endings in lower case, without a dot; none for all files
   */
  async keepOnly(endings: readonly string[]): Promise<void> {
    if (this.#run.isBegun) return;
    this.#only = endings;
    await this.#rebuild();
  }

  /** Takes items out of the list, before the batch is begun. */
  async remove(indices: readonly number[]): Promise<void> {
    const items = this.#run.items.all;
    const removed = new Set(indices.flatMap((index) => items[index] ?? []).map(keyOf));
    for (const key of removed) this.#known.delete(key);
    this.#found = this.#found.filter((file) => !removed.has(keyOf(file)));
    await this.#rebuild();
  }

  async #addTaken(files: readonly FoundFile[]): Promise<void> {
    const taken: FoundFile[] = [];
    const { table } = this.#run.plan;
    const isText = table !== undefined && table.use.input.kind !== 'file';
    for (const file of files) {
      const { relativePath } = file;
      // A row that is sent as text has no file, so its name has no ending to judge by.
      if (isText) taken.push(file);
      else if (!isTaken(relativePath, this.#accepts)) this.#leftOut.push(leftOutOf(file, 'type'));
      else if (!isTaken(relativePath, this.#only)) this.#leftOut.push(leftOutOf(file, 'unwanted'));
      else taken.push(file);
    }
    await this.#run.add(taken);
  }

  async #rebuild(): Promise<void> {
    const { id, plan, startedAt } = this.#run;
    this.#run = this.parts.newRun({ id, plan, startedAt });
    this.#leftOut = this.#leftOut.filter(({ reason }) => reason !== 'type' && reason !== 'unwanted');
    await this.#addTaken(this.#found);
    this.parts.onChange();
  }
}

/** What tells two things in the list apart. Two rows of a table may have one name, or one file. */
function keyOf({ base, relativePath, row }: Pick<FoundFile, 'base' | 'relativePath' | 'row'>): string {
  const path = pathBelow(base, relativePath);
  return row ? `${row.number} ${path}` : path;
}

function leftOutOf({ base, relativePath }: FoundFile, reason: LeftOut['reason']): LeftOut {
  return { base, relativePath, reason };
}
