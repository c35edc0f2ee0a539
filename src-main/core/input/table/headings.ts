import { AppError } from '../../ground/error';

/** The name of a column in spreadsheet programs: A to Z, AA to ZZ, and so on. @param column counted from 0 */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}

/**
 * The names of a table's columns, all different. A column without a name gets its letters, and columns with the same name get
 * numbers.
 * @param cells of the first row
 */
export function headingsOf(cells: readonly string[]): readonly string[] {
  const names = cells.map((cell, column) => cell.trim() || columnLetters(column));
  const taken = new Set(names.filter((name) => names.indexOf(name) === names.lastIndexOf(name)));
  return names.map((name, column) => {
    if (names.indexOf(name) === column && taken.has(name)) return name;
    let numbered = name;
    for (let number = 1; taken.has(numbered) || numbered === name; number += 1) numbered = `${name} (${number})`;
    taken.add(numbered);
    return numbered;
  });
}

/** The index of a column. @throws AppError `table-unusable` if no column has this name, or more than one has */
export function columnOf(headings: readonly string[], name: string): number {
  const column = headings.indexOf(name.trim());
  if (column !== -1) return column;
  const problem = headings.includes(`${name.trim()} (1)`) ? 'column-twice' : 'column-missing';
  throw new AppError({ code: 'table-unusable', problem, column: name });
}
