/** Results on their way to other programs. */
export const savingMessages = {
  saving: {
    copyAs: 'Copy this run for a terminal or script',
    forms: { curl: 'curl', 'oscar-cli': 'oscar-cli', python: 'Python' },
    copiedCommand:
      'Copied, without the token. Put the token of the service into the variable OSCAR_TOKEN before you run it.',
  },
};
