/** What the commands of the window are called, and the keys. */
export const commandsMessages = {
  commands: {
    titles: {
      'choose-files': 'Choose files…',
      'choose-folder': 'Choose a folder…',
      save: 'Save result as…',
      'save-to-folder': 'Save result to the same folder again',
      'add-connection': 'Add connection…',
      'open-connection-file': 'Open a connection file…',
      'import-clusters': 'Import from oscar-cli…',
      settings: 'Settings…',
      'try-sample': 'Try the sample',
      run: 'Run',
      stop: 'Stop…',
      'leave-history': 'Back to the services',
      connections: 'Connections',
      'find-service': 'Find a service',
      history: 'History',
      'next-region': 'Next part of the window',
      'previous-region': 'Previous part of the window',
      'go-to-services': 'Go to the services',
      'go-to-input': 'Go to the input',
      'go-to-actions': 'Go to Run',
      'go-to-result': 'Go to the result',
    },
    keyNames: { Control: 'Ctrl', Shift: 'Shift', Alt: 'Alt', Enter: 'Enter', Escape: 'Esc' },
  },
};
