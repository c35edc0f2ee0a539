import type { savingMessages as english } from '../en/saving';

const error = (headline: string, nextStep: string) => ({ headline, nextStep });

/** Results on their way to other programs. */
export const savingMessages: typeof english = {
  saving: {
    saveTo: (folder) => `Guardar en ${folder}`,
    more: 'Más',
    open: 'Abrir en su programa habitual',
    errors: {
      notOpenable: (file) =>
        error(
          `Esta aplicación no abre ${file}`,
          'Los archivos de este tipo pueden contener programas. Si confías en el servicio, guárdalo y ábrelo tú.',
        ),
      notOpened: (file) =>
        error(`Ningún programa de este equipo ha abierto ${file}`, 'Guárdalo y elige tú un programa para él.'),
    },
    copyAs: 'Copiar esta ejecución para una terminal o un script',
    forms: { curl: 'curl', 'oscar-cli': 'oscar-cli', python: 'Python' },
    copiedCommand: 'Copiado, sin el token. Pon el token del servicio en la variable OSCAR_TOKEN antes de ejecutarlo.',
  },
};
