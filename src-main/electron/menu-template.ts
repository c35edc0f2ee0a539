import type { MenuItemConstructorOptions } from 'electron';
import { keysOf, type CommandId, type OfferedCommand } from '../contract/commands';
import type { MenuRole, MenuWords } from './menu-words';

/** What the menu bar is made from. */
export interface MenuParts {
  readonly words: MenuWords;
  readonly isMac: boolean;
  /** What the page can do; nothing until it has said so. */
  readonly commands: readonly OfferedCommand[];
  /** Carries a command out, as its keys would. */
  readonly onchoose: (id: CommandId) => void;
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

/**
 * The menu bar: every command of the window, and the roles that Electron carries out. Electron's own labels are always English,
 * so its roles get ours. Reloading is not among them: it would drop what the user typed.
 */
export function menuTemplate({ words, isMac, commands, onchoose }: MenuParts): MenuItemConstructorOptions[] {
  const offered = new Map(commands.map((command) => [command.id, command]));
  const role = (name: MenuRole): MenuItemConstructorOptions => ({ role: name, label: words.roles[name] });
  const all = (...ids: readonly CommandId[]): MenuItemConstructorOptions[] =>
    ids.flatMap((id) => {
      const command = offered.get(id);
      if (!command) return [];
      const keys = keysOf(id, isMac);
      return {
        id,
        label: command.title,
        enabled: command.isEnabled,
        click: () => onchoose(id),
        // The page sees every key first and does its command. Only shown here, so that nothing is done twice.
        ...(keys !== undefined && { accelerator: keys, registerAccelerator: false }),
      };
    });
  const menus: MenuItemConstructorOptions[] = [
    {
      label: words.file,
      submenu: groups(
        all('choose-files', 'choose-folder', 'watch-folder'),
        all('save', 'save-to-folder', 'take-away'),
        all('add-connection', 'open-connection-file', 'import-clusters'),
        isMac ? [role('close')] : [...all('settings'), role('close'), role('quit')],
      ),
    },
    {
      label: words.edit,
      submenu: groups([role('undo'), role('redo')], [role('cut'), role('copy'), role('paste')], [role('selectAll')]),
    },
    { label: words.run, submenu: groups(all('run', 'stop'), all('try-sample'), all('new-recipe')) },
    {
      label: words.view,
      submenu: groups(
        all('find-service', 'connections', 'history', 'jobs', 'watched-folders', 'back-to-services'),
        all('next-region', 'previous-region'),
        all('go-to-services', 'go-to-input', 'go-to-actions', 'go-to-result'),
        [
          role('resetZoom'),
          role('zoomIn'),
          // The same key without Shift, where plus is on the upper row.
          { ...role('zoomIn'), accelerator: 'CommandOrControl+=', visible: false },
          role('zoomOut'),
        ],
        // F11 is the key of the result alone; macOS has one of its own for this.
        [...all('result-alone'), { ...role('togglefullscreen'), ...(!isMac && { accelerator: 'Shift+F11' }) }],
      ),
    },
    { role: 'windowMenu', label: words.window, submenu: [role('minimize')] },
    {
      role: 'help',
      label: words.help,
      submenu: groups(all('help', 'keyboard', 'first-steps'), isMac ? [] : all('about')),
    },
  ];
  const appMenu: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: groups(all('about'), all('settings'), [role('hide'), role('hideOthers'), role('unhide')], [role('quit')]),
  };
  const shown = menus.filter(({ submenu }) => !Array.isArray(submenu) || submenu.length > 0);
  return isMac ? [appMenu, ...shown] : shown;
}

/** Lines in groups with a separator between them; groups without lines are left out. */
function groups(...all: readonly (readonly MenuItemConstructorOptions[])[]): MenuItemConstructorOptions[] {
  return all
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : [separator, ...group]));
}

/** What a menu for text has to know of the place it is opened at. */
export interface TextPlace {
  readonly isEditable: boolean;
  readonly selectionText: string;
  readonly editFlags: {
    readonly canCut: boolean;
    readonly canCopy: boolean;
    readonly canPaste: boolean;
    readonly canSelectAll: boolean;
  };
}

/** The menu of a text field, or of text that is selected; empty everywhere else. */
export function textMenuTemplate(
  { roles }: MenuWords,
  { isEditable, selectionText, editFlags }: TextPlace,
): MenuItemConstructorOptions[] {
  const copy: MenuItemConstructorOptions = { role: 'copy', label: roles.copy, enabled: editFlags.canCopy };
  if (!isEditable) return selectionText.trim() === '' ? [] : [copy];
  return groups(
    [
      { role: 'cut', label: roles.cut, enabled: editFlags.canCut },
      copy,
      { role: 'paste', label: roles.paste, enabled: editFlags.canPaste },
    ],
    [{ role: 'selectAll', label: roles.selectAll, enabled: editFlags.canSelectAll }],
  );
}
