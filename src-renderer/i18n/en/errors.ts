import type { ErrorMessage } from '../messages';

const error = (headline: string, nextStep: string): ErrorMessage => ({ headline, nextStep });

const waitAgain = 'Set a longer wait under Options, then run it again.';
const mayContinue = 'The cluster may still be working on it.';

/** What a failure is told with. */
export const errorsMessages = {
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
      changed: (host: string) =>
        error(
          `${host} shows another certificate than the one you trust`,
          'It may have been renewed, or another computer may pretend to be the cluster. Ask your administrator.',
        ),
      protocol: (host: string) =>
        error(
          `Can’t agree on a safe connection with ${host}`,
          'Check whether the address should begin with http:// or https:// .',
        ),
    },
    nothingToRun: {
      cluster: (host: string) =>
        error(`${host} can’t run services on demand`, 'Ask your administrator for a cluster that can.'),
      services: (host: string) =>
        error(
          `No service on ${host} can be run from here`,
          'Ask your administrator for one that takes a file or a text.',
        ),
    },
    noCertificate: (file: string) =>
      error(`There is no certificate in ${file}`, 'Ask your administrator for a file that ends with .pem or .crt .'),
    proxyUnreachable: (proxy: string) =>
      error(
        `Can’t reach the proxy ${proxy}`,
        'Your network settings send the app through it. Check them with your administrator.',
      ),
    proxyUnauthorized: (proxy: string) =>
      error(
        `The proxy ${proxy} wants a user and a password`,
        'Ask your administrator to put them into the HTTPS_PROXY variable of this computer, then start the app again.',
      ),
    proxyRefused: (proxy: string, host: string) =>
      error(`The proxy ${proxy} doesn’t let us through to ${host}`, 'Ask your administrator to allow this address.'),
    proxyFailed: (proxy: string, host: string) =>
      error(
        `The proxy ${proxy} can’t reach ${host} now`,
        'Wait a moment, then try again. If it stays like this, ask your administrator.',
      ),
    proxyUnsupported: (proxy: string) =>
      error(
        `The app can’t use the proxy ${proxy}`,
        'It is of a kind the app doesn’t know. Ask your administrator for one that speaks HTTP.',
      ),
    redirected: (host: string, target: string) =>
      error(
        `${host} sends us on to ${target}`,
        'Use the address of the cluster itself. Ask your administrator for it.',
      ),
    redirectedOffTheWeb: (host: string, scheme: string) =>
      error(
        `${host} sends us on to an address that is not on the web (${scheme}:)`,
        'The app doesn’t follow it. Check the address of the cluster, and show this to your administrator.',
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
        'It was for one session, it stayed on another computer, or it is no longer in the keychain. Edit the connection and type it again.',
      ),
    secretForAnother: (connection: string) =>
      error(
        `The token or password of ${connection} is needed once more`,
        'The address, the certificate or the way to sign in has changed. What was kept is not sent to another place unasked: type it again.',
      ),
    notOscar: (host: string) =>
      error(`${host} isn’t an OSCAR cluster`, 'Check the address. It may lead to another page of the same computer.'),
    inputEmpty: () => error('There is nothing to send yet', 'Choose a file with something in it, or type a text.'),
    fileFieldGone: error(
      'A file in this input isn’t known any more',
      'It was chosen before the program was closed. Choose it again in the form.',
    ),
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
    pictureRefused: {
      'unknown-kind': error(
        'This can’t be changed before sending',
        'It is no picture, or one of a kind that isn’t known here. Send it unchanged, or leave it out.',
      ),
      damaged: error(
        'The picture is damaged',
        'It ends too early, or isn’t what it says it is. Open it in another program, or leave it out.',
      ),
      'too-many-pixels': error(
        'The picture has too many pixels',
        'It is larger than a picture can be here. Make it smaller in another program, or send it unchanged.',
      ),
      'too-much-memory': error(
        'The picture takes too much memory',
        'Make it smaller in another program, or send it unchanged.',
      ),
      'too-long': error(
        'The picture took too long',
        'Reading it was stopped. Make it smaller in another program, or send it unchanged.',
      ),
      'process-ended': error(
        'The picture could not be read',
        'What reads pictures ended unexpectedly with this one. Nothing else is affected. Send it unchanged, or leave it out.',
      ),
      animated: error(
        'The picture is an animation',
        'Only still pictures can be changed before sending. Send it unchanged, or leave it out.',
      ),
      'many-pages': error(
        'The picture has several pages',
        'Only pictures of one page can be changed before sending. Send it unchanged, or leave it out.',
      ),
    },
    soundRefused: {
      'unknown-kind': error(
        'This can’t be sent as WAV',
        'It is no sound, or one of a kind that isn’t known here. Send it unchanged, or leave it out.',
      ),
      damaged: error(
        'The sound is damaged',
        'It ends too early, or isn’t what it says it is. Play it in another program, or leave it out.',
      ),
      'no-sound': error('There is no sound in it', 'It is a film without sound, or an empty recording. Leave it out.'),
      'too-long': error(
        'The sound is too long',
        'Only sounds of up to 12 hours can be changed before sending. Cut it in another program, or send it unchanged.',
      ),
      stuck: error('The sound took too long', 'Reading it was stopped. Send it unchanged, or leave it out.'),
      'process-ended': error(
        'The sound could not be read',
        'What reads sounds ended unexpectedly with this one. Nothing else is affected. Send it unchanged, or leave it out.',
      ),
    },
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
    responseEmpty: (host: string) =>
      error(
        `The answer from ${host} has nothing in it`,
        'Even a program that prints nothing has an answer, so this one was lost on its way. Run it again.',
      ),
    responseTooLarge: (limit: string) =>
      error(`The answer is larger than ${limit}`, 'Receive more under Options, or try a smaller input.'),
    responseTooSlow: (duration: string) =>
      error(
        `The answer was still arriving after ${duration}`,
        'Save what was received, or allow more time under Options, then run it again.',
      ),
    responseNotHttp: (host: string) =>
      error(
        `The answer from ${host} isn’t correct HTTP`,
        'Your internet connection works: the fault is in the cluster or something in front of it. Show the details to your administrator.',
      ),
    responseNotUnpacked: (host: string, coding: string) =>
      error(
        `The answer from ${host} can’t be unpacked (${coding})`,
        'It isn’t what the server says it is, or not all of it came. Run it again, or show the details to your administrator.',
      ),
    keychainUnavailable: () =>
      error('This computer has no safe place for tokens', 'Unlock the keyring of your system, then try again.'),
    diskFull: (folder: string) =>
      error(`Can’t save to ${folder}: the disk is full, or nearly so`, 'Make room, or choose another folder.'),
    diskFailed: (folder: string, problem: string) =>
      error(
        `Can’t write to ${folder}: the disk reports a problem (${problem})`,
        'What is saved already is safe. See that the disk is connected and works, then go on.',
      ),
    spaceShort: (folder: string, needed: string, free: string) =>
      error(
        `Not enough room in ${folder}: about ${needed} is needed, and ${free} is free`,
        'Make room, or choose a folder on another disk.',
      ),
    permissionDenied: (folder: string) =>
      error(`This computer doesn’t let you save to ${folder}`, 'Choose another folder, such as your Documents.'),
    folderGone: (folder: string) => error(`${folder} isn’t there any more`, 'Choose another folder.'),
    noCopies: (folder: string) =>
      error(`Nothing tells of copies in ${folder}`, 'Choose the folder that files were copied to.'),
    fileInTheWay: (folder: string) =>
      error(
        `There is a file called ${folder} where a folder of that name is needed`,
        'Move or rename that file, or choose another folder for the results.',
      ),
    pathTooLong: (folder: string) =>
      error(
        `The way to ${folder} has too many or too long folder names for this computer`,
        'Choose an output folder nearer to the top of the drive. Nothing was sent.',
      ),
    inputFolderGone: (folder: string) =>
      error(
        `${folder}, where your files come from, isn’t there any more`,
        'Connect the card or drive again, then go on. No file is skipped.',
      ),
    answerHeld: () =>
      error(
        'Another list already has the answer for this file',
        'It could not be saved in the output folder yet. Go on with that list, then try again here: nothing is run twice.',
      ),
    resultGone: () => error('This result isn’t there any more', 'Run the service again to get a new one.'),
    outputAmongInputs: (folder: string) =>
      error(
        `Results can’t go to ${folder}: your files are in it`,
        'Choose another folder, so that nothing is mixed up.',
      ),
    tableUnusable: {
      'column-missing': (column: string) =>
        error(`The table has no column “${column}”`, 'Write the name as it stands in the first row of the table.'),
      'column-twice': (column: string) =>
        error(
          `Several columns of the table are called “${column}”`,
          `They are told apart by numbers: “${column} (1)” is the first. Choose one of them.`,
        ),
      'sheet-missing': () => error('The workbook has no such sheet', 'Write its name as it stands below the table.'),
      'no-number': (column: string) =>
        error(`“${column}” is to be compared with a number`, 'Write a number as the limit, such as 12 or 0.5.'),
      template: () =>
        error('What is to be sent of each row isn’t JSON', 'Check quotes, commas and brackets around each {{column}}.'),
      protected: () =>
        error('The workbook is protected with a password', 'Save it without a password, or its sheet as CSV.'),
      'old-workbook': () =>
        error('The workbook is of an old kind (xls)', 'Save it as xlsx or CSV, then take that one.'),
      'no-table': () =>
        error(
          'The file isn’t a table that can be read',
          'Open it in a spreadsheet program and save it as xlsx or CSV.',
        ),
      empty: () =>
        error(
          'The table has no rows',
          'Nothing stands below the names of the columns. “How the table is read” has a choice for tables without names.',
        ),
      encoding: () =>
        error('The table has another encoding', 'Choose the encoding it was saved in, or save it as UTF-8.'),
      'too-large': () => error('The table is too large to be read here', 'Divide it into several, or save it as CSV.'),
    },
    templateUnusable: {
      empty: () => error('The name is empty', 'Write {name} – {service}, or a name of your own with {name} in it.'),
      'unknown-part': () =>
        error('The name has a part that isn’t known', 'Use {name}, {service}, {number} and {date} only.'),
      'same-for-all': () =>
        error('All results would have the same name', 'Put {name} or {number} into it, so that each has its own.'),
    },
    listDamaged: () =>
      error(
        'What the app kept of this list is damaged, so it can’t be opened',
        'Its results are still in the folder they went to. To run its files again, drop them once more.',
      ),
    batchGone: () => error('This list isn’t open any more', 'Drop your files again to make a new one.'),
    cancelled: () => error('Stopped', 'Your input is still here. Run it again when you like.'),
    cancelledMayContinue: () => error('Stopped', `${mayContinue} Wait a while before you run it again.`),
    internal: () =>
      error(
        'Something went wrong inside this app',
        'Try again. If it happens again, report it with the log reference under Details.',
      ),
  },
};
