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
    copiedWithout: (name: string, fields: string) => `${name} was copied without ${fields}: a password stays with you.`,
    notCopied: (name: string) =>
      `${name} wasn’t copied: without its passwords nothing is left, or the clipboard is in use.`,
    begun: (name: string) => `Files are prepared as “${name}” says.`,
    undoBegun: 'Send them as they are',
    delete: 'Delete',
    deleteOf: (name: string) => `Delete ${name}`,
    close: 'Close',
  },
};
