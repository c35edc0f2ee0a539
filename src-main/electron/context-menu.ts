import { Menu, type BrowserWindow, type ContextMenuParams } from 'electron';
import type { ContextMenuLine, ContextMenuPlace } from '../contract/app';
import { textMenuTemplate } from './menu-template';
import type { MenuWords } from './menu-words';

/** Shows a menu of the page's in the window, as the system draws it. @returns the chosen line, if one was */
export function showContextMenu(
  window: BrowserWindow,
  groups: readonly (readonly ContextMenuLine[])[],
  { x, y }: ContextMenuPlace,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const items = groups.flatMap((group, index) => [
      ...(index === 0 ? [] : [{ type: 'separator' as const }]),
      ...group.map(({ id, label }) => ({ label, click: () => resolve(id) })),
    ]);
    // The page counts in its own pixels, which are larger when it is enlarged.
    const zoom = window.webContents.getZoomFactor();
    Menu.buildFromTemplate(items).popup({
      window,
      x: Math.round(x * zoom),
      y: Math.round(y * zoom),
      // A choice is told before or after the menu closes, as the system likes.
      callback: () => setImmediate(() => resolve(undefined)),
    });
  });
}

/** Gives the text of a window a menu: to cut, copy and paste in fields, and to copy what is selected elsewhere. */
export function followTextMenus(window: BrowserWindow, words: () => MenuWords | undefined): void {
  window.webContents.on('context-menu', (_event, params: ContextMenuParams) => {
    const known = words();
    const template = known && textMenuTemplate(known, params);
    if (template && template.length > 0) Menu.buildFromTemplate(template).popup({ window, x: params.x, y: params.y });
  });
}
