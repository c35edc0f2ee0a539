import type { savingMessages as english } from '../en/saving';

const error = (headline: string, nextStep: string) => ({ headline, nextStep });

/** Results on their way to other programs. */
export const savingMessages: typeof english = {
  saving: {
    saveTo: (folder) => `Guardar en ${folder}`,
    more: 'Más',
    open: 'Abrir en su programa habitual',
    copy: 'Copiar al portapapeles',
    copied: { text: 'Texto copiado', image: 'Imagen copiada' },
    drag: 'Arrástralo a una carpeta o a otro programa',
    errors: {
      notOpenable: (file) =>
        error(
          `Esta aplicación no abre ${file}`,
          'Los archivos de este tipo pueden contener programas. Si confías en el servicio, guárdalo y ábrelo tú.',
        ),
      notCopyable: (file) =>
        error(`El portapapeles no admite ${file}`, 'El texto, PNG y JPEG sí. Guárdalo para usarlo en otro sitio.'),
      tooManyBytes: (file, most) =>
        error(
          `El portapapeles es demasiado pequeño para ${file}`,
          `Admite hasta ${most}. Guárdalo para usarlo en otro sitio.`,
        ),
      tooManyPixels: (file, most) =>
        error(
          `El portapapeles es demasiado pequeño para ${file}`,
          `Admite hasta ${most} píxeles. Guárdalo para usarlo en otro sitio.`,
        ),
      tooLargeToPaste: (most) =>
        error(
          `La imagen del portapapeles tiene más de ${most} píxeles`,
          'Guárdala como archivo y suelta el archivo aquí.',
        ),
      tooLargeToDrag: (file, most) =>
        error(
          `No puedes arrastrar ${file}: es demasiado grande`,
          `Se pueden arrastrar hasta ${most}. Guárdalo y arrástralo desde su carpeta.`,
        ),
      notOpened: (file) =>
        error(`Ningún programa de este equipo ha abierto ${file}`, 'Guárdalo y elige tú un programa para él.'),
    },
    provenance: 'Guardar junto a cada resultado una nota de su procedencia',
    provenanceNote: 'Indica el servicio, el clúster, las horas, y lo que identifica la entrada y el resultado.',
    copyAs: 'Copiar esta ejecución para una terminal o un script',
    forms: { curl: 'curl', 'oscar-cli': 'oscar-cli', python: 'Python' },
    copiedCommand: 'Copiado, sin el token. Pon el token del servicio en la variable OSCAR_TOKEN antes de ejecutarlo.',
    needsConfiguration:
      'oscar-cli necesita además su archivo de configuración, incluso para esto: «oscar-cli cluster add» crea uno.',
  },
};
