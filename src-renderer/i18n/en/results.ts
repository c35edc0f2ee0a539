import { pluralOf } from '../plural';

const count = pluralOf('en');

/** Results, their viewers and their details. */
export const resultsMessages = {
  result: {
    none: 'The result will appear here',
    noneText: 'You can look at it before you save it.',
    running: 'Working on it',
    runningText: 'The result appears here as soon as it arrives.',
    regionOf: (name: string) => `Result of ${name}`,
    regionOfText: 'Result of your text',
    cancelled: 'Stopped',
    cancelledClean: 'The service didn’t start on this input. Your input is still here.',
    cancelledMayContinue: 'Nothing more is received here. The cluster may still be working on it.',
    tryAgain: 'Try again',
    save: 'Save as…',
    savedAs: (name: string, folder: string) => `Saved as ${name} in ${folder}`,
    showInFolder: 'Show in folder',
    saveReceived: 'Save what was received…',
    showAs: 'Show as',
    choices: {
      automatic: 'Automatic',
      text: 'Text',
      json: 'JSON',
      table: 'Table',
      image: 'Picture',
      audio: 'Sound',
      hex: 'Bytes',
      received: 'As received',
    },
    readAs: (kind: string) => `Read as ${kind}`,
    readAsType: (kind: string, type: string) => `Read as ${kind} (${type})`,
    shownAs: (kind: string) => `Shown as ${kind}`,
    printed: 'Text that the service printed',
    asReceived: 'Shown as it was received',
    logLines: (lines: number, formatted: string) =>
      count(lines, { one: `${formatted} log line set aside`, other: `${formatted} log lines set aside` }),
    kinds: {
      image: 'picture',
      audio: 'sound',
      video: 'video',
      pdf: 'PDF',
      json: 'JSON',
      table: 'table',
      text: 'text',
      archive: 'archive',
      binary: 'file',
      empty: 'empty answer',
      hex: 'bytes',
    },
    programFailed: 'The service answered, but its program seems to have failed',
    programFailedText: 'These are its last lines. They often tell what was wrong with the input.',
    nothingCameBack: 'Nothing came back',
    nothingCameBackText:
      'The service answered, but its program printed nothing. Where that is right for this input, keep it.',
    filePrinted: 'The service’s program printed a file instead of writing it',
    filePrintedText:
      'A file printed as text loses its bytes on the cluster, and nothing can bring them back. The service’s script has to write the file into its output folder ($TMP_OUTPUT_DIR).',
    lastLines: 'Last lines',
    keepAnyway: 'It’s fine, keep as result',
  },

  viewers: {
    text: 'Result text',
    textPart: (shown: string, total: string) => `The first ${shown} of ${total}`,
    loadMore: 'Load more',
    wrap: 'Wrap long lines',
    textProblem: 'The text can’t be loaded. Save the result to look at it.',
    loading: 'Loading…',
    notShown: 'This kind of file is saved, not shown',
    notShownText: 'Save it and open it with the program you use for such files.',
    empty: 'The service answered, but with nothing',
    emptyText: 'It may write its results elsewhere, or it made none for this input.',
  },

  details: {
    title: 'Details',
    service: 'Service',
    mediaType: 'Media type',
    charset: 'Character set',
    size: 'Size',
    received: 'Received',
    encoding: 'Came as',
    duration: 'Took',
    attempts: 'Tries',
    logLines: 'Log lines',
    notes: 'Notes',
    encodings: {
      base64: 'base64 text',
      'json-string-base64': 'base64 text inside a JSON string',
      'data-uri': 'data URI',
      none: 'plain bytes',
    },
    readingNotes: {
      'no-final-line-feed':
        'The answer doesn’t end the way OSCAR ends its answers. It may be incomplete, or come from something else.',
      'padding-missing': 'The base64 text had no padding at its end. It was read without it.',
      'could-be-base64':
        'The text is also valid base64 of an unknown kind of file. Choose another way under Show as to compare.',
      'could-be-text': 'The bytes are of no known kind. The answer could have been meant as text.',
      'not-encoded': 'The file came as plain bytes, without base64.',
      'bytes-lost': 'A program on the cluster printed a file that is no text. Its bytes were lost there.',
      'json-non-numbers':
        'The JSON has NaN or Infinity in it, which are not part of JSON. They are shown as they stand, and count as missing.',
      'json-not-checked': 'The JSON is large: only its beginning and its end were checked.',
      'chosen-by-user': 'It is read in the way you chose.',
    },
    serverSaid: 'What the server said',
    status: (status: string) => `Status ${status}`,
    reference: (reference: string) => `Log reference ${reference}`,
  },
};
