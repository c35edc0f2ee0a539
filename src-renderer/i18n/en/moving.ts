import type { ErrorMessage } from '../messages';
import { pluralOf } from '../plural';

const count = pluralOf('en');
const error = (headline: string, nextStep: string): ErrorMessage => ({ headline, nextStep });
const askForAnother = 'Ask whoever gave it to you for another one.';

/** Bringing connections in and handing them on, and documents that were set aside. */
export const movingMessages = {
  moving: {
    menuImport: 'Import from oscar-cli…',
    menuOpen: 'Open a connection file…',
    menuMake: 'Make a connection file…',
    menuDuplicate: (name: string) => `Duplicate ${name}…`,
    copyOf: (name: string) => `${name} (copy)`,
    takeSecret: (name: string) => `Use the token or password of ${name} here too`,
  },

  imports: {
    title: 'Import from oscar-cli',
    found: (file: string, clusters: number) =>
      count(clusters, {
        one: `${file} holds one cluster that can be added. The file itself stays as it is.`,
        other: `${file} holds ${clusters} clusters that can be added. The file itself stays as it is.`,
      }),
    nothing: 'There is no configuration of oscar-cli in its usual place',
    nothingText: 'It is a file called config.yaml. Choose it if you keep it somewhere else.',
    list: 'Clusters to add',
    isDefault: 'The one oscar-cli uses',
    isKnown: 'You have this connection already',
    password: (user: string) => `User ${user}, with a password`,
    agent: (account: string) => `oidc-agent, with the account ${account}`,
    plainHttp: 'The way to it isn’t encrypted: others could read the password and what you send',
    uncheckedCertificate:
      'oscar-cli didn’t check its certificate. Here it is checked as usual; if it isn’t trusted, you are asked what to do.',
    skipped: 'Left out',
    obstacle: {
      'not-a-cluster': 'It isn’t a cluster',
      'no-address': 'It has no address',
      'address-invalid': 'Its address isn’t a web address',
      'no-sign-in': 'It has no user, and so no way to sign in',
      'no-secret': 'It has a user but no password',
    },
    secrets: 'Passwords and tokens go to the keychain of your system. They are not shown here.',
    chooseFile: 'Choose a file…',
    chooseOther: 'Another file…',
    cancel: 'Cancel',
    add: (clusters: number) => count(clusters, { one: 'Add one connection', other: `Add ${clusters} connections` }),
    addNone: 'Add connections',
    adding: 'Adding…',
    noneChosen: 'Choose at least one cluster.',
  },

  connectionFile: {
    title: (name: string) => `Connect to ${name}?`,
    text: (file: string) => `${file} describes this connection. Go on only if you know who gave it to you.`,
    address: 'Address',
    plainHttp: 'The way to it isn’t encrypted: others could read what is sent.',
    certificate: 'Certificate',
    certificateText: 'The file brings the certificate of its institute, which is trusted for this connection alone.',
    services: (services: number) => count(services, { one: 'One service', other: `${services} services` }),
    more: (services: number) => count(services, { one: 'and one more', other: `and ${services} more` }),
    limits: 'Limits it suggests',
    waitLimit: (duration: string) => `Wait up to ${duration} for an answer`,
    parallelRuns: (files: string, howMany: number) =>
      count(howMany, {
        one: 'Run one file of a list at a time',
        other: `Run at most ${files} files of a list at the same time`,
      }),
    secret: 'It holds no password or token. You add yours in the next step.',
    cancel: 'Cancel',
    next: 'Next',
    notOpened: 'Can’t use this connection file',
    close: 'Close',
  },

  setAside: {
    headline: {
      profiles: 'Your connections could not be read',
      settings: 'Your settings could not be read',
      recipes: 'Your recipes could not be read',
      watches: 'Your watched folders could not be read',
    },
    text: {
      newer: (file: string) =>
        `A newer version of OSCAR Desktop wrote them. Nothing was lost: they are kept as ${file}. Use that version to go on with them.`,
      damaged: (file: string) =>
        `The file was damaged or cut off. Nothing was thrown away: it is kept as ${file}, so that somebody can look into it.`,
    },
    show: 'Show in folder',
    dismiss: 'Close',
  },

  movingErrors: {
    configPlace: (file: string, line: number, column: number) =>
      error(`Can’t read ${file}`, `Something is wrong at line ${line}, column ${column}. Correct it, then try again.`),
    config: {
      syntax: (file: string) => error(`Can’t read ${file}`, 'Its text is broken. Check it, or choose another file.'),
      'too-deep': (file: string) =>
        error(
          `${file} isn’t a configuration of oscar-cli`,
          'It is nested more deeply than one can be. Choose another file.',
        ),
      'too-large': (file: string) =>
        error(`${file} is too large for a configuration of oscar-cli`, 'Choose another file.'),
      'no-clusters': (file: string) =>
        error(`There are no clusters in ${file}`, 'Choose the file that oscar-cli uses, often called config.yaml.'),
    },
    connectionFile: {
      'too-large': (file: string) => error(`${file} is too large for a connection file`, askForAnother),
      'not-json': (file: string) => error(`${file} isn’t a connection file`, askForAnother),
      newer: (file: string) =>
        error(
          `${file} was made for a newer version of OSCAR Desktop`,
          'Install the newest version, then open it again.',
        ),
      secret: (file: string) =>
        error(
          `${file} holds a password or token, so it isn’t used`,
          'Connection files are handed round, and secrets are not. Tell whoever gave it to you, and ask for one without.',
        ),
      markup: (file: string) => error(`${file} holds parts of a web page, so it isn’t used`, askForAnother),
      content: (file: string) =>
        error(`${file} holds something a connection file must not hold, so it isn’t used`, askForAnother),
      address: (file: string) => error(`The address in ${file} isn’t the address of a cluster`, askForAnother),
    },
    field: (field: string) => `Part: ${field}`,
  },
};
