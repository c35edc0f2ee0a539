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
    keepText: 'Everything that is filled in is kept, except files.',
    name: 'Name',
    nameNote: 'Such as Slow and loud',
    nameMissing: 'Give it a name.',
    replaces: 'There is one of this name, which is replaced.',
    save: 'Keep',
    cancel: 'Cancel',
    beginWith: 'Begin with it',
    copy: 'Copy as text',
    copyOf: (name: string) => `Copy ${name} as text`,
    copied: 'Copied',
    delete: 'Delete',
    deleteOf: (name: string) => `Delete ${name}`,
    close: 'Close',
  },
};
