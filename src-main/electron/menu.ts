import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuRole, MenuWords } from './menu-words';

const separator: MenuItemConstructorOptions = { type: 'separator' };

/**
 * The application menu, from Electron's own roles, which bring their keys; their labels are always English, so they get
 * ours. Reloading is not among them: it would drop what the user typed.
 */
export function setApplicationMenu(words: MenuWords): void {
  const item = (role: MenuRole): MenuItemConstructorOptions => ({ role, label: words.roles[role] });
  const isMac = process.platform === 'darwin';
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac
        ? [
            {
              role: 'appMenu' as const,
              submenu: [
                item('about'),
                separator,
                item('hide'),
                item('hideOthers'),
                item('unhide'),
                separator,
                item('quit'),
              ],
            },
          ]
        : []),
      {
        label: words.edit,
        submenu: [
          item('undo'),
          item('redo'),
          separator,
          item('cut'),
          item('copy'),
          item('paste'),
          separator,
          item('selectAll'),
        ],
      },
      {
        label: words.view,
        submenu: [
          item('resetZoom'),
          item('zoomIn'),
          // The same key without Shift, where plus is on the upper row.
          { ...item('zoomIn'), accelerator: 'CommandOrControl+=', visible: false },
          item('zoomOut'),
          separator,
          item('togglefullscreen'),
        ],
      },
      { role: 'windowMenu', label: words.window, submenu: [item('minimize'), item('close')] },
    ]),
  );
}
