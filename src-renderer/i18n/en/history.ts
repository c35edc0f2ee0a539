import { pluralOf } from '../plural';

const count = pluralOf('en');

/** What was run before. */
export const historyMessages = {
  history: {
    open: 'History',
    title: 'History',
    back: 'Back',
    list: 'Earlier runs',
    search: 'Search by file, text, service or connection',
    service: 'Service',
    outcome: 'Outcome',
    all: 'All',
    outcomes: { result: 'Results', problem: 'Problems', stopped: 'Stopped', running: 'Running' },
    outcomeNames: { result: 'Result', problem: 'Problem', stopped: 'Stopped', running: 'Running' },
    empty: 'Nothing run yet',
    emptyText: 'Everything you run is kept here with its result, lists of files too.',
    nothingFound: 'Nothing found',
    nothingFoundText: 'Try fewer words, or choose all services and outcomes.',
    notSelected: 'Choose a run to look at its result',
    reading: 'Reading the result…',
    practice: 'Practice',
    unknownService: 'Unknown service',
    unknownInput: 'Unknown input',
    on: (service: string, connection: string) => `${service} on ${connection}`,
    runs: (runs: number, formatted: string, size: string) =>
      count(runs, { one: `${formatted} run, ${size} on disk`, other: `${formatted} runs, ${size} on disk` }),
    runAgain: 'Run again',
    pin: 'Keep always',
    unpin: 'Don’t keep always',
    pinned: 'Kept always',
    remove: 'Delete',
    problems: (files: string, howMany: number) =>
      count(howMany, { one: `${files} problem`, other: `${files} problems` }),
    left: (files: string, howMany: number) => count(howMany, { one: `${files} not run`, other: `${files} not run` }),
    results: (files: string, howMany: number) => count(howMany, { one: `${files} result`, other: `${files} results` }),
    damagedList: 'A damaged list',
    openList: 'Open the list',
    removeList: 'Delete…',
    removeListQuestion: 'Delete this list?',
    removeListText:
      'Its results stay in the folder they went to, unless you delete them too. Of those, only files go that are still what came back; they can’t be brought back.',
    removeListOnly: 'Delete the list, keep the results',
    removeListResults: (files: string, howMany: number) =>
      count(howMany, {
        one: `Delete the list and its ${files} result`,
        other: `Delete the list and its ${files} results`,
      }),
    cancelRemoval: 'Cancel',
    removeAll: 'Delete all…',
    removeAllQuestion: 'Delete all runs and their results?',
    removeAllText: 'Files you saved elsewhere stay. Runs that you keep always stay too.',
    removeAllConfirm: 'Delete all',
    removed: (runs: number, formatted: string) =>
      count(runs, { one: 'Deleted one run', other: `Deleted ${formatted} runs` }),
    undo: 'Undo',
    interrupted: 'The app was closed before the answer came.',
    inputChanged: (file: string) => `${file} has changed since this run, so the result can’t be compared with it.`,
    inputGone: (file: string) => `${file} isn’t where it was any more, so the result can’t be compared with it.`,
  },

  settings: {
    open: 'Settings',
    title: 'Settings',
    close: 'Close',
    results: 'Results',
    keepDays: 'Keep results for',
    days: {
      '0': 'Until the app is closed',
      '7': '7 days',
      '30': '30 days',
      '90': '90 days',
      '365': 'A year',
      any: 'As long as there is room',
    },
    keepBytes: 'Room for results',
    anyRoom: 'No limit',
    keepNote: 'The oldest results are deleted first, also while the app is open. Those you keep always stay.',
  },
};
