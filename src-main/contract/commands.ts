/**
 * The keys of every command of the window, as Electron writes accelerators; `undefined` where a command has none. The
 * menu bar, the keyboard and the help page of keys are all made from this table.
 * @see https://www.electronjs.org/docs/latest/api/accelerator
 */
export const commandKeys = {
  'choose-files': 'CommandOrControl+O',
  'choose-folder': 'CommandOrControl+Shift+O',
  'watch-folder': undefined,
  save: 'CommandOrControl+S',
  'save-to-folder': 'CommandOrControl+Shift+S',
  'take-away': 'CommandOrControl+E',
  'add-connection': undefined,
  'open-connection-file': undefined,
  'import-clusters': undefined,
  'new-recipe': undefined,
  settings: 'CommandOrControl+,',
  'try-sample': undefined,
  run: 'CommandOrControl+Enter',
  // Before `stop`: who looks at a result alone while a list runs wants to leave that first.
  'back-to-services': 'Escape',
  stop: 'Escape',
  connections: 'CommandOrControl+L',
  'find-service': 'CommandOrControl+K',
  history: 'CommandOrControl+H',
  jobs: 'CommandOrControl+J',
  'watched-folders': undefined,
  'next-region': 'F6',
  'previous-region': 'Shift+F6',
  'go-to-services': 'Alt+1',
  'go-to-input': 'Alt+2',
  'go-to-actions': 'Alt+3',
  'go-to-result': 'Alt+4',
  'result-alone': 'F11',
  help: 'F1',
  keyboard: undefined,
  'first-steps': undefined,
  about: undefined,
} as const satisfies Record<string, string | undefined>;

/** A command of the window: what a key or a line of the menu bar asks for. */
export type CommandId = keyof typeof commandKeys;

/** Every command there is. */
export const commandIds = Object.keys(commandKeys) as readonly CommandId[];

// macOS hides a program with ⌘H, and browsers there open their history with ⌘Y. F11 shows the desktop there.
const macKeys: { readonly [Id in CommandId]?: string } = { history: 'Command+Y', 'result-alone': 'Command+Shift+F' };

/** The keys of a command on a system. */
export function keysOf(id: CommandId, isMac: boolean): string | undefined {
  return (isMac ? macKeys[id] : undefined) ?? commandKeys[id];
}

/** How the page offers a command to the menu bar. */
export interface OfferedCommand {
  readonly id: CommandId;
  /** As the window calls it, in its language. */
  readonly title: string;
  /** Whether it can be carried out now. */
  readonly isEnabled: boolean;
}
