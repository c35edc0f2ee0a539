/** How the window looks. The languages are called by themselves, so that everybody finds the own one. */
export const appearanceMessages = {
  appearance: {
    title: 'Appearance',
    language: 'Language',
    languages: { system: 'Same as this computer', en: 'English', es: 'Español' },
    theme: 'Colours',
    themes: { system: 'Same as this computer', light: 'Light', dark: 'Dark', 'high-contrast': 'High contrast' },
  },
};
