import type { formsMessages as english } from '../en/forms';
import { pluralOf } from '../plural';

const count = pluralOf('es');

/** Forms for services that take JSON. */
export const formsMessages: typeof english = {
  forms: {
    name: 'Formulario',
    open: 'Rellenar el formulario',
    group: 'Formulario',
    sources: {
      sample:
        'Este formulario se ha hecho a partir del ejemplo. Lo que no puede saber, como los límites, se ve al ejecutar.',
      earlier:
        'Este formulario se ha hecho a partir de la última entrada que funcionó. Lo que no puede saber, como los límites, se ve al ejecutar.',
    },
    beginsWithEarlier: 'Empieza con la última entrada que funcionó, que está en el historial.',
    optional: 'opcional',
    notSet: 'Sin indicar',
    nothing: 'Nada',
    emptyText: 'Texto vacío',
    yes: 'Sí',
    no: 'No',
    item: (list, number) => `${list} ${number}`,
    addItem: 'Añadir',
    removeItem: (item) => `Quitar ${item}`,
    onlyInJson: 'Este valor solo se puede cambiar en el JSON.',
    notEditable: 'Este JSON no se puede mostrar como formulario. Corrígelo antes en JSON.',
    file: (name, size) => `${name} (${size})`,
    fileInJson: 'El contenido de un archivo está en el JSON, o ya no se conoce el archivo.',
    choose: (field) => `Elegir un archivo para ${field}…`,
    chooseAnother: (field) => `Elegir otro archivo para ${field}…`,
    removeFile: (field) => `Quitar el archivo de ${field}`,
    plainMarks: 'Corregir las comillas',
    plainMarksWhy:
      'Parece que un procesador de textos ha cambiado las comillas u otros caracteres. Corregido, este texto es un JSON:',
    problems: {
      missing: 'Rellena este campo.',
      wrongKind: 'Este valor es de otro tipo. Cámbialo en el JSON.',
      notANumber: 'Escribe un número, como 12 o 0.5.',
      decimalComma: 'Escribe un punto en lugar de la coma: 0.5.',
      notWhole: 'Escribe un número entero.',
      atLeast: (bound) => `Escribe ${bound} o más.`,
      moreThan: (bound) => `Escribe más de ${bound}.`,
      atMost: (bound) => `Escribe ${bound} o menos.`,
      lessThan: (bound) => `Escribe menos de ${bound}.`,
      tooShort: (least, howMany) =>
        count(howMany, { one: `Escribe al menos ${least} carácter.`, other: `Escribe al menos ${least} caracteres.` }),
      tooLong: (most, howMany) =>
        count(howMany, {
          one: `Escribe como mucho ${most} carácter.`,
          other: `Escribe como mucho ${most} caracteres.`,
        }),
      tooFew: (least, howMany) =>
        count(howMany, { one: `Añade al menos ${least} elemento.`, other: `Añade al menos ${least} elementos.` }),
      tooMany: (most, howMany) =>
        count(howMany, { one: `Deja como mucho ${most} elemento.`, other: `Deja como mucho ${most} elementos.` }),
      notOffered: 'Elige uno de los valores.',
      unknownMember: (key) => `El servicio no conoce «${key}». Quítalo en el JSON.`,
    },
  },
};
