import { answerInWords } from '../../core/answer/fields';
import type { BatchItem, BatchItems } from '../../core/batch/batch';
import type { Cell } from '../../core/batch/export/table';
import { scoreOf } from '../../core/batch/facets';
import type { AnsweredTable, BatchReports, BatchTables } from '../../core/batch/ports';
import { distinctHeadings } from '../../core/batch/spreadsheet';
import type { TableSource } from '../../core/batch/table';
import type { BatchId } from '../../core/ground/ids';
import { rowInputsOf } from './item-input';

const mostValueColumns = 1000;

/** A copy of the table that a list was made of, with the answers added, in the same file format. */
export interface AnswersFile {
  /** The ending of the file's name. */
  readonly ending: 'xlsx' | 'tsv' | 'csv';
  readonly content: AsyncIterable<string | Uint8Array>;
}

/** What is needed to make the copy. */
export interface AnswersParts {
  readonly tables: Pick<BatchTables, 'rows'>;
  readonly reports: Pick<BatchReports, 'text' | 'tableCopy'>;
}

/** Makes the copy of a table with the answers. */
export function answersFile(
  batch: { readonly id: BatchId; readonly table: TableSource; readonly items: BatchItems },
  parts: AnswersParts,
): AnswersFile {
  const { form } = batch.table;
  const ending = form.kind === 'workbook' ? 'xlsx' : form.separator === '\t' ? 'tsv' : 'csv';
  return { ending, content: parts.reports.tableCopy(form, answeredTable(batch, parts)) };
}

/** Adds the answers to their rows. Rows that were not run are kept, too. */
function answeredTable(
  { id, table, items }: { readonly id: BatchId; readonly table: TableSource; readonly items: BatchItems },
  { tables, reports }: AnswersParts,
): AnsweredTable {
  const byRow = new Map<number, BatchItem>();
  const valueNames = new Set<string>();
  let hasLabels = false;
  for (const item of items.all) {
    if (item.row) byRow.set(item.row.number, item);
    if (item.mark?.label !== undefined || (item.fields?.labels.length ?? 0) > 0) hasLabels = true;
    // A value without name is the first line of a text. The whole text is in the column `answer` already.
    for (const { name } of item.fields?.values ?? [])
      if (name !== '' && valueNames.size < mostValueColumns) valueNames.add(name);
  }
  const names = [...(hasLabels ? ['label', 'score'] : []), 'answer', ...valueNames, 'state', 'error', 'result'];
  const inputs = rowInputsOf(table);

  const cellsOf = async (item: BatchItem): Promise<readonly Cell[]> => {
    const { fields, mark, state } = item;
    const values = new Map(fields?.values.map(({ name, value }) => [name, value]));
    const text = 'result' in state ? await reports.text(state.result) : undefined;
    return [
      ...(hasLabels ? [mark?.label ?? fields?.labels[0]?.label, mark?.label ? undefined : scoreOf(item)] : []),
      text ?? (fields && answerInWords(fields)),
      ...[...valueNames].map((name) => {
        const value = values.get(name);
        return typeof value === 'boolean' ? String(value) : value;
      }),
      state.status,
      state.status === 'needs-attention' ? (state.trouble.error?.code ?? state.trouble.kind) : undefined,
      'result' in state ? state.result.output : undefined,
    ];
  };
  const notRun = (cells: readonly string[]): readonly Cell[] => {
    const input = inputs.of(cells);
    const problem = typeof input === 'string' && input !== 'filtered' ? input : undefined;
    return names.map((name) => (name === 'error' ? problem : name === 'state' && problem ? 'left out' : undefined));
  };

  async function* rows() {
    for await (const portion of tables.rows(id)) {
      const answered = [];
      for (const { number, cells } of portion) {
        const item = byRow.get(number);
        const own = table.headings.map((_heading, column) => cells[column] ?? '');
        answered.push({ own, added: item ? await cellsOf(item) : notRun(cells) });
      }
      yield answered;
    }
  }

  return { headings: [...table.headings, ...distinctHeadings(names, table.headings)], rows: rows() };
}
