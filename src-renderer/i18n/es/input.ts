import type { inputMessages as english } from '../en/input';
import { pluralOf } from '../plural';

const count = pluralOf('es');

/** What is given to a service. */
export const inputMessages: typeof english = {
  input: {
    group: 'Entrada',
    drop: 'Suelta aquí archivos o carpetas',
    takes: (suffixes) => `Admite ${suffixes}. O escribe un texto.`,
    takesAny: 'Una imagen, un sonido, un documento. O escribe un texto.',
    takesKind: {
      json: 'Admite JSON: rellénalo, escríbelo o suelta un archivo que lo contenga.',
      text: 'Admite un texto: escríbelo o suelta un archivo que lo contenga.',
      file: 'Admite un archivo: una imagen, un sonido, un documento.',
    },
    choose: 'Elegir archivos…',
    chooseFolder: 'Elegir una carpeta…',
    type: 'Escribir un texto…',
    typeJson: 'Escribir JSON…',
    paste: 'Pegar',
    sample: 'Probar con el ejemplo',
    replace: 'Elegir otro…',
    remove: (name) => `Quitar ${name}`,
    removeText: 'Quitar este texto',
    removed: 'Quitado',
    replaced: 'Aquí había otra cosa',
    previewAlt: (name) => `Vista previa de ${name}`,
    soundLabel: (name) => `Escuchar ${name}`,
    videoLabel: (name) => `Ver ${name}`,
    noPreview: 'No hay vista previa para este tipo de archivo. Se puede ejecutar igualmente.',
    unexpectedSuffix: (suffixes) =>
      `Este servicio dice que admite ${suffixes}. Puedes probar con este archivo igualmente.`,
    tooLarge: (size) => `Este servicio dice que admite como máximo ${size}. Puedes probar con este archivo igualmente.`,
    nothingPreviewed: 'No se puede mostrar el comienzo de este archivo.',
    editor: 'Texto que se envía',
    editorKind: 'Tipo de texto',
    text: 'Texto',
    json: 'JSON',
    placeholder: 'Escribe o pega aquí',
    jsonFine: 'Es un JSON correcto.',
    jsonProblem: (line, column) => `Todavía no es JSON: mira la línea ${line}, columna ${column}.`,
    length: (characters, howMany) =>
      count(howMany, { one: `${characters} carácter`, other: `${characters} caracteres` }),
    dropOverlay: (service) => `Suelta para usarlo con ${service}`,
    dropOverlayNoService: 'Suéltalo aquí y después elige un servicio',
    dropToKeep: 'Suéltalo aquí y después practica o conéctate',
    waitingTitle: '¿Practicar con esto o conectarte?',
    waitingFile: (file) => `${file} queda a la espera hasta que elijas un servicio.`,
    waitingText: 'Tu texto queda a la espera hasta que elijas un servicio.',
    waitingFiles: (files) => `${files} archivos quedan a la espera hasta que elijas un servicio.`,
    waitingPractise: 'Practicar',
    waitingCancel: 'Ahora no',
    plainText: {
      question: '¿Enviar un texto sin formato?',
      text: (service) =>
        `${service} admite JSON. Con un texto sin formato puede responder sin nada útil y sin decir por qué.`,
      back: 'Volver',
      send: 'Enviarlo tal cual',
      asJson: 'Escribirlo como JSON',
    },
    notices: {
      link: 'Aquí no se puede usar un enlace. Guarda la imagen o la página como archivo y después suéltalo.',
      nothingToPaste: 'No hay nada que pegar. Copia antes un archivo o un texto.',
      presetOutdated:
        'Estos ajustes se guardaron para otros campos de los que tiene ahora el servicio. Se han rellenado tal como eran: mira lo que está marcado.',
      withoutPasswords: 'Las contraseñas no se guardan con una ejecución. Escríbelas de nuevo y pulsa Ejecutar.',
      presetElsewhere:
        'Estos ajustes son de otro servicio, o este ya tiene todos los que puede tener. No se ha cambiado nada.',
      presetForLists:
        'Estos ajustes solo fijan cómo se ejecutan las listas de archivos. Suelta varios archivos o una carpeta y elígelos en las opciones de la lista.',
      presetUnreadable:
        'Estos ajustes no se pueden usar: contienen algo desconocido o fuera de los límites. No se ha cambiado nada.',
      changedSince: 'Este archivo ha cambiado desde que se ejecutó. Míralo y después pulsa Ejecutar.',
    },
  },
};
