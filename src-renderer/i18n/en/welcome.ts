/** The program itself, the first view, and the parts of the window. */
export const welcomeMessages = {
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

  regions: {
    services: 'Services',
    actions: 'Run',
    result: 'Result',
    divider: 'Divider between input and result',
    dividerHint: 'Drag to give one side more room; a double click gives it back',
  },
};
