import { nativeTheme } from 'electron';
import type { Settings } from '../core/app/settings';

/** Shows what is the system's in the window, and what follows `prefers-color-scheme` in the page, in the colours of the settings. */
export function applyTheme(theme: Settings['theme']): void {
  // High contrast is a palette of the page, which comes light or dark as the system is.
  nativeTheme.themeSource = theme === 'high-contrast' ? 'system' : theme;
}
