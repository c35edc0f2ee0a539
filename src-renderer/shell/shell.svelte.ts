import type { ContextMenuPlace } from '../../src-main/contract/app';
import type { Oscar } from '../api';
import type { ContextAction } from './context-actions';
import type { HelpPageId } from '../help/help-pages';

/** Dialogs and menus that can be open in every view. */
export class ShellState {
  /** Whether the user is asked to stop what runs. */
  isAskingToStop = $state(false);
  isConnectionMenuOpen = $state(false);
  /** Whether a result has the window to itself, as long as there is one. */
  isResultAlone = $state(false);
  /** The page of the help that is open. */
  helpPage = $state<HelpPageId>();
  /** Whether the versions of the program are shown. */
  isAboutOpen = $state(false);

  readonly #oscar: Oscar;

  constructor(oscar: Oscar) {
    this.#oscar = oscar;
  }

  /** Opens a context menu where the user asked for it. Text fields and selected text keep the menu they have. */
  async openContextMenu(event: MouseEvent, groups: readonly (readonly ContextAction[])[]): Promise<void> {
    const isText = event.target instanceof Element && event.target.closest('input, textarea') !== null;
    if (isText || groups.flat().length === 0 || document.getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    await this.openMenu({ x: event.clientX, y: event.clientY }, groups);
  }

  /** Opens a menu of the system at a place in the page, and carries out the chosen action. */
  async openMenu(place: ContextMenuPlace, groups: readonly (readonly ContextAction[])[]): Promise<void> {
    const filled = groups.filter((group) => group.length > 0);
    const numbered = filled.map((group, at) => group.map((action, index) => ({ ...action, id: `${at}.${index}` })));
    const lines = numbered.map((group) => group.map(({ id, label }) => ({ id, label })));
    const reply = await this.#oscar.openContextMenu(lines, place);
    if (reply.ok)
      numbered
        .flat()
        .find(({ id }) => id === reply.value)
        ?.onchoose();
  }

  /** Shows the licences of the libraries in the program. */
  async showLicences(): Promise<void> {
    await this.#oscar.showLicences();
  }
}
