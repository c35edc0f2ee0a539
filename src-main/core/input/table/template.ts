import { AppError } from '../../ground/error';
import { readJson } from '../form/json-object';
import { columnOf } from './headings';

type Part =
  | { readonly kind: 'text'; readonly text: string }
  /** A cell inside of a JSON string, or as a value of its own: a number, `true`, `false` or `null`. */
  | { readonly kind: 'cell'; readonly column: number; readonly isInText: boolean }
  /** The file that a cell names. */
  | { readonly kind: 'file'; readonly column: number };

/** A piece of what is sent for a row: text, or a file whose base64 is sent in this place. */
export type RowPiece = { readonly text: string } | { readonly path: string };

/** Begins the mark of a file before the name of its column. */
export const fileMarkStart = 'file:';

const plainValue = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/;
const columnMark = /\{\{([^{}]*)\}\}/g;

/**
 * JSON with `{{column}}` in the places for cells. Inside of quotes, the cell is written as text. Outside of quotes, it has to be a
 * number, `true`, `false` or `null`, and is written without any change. Inside of quotes, `{{file:column}}` is the base64 of the file
 * that the cell names, unless a column has this whole name.
 */
export class JsonTemplate {
  readonly #parts: readonly Part[];

  /** @throws AppError `table-unusable` for a column that the table does not have, and if the result would not be JSON */
  constructor(template: string, headings: readonly string[]) {
    const parts: Part[] = [];
    let end = 0;
    let isInText = false;
    for (const mark of template.matchAll(columnMark)) {
      const text = template.slice(end, mark.index);
      // Only the text before the mark is searched for quotes, because the name of a column may have quotes.
      isInText = endsInText(text, isInText);
      parts.push({ kind: 'text', text });
      parts.push(cellPart(mark[1] ?? '', isInText, headings));
      end = mark.index + mark[0].length;
    }
    parts.push({ kind: 'text', text: template.slice(end) });
    this.#parts = parts;
    const example = parts.map((part) => (part.kind === 'text' ? part.text : '0')).join('');
    if (!readJson(example)) throw new AppError({ code: 'table-unusable', problem: 'template' });
  }

  /** The JSON of a row, or what is wrong with its cells. */
  fill(
    cells: readonly string[],
  ): { readonly pieces: readonly RowPiece[] } | { readonly problem: 'empty-cell' | 'not-a-value' } {
    const pieces: RowPiece[] = [];
    let json = '';
    for (const part of this.#parts) {
      if (part.kind === 'text') {
        json += part.text;
        continue;
      }
      const cell = cells[part.column] ?? '';
      if (part.kind === 'file') {
        if (cell.trim() === '') return { problem: 'empty-cell' };
        pieces.push({ text: json }, { path: cell.trim() });
        json = '';
      } else if (part.isInText) json += JSON.stringify(cell).slice(1, -1);
      else if (plainValue.test(cell.trim())) json += cell.trim();
      else return { problem: cell.trim() === '' ? 'empty-cell' : 'not-a-value' };
    }
    return { pieces: [...pieces, { text: json }] };
  }
}

/** What is sent as one text, with a mark in the place of each file. */
export function shownPieces(pieces: readonly RowPiece[]): string {
  const shown = pieces.map((piece) => {
    return 'text' in piece ? piece.text : `{{${fileMarkStart}${JSON.stringify(piece.path).slice(1, -1)}}}`;
  });
  return shown.join('');
}

function cellPart(name: string, isInText: boolean, headings: readonly string[]): Part {
  const isFile = name.trim().startsWith(fileMarkStart) && !headings.includes(name.trim());
  if (!isFile) return { kind: 'cell', column: columnOf(headings, name), isInText };
  if (!isInText) throw new AppError({ code: 'table-unusable', problem: 'template' });
  return { kind: 'file', column: columnOf(headings, name.trim().slice(fileMarkStart.length)) };
}

/** Whether a piece of JSON ends inside of a string. @param isInText whether it begins inside of one */
function endsInText(json: string, isInText: boolean): boolean {
  for (let at = 0; at < json.length; at += 1) {
    if (json[at] === '\\' && isInText) at += 1;
    else if (json[at] === '"') isInText = !isInText;
  }
  return isInText;
}
