import { pluralOf } from '../plural';

const count = pluralOf('en');

/** What is given to a service. */
export const inputMessages = {
  input: {
    group: 'Input',
    drop: 'Drop files or folders here',
    takes: (suffixes: string) => `Takes ${suffixes}. Or type a text.`,
    takesAny: 'A picture, a sound, a document. Or type a text.',
    takesKind: {
      json: 'Takes JSON: fill it in, type it, or drop a file with it.',
      text: 'Takes a text: type it, or drop a file with it.',
      file: 'Takes a file: a picture, a sound, a document.',
    },
    choose: 'Choose files…',
    chooseFolder: 'Choose a folder…',
    type: 'Type text…',
    typeJson: 'Type JSON…',
    paste: 'Paste',
    sample: 'Try the sample',
    replace: 'Choose another…',
    remove: (name: string) => `Remove ${name}`,
    removeText: 'Remove this text',
    removed: 'Removed',
    replaced: 'Something else was here',
    previewAlt: (name: string) => `Preview of ${name}`,
    soundLabel: (name: string) => `Listen to ${name}`,
    videoLabel: (name: string) => `Watch ${name}`,
    noPreview: 'No preview for this kind of file. It can be run all the same.',
    unexpectedSuffix: (suffixes: string) => `This service says it takes ${suffixes}. You can still try this file.`,
    tooLarge: (size: string) => `This service says it takes at most ${size}. You can still try this file.`,
    nothingPreviewed: 'The beginning of this file can’t be shown.',
    editor: 'Text to send',
    editorKind: 'Kind of text',
    text: 'Text',
    json: 'JSON',
    placeholder: 'Type or paste here',
    jsonFine: 'This is correct JSON.',
    jsonProblem: (line: number, column: number) => `Not JSON yet: look at line ${line}, column ${column}.`,
    length: (characters: string, howMany: number) =>
      count(howMany, { one: `${characters} character`, other: `${characters} characters` }),
    dropOverlay: (service: string) => `Drop to use with ${service}`,
    dropOverlayNoService: 'Drop it here, then choose a service',
    dropToKeep: 'Drop it here, then practise or connect',
    waitingTitle: 'Practise with it, or connect?',
    waitingFile: (file: string) => `${file} waits here until you have chosen a service.`,
    waitingText: 'Your text waits here until you have chosen a service.',
    waitingFiles: (files: string) => `${files} files wait here until you have chosen a service.`,
    waitingPractise: 'Practise',
    waitingCancel: 'Not now',
    plainText: {
      question: 'Send a plain text?',
      text: (service: string) =>
        `${service} takes JSON. Given a plain text, it may answer with nothing useful and not say why.`,
      back: 'Back',
      send: 'Send it as it is',
      asJson: 'Write it as JSON',
    },
    notices: {
      link: 'A link can’t be used here. Save the picture or page as a file, then drop the file.',
      nothingToPaste: 'There is nothing here to paste. Copy a file or a text first.',
      presetOutdated:
        'This preset was made for other settings than the service has now. It is filled in as it was: look at what is marked.',
      withoutPasswords: 'Passwords aren’t kept with a run. Type them again, then press Run.',
      presetElsewhere:
        'This preset is for another service, or this one has as many as it can have. Nothing was changed.',
      presetForLists:
        'This preset only sets how lists of files run. Drop several files or a folder, then choose it under Options of the list.',
      presetUnreadable: 'This preset can’t be used: it holds something unknown or out of bounds. Nothing was changed.',
      changedSince: 'This file has changed since it was run. Look at it, then press Run.',
    },
  },
};
