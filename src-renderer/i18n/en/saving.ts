const error = (headline: string, nextStep: string) => ({ headline, nextStep });

/** Results on their way to other programs. */
export const savingMessages = {
  saving: {
    saveTo: (folder: string) => `Save to ${folder}`,
    more: 'More',
    open: 'Open in its usual program',
    errors: {
      notOpenable: (file: string) =>
        error(
          `This app doesn’t open ${file}`,
          'Files of this kind can hold programs. If you trust the service, save it and open it yourself.',
        ),
      notOpened: (file: string) =>
        error(`No program on this computer opened ${file}`, 'Save it, and choose a program for it yourself.'),
    },
    copyAs: 'Copy this run for a terminal or script',
    forms: { curl: 'curl', 'oscar-cli': 'oscar-cli', python: 'Python' },
    copiedCommand:
      'Copied, without the token. Put the token of the service into the variable OSCAR_TOKEN before you run it.',
  },
};
