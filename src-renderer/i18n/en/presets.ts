/** Saved settings of a service, with a name. */
export const presetsMessages = {
  presets: {
    button: 'Presets',
    first: (name: string) => `${name} (used at first)`,
    keep: 'Keep this as a preset…',
    all: 'All presets…',
    allText:
      'A copy can be pasted into this window on another computer, in the same service. Presets are in connection files too.',
    keepTitle: 'Keep this as a preset',
    keepText: 'Everything that is filled in is kept, except files and passwords.',
    keepListText:
      'Kept is what isn’t as usual: the name of each result, how many run at the same time, the limits of answers, and what is done before sending.',
    name: 'Name',
    nameNote: 'Such as Slow and loud',
    nameMissing: 'Give it a name.',
    replaces: 'There is one of this name, which is replaced.',
    replacesButForm: 'There is one of this name. Its form stays, the rest is replaced.',
    replacesButList: 'There is one of this name. What it sets of lists stays, the rest is replaced.',
    save: 'Keep',
    cancel: 'Cancel',
    beginWith: 'Begin with it',
    copy: 'Copy as text',
    copyOf: (name: string) => `Copy ${name} as text`,
    copied: 'Copied',
    copiedWithout: (name: string, fields: string) => `${name} was copied without ${fields}: a password stays with you.`,
    notCopied: (name: string) =>
      `${name} wasn’t copied: without its passwords nothing is left, or the clipboard is in use.`,
    used: (name: string, settings: string) => `“${name}” is used here: ${settings}.`,
    form: 'fills in the form',
    names: (template: string) => `results called “${template}”`,
    waits: (duration: string) => `waits ${duration} at most`,
    receives: (duration: string) => `an answer may arrive for ${duration}`,
    answers: (size: string) => `an answer has ${size} at most`,
    parallelRuns: (files: string) => `at most ${files} at the same time`,
    preparation: (how: string) => `before sending: ${how}`,
    usedInList: (name: string, settings: string) => `“${name}” was used for this list: ${settings}.`,
    notForList:
      'Nothing of this list was changed: it is begun, or the preset sets nothing of a list. The preset is kept with the others.',
    delete: 'Delete',
    deleteOf: (name: string) => `Delete ${name}`,
    close: 'Close',
  },
};
