/** The columns that the user most likely wants to send. */
export interface LikelyColumns {
  readonly text: string;
  /** Absent if no column seems to hold names of files. */
  readonly file?: string;
}

const fileName = /[^\s.\\/]\.[a-z\d]{2,5}$/i;
const numberOrDate = /^[\d\s.,:/+-]*$/;

/**
 * Finds the column with the longest texts, and the first column whose cells all end like names of files.
 * @param headings at least one
 * @param rows some of the table
 */
export function likelyColumns(headings: readonly string[], rows: readonly (readonly string[])[]): LikelyColumns {
  let text = headings[0] ?? '';
  let file: string | undefined;
  let most = 0;
  for (const [column, heading] of headings.entries()) {
    const cells = rows.map((cells) => cells[column] ?? '').filter((cell) => cell.trim() !== '');
    if (cells.length === 0) continue;
    const isFile = cells.every((cell) => fileName.test(cell.trim()));
    if (isFile) file ??= heading;
    const characters = cells.reduce((sum, cell) => sum + (numberOrDate.test(cell) ? 0 : cell.length), 0);
    if (isFile || characters <= most) continue;
    most = characters;
    text = heading;
  }
  return { text, ...(file !== undefined && { file }) };
}
