const notInAFile =
  'Something in it can’t be in such a file: a path of this computer, line feeds in a title, or a wrong ending.';

/** Making a connection file for pupils, and a page to print for them. */
export const teacherMessages = {
  teacher: {
    title: (name: string) => `Connection file for ${name}`,
    text: 'Whoever opens it gets the address and these services, and adds a token. It never holds yours.',
    views: 'View',
    write: 'Write',
    pupil: 'As pupils see it',
    services: 'Services in the file',
    recipes: 'Recipes in the file',
    noServices: 'No services are known here yet. Connect once, so that they are listed.',
    include: (service: string) => `Include ${service}`,
    wrong: 'Something is to be changed',
    describe: (service: string) => `About ${service}`,
    name: 'Title',
    purpose: 'What it does',
    accepts: 'Endings of files that it takes',
    acceptsNote: 'Such as jpg, png. Leave it empty for any.',
    wrongEnding: (ending: string) => `“${ending}” isn’t the ending of a file name. Write them like jpg, png.`,
    size: 'Largest input, in megabytes',
    wrongSize: 'Type a number of megabytes, such as 50, or nothing.',
    sampleKind: 'Kind of sample',
    sample: 'Sample to try it with',
    schema: 'Form for its JSON (JSON Schema)',
    schemaNote: 'Leave it empty where the service takes no JSON.',
    schemaProblems: {
      'too-long': 'This schema is too long. A form may have 200 fields, and a schema 16 KiB.',
      'not-an-object': 'A schema is one object, not nested deeply, and has no name twice.',
      'too-large': 'A form may have 200 fields, and a schema 16 KiB. This is more.',
      'too-deep': (path: string) => `${path || 'The schema'} is nested too deeply: a form has at most 6 levels.`,
      unknown: (path: string) =>
        `Forms don’t know “${path}”. Take it out: nothing that a form ignores may be in a schema.`,
      value: (path: string) => `A form can’t be made of “${path || 'this'}” as it is written here.`,
    },
    notJson: (line: number, column: number) => `This isn’t JSON: look at line ${line}, column ${column}.`,
    sampleSecret: 'This sample holds a password or a key. Whoever opens the file could read it: take it out.',
    sampleUnlike: (path: string) =>
      path === ''
        ? 'The form can’t show this sample.'
        : `The sample doesn’t fit the form at “${path}”. Change one of them.`,
    presets: 'Presets in the file',
    presetOutdated: 'made for other settings than the form has now',
    limits: 'Limits',
    wait: 'Longest wait for an answer, in minutes',
    wrongWait: 'Type a whole number from 1 to 1440, or nothing.',
    parallel: 'Files of a list at the same time',
    wrongParallel: 'Type a whole number from 1 to 64, or nothing.',
    handOut: 'Save a page to print…',
    save: 'Save the file…',
    close: 'Close',
    saved: (file: string, folder: string) => `${file} is in ${folder}. It holds no password or token.`,
    refused: (service: string | undefined) =>
      service === undefined ? 'This file can’t be saved' : `This file can’t be saved: look at ${service}`,
    refusals: {
      secret: 'Something in it looks like a password, a token or a key. Whoever opens the file could read it.',
      markup: 'Something in it looks like a part of a web page, such as <b>. Write plain words.',
      'too-large': 'It is larger than 256 KiB. Take out some services, samples or forms.',
      content: notInAFile,
      'not-json': notInAFile,
      newer: notInAFile,
      address: 'The address of this connection can’t be in a file. Edit the connection.',
    },
    tryForm: 'Try the form here. Nothing is sent.',
    page: {
      title: (name: string) => `Connect to ${name}`,
      address: 'Address of the cluster',
      steps: (file: string) => [
        'Start OSCAR Desktop.',
        `Drop the file “${file}”, which you were given, on its window. Without the file: choose Add connection, and type the address above.`,
        'Press Next, and type the token that you were given for yourself.',
        'Press Connect, and choose a service.',
        'Give it a file, or fill in its form, and press Run.',
      ],
      services: 'What you can run',
      remark: 'Your token is yours alone, and is not on this page. Whoever has it can use the services in your name.',
    },
  },
};
