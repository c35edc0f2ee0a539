import type { appearanceMessages as english } from '../en/appearance';

/** How the window looks. */
export const appearanceMessages: typeof english = {
  appearance: {
    title: 'Aspecto',
    language: 'Idioma',
    languages: { system: 'El de este equipo', en: 'English', es: 'Español' },
    theme: 'Colores',
    themes: { system: 'Los de este equipo', light: 'Claros', dark: 'Oscuros', 'high-contrast': 'Contraste alto' },
  },
};
