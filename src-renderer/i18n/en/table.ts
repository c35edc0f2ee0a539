import { pluralOf } from '../plural';

const count = pluralOf('en');

/** Running each row of a table. */
export const tableMessages = {
  tableRows: {
    question: 'This is a table. Send it as one file, or run each of its rows?',
    runRows: 'Run each row…',
    title: (name: string) => `Run each row of ${name}`,
    reading: 'Reading the table…',
    what: 'What is sent of each row',
    kinds: { text: 'A text', json: 'JSON', file: 'A file' },
    textColumn: 'Column with the text',
    fileColumn: 'Column with the names of the files',
    fileNote: 'The files have to be in the folder of the table, or in folders inside of it.',
    fields: 'Fields that are filled from columns',
    asItIs: (value: string) => `As it is: ${value}`,
    notSet: 'Not set',
    editJson: 'Edit the JSON',
    template: 'JSON for each row',
    templateNote: 'A cell stands where you write {{column}}: inside quotes as text, without quotes as a number.',
    nameColumn: 'Names of the results',
    byNumber: 'Number of the row',
    where: 'Which rows',
    allRows: 'All rows',
    onlyWhere: (column: string) => `Only where ${column} is…`,
    is: 'Text in the column',
    howRead: 'How the table is read',
    separator: 'Columns are divided by',
    separators: { ',': 'Comma', ';': 'Semicolon', '\t': 'Tab', '|': 'Vertical bar' },
    encoding: 'Encoding',
    sheet: 'Sheet',
    preview: 'The first rows, as they are sent',
    line: (line: string) => `Row ${line}`,
    nothing: 'No row fits.',
    toSend: (rows: string, howMany: number, all: string) =>
      count(howMany, { one: `${rows} of ${all} rows is sent`, other: `${rows} of ${all} rows are sent` }),
    problem: (rows: string, reason: string) => `${rows} left out: ${reason}`,
    broken: (line: string) => `The quotes of a cell in line ${line} are broken`,
    brokenText: 'What comes behind that line can’t be told apart. Only the rows before it are run.',
    cancel: 'Cancel',
    make: (rows: string, howMany: number) =>
      count(howMany, { one: `Make a list of ${rows} row`, other: `Make a list of ${rows} rows` }),
    makeNone: 'Make a list',
    row: 'Your row, as it was sent',
    listFor: (service: string) => `Rows for ${service}`,
    rows: (rows: string, howMany: number) => count(howMany, { one: `${rows} row`, other: `${rows} rows` }),
    of: (rows: string, name: string) => `${rows} of ${name}`,
    run: (rows: string, howMany: number) => count(howMany, { one: `Run ${rows} row`, other: `Run ${rows} rows` }),
  },
};
