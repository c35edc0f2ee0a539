import { pluralOf } from '../plural';

const count = pluralOf('en');

/** Taking away what a list found. */
export const exportMessages = {
  export: {
    menu: 'Take away',
    kinds: {
      table: 'Table…',
    },
    scope: 'Which files',
    selected: (files: string, howMany: number) =>
      count(howMany, { one: `${files} selected`, other: `${files} selected` }),
    shown: (files: string) => `What the list shows (${files})`,
    table: {
      title: 'Save a table',
      rows: 'One row for',
      files: 'Each file',
      detections: 'Each detection',
      format: 'Kind of file',
      formats: {
        xlsx: 'Workbook (Excel, LibreOffice)',
        comma: 'CSV with commas, numbers like 0.5',
        semicolon: 'CSV with semicolons, numbers like 0,5',
      },
      note: 'Files that failed are in it, with the reason, and so is what you marked, corrected and noted.',
    },
    save: 'Save…',
    cancel: 'Cancel',
    stop: 'Stop',
    underWay: 'Saving…',
    progress: (done: string, total: string) => `${done} of ${total}`,
    saved: (name: string, folder: string) => `Saved as “${name}” in “${folder}”.`,
    sheets: (sheets: string) => `It goes on over ${sheets} sheets, since one holds 1,048,576 rows.`,
    cut: (texts: string, howMany: number) =>
      count(howMany, {
        one: `${texts} text was longer than the 32,767 characters of a cell, and was cut. A CSV has all of it.`,
        other: `${texts} texts were longer than the 32,767 characters of a cell, and were cut. A CSV has all of them.`,
      }),
    show: 'Show in folder',
  },
};
