import type { BatchTables, FolderScan, KeptTable } from '../../core/batch/ports';
import { isLeftOut, type LeftOutReason } from '../../core/batch/scan';
import type { KeptRow, TableSource } from '../../core/batch/table';
import type { OpenedTable, RowLook, TableLook } from '../../core/batch/table-look';
import { AppError } from '../../core/ground/error';
import type { BatchId } from '../../core/ground/ids';
import { nameOf } from '../../core/ground/paths';
import { likelyColumns } from '../../core/input/table/likely-columns';
import type { TableReadOptions } from '../../core/input/table/form';
import type { TableUse } from '../../core/input/table/rows';
import { shownPieces } from '../../core/input/table/template';
import { rowInputsOf } from './item-input';
import { rowFinder } from './table-rows';

/** What is needed to read tables. */
export interface TableDraftsParts {
  readonly tables: BatchTables;
  readonly scan: FolderScan;
  readonly newId: () => BatchId;
}

const mostShown = 3;
const rowsToJudge = 100;
const mostShownCharacters = 2000;

/** The table of which a list may be made. There is one at a time: it is read, kept and previewed here. */
export class TableDrafts {
  #stop = new AbortController();
  #open: { readonly id: BatchId; readonly path: string; readonly table: KeptTable } | undefined;

  constructor(private readonly parts: TableDraftsParts) {}

  /** Reads a table, which replaces the open one. @throws AppError `table-unusable`, `file-unreadable`, `cancelled`, or of writing */
  async open(path: string, readOptions: TableReadOptions): Promise<OpenedTable> {
    const closed = this.close();
    const { signal } = this.#stop;
    await closed;
    const id = this.parts.newId();
    const table = await this.parts.tables.keep(id, path, readOptions, signal);
    if (signal.aborted) {
      await this.parts.tables.delete(id);
      throw new AppError({ code: 'cancelled', clusterMayContinue: false });
    }
    this.#open = { id, path, table };
    return { id, ...table, columns: likelyColumns(table.headings, await this.#firstRows(id)) };
  }

  /** Previews how its rows would be sent. @throws AppError `table-unusable` if the use doesn't fit, `batch-gone`, `list-damaged` */
  async look(id: BatchId, use: TableUse): Promise<TableLook> {
    const source = this.source(id, use);
    const inputs = rowInputsOf(source);
    const find = rowFinder(source, this.parts.scan);
    const problems = new Map<LeftOutReason, number>();
    const first: RowLook[] = [];
    let rows = 0;
    let toSend = 0;
    for await (const portion of this.parts.tables.rows(id)) {
      for (const row of portion) {
        rows += 1;
        const input = inputs.of(row.cells);
        if (input === 'filtered') continue;
        if (typeof input === 'string') problems.set(input, (problems.get(input) ?? 0) + 1);
        else toSend += 1;
        if (first.length < mostShown) first.push(await this.#lookOf(row, source, find));
      }
    }
    const counts = [...problems].map(([reason, count]) => ({ reason, count }));
    return { rows, toSend, problems: counts, first };
  }

  /** The open table with its use. @throws AppError `batch-gone` */
  source(id: BatchId, use: TableUse): TableSource {
    if (this.#open?.id !== id) throw new AppError({ code: 'batch-gone' });
    const { path, table } = this.#open;
    const { form, headings, brokenLine } = table;
    return { path, form, headings: [...headings], use, ...(brokenLine !== undefined && { brokenLine }) };
  }

  /** Gives the open table with its rows to a list. @throws AppError `batch-gone`, or `table-unusable` if the use doesn't fit */
  take(id: BatchId, use: TableUse): TableSource {
    const source = this.source(id, use);
    rowInputsOf(source);
    this.#open = undefined;
    return source;
  }

  /** Forgets the open table, or stops reading it. */
  async close(): Promise<void> {
    this.#stop.abort();
    this.#stop = new AbortController();
    const id = this.#open?.id;
    this.#open = undefined;
    if (id !== undefined) await this.parts.tables.delete(id);
  }

  async #firstRows(id: BatchId): Promise<readonly (readonly string[])[]> {
    for await (const portion of this.parts.tables.rows(id))
      return portion.slice(0, rowsToJudge).map(({ cells }) => cells);
    return [];
  }

  async #lookOf(row: KeptRow, source: TableSource, find: ReturnType<typeof rowFinder>): Promise<RowLook> {
    const { line } = row;
    const input = rowInputsOf(source).of(row.cells);
    const found = await find(row);
    if (!found || isLeftOut(found)) {
      const name = typeof input === 'object' && input.kind === 'file' ? input.path : '';
      return { line, name, ...(found && { problem: found.reason }) };
    }
    const name = nameOf(found.relativePath);
    const text = typeof input === 'object' && input.kind !== 'file' ? shownPieces(input.pieces) : undefined;
    return { line, name, ...(text !== undefined && { text: text.slice(0, mostShownCharacters) }) };
  }
}
