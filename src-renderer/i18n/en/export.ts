import { pluralOf } from '../plural';

const count = pluralOf('en');

/** Taking away what a list found. */
export const exportMessages = {
  export: {
    menu: 'Take away',
    answers: 'Your table with the answers…',
    kinds: {
      table: 'Table…',
      detections: 'Detections for Timelapse…',
      sort: 'Sort files into folders by label…',
      inputs: 'Save these files to a folder…',
      results: 'Save results…',
      use: 'Use as input for…',
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
    detections: {
      title: 'Save detections for Timelapse',
      note: 'A file that Timelapse and AddaxAI open, in the format of MegaDetector. A corrected label counts as sure, for all that was found in the photo.',
    },
    sort: {
      title: 'Sort files into folders by label',
      note: 'Your files are copied into a folder for each label. They stay where they are, and nothing is changed in them. What shows nothing goes to “empty”, what the service is not sure enough of to “unsure”, and what has several labels to each of them.',
      inside: 'Below each label',
      mirrored: 'Folders as they are',
      flat: 'All files in one',
    },
    inputs: {
      title: 'Save these files to a folder',
      note: 'The files that you gave are copied with their folders. They stay where they are.',
    },
    results: {
      title: 'Save results',
      note: 'What came back is copied, with its folders.',
      as: 'Save them',
      folder: 'To a folder',
      zip: 'In a zip file',
    },
    use: {
      title: 'Use as input for another service',
      note: 'A new list is made, and takes the place of this one. The results and the report of this one stay where they are.',
      source: 'What it is made of',
      results: 'The results',
      inputs: 'The files you gave',
      service: 'Service',
      chooseService: 'Choose a service',
      make: 'Make the list',
      resultsOf: (files: string, service: string) => `${files}, results of ${service}`,
      madeFrom: (service: string, input: string) => `${service}, from ${input}`,
      resultOf: (file: string, service: string) => `${file}, result of ${service}`,
      oneNote: 'The result becomes the input of the service that you choose. You look at it there before it is sent.',
      take: 'Use it there',
    },
    unplaced: 'The answer tells of no places in the photo',
    unread: 'The result has gone, was changed, or is too large',
    choose: 'Choose a folder…',
    undoOther: 'Take sorted copies away again…',
    undo: 'Take the copies away again',
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
    unreadResults: (results: string, howMany: number) =>
      count(howMany, {
        one: `${results} result could not be read: it has gone, was changed, or is too large. The file says which one.`,
        other: `${results} results could not be read: they have gone, were changed, or are too large. The file says which ones.`,
      }),
    savedDetections: (folder: string) => `Timelapse finds the photos from the folder “${folder}”.`,
    savedZip: (files: string, howMany: number) =>
      count(howMany, { one: `${files} result is in it.`, other: `${files} results are in it.` }),
    copied: (files: string, howMany: number, folder: string) =>
      count(howMany, {
        one: `${files} file was copied to “${folder}”.`,
        other: `${files} files were copied to “${folder}”.`,
      }),
    already: (files: string, howMany: number) =>
      count(howMany, { one: `${files} was there already.`, other: `${files} were there already.` }),
    unlabelled: (files: string, howMany: number) =>
      count(howMany, {
        one: `${files} has no label and was left out.`,
        other: `${files} have no label and were left out.`,
      }),
    failed: (files: string, howMany: number, first: string, reason: string) =>
      count(howMany, {
        one: `${files} was not copied: ${first} (${reason}).`,
        other: `${files} were not copied, the first of them ${first} (${reason}).`,
      }),
    stoppedBefore: (files: string, howMany: number) =>
      count(howMany, {
        one: `${files} is left. Do the same once more to go on; nothing is copied twice.`,
        other: `${files} are left. Do the same once more to go on; nothing is copied twice.`,
      }),
    undone: (copies: string, howMany: number) =>
      count(howMany, { one: `${copies} copy was taken away.`, other: `${copies} copies were taken away.` }),
    keptChanged: (copies: string, howMany: number) =>
      count(howMany, {
        one: `${copies} copy stays, since it was changed.`,
        other: `${copies} copies stay, since they were changed.`,
      }),
    keptLast: (copies: string, howMany: number) =>
      count(howMany, {
        one: `${copies} copy stays, since its original is not there any more.`,
        other: `${copies} copies stay, since their originals are not there any more.`,
      }),
    show: 'Show in folder',
  },
};
