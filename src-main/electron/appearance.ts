import { app, nativeTheme } from 'electron';
import type { Settings } from '../core/settings';
import { setApplicationMenu } from './menu';
import { menuWords } from './menu-words';

/** Shows what is the system's in the window, such as its menu and its frame, in the language and colours of the settings. */
export function applyAppearance({ language, theme }: Settings): void {
  // High contrast is a palette of the page, which comes light or dark as the system is.
  nativeTheme.themeSource = theme === 'high-contrast' ? 'system' : theme;
  setApplicationMenu(menuWords(language, app.getLocale()));
}
