import type { HelpPageId } from '../help-pages';

/** What is open over the window, whichever view is in it. */
export class ShellState {
  /** Whether the user is asked to stop what runs. */
  isAskingToStop = $state(false);
  isConnectionMenuOpen = $state(false);
  /** The page of the help that is open. */
  helpPage = $state<HelpPageId>();
}
