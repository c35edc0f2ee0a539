import type { exportMessages as english } from '../en/export';
import { pluralOf } from '../plural';

const count = pluralOf('es');

/** Taking away what a list found. */
export const exportMessages: typeof english = {
  export: {
    menu: 'Llevarse',
    answers: 'Tu tabla con las respuestas…',
    kinds: {
      table: 'Tabla…',
      detections: 'Detecciones para Timelapse…',
      sort: 'Ordenar los archivos en carpetas por etiqueta…',
      inputs: 'Guardar estos archivos en una carpeta…',
      results: 'Guardar los resultados…',
      use: 'Usar como entrada para…',
    },
    scope: 'Qué archivos',
    selected: (files, howMany) => count(howMany, { one: `${files} seleccionado`, other: `${files} seleccionados` }),
    shown: (files) => `Lo que muestra la lista (${files})`,
    table: {
      title: 'Guardar una tabla',
      rows: 'Una fila por',
      files: 'Archivo',
      detections: 'Detección',
      format: 'Tipo de archivo',
      formats: {
        xlsx: 'Libro (Excel, LibreOffice)',
        comma: 'CSV con comas, números como 0.5',
        semicolon: 'CSV con punto y coma, números como 0,5',
      },
      note: 'Incluye los archivos que fallaron, con el motivo, y todo lo que marcaste, corregiste y anotaste.',
    },
    detections: {
      title: 'Guardar detecciones para Timelapse',
      note: 'Un archivo que abren Timelapse y AddaxAI, en el formato de MegaDetector. Una etiqueta corregida se da por segura y vale para todo lo que se encontró en la foto.',
    },
    sort: {
      title: 'Ordenar los archivos en carpetas por etiqueta',
      note: 'Tus archivos se copian a una carpeta por etiqueta. Los originales se quedan donde están y no cambian. Donde no se encontró nada van a «empty»; los que el servicio no reconoce con suficiente confianza, a «unsure»; y los que tienen varias etiquetas, a la carpeta de cada una.',
      inside: 'Dentro de cada etiqueta',
      mirrored: 'Las mismas carpetas',
      flat: 'Todos los archivos juntos',
    },
    inputs: {
      title: 'Guardar estos archivos en una carpeta',
      note: 'Se copian los archivos que diste, con sus carpetas. Los originales se quedan donde están.',
    },
    results: {
      title: 'Guardar los resultados',
      note: 'Se copia lo que devolvió el servicio, con sus carpetas.',
      as: 'Guardarlos',
      folder: 'En una carpeta',
      zip: 'En un archivo zip',
    },
    use: {
      title: 'Usar como entrada de otro servicio',
      note: 'Se crea una lista nueva, que ocupa el lugar de esta. Los resultados y el informe de esta se quedan donde están.',
      source: 'De qué se compone',
      results: 'Los resultados',
      inputs: 'Los archivos que diste',
      service: 'Servicio',
      chooseService: 'Elige un servicio',
      make: 'Crear la lista',
      resultsOf: (files: string, service: string) => `${files}, resultados de ${service}`,
      madeFrom: (service: string, input: string) => `${service}, a partir de ${input}`,
      resultOf: (file: string, service: string) => `${file}, resultado de ${service}`,
      oneNote: 'El resultado será la entrada del servicio que elijas. Allí lo ves antes de enviarlo.',
      take: 'Usarlo allí',
    },
    unplaced: 'La respuesta no indica posiciones en la foto',
    unread: 'El resultado ya no está, ha cambiado o es demasiado grande',
    choose: 'Elegir carpeta…',
    undoOther: 'Retirar copias ordenadas…',
    undo: 'Retirar las copias',
    save: 'Guardar…',
    cancel: 'Cancelar',
    stop: 'Detener',
    underWay: 'Guardando…',
    progress: (done, total) => `${done} de ${total}`,
    saved: (name, folder) => `Guardado como «${name}» en «${folder}».`,
    sheets: (sheets) => `Ocupa ${sheets} hojas, porque en una caben 1.048.576 filas.`,
    cut: (texts, howMany) =>
      count(howMany, {
        one: `${texts} texto superaba los 32.767 caracteres de una celda y se ha recortado. Un CSV lo guarda entero.`,
        other: `${texts} textos superaban los 32.767 caracteres de una celda y se han recortado. Un CSV los guarda enteros.`,
      }),
    unreadResults: (results, howMany) =>
      count(howMany, {
        one: `No se ha podido leer ${results} resultado: ya no está, ha cambiado o es demasiado grande. El archivo indica cuál.`,
        other: `No se han podido leer ${results} resultados: ya no están, han cambiado o son demasiado grandes. El archivo indica cuáles.`,
      }),
    savedDetections: (folder) => `Timelapse busca las fotos a partir de la carpeta «${folder}».`,
    savedZip: (files, howMany) =>
      count(howMany, { one: `Contiene ${files} resultado.`, other: `Contiene ${files} resultados.` }),
    copied: (files, howMany, folder) =>
      count(howMany, {
        one: `Se ha copiado ${files} archivo a «${folder}».`,
        other: `Se han copiado ${files} archivos a «${folder}».`,
      }),
    already: (files, howMany) =>
      count(howMany, { one: `${files} ya estaba allí.`, other: `${files} ya estaban allí.` }),
    unlabelled: (files, howMany) =>
      count(howMany, {
        one: `${files} no tiene etiqueta y se ha excluido.`,
        other: `${files} no tienen etiqueta y se han excluido.`,
      }),
    failed: (files, howMany, first, reason) =>
      count(howMany, {
        one: `${files} no se ha copiado: ${first} (${reason}).`,
        other: `${files} no se han copiado; el primero es ${first} (${reason}).`,
      }),
    stoppedBefore: (files, howMany) =>
      count(howMany, {
        one: `Falta ${files}. Repite lo mismo para continuar; nada se copia dos veces.`,
        other: `Faltan ${files}. Repite lo mismo para continuar; nada se copia dos veces.`,
      }),
    undone: (copies, howMany) =>
      count(howMany, { one: `Se ha retirado ${copies} copia.`, other: `Se han retirado ${copies} copias.` }),
    keptChanged: (copies, howMany) =>
      count(howMany, {
        one: `${copies} copia se queda porque se modificó.`,
        other: `${copies} copias se quedan porque se modificaron.`,
      }),
    keptLast: (copies, howMany) =>
      count(howMany, {
        one: `${copies} copia se queda porque su original ya no está.`,
        other: `${copies} copias se quedan porque sus originales ya no están.`,
      }),
    show: 'Mostrar en la carpeta',
  },
};
