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
    templateNote:
      'A cell stands where you write {{column}}: inside quotes as text, without quotes as a number. Inside quotes, {{file:column}} stands for the file that the cell names.',
    nameColumn: 'Names of the results',
    byNumber: 'Number of the row',
    which: 'Which rows',
    onlySome: 'Only some rows…',
    addCondition: 'Another condition',
    removeCondition: 'Remove the condition',
    where: 'Only where',
    and: 'and',
    test: 'Comparison',
    tests: {
      is: 'is',
      'is-not': 'is not',
      contains: 'contains',
      'is-empty': 'is empty',
      'at-least': 'is at least',
      'at-most': 'is at most',
    },
    compared: 'Text or number',
    howRead: 'How the table is read',
    separator: 'Columns are divided by',
    separators: { ',': 'Comma', ';': 'Semicolon', '\t': 'Tab', '|': 'Vertical bar' },
    encoding: 'Encoding',
    sheet: 'Sheet',
    hasNames: 'The first row holds the names of the columns',
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
    list: 'Rows to run',
    bannerRunning: (progress: string, service: string) => `${service}: ${progress} rows`,
    bannerInterrupted: (rows: string, howMany: number) =>
      count(howMany, {
        one: `${rows} row was not finished last time`,
        other: `${rows} rows were not finished last time`,
      }),
    noService: 'Choose a service on the left. It then runs all of these rows.',
    search: 'Find a row',
    nothingFound: 'No row fits.',
    noItem: 'Choose a row in the list to see its result here.',
    previous: 'Previous row',
    next: 'Next row',
    removeSelected: (rows: string, howMany: number) =>
      count(howMany, { one: `Remove ${rows} row`, other: `Remove ${rows} rows` }),
    leaveOutSelected: (rows: string, howMany: number) =>
      count(howMany, { one: `Don’t run ${rows} row`, other: `Don’t run ${rows} rows` }),
    retrySelected: (rows: string, howMany: number) =>
      count(howMany, { one: `Run ${rows} row again`, other: `Run ${rows} rows again` }),
    stopQuestionText: 'Results that are done stay where they are. The other rows can be run again later.',
    phases: {
      sample: 'Trying three rows',
      sampled: 'Three rows are done. Look at their results, then run the others.',
      finished: 'All rows are done',
      finishedWithTrouble: 'Finished, with some rows to look at',
    },
  },
};
