import type { ErrorMessage } from '../messages';

const error = (headline: string, nextStep: string): ErrorMessage => ({ headline, nextStep });

/** The storage of a cluster. */
export const storageMessages = {
  storageErrors: {
    unseen: (host: string) =>
      error(
        `This connection can’t see the files of the service`,
        `It has only the token of a service, which ${host} takes for running it and nothing else. Connect with an account to see its files.`,
      ),
    missing: (host: string) =>
      error(`${host} tells of no storage`, 'Ask whoever runs the cluster where the service keeps its files.'),
    unreachable: (host: string) =>
      error(
        `Can’t reach the cluster’s storage, ${host}`,
        'It is another computer than the cluster itself, and its address may count only inside the cluster. Check your network, or ask whoever runs the cluster to open it.',
      ),
    refused: (host: string) =>
      error(
        `The storage ${host} didn’t let this through`,
        'Try again. If it stays so, this account may not be allowed to do it: ask whoever runs the cluster. Details have what it said.',
      ),
    folderGone: (folder: string) =>
      error(`The folder ${folder} isn’t in the cluster’s storage`, 'Ask the owner of the service where its files are.'),
    gone: (name: string) => error(`${name} isn’t there any more`, 'Somebody removed it. Look at the folder again.'),
    changed: (name: string) =>
      error(`${name} changed while it was being downloaded`, 'Nothing was saved. Download it again.'),
    taken: (name: string) =>
      error(`There is another ${name} by now`, 'Nothing was replaced. Look at the folder again, then upload it again.'),
    damaged: (name: string) =>
      error(`${name} didn’t arrive as it was sent`, 'Some of its bytes are others than they should be. Try again.'),
    name: {
      empty: (name: string) => error(`“${name}” can’t be the name of a file`, 'Ask its owner to give it another name.'),
      outside: (name: string) =>
        error(
          `“${name}” would be saved outside of the folder`,
          'It was left out, since that could replace other files.',
        ),
      reserved: (name: string) =>
        error(`“${name}” can’t be the name of a file`, 'Windows keeps it for a device. It was left out.'),
      characters: (name: string) =>
        error(`“${name}” can’t be the name of a file`, 'It holds signs that can’t be seen. It was left out.'),
      'too-long': (name: string) => error(`The name “${name}” is too long`, 'No file can have it. It was left out.'),
    },
  },
};
