import { pluralOf } from '../plural';

const count = pluralOf('en');
const error = (headline: string, nextStep: string) => ({ headline, nextStep });

const nothingExtracted = 'Nothing was extracted. You can still look at the files here, or save the archive.';

/** What is inside of results: text, JSON, tables, archives and bytes. */
export const contentsMessages = {
  find: {
    label: 'Find in the result',
    placeholder: 'Find',
    next: 'Next match',
    previous: 'Previous match',
    searching: 'Searching…',
    none: 'No match',
    position: (position: string, total: string) => `${position} of ${total}`,
    positionOfMany: (position: string, total: string) => `${position} of more than ${total}`,
    inLoadedPart: 'Only what is loaded is searched.',
  },

  encoding: {
    label: 'Encoding',
    names: {
      'utf-8': 'UTF-8',
      'utf-16le': 'UTF-16 LE',
      'utf-16be': 'UTF-16 BE',
      'windows-1252': 'Western (Windows-1252, Latin-1)',
      'windows-1250': 'Central European (Windows-1250)',
      'windows-1251': 'Cyrillic (Windows-1251)',
      'windows-1253': 'Greek (Windows-1253)',
      'windows-1254': 'Turkish (Windows-1254)',
      gb18030: 'Chinese (GB18030)',
      big5: 'Chinese (Big5)',
      shift_jis: 'Japanese (Shift_JIS)',
      'euc-kr': 'Korean (EUC-KR)',
    },
  },

  jsonView: {
    tooDeep: (levels: string) =>
      `It is nested more than ${levels} levels deep, too deep for a tree. Below is its text.`,
    nonNumbers: 'NaN and Infinity are not part of JSON. They are shown as they stand, and count as missing.',
    label: 'JSON view',
    tree: 'Tree',
    plain: 'Text',
    treeLabel: 'Result JSON',
    tooLarge: (limit: string) => `More than ${limit}, so it is shown as text instead of a tree.`,
    problem: 'This isn’t complete JSON, so it is shown as text.',
    entries: (entries: number, formatted: string) =>
      count(entries, { one: `${formatted} entry`, other: `${formatted} entries` }),
    more: (shown: string, formatted: string) => `${shown} shown. Show ${formatted} more`,
    copyPath: 'Copy path',
    copyValue: 'Copy value',
    copied: 'Copied',
    copyProblem: 'This can’t be copied',
    whole: 'The whole value',
    keys: 'Arrow keys move and open, Home and End go to the ends.',
  },

  table: {
    label: 'Result table',
    rows: (rows: number, formatted: string) => count(rows, { one: `${formatted} row`, other: `${formatted} rows` }),
    columns: (columns: number, formatted: string) =>
      count(columns, { one: `${formatted} column`, other: `${formatted} columns` }),
    part: (shown: string, total: string) => `The first ${shown} of ${total} are loaded. Sorting orders what is loaded.`,
    delimiter: 'Columns are separated by',
    delimiters: { ',': 'Comma', ';': 'Semicolon', '\t': 'Tab', '|': 'Vertical bar' },
    hasHeader: 'First row is a heading',
    rowNumber: 'Row',
    columnName: (number: string) => `Column ${number}`,
    moreColumns: (shown: string, total: string) => `${shown} of ${total} columns are shown`,
    showMoreColumns: 'Show more columns',
    rowTooLong: 'A quotation mark isn’t closed, so the rest can’t be told apart. Choose Text under Show as to see it.',
    sortedUp: (column: string) => `Sorted by ${column}, smallest first`,
    sortedDown: (column: string) => `Sorted by ${column}, largest first`,
  },

  hex: {
    label: 'Bytes of the result',
    headline: 'This kind of file can’t be drawn here, so these are its bytes',
    text: 'Save it and open it with the program you use for such files.',
    shown: (shown: string, total: string) => `The first ${shown} of ${total}`,
    numpy: (shape: string, type: string) => `NumPy array, ${shape}, ${type}`,
    numpyScalar: (type: string) => `NumPy array of one value, ${type}`,
    numpyOrder: 'Stored column by column',
  },

  archive: {
    label: 'Files in the archive',
    files: (files: number, formatted: string, size: string) =>
      count(files, { one: `${formatted} file, ${size}`, other: `${formatted} files, ${size}` }),
    none: 'The archive is empty',
    back: 'All files',
    showFileAs: 'Show this file as',
    extractAll: 'Extract all…',
    extracting: 'Extracting…',
    extractedPart: (done: string, total: string) => `Extracted ${done} of ${total}`,
    stopExtracting: 'Stop extracting',
    stopped: 'Stopped. Nothing was left in the folder.',
    extracted: (files: number, formatted: string, name: string, folder: string) =>
      count(files, {
        one: `Extracted ${formatted} file to ${name} in ${folder}`,
        other: `Extracted ${formatted} files to ${name} in ${folder}`,
      }),
    showMore: (formatted: string) => `Show ${formatted} more`,
    open: (name: string) => `Look at ${name}`,
    nested: 'An archive inside the archive. Extract it, then unpack it with your file manager.',
    notExtractable: 'can’t be extracted',
    errors: {
      unreadable: () =>
        error(
          'This archive can’t be read',
          'It is damaged, of another kind, or holds files that it doesn’t count. Save it, or run the service again.',
        ),
      refused: {
        count: (entries: string) =>
          error(
            `This archive isn’t opened: it says it holds ${entries} files or more`,
            'Save it, and unpack it with care: so many files can fill a disk.',
          ),
        size: (size: string) =>
          error(
            `This archive isn’t opened: its files would take ${size} or more`,
            'Save it, and unpack it where there is room.',
          ),
        ratio: (size: string) =>
          error(
            `This archive isn’t opened: it is small, but would grow to ${size} or more`,
            'Archives like this are made to fill disks. Ask whoever runs the service what it should hold.',
          ),
      },
      entry: {
        empty: () => error('A file in the archive has no name', nothingExtracted),
        outside: (entry: string) => error(`“${entry}” would land outside of the folder you chose`, nothingExtracted),
        reserved: (entry: string) => error(`“${entry}” is a name that Windows keeps for a device`, nothingExtracted),
        characters: (entry: string) => error(`“${entry}” has characters that file names can’t have`, nothingExtracted),
        'too-long': (entry: string) => error(`“${entry}” is too long for a file name`, nothingExtracted),
        link: (entry: string) => error(`“${entry}” is a link to another place, not a file`, nothingExtracted),
        duplicate: (entry: string) => error(`Two files in the archive are called “${entry}”`, nothingExtracted),
        encrypted: (entry: string) =>
          error(`“${entry}” needs a password`, 'Save the archive and unpack it with a program that asks for one.'),
        method: (entry: string) =>
          error(`“${entry}” is compressed in an unusual way`, 'Save the archive and unpack it with another program.'),
        damaged: (entry: string) =>
          error(`“${entry}” is damaged inside the archive`, 'Run the service again to get a new archive.'),
      },
    },
  },
};
