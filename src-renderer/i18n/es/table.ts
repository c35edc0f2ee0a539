import type { tableMessages as english } from '../en/table';
import { pluralOf } from '../plural';

const count = pluralOf('es');

/** Running each row of a table. */
export const tableMessages: typeof english = {
  tableRows: {
    question: 'Esto es una tabla. ¿Se envía como un solo archivo o se ejecuta cada una de sus filas?',
    runRows: 'Ejecutar cada fila…',
    title: (name) => `Ejecutar cada fila de ${name}`,
    reading: 'Leyendo la tabla…',
    what: 'Qué se envía de cada fila',
    kinds: { text: 'Un texto', json: 'JSON', file: 'Un archivo' },
    textColumn: 'Columna con el texto',
    fileColumn: 'Columna con los nombres de los archivos',
    fileNote: 'Los archivos tienen que estar en la carpeta de la tabla o en carpetas dentro de ella.',
    fields: 'Campos que se rellenan con columnas',
    asItIs: (value) => `Tal como está: ${value}`,
    notSet: 'Sin valor',
    editJson: 'Editar el JSON',
    template: 'JSON de cada fila',
    templateNote:
      'Donde escribas {{columna}} va la celda: entre comillas, como texto; sin comillas, como número. Entre comillas, {{file:columna}} es el archivo que nombra la celda.',
    nameColumn: 'Nombres de los resultados',
    byNumber: 'Número de la fila',
    which: 'Qué filas',
    onlySome: 'Solo algunas filas…',
    addCondition: 'Otra condición',
    removeCondition: 'Quitar la condición',
    where: 'Solo donde',
    and: 'y',
    test: 'Comparación',
    tests: {
      is: 'es',
      'is-not': 'no es',
      contains: 'contiene',
      'is-empty': 'está vacía',
      'at-least': 'es como mínimo',
      'at-most': 'es como máximo',
    },
    compared: 'Texto o número',
    howRead: 'Cómo se lee la tabla',
    separator: 'Separador de columnas',
    separators: { ',': 'Coma', ';': 'Punto y coma', '\t': 'Tabulador', '|': 'Barra vertical' },
    encoding: 'Codificación',
    sheet: 'Hoja',
    hasNames: 'La primera fila tiene los nombres de las columnas',
    preview: 'Las primeras filas, tal como se envían',
    line: (line) => `Fila ${line}`,
    nothing: 'Ninguna fila encaja.',
    toSend: (rows, howMany, all) =>
      count(howMany, { one: `Se envía ${rows} de ${all} filas`, other: `Se envían ${rows} de ${all} filas` }),
    problem: (rows, reason) => `${rows} sin enviar: ${reason}`,
    broken: (line) => `Las comillas de una celda de la línea ${line} están rotas`,
    brokenText: 'Lo que viene después de esa línea no se puede distinguir. Solo se ejecutan las filas anteriores.',
    cancel: 'Cancelar',
    make: (rows, howMany) =>
      count(howMany, { one: `Hacer una lista de ${rows} fila`, other: `Hacer una lista de ${rows} filas` }),
    makeNone: 'Hacer una lista',
    row: 'Tu fila, tal como se envió',
    listFor: (service) => `Filas para ${service}`,
    rows: (rows, howMany) => count(howMany, { one: `${rows} fila`, other: `${rows} filas` }),
    of: (rows, name) => `${rows} de ${name}`,
    run: (rows, howMany) => count(howMany, { one: `Ejecutar ${rows} fila`, other: `Ejecutar ${rows} filas` }),
    list: 'Filas por ejecutar',
    bannerRunning: (progress, service) => `${service}: ${progress} filas`,
    bannerInterrupted: (rows, howMany) =>
      count(howMany, {
        one: `${rows} fila no se terminó la última vez`,
        other: `${rows} filas no se terminaron la última vez`,
      }),
    noService: 'Elige un servicio a la izquierda. Se ejecutará con todas estas filas.',
    search: 'Buscar una fila',
    nothingFound: 'Ninguna fila coincide.',
    noItem: 'Elige una fila de la lista para ver aquí su resultado.',
    previous: 'Fila anterior',
    next: 'Fila siguiente',
    removeSelected: (rows, howMany) => count(howMany, { one: `Quitar ${rows} fila`, other: `Quitar ${rows} filas` }),
    leaveOutSelected: (rows, howMany) =>
      count(howMany, { one: `No ejecutar ${rows} fila`, other: `No ejecutar ${rows} filas` }),
    retrySelected: (rows, howMany) =>
      count(howMany, { one: `Ejecutar ${rows} fila de nuevo`, other: `Ejecutar ${rows} filas de nuevo` }),
    stopQuestionText: 'Los resultados hechos se quedan donde están. Las otras filas se pueden ejecutar más tarde.',
    phases: {
      sample: 'Probando con tres filas',
      sampled: 'Tres filas están hechas. Mira sus resultados y después ejecuta las otras.',
      finished: 'Todas las filas están hechas',
      finishedWithTrouble: 'Terminado, con algunas filas por revisar',
    },
  },
};
