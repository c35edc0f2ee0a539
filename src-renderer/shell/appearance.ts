import type { Settings } from '../../src-main/core/app/settings';
import { useLanguage } from '../i18n/locale.svelte';

/**
 * Shows the window in the language and the colours of the settings. Light and dark reach the style sheets through the
 * main process, as `prefers-color-scheme`; high contrast is a palette of its own.
 */
export function applyAppearance({ language, theme }: Pick<Settings, 'language' | 'theme'>): void {
  useLanguage(language === 'system' ? navigator.language : language);
  document.documentElement.dataset['theme'] = theme;
}
