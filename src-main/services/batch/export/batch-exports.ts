import type { DetectionReader, TableFiles, WrittenTable } from '../../../core/batch/export/ports';
import type { ExportProgress } from '../../../core/batch/export/progress';
import { itemsInScope, type ExportScope } from '../../../core/batch/export/scope';
import {
  detectionHeadings,
  detectionRows,
  FileTable,
  type Cell,
  type TableFacts,
  type TableWish,
} from '../../../core/batch/export/table';
import type { BatchItem } from '../../../core/batch/batch';
import type { BatchId } from '../../../core/ground/ids';
import type { Clock } from '../../../core/ground/ports';
import { fittingName, safeNamePart } from '../../../core/result/output-filename';
import type { BatchService, ExportedBatch } from '../batch-service';
import { ExportTask, inPortions } from './export-task';

/** What taking away works with. */
export interface BatchExportParts {
  readonly batches: Pick<BatchService, 'exported'>;
  readonly tables: TableFiles;
  readonly detections: DetectionReader;
  readonly clock: Pick<Clock, 'wait'>;
  /** Is told how far it is, many times a second. */
  readonly onProgress: (progress: ExportProgress) => void;
}

/** How many rows are made before others have their turn, and how many answers are read together. */
const rowsAtOnce = 100;
const filesAtOnce = 32;

/** Takes away what a list found: tables and other files that the user wants to have. */
export class BatchExports {
  readonly #underWay = new Set<{ readonly task: ExportTask; readonly ended: Promise<unknown> }>();

  constructor(private readonly parts: BatchExportParts) {}

  /** A name to propose for a file, of the service and the day of the list. @throws AppError `batch-gone` */
  proposedName(id: BatchId, ending: string): string {
    const { plan, startedAt } = this.parts.batches.exported(id);
    const name = [plan.serviceName, startedAt.slice(0, 10)].filter((part) => part !== '').join(' ');
    return `${fittingName(safeNamePart(name))}.${ending}`;
  }

  /** Saves a table. @throws AppError `batch-gone`, `cancelled`, or of writing; then nothing has changed on disk */
  async saveTable(id: BatchId, scope: ExportScope, wish: TableWish, path: string): Promise<WrittenTable> {
    return this.#working(id, scope, async (task, items, { plan }) => {
      const { tables } = this.parts;
      const facts = { serviceName: plan.serviceName, reasons: wish.reasons };
      if (wish.rows === 'detections') {
        return tables.writeTable(path, wish.format, detectionHeadings, this.#detectionRows(items, facts, task));
      }
      const table = new FileTable(facts);
      for (const some of inPortions(items, 50 * rowsAtOnce)) {
        table.note(some);
        await this.parts.clock.wait(0, new AbortController().signal);
        task.signal.throwIfAborted();
      }
      return tables.writeTable(path, wish.format, table.headings, fileRows(items, table, task));
    });
  }

  /** Stops what is being taken away from a list. */
  stop(id: BatchId): void {
    for (const { task } of this.#underWay) if (task.batch === id) task.stop();
  }

  /** Stops everything, and resolves when it has ended. */
  async stopAll(): Promise<void> {
    for (const { task } of this.#underWay) task.stop();
    await Promise.allSettled([...this.#underWay].map(({ ended }) => ended));
  }

  async #working<Outcome>(
    id: BatchId,
    scope: ExportScope,
    work: (task: ExportTask, items: readonly BatchItem[], batch: ExportedBatch) => Promise<Outcome>,
  ): Promise<Outcome> {
    const batch = this.parts.batches.exported(id);
    const items = itemsInScope(batch.items, scope);
    const task = new ExportTask(id, items.length, this.parts.onProgress);
    const ended = work(task, items, batch);
    const underWay = { task, ended };
    this.#underWay.add(underWay);
    try {
      return await ended;
    } finally {
      this.#underWay.delete(underWay);
    }
  }

  async *#detectionRows(
    items: readonly BatchItem[],
    facts: TableFacts,
    task: ExportTask,
  ): AsyncGenerator<readonly (readonly Cell[])[]> {
    for (const some of inPortions(items, filesAtOnce)) {
      task.signal.throwIfAborted();
      const found = await Promise.all(some.map((item) => this.parts.detections.read(item)));
      for (const [index, item] of some.entries()) yield detectionRows(item, found[index], facts);
      task.advance(some.length);
    }
  }
}

async function* fileRows(
  items: readonly BatchItem[],
  table: FileTable,
  task: ExportTask,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  for (const some of inPortions(items, rowsAtOnce)) {
    task.signal.throwIfAborted();
    yield some.map((item) => table.row(item));
    task.advance(some.length);
  }
}
