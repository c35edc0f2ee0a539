import type { Cell } from '../../core/batch/export/table';
import { byteOrderMark, spreadsheetCell } from '../../core/batch/spreadsheet';
import type { AnsweredTable } from '../../core/batch/ports';
import { csvLine } from '../../core/input/table/csv';
import type { TableForm } from '../../core/input/table/form';
import { Workbook } from './export/workbook';
import { textOfCell } from './export/table-files';

/** Numbers that a workbook can store without losing a digit. */
const exactNumber = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?$/;

/**
 * Writes a copy of a table with added cells. The table's own cells are written as they were read. Added cells are written so that
 * none becomes a formula. A text file that was not Unicode becomes UTF-8 with a byte order mark, because answers may have letters
 * that its character set does not have.
 */
export async function* tableCopy(
  form: TableForm,
  { headings, rows }: AnsweredTable,
): AsyncGenerator<string | Uint8Array> {
  if (form.kind === 'workbook') {
    async function* cells(): AsyncGenerator<readonly (readonly Cell[])[]> {
      for await (const portion of rows) yield portion.map(({ own, added }) => [...own.map(storedCell), ...added]);
    }
    yield* new Workbook().bytes(headings, cells());
    return;
  }
  const { separator, lineEnd } = form;
  if (form.hasMark || form.encoding !== 'utf-8') yield byteOrderMark;
  yield csvLine(headings, separator) + lineEnd;
  const numbers = separator === ';' ? 'semicolon' : 'comma';
  for await (const portion of rows) {
    const lines = portion.map(({ own, added }) => {
      const answers = added.map((cell) => spreadsheetCell(textOfCell(cell), numbers));
      return [csvLine(own, separator), ...answers].join(separator) + lineEnd;
    });
    yield lines.join('');
  }
}

/** Writes a text as a number only if no digit of it is lost. */
function storedCell(text: string): Cell {
  return exactNumber.test(text) && String(Number(text)) === text ? Number(text) : text;
}
