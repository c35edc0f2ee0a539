import { pluralOf } from './plural';

const count = pluralOf('en');

/** What a failure is told with: what happened and to what, then what to do next. */
export interface ErrorMessage {
  readonly headline: string;
  readonly nextStep: string;
}

const error = (headline: string, nextStep: string): ErrorMessage => ({ headline, nextStep });

/** A service as people call it. */
export interface ServiceWords {
  readonly title: string;
  readonly purpose: string;
}

const practiceServices: Readonly<Record<string, ServiceWords>> = {
  grayscale: { title: 'Black and white', purpose: 'Turns a picture into shades of grey' },
  'picture-sizes': { title: 'Picture sizes', purpose: 'Makes three smaller copies of a picture' },
  'image-labels': { title: 'Picture facts', purpose: 'Measures a picture and names its main colours' },
  'text-to-speech': { title: 'Text to speech', purpose: 'Reads a short text aloud' },
  cowsay: { title: 'Cow says', purpose: 'A cow says your message' },
};

const waitAgain = 'Set a longer wait under Options, then run it again.';
const mayContinue = 'The cluster may still be working on it.';

/** Every word the window says, in English. The other languages have the same shape. */
export const en = {
  app: {
    name: 'OSCAR Desktop',
    version: (version: string) => `Version ${version}`,
    testBuild: (electron: string) => `Test runtime (Electron ${electron}), not for everyday use`,
  },

  welcome: {
    title: 'Run a service on your own file',
    text: 'Pick a picture, a sound or a text, press Run, and save what comes back.',
    steps: 'How it works',
    pick: 'Pick a file',
    pickText: 'Drop it into the window, or type a text.',
    run: 'Press Run',
    runText: 'A service on a cluster does the work.',
    save: 'Save the result',
    saveText: 'Look at it, listen to it, keep it.',
    practise: 'Practise without a cluster',
    practiseText: 'No account and no internet needed. Your files stay on this computer.',
    opening: 'Starting the practice cluster…',
    add: 'Add connection',
  },

  connection: {
    practice: 'Practice',
    practiceText: 'Runs on this computer. Nothing is sent anywhere.',
    none: 'Choose a connection',
    named: (name: string) => `Connection: ${name}`,
    connecting: (name: string) => `Connection: ${name}, connecting`,
    connected: (name: string) => `Connection: ${name}, connected`,
    notConnected: (name: string) => `Connection: ${name}, not connected`,
    menu: 'Connections',
    add: 'Add connection…',
    edit: (name: string) => `Edit ${name}…`,
    editCurrent: 'Edit connection',
  },

  profile: {
    addTitle: 'Add connection',
    editTitle: (name: string) => `Edit ${name}`,
    name: 'Name',
    nameNote: 'How you want to call it, such as Field lab',
    colour: 'Colour',
    colours: { green: 'Green', blue: 'Blue', violet: 'Violet', red: 'Red', orange: 'Orange', grey: 'Grey' },
    address: 'Address',
    addressNote: 'The web address of the cluster, such as oscar.example.org',
    signIn: 'How you sign in',
    signInKinds: { 'service-token': 'Service token', password: 'User and password' },
    serviceName: 'Service name',
    serviceNameNote: 'The token opens this one service',
    user: 'User',
    secret: { 'service-token': 'Token', password: 'Password' },
    keepSecret: 'Leave empty to keep the one you have',
    secretNote: 'It goes to the keychain of your system and is not shown again',
    show: 'Show',
    showSecret: { 'service-token': 'Show token', password: 'Show password' },
    missing: {
      name: 'Give it a name.',
      address: 'Type the address of the cluster.',
      serviceName: 'Type the name of the service.',
      user: 'Type your user name.',
      secret: { 'service-token': 'Paste the token here.', password: 'Type your password.' },
    },
    allowPlainHttp: 'Use this address although others could read what is sent',
    keepForSession: 'Keep for this session only',
    save: 'Save',
    saving: 'Saving…',
    cancel: 'Cancel',
    delete: 'Delete…',
    deleteQuestion: (name: string) => `Delete ${name}?`,
    deleteText: 'Its token or password is removed from this computer too. Nothing changes on the cluster.',
    confirmDelete: 'Delete',
    keep: 'Keep',
  },

  regions: {
    services: 'Services',
    actions: 'Run',
    result: 'Result',
  },

  services: {
    search: 'Find a service',
    select: 'Service',
    selectNothing: 'Choose a service…',
    option: (title: string, purpose: string) => `${title}. ${purpose}`,
    loading: 'Looking for services…',
    none: 'No services here yet',
    noneText: 'This account can reach the cluster, but no service is shared with it.',
    checkAgain: 'Check again',
    noMatch: (search: string) => `No service matches “${search}”.`,
    notChosen: 'Choose a service on the left',
    notChosenText: 'Each service does one thing with the file or text you give it.',
    notChosenNarrow: 'Choose a service above',
    obstacle: {
      'exposed-only': 'Has its own web page and can’t be run from here',
      'no-token': 'The cluster gave no token for it, so it can’t be run from here',
    },
    practice: practiceServices,
    noPurpose: 'A service of this cluster',
  },

  input: {
    group: 'Input',
    drop: 'Drop a file here',
    takes: (suffixes: string) => `Takes ${suffixes}. Or type a text.`,
    takesAny: 'A picture, a sound, a document. Or type a text.',
    choose: 'Choose a file…',
    type: 'Type text…',
    paste: 'Paste',
    sample: 'Try the sample',
    replace: 'Choose another…',
    remove: (name: string) => `Remove ${name}`,
    removeText: 'Remove this text',
    previewAlt: (name: string) => `Preview of ${name}`,
    soundLabel: (name: string) => `Listen to ${name}`,
    videoLabel: (name: string) => `Watch ${name}`,
    noPreview: 'No preview for this kind of file. It can be run all the same.',
    unexpectedSuffix: (suffixes: string) => `This service says it takes ${suffixes}. You can still try this file.`,
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
    dropOverlayNoService: 'Choose a service first, then drop the file',
    notices: {
      severalFiles: 'One file at a time, please. Drop just one of them.',
      folder: 'A folder can’t be used here. Open it and drop one file from it.',
      link: 'A link can’t be used here. Save the picture or page as a file, then drop the file.',
      bitmap: 'This picture isn’t a file yet. Save it first, then choose it.',
      nothingToPaste: 'There is nothing here to paste. Copy a file or a text first.',
      pasteWithKeys: 'Press Ctrl+V (⌘V on a Mac) to paste a file or a text.',
    },
  },

  run: {
    run: 'Run',
    stop: 'Stop',
    stopWaiting: 'Stop waiting',
    options: 'Options',
    waitLimit: 'Wait for an answer at most',
    seconds: 'seconds',
    waitLimitRange: (smallest: string, largest: string) => `Choose from ${smallest} to ${largest} seconds.`,
    answerLimit: 'Receive at most',
    gigabytes: 'GB',
    answerLimitRange: (smallest: string, largest: string) => `Choose from ${smallest} to ${largest} GB.`,
    retries: 'Try again by itself when the service isn’t ready',
    goToResult: 'Go to result',
    ready: 'Ready to run',
    obstacle: {
      'no-input': 'Choose a file or type a text first',
      'no-text': 'Type a text first',
      'json-malformed': 'Correct the JSON first',
      'service-closed': 'This service can’t be run from here',
      running: 'It is running already',
    },
    stopQuestion: 'Stop this run?',
    stopQuestionText: 'You can run it again with the same input.',
    keepRunning: 'Keep running',
  },

  progress: {
    bar: 'Progress',
    starting: 'Getting ready',
    connecting: 'Connecting to the cluster',
    sending: 'Sending the input',
    waiting: 'The service is working',
    waking: 'The service may be starting up. The first answer can take a minute or two.',
    receiving: 'Receiving the answer',
    decoding: 'Reading the answer',
    retryingIn: (seconds: number) =>
      count(seconds, { one: `Trying again in ${seconds} second`, other: `Trying again in ${seconds} seconds` }),
    retryingNow: 'Trying again now',
    attempt: (attempt: string) => `Try ${attempt}`,
    bytesOf: (done: string, total: string) => `${done} of ${total}`,
    announce: {
      started: (service: string) => `${service} is running.`,
      finished: (service: string, duration: string) => `${service} is done after ${duration}. The result is ready.`,
      stillRunning: (phase: string, duration: string) => `${phase}, ${duration} so far.`,
    },
  },

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
      image: 'Picture',
      audio: 'Sound',
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
      json: 'JSON',
      text: 'text',
      archive: 'archive',
      binary: 'file',
      empty: 'empty answer',
    },
    programFailed: 'The service answered, but its program seems to have failed',
    programFailedText: 'These are its last lines. They often tell what was wrong with the input.',
    lastLines: 'Last lines',
    keepAnyway: 'It’s fine, keep as result',
  },

  viewers: {
    imageAlt: (width: string, height: string, type: string) =>
      type ? `Result image, ${width} by ${height}, ${type}` : `Result image, ${width} by ${height}`,
    imageLoading: 'Result image',
    imageArea: 'Picture, scroll to see all of it',
    imageSize: (width: string, height: string) => `${width} × ${height} pixels`,
    imageZoom: 'Picture size',
    fit: 'Fit',
    actualSize: 'Actual size',
    imageProblem: 'This can’t be drawn as a picture. Choose another way under Show as.',
    audioLabel: 'Result sound',
    audioProblem: 'This can’t be played as a sound. Choose another way under Show as.',
    text: 'Result text',
    textPart: (shown: string, total: string) => `The first ${shown} of ${total}`,
    loadMore: 'Load more',
    wrap: 'Wrap long lines',
    textProblem: 'The text can’t be loaded. Save the result to look at it.',
    loading: 'Loading…',
    jsonView: 'JSON view',
    tree: 'Tree',
    plain: 'Text',
    jsonTooLarge: 'Too large for the tree, so it is shown as text.',
    jsonProblem: 'This isn’t complete JSON, so it is shown as text.',
    jsonTree: 'Result JSON',
    entries: (entries: number, formatted: string) =>
      count(entries, { one: `${formatted} entry`, other: `${formatted} entries` }),
    showMoreEntries: (formatted: string) => `Show ${formatted} more`,
    wholeValue: 'all of it',
    notShown: 'This kind of file is saved, not shown',
    notShownText: 'Save it and open it with the program you use for such files.',
    archiveText: 'It holds several files. Save it, then unpack it with your file manager.',
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
      'json-not-checked': 'The JSON is large: only its beginning and its end were checked.',
      'chosen-by-user': 'It is read in the way you chose.',
    },
    serverSaid: 'What the server said',
    status: (status: string) => `Status ${status}`,
    reference: (reference: string) => `Log reference ${reference}`,
  },

  errors: {
    endpointNotValid: (address: string) =>
      error(
        `“${address}” isn’t a web address`,
        'A cluster’s address begins with https:// . Check it with your administrator.',
      ),
    plainHttpRefused: (host: string) =>
      error(
        `The way to ${host} isn’t encrypted`,
        'Others could read your token. Use the address that begins with https:// instead.',
      ),
    profileGone: () => error('This connection isn’t there any more', 'Choose another connection.'),
    hostNotFound: (host: string) =>
      error(`Can’t find ${host}`, 'Check the address and your internet connection, then try again.'),
    networkUnreachable: (host: string) =>
      error(`Can’t reach ${host}`, 'Check your internet connection, then try again.'),
    connectionRefused: (host: string) =>
      error(
        `${host} doesn’t accept the connection`,
        'Check the address. The cluster may be off: try again in a while.',
      ),
    tls: {
      'self-signed': (host: string) =>
        error(
          'This cluster’s certificate isn’t trusted by your computer',
          `The certificate of ${host} vouches for itself. Ask your administrator for your institute’s certificate.`,
        ),
      'unknown-issuer': (host: string) =>
        error(
          'This cluster’s certificate isn’t trusted by your computer',
          `Your computer doesn’t know who vouches for ${host}. Ask your administrator for your institute’s certificate.`,
        ),
      expired: (host: string) =>
        error(
          `The certificate of ${host} has run out`,
          'Check the date of this computer, then tell your administrator.',
        ),
      'not-yet-valid': (host: string) =>
        error(`The certificate of ${host} isn’t in force yet`, 'Check the date of this computer, then try again.'),
      'wrong-host': (host: string) =>
        error(`The certificate belongs to another name than ${host}`, 'Check the address with your administrator.'),
      protocol: (host: string) =>
        error(
          `Can’t agree on a safe connection with ${host}`,
          'Check whether the address should begin with http:// or https:// .',
        ),
    },
    redirected: (host: string, target: string) =>
      error(
        `${host} sends us on to ${target}`,
        'Use the address of the cluster itself. Ask your administrator for it.',
      ),
    unauthorized: (host: string) =>
      error(
        'The token or password wasn’t accepted',
        `It may have run out, or belong to another cluster than ${host}. Get a new one.`,
      ),
    forbidden: (host: string) =>
      error(`${host} doesn’t let this account do that`, 'Ask your administrator for access to this service.'),
    serviceNotFound: (service: string, host: string) =>
      error(
        `No service called ${service} on ${host}`,
        'It may have been removed, or not be shared with you. Check the list of services again.',
      ),
    serviceAmbiguous: (service: string) =>
      error(`Two services have the name ${service}`, 'Choose the one of the owner you mean in the list of services.'),
    tokenMissing: (service: string) =>
      error(`There is no token for ${service}`, 'Ask your administrator for a token of this service.'),
    secretMissing: (connection: string) =>
      error(
        `The token or password of ${connection} wasn’t kept`,
        'It was for one session, or it is no longer in the keychain. Edit the connection and type it again.',
      ),
    notOscar: (host: string) =>
      error(`${host} isn’t an OSCAR cluster`, 'Check the address. It may lead to another page of the same computer.'),
    inputEmpty: () => error('There is nothing to send yet', 'Choose a file with something in it, or type a text.'),
    jsonMalformed: (line: number, column: number) =>
      error('The text isn’t correct JSON', `Look at line ${line}, column ${column}, or send it as text.`),
    file: {
      gone: (file: string) => error(`${file} isn’t there any more`, 'It was moved or removed. Choose it again.'),
      denied: (file: string) =>
        error(`This computer doesn’t let you read ${file}`, 'Copy it to your own folder, then choose the copy.'),
      folder: (file: string) => error(`${file} is a folder`, 'Open it and choose one file from it.'),
      empty: (file: string) => error(`${file} is empty`, 'Choose a file with something in it.'),
      'not-a-file': (file: string) => error(`${file} isn’t a file`, 'Save it as a file first, then choose it.'),
      other: (file: string) => error(`Can’t read ${file}`, 'Check that its disk is connected, then choose it again.'),
    },
    fileChanged: (file: string) =>
      error(`${file} changed while it was being sent`, 'Wait until it is complete, then choose it again.'),
    inputTooLarge: (host: string, size: string) =>
      error(
        'The file is too large for this cluster',
        `It has ${size}, which is more than ${host} takes at once. Try a smaller file.`,
      ),
    requestRejected: () =>
      error('The service can’t use this input', 'Check what it takes, change the input, then run it again.'),
    timedOut: {
      connecting: (duration: string) =>
        error(`No connection after ${duration}`, 'Check your internet connection, then try again.'),
      sending: (duration: string) =>
        error(
          `The input got stuck for ${duration}`,
          'Your connection may be slow or gone. Try again, or try a smaller file.',
        ),
      waiting: (duration: string) => error(`No answer after ${duration}`, `${mayContinue} ${waitAgain}`),
      receiving: (duration: string) =>
        error(`The answer got stuck for ${duration}`, 'Check your internet connection, then run it again.'),
      decoding: (duration: string) =>
        error(
          `Reading the answer took more than ${duration}`,
          'Run it again. Close other programs if this computer is busy.',
        ),
    },
    connectionLost: {
      before: () => error('The connection was lost', 'Check your internet connection, then run it again.'),
      waiting: () =>
        error(
          'The connection was lost while the service was working',
          `${mayContinue} Check your internet connection, then run it again.`,
        ),
      receiving: (received: string) =>
        error(`The connection was lost after ${received} of the answer`, 'Save what was received, or run it again.'),
      receivingOf: (received: string, expected: string) =>
        error(`The connection was lost after ${received} of ${expected}`, 'Save what was received, or run it again.'),
    },
    serviceBusy: (host: string) => error(`${host} has too much to do right now`, 'Wait a minute, then try again.'),
    serviceNotReady: () =>
      error('The service isn’t ready yet', 'It may be starting up. Wait a minute, then try again.'),
    gatewayTimedOut: (host: string) =>
      error(`${host} stopped waiting for the service`, `${mayContinue} Wait a while, then try a smaller input.`),
    serviceFailed: () =>
      error(
        'The service stopped with a problem',
        'Try another input. If it happens again, send the details to your administrator.',
      ),
    notAnAnswer: (host: string) =>
      error(
        `A web page came back instead of an answer from ${host}`,
        'You may need to sign in to this network first. If not, show the details to your administrator.',
      ),
    responseMalformed: () => error('The answer arrived damaged', 'Save what was received, or run it again.'),
    responseTooLarge: (limit: string) =>
      error(`The answer is larger than ${limit}`, 'Receive more under Options, or try a smaller input.'),
    keychainUnavailable: () =>
      error('This computer has no safe place for tokens', 'Unlock the keyring of your system, then try again.'),
    diskFull: (folder: string) =>
      error(`Can’t save to ${folder}: the disk is full`, 'Make room, or choose another folder.'),
    permissionDenied: (path: string) =>
      error(`This computer doesn’t let you save to ${path}`, 'Choose another folder, such as your Documents.'),
    folderGone: (path: string) => error(`${path} isn’t there any more`, 'Choose another folder.'),
    resultGone: () => error('This result isn’t there any more', 'Run the service again to get a new one.'),
    cancelled: () => error('Stopped', 'Your input is still here. Run it again when you like.'),
    cancelledMayContinue: () => error('Stopped', `${mayContinue} Wait a while before you run it again.`),
    internal: () =>
      error(
        'Something went wrong inside this app',
        'Try again. If it happens again, report it with the log reference under Details.',
      ),
  },
};

/** The shape of a language's messages; every language satisfies it. */
export type Messages = typeof en;
