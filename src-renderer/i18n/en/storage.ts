import type { ErrorMessage } from '../messages';
import { pluralOf } from '../plural';

const count = pluralOf('en');

const error = (headline: string, nextStep: string): ErrorMessage => ({ headline, nextStep });

/** The storage of a cluster, and the files of services in it. */
export const storageMessages = {
  storage: {
    open: 'Files of the service',
    title: (service: string) => `Files of ${service}`,
    file: 'File',
    folder: 'Folder',
    folders: { input: (path: string) => `Inputs · ${path}`, output: (path: string) => `Outputs · ${path}` },
    refresh: 'Look again',
    search: 'Find a file',
    written: 'Written',
    ages: { any: 'Any time', day: 'Last 24 hours', week: 'Last 7 days' },
    upload: 'Upload files…',
    saveAll: (files: number, formatted: string) =>
      count(files, { one: `Download ${formatted} file…`, other: `Download ${formatted} files…` }),
    list: 'Files, the latest first',
    count: (files: number, formatted: string, size: string) =>
      count(files, { one: `${formatted} file, ${size}`, other: `${formatted} files, ${size}` }),
    listing: (files: number, formatted: string) =>
      count(files, { one: `Looking… ${formatted} file so far`, other: `Looking… ${formatted} files so far` }),
    empty: 'No files here',
    emptyText: {
      input: 'Drop files to upload them. The service runs on each.',
      output: 'What the service writes for background jobs is kept here.',
    },
    nothingFound: 'Nothing found',
    nothingFoundText: 'Try fewer words, or any time.',
    notSelected: 'Choose a file to look at it',
    emptyFile: 'This file is empty',
    view: 'Show',
    save: 'Download…',
    remove: 'Delete…',
    doing: {
      list: 'Looking at the folder',
      open: 'Fetching the file',
      save: 'Downloading',
      upload: 'Uploading',
      remove: 'Deleting',
    },
    which: (number: string, total: string) => `${number} of ${total}`,
    bytes: (done: string, total: string) => `${done} of ${total}`,
    stop: 'Stop',
    saved: (files: number, formatted: string, folder: string) =>
      count(files, {
        one: `${formatted} file downloaded to ${folder}.`,
        other: `${formatted} files downloaded to ${folder}.`,
      }),
    uploaded: (files: number, formatted: string) =>
      count(files, { one: `${formatted} file uploaded.`, other: `${formatted} files uploaded.` }),
    stoppedAfter: (done: string) => `Stopped. ${done}`,
    failed: (files: number, formatted: string) =>
      count(files, { one: `${formatted} file was left out`, other: `${formatted} files were left out` }),
    reasons: 'Which, and why',
    show: 'Show in folder',
    dismiss: 'Close',
    uploadQuestion: (files: number, formatted: string, folder: string) =>
      count(files, {
        one: `Upload ${formatted} file to ${folder}?`,
        other: `Upload ${formatted} files to ${folder}?`,
      }),
    uploadText:
      'The service runs on each as soon as it is there. Nothing is replaced: where a name is taken, the new file gets a number.',
    dontUpload: 'Don’t upload',
    uploadNow: 'Upload',
    removeQuestion: (name: string) => `Delete ${name} from the cluster?`,
    removeText: 'It is gone for everybody who uses the service, and can’t be brought back.',
    keep: 'Keep it',
    removeNow: 'Delete',
    drop: (folder: string) => `Drop to upload to ${folder}`,
  },
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
