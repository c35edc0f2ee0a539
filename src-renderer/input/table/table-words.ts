/** The usual character sets of tables: the label for reading, and the name that programs show. */
export const encodingNames: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Windows-1252',
  'iso-8859-15': 'ISO 8859-15',
  'windows-1250': 'Windows-1250',
  'windows-1251': 'Windows-1251',
  macintosh: 'Mac Roman',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
};

const textEndings = new Set(['csv', 'tsv', 'tab']);
const workbookEndings = new Set(['xlsx', 'xlsm', 'xls', 'ods']);

/** Whether a file is a table by its name. If such a file can't be read, the error tells why. */
export function isTableName(name: string): boolean {
  return textEndings.has(endingOf(name)) || isWorkbookName(name);
}

/** Whether a file is a workbook by its name. */
export function isWorkbookName(name: string): boolean {
  return workbookEndings.has(endingOf(name));
}

function endingOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}
