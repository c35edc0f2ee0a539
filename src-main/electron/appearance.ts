import { nativeTheme } from 'electron';
import type { Settings } from '../core/settings';
import type { ApplicationMenu } from './menu';
import { menuWords } from './menu-words';

/**
 * Shows what is the system's in the window, such as its menu and its frame, in the language and colours of the settings.
 * @param systemLanguage of the computer, as a BCP 47 tag
 */
export function applyAppearance({ language, theme }: Settings, menu: ApplicationMenu, systemLanguage: string): void {
  // High contrast is a palette of the page, which comes light or dark as the system is.
  nativeTheme.themeSource = theme === 'high-contrast' ? 'system' : theme;
  menu.speak(menuWords(language, systemLanguage));
}
