import type { ErrorMessage } from '../messages';
import { pluralOf } from '../plural';

const count = pluralOf('en');
const error = (headline: string, nextStep: string): ErrorMessage => ({ headline, nextStep });

/** Everything in one file for another computer. */
export const moveMessages = {
  move: {
    section: 'Another computer',
    settingsText:
      'Your connections, presets, recipes, watched folders, settings and history in one file, without passwords and tokens.',
    out: 'Save it all to a file…',
    in: 'Bring it back from a file…',
    outTitle: 'Move to another computer',
    outText:
      'One file takes your connections, favourites, presets, recipes, watched folders, settings and the history of single runs. Passwords and tokens stay here, and so do lists of files.',
    results: 'Take the results along',
    resultsNote: 'The file gets as large as the results of the history are.',
    save: 'Save the file…',
    saving: 'Saving…',
    saved: (name: string, folder: string) => `${name} is in ${folder}`,
    savedText:
      'On the other computer, open Settings and choose “Bring it back from a file…”. Here, everything stays as it is.',
    inTitle: 'What do you want to bring here?',
    inText: (file: string) =>
      `${file} holds what is listed here. Go on only if you made it yourself. Nothing that is here is replaced unless you tick it.`,
    kinds: {
      connection: 'Connections',
      services: 'Favourites, presets and own names',
      recipe: 'Recipes',
      watch: 'Watched folders',
      settings: 'Settings',
      history: 'History',
    },
    settings: 'Language, colours and how the program works',
    runs: (runs: number, formatted: string) => count(runs, { one: `${formatted} run`, other: `${formatted} runs` }),
    resultBytes: (size: string) => `with results, ${size}`,
    watchOff: 'switched off until you go on with it',
    folderMissing: 'this folder isn’t on this computer; choose it again later',
    replaces: 'replaces what is here',
    same: (things: number, formatted: string) =>
      count(things, {
        one: `${formatted} more thing is here already, just as it is in the file.`,
        other: `${formatted} more things are here already, just as they are in the file.`,
      }),
    nothing: 'Everything in this file is here already.',
    left: (things: number, formatted: string) =>
      count(things, {
        one: `${formatted} part can’t be used and is left out: it is damaged, or held a password or key.`,
        other: `${formatted} parts can’t be used and are left out: they are damaged, or held a password or key.`,
      }),
    take: 'Bring what is ticked',
    taking: 'Bringing it…',
    taken: 'It is here now',
    takenText: 'Each connection asks for its token or password when you first use it.',
    cancel: 'Cancel',
    close: 'Close',
    errors: {
      other: (file: string) =>
        error(
          `${file} isn’t a file for moving`,
          'Choose the one that you saved on the other computer. Nothing was changed here.',
        ),
      newer: (file: string) =>
        error(
          `${file} was made by a newer version of OSCAR Desktop`,
          'Install the newest version here, then open it again. Nothing was changed here.',
        ),
      damaged: (file: string) =>
        error(`${file} is damaged or cut off`, 'Copy it again from the other computer, or save it there once more.'),
    },
  },
};
