import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BatchTables, KeptTable } from '../../core/batch/ports';
import type { KeptRow, RowPlace } from '../../core/batch/table';
import { AppError } from '../../core/ground/error';
import type { BatchId } from '../../core/ground/ids';
import type { TableReadOptions } from '../../core/input/table/form';
import { headingsOf } from '../../core/input/table/headings';
import { openTable } from '../input/table/open-table';
import { diskError } from '../ground/errno';

const ending = '.table';
const pieceBytes = 256 * 1024;

/** A request to read a table. */
export interface TableRequest {
  readonly path: string;
  readonly readOptions: TableReadOptions;
  /** The file for the rows. Each row is a line: its line in the table, then a JSON array of its cells. */
  readonly to: string;
}

/** Reads a table and writes its rows, in a thread of its own or in this one. */
export type KeepRows = (request: TableRequest, signal: AbortSignal) => Promise<KeptTable>;

/** Keeps rows of tables in a folder, with one file for each list. */
export class FileBatchTables implements BatchTables {
  /** @param shownAs the name of the folder in messages to the user */
  constructor(
    private readonly folder: string,
    private readonly keepRows: KeepRows,
    private readonly shownAs: string,
  ) {}

  async keep(id: BatchId, path: string, readOptions: TableReadOptions, signal: AbortSignal): Promise<KeptTable> {
    const to = this.#pathOf(id);
    const part = `${to}.part`;
    try {
      await mkdir(this.folder, { recursive: true });
      const table = await this.keepRows({ path, readOptions, to: part }, signal);
      await rename(part, to);
      return table;
    } catch (error) {
      await rm(part, { force: true });
      throw diskError(error, this.shownAs);
    }
  }

  async *rows(id: BatchId): AsyncGenerator<readonly KeptRow[]> {
    let number = 0;
    let start = 0;
    let rest = Buffer.alloc(0);
    try {
      for await (const piece of createReadStream(this.#pathOf(id), { highWaterMark: pieceBytes })) {
        const bytes = Buffer.concat([rest, piece as Buffer]);
        const rows: KeptRow[] = [];
        let at = 0;
        for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a, at)) {
          const sizeBytes = end + 1 - at;
          number += 1;
          rows.push({ number, start, sizeBytes, ...parseRow(bytes.toString('utf8', at, end)) });
          start += sizeBytes;
          at = end + 1;
        }
        rest = bytes.subarray(at);
        yield rows;
      }
    } catch (error) {
      throw new AppError({ code: 'list-damaged' }, error);
    }
  }

  async cells(id: BatchId, { start, sizeBytes }: RowPlace): Promise<readonly string[]> {
    try {
      const file = await open(this.#pathOf(id), 'r');
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(sizeBytes), 0, sizeBytes, start);
        return parseRow(buffer.toString('utf8', 0, bytesRead)).cells;
      } finally {
        await file.close();
      }
    } catch (error) {
      throw new AppError({ code: 'list-damaged' }, error);
    }
  }

  async delete(id: BatchId): Promise<void> {
    await rm(this.#pathOf(id), { force: true });
  }

  async sweep(known: readonly BatchId[]): Promise<void> {
    const needed = new Set(known.map((id) => id + ending));
    for (const name of await readdir(this.folder).catch(() => [])) {
      const isOfTable = name.endsWith(ending) || name.endsWith(`${ending}.part`);
      if (isOfTable && !needed.has(name)) await rm(join(this.folder, name), { force: true });
    }
  }

  #pathOf(id: BatchId): string {
    return join(this.folder, id + ending);
  }
}

/**
 * Reads a table, writes its rows to a new file and flushes the file to the disk.
 * @throws AppError `table-unusable`, `file-unreadable`, or of the system
 */
export async function keepRows({ path, readOptions, to }: TableRequest): Promise<KeptTable> {
  const { form, sheets, rows, brokenLine } = await openTable(path, readOptions);
  const file = await open(to, 'w');
  try {
    let names: readonly string[] | undefined = readOptions.hasNoNames === true ? [] : undefined;
    let columns = 0;
    let count = 0;
    /** Empty rows that are not written yet. They are dropped if no row with cells follows. */
    let emptyRows = '';
    for await (const portion of rows) {
      let text = '';
      for (const { cells, line } of portion) {
        const isEmpty = cells.every((cell) => cell === '');
        columns = Math.max(columns, cells.length);
        if (!names) {
          if (!isEmpty) names = cells;
          continue;
        }
        const row = `${line} ${JSON.stringify(cells)}\n`;
        if (isEmpty) emptyRows += row;
        else {
          text += emptyRows + row;
          emptyRows = '';
          count += 1;
        }
      }
      if (text !== '') await file.writeFile(text);
    }
    const line = brokenLine();
    if (!names || (count === 0 && line === undefined)) {
      throw new AppError({ code: 'table-unusable', problem: 'empty' });
    }
    await file.sync();
    // A row may have more cells than there are names.
    const headings = headingsOf(Array.from({ length: columns }, (_, column) => names[column] ?? ''));
    return {
      form,
      headings: [...headings],
      ...(sheets && { sheets }),
      ...(line !== undefined && { brokenLine: line }),
    };
  } finally {
    await file.close();
  }
}

function parseRow(row: string): { readonly line: number; readonly cells: readonly string[] } {
  const end = row.indexOf(' ');
  return { line: Number(row.slice(0, end)), cells: JSON.parse(row.slice(end)) as readonly string[] };
}
