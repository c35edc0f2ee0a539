import type { TableFiles, WrittenTable } from '../../../core/batch/export/ports';
import type { Cell } from '../../../core/batch/export/table';
import { byteOrderMark, spreadsheetLine, type SpreadsheetForm } from '../../../core/batch/spreadsheet';
import type { NotesOutputs } from '../../../core/result/ports';
import { inBlocks, writeWholeFile } from '../../files/whole-file';
import { Workbook } from './workbook';

/** Writes tables and texts to the files that the user chose. */
export class DiskTableFiles implements TableFiles {
  /** @param unfinished notes files that are being written, so that they can be removed after a crash */
  constructor(private readonly unfinished?: NotesOutputs) {}

  async writeTable(
    path: string,
    format: 'xlsx' | SpreadsheetForm,
    headings: readonly string[],
    rows: AsyncIterable<readonly (readonly Cell[])[]>,
  ): Promise<WrittenTable> {
    if (format === 'xlsx') {
      const workbook = new Workbook();
      await writeWholeFile(path, workbook.bytes(headings, rows), this.unfinished);
      return workbook.written;
    }
    await writeWholeFile(path, inBlocks(linesOf(headings, rows, format)), this.unfinished);
    return { sheets: 1, cutCells: 0 };
  }

  async writeBytes(path: string, content: AsyncIterable<string | Uint8Array>): Promise<void> {
    await writeWholeFile(path, content);
  }

  async writeText(path: string, text: AsyncIterable<string>): Promise<void> {
    await writeWholeFile(path, inBlocks(text), this.unfinished);
  }
}

async function* linesOf(
  headings: readonly string[],
  rows: AsyncIterable<readonly (readonly Cell[])[]>,
  form: SpreadsheetForm,
): AsyncGenerator<string> {
  yield byteOrderMark + spreadsheetLine(headings, form);
  for await (const portion of rows) yield portion.map((row) => spreadsheetLine(row.map(textOfCell), form)).join('');
}

/** A cell as text. */
export function textOfCell(cell: Cell): string {
  if (typeof cell !== 'number') return cell ?? '';
  const text = String(cell);
  // Never three decimals: some programs would take the decimal sign for a separator of thousands.
  return /\.\d{3}$/.test(text) ? `${text}0` : text;
}
