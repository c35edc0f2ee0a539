/** Which program this is. */
export const aboutMessages = {
  about: {
    title: 'About OSCAR Desktop',
    text: 'Runs services of OSCAR clusters on your own files.',
    version: 'Version',
    built: 'Made on',
    electron: 'Electron',
    chromium: 'Chromium',
    node: 'Node.js',
    sandbox: 'Sandbox',
    sandboxOn: 'On: the window can’t reach your files or the network by itself',
    sandboxOff: 'Off: the program was started without it',
    licence: 'Free software under the Apache License 2.0. The app looks for no updates and sends no reports.',
    licences: 'Show the licences',
  },

  recent: {
    button: 'Recent files',
    menu: 'Recent files',
    file: (name: string, folder: string) => `${name} in ${folder}`,
    clear: 'Clear this list',
  },
};
