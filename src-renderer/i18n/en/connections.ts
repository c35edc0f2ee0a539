const connectionStates = {
  connecting: 'connecting',
  connected: 'connected',
  asleep: 'asleep',
  unreachable: 'unreachable',
  notConnected: 'not connected',
  notTried: 'not tried',
};

/** Connections and the form for one. */
export const connectionsMessages = {
  connection: {
    practice: 'Practice',
    practiceText: 'Runs on this computer. Nothing is sent anywhere.',
    none: 'Choose a connection',
    inState: (name: string, state: keyof typeof connectionStates) => `Connection: ${name}, ${connectionStates[state]}`,
    states: connectionStates,
    menu: 'Connections',
    add: 'Add connection…',
    edit: (name: string) => `Edit ${name}…`,
    editCurrent: 'Edit connection',
  },

  profile: {
    addTitle: 'Add connection',
    editTitle: (name: string) => `Edit ${name}`,
    name: 'Name',
    colour: 'Colour',
    colours: { green: 'Green', blue: 'Blue', violet: 'Violet', red: 'Red', orange: 'Orange', grey: 'Grey' },
    address: 'Address',
    addressNote: 'The web address of the cluster, such as oscar.example.org',
    missing: {
      name: 'Give it a name.',
      address: 'Type the address of the cluster.',
    },
    allowPlainHttp: 'Use this address although others could read what is sent',
    more: 'More',
    connect: 'Connect',
    connecting: 'Connecting…',
    showAll: 'Change the address, the sign-in or the name…',
    saveUnchecked: 'Save all the same',
    save: 'Save',
    saving: 'Saving…',
    cancel: 'Cancel',
    delete: 'Delete…',
    deleteQuestion: (name: string) => `Delete ${name}?`,
    deleteText: 'Its token or password is removed from this computer too. Nothing changes on the cluster.',
    confirmDelete: 'Delete',
    keep: 'Keep',
  },
};
