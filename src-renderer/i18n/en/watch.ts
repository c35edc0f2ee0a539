import { pluralOf } from '../plural';

const count = pluralOf('en');

/** Folders that are watched. */
export const watchMessages = {
  watch: {
    begin: 'Watch a folder…',
    beginNote: 'Each new file in it runs by itself, in the way of this list.',
    question: (work: string) => `Watch a folder with ${work}`,
    text: 'While this program is open, each new file runs once it is complete. No file runs twice, even under another name.',
    work: 'What runs',
    recipe: (name: string) => `Recipe: ${name}`,
    folder: 'Folder',
    results: 'Results',
    changeResults: 'Choose another folder…',
    there: (files: number, formatted: string) =>
      count(files, { one: `${formatted} file is there already`, other: `${formatted} files are there already` }),
    leave: 'Only what comes from now on',
    leaveNote: 'What is in the folder now is left alone.',
    take: 'Those too',
    takeNote: 'What is in the folder now runs first, the oldest first.',
    start: 'Watch this folder',
    cancel: 'Cancel',
    sign: (folders: number, formatted: string) =>
      count(folders, { one: `Watching ${formatted} folder`, other: `Watching ${formatted} folders` }),
    signPaused: 'Watching is paused',
    signTrouble: 'A watched folder needs you',
    title: 'Watched folders',
    none: 'No folder is watched.',
    states: { watching: 'Watching', paused: 'Paused: new files wait', away: 'Away', 'held-up': 'Held up' },
    goesOn: 'It goes on by itself once this is over.',
    taken: (files: number, formatted: string) =>
      count(files, { one: `${formatted} file taken`, other: `${formatted} files taken` }),
    last: (name: string, when: string) => `last ${name}, ${when}`,
    arriving: (files: number, formatted: string) =>
      count(files, { one: `${formatted} still coming in`, other: `${formatted} still coming in` }),
    doubles: (files: number, formatted: string) =>
      count(files, {
        one: `${formatted} left out: its content was taken before`,
        other: `${formatted} left out: their content was taken before`,
      }),
    unreadable: (names: string) => `Can’t be read: ${names}`,
    showList: 'Show the list',
    pause: 'Pause',
    resume: 'Go on',
    move: 'Choose the folder again…',
    stop: 'Stop watching',
    stopQuestion: (folder: string) => `Stop watching ${folder}?`,
    stopText:
      'Its lists and results stay. The program forgets what it took: if you watch the folder again, you are asked about all that is there.',
    keep: 'Keep watching',
    close: 'Close',
  },
};
