import type { historyMessages as english } from '../en/history';
import { pluralOf } from '../plural';

const count = pluralOf('es');

/** What was run before. */
export const historyMessages: typeof english = {
  history: {
    open: 'Historial',
    title: 'Historial',
    back: 'Volver',
    list: 'Ejecuciones anteriores',
    search: 'Buscar por archivo, texto, servicio o conexión',
    service: 'Servicio',
    outcome: 'Estado',
    all: 'Todos',
    outcomes: { result: 'Resultados', problem: 'Problemas', stopped: 'Detenidas', running: 'En marcha' },
    outcomeNames: { result: 'Resultado', problem: 'Problema', stopped: 'Detenida', running: 'En marcha' },
    empty: 'Todavía no has ejecutado nada',
    emptyText: 'Todo lo que ejecutas se guarda aquí con su resultado, también las listas de archivos.',
    nothingFound: 'No se ha encontrado nada',
    nothingFoundText: 'Prueba con menos palabras, o elige todos los servicios y estados.',
    notSelected: 'Elige una ejecución para ver su resultado',
    reading: 'Leyendo el resultado…',
    practice: 'Práctica',
    unknownService: 'Servicio desconocido',
    unknownInput: 'Entrada desconocida',
    on: (service, connection) => `${service} en ${connection}`,
    runs: (runs, formatted, size) =>
      count(runs, {
        one: `${formatted} ejecución, ${size} en el disco`,
        other: `${formatted} ejecuciones, ${size} en el disco`,
      }),
    runAgain: 'Volver a ejecutar',
    pin: 'Conservar siempre',
    unpin: 'No conservar siempre',
    pinned: 'Se conserva siempre',
    remove: 'Eliminar',
    problems: (files, howMany) => count(howMany, { one: `${files} problema`, other: `${files} problemas` }),
    left: (files, howMany) => count(howMany, { one: `${files} sin ejecutar`, other: `${files} sin ejecutar` }),
    results: (files, howMany) => count(howMany, { one: `${files} resultado`, other: `${files} resultados` }),
    damagedList: 'Una lista dañada',
    openList: 'Abrir la lista',
    removeList: 'Eliminar…',
    removeListQuestion: '¿Eliminar esta lista?',
    removeListText:
      'Sus resultados se quedan en la carpeta a la que fueron, a no ser que también los elimines. De ellos solo se eliminan los archivos que siguen como llegaron; no se pueden recuperar.',
    removeListOnly: 'Eliminar la lista y conservar los resultados',
    removeListResults: (files, howMany) =>
      count(howMany, {
        one: `Eliminar la lista y su ${files} resultado`,
        other: `Eliminar la lista y sus ${files} resultados`,
      }),
    cancelRemoval: 'Cancelar',
    removeAll: 'Eliminar todo…',
    removeAllQuestion: '¿Eliminar todas las ejecuciones y sus resultados?',
    removeAllText:
      'Los archivos que hayas guardado en otro sitio se quedan. También las ejecuciones que conservas siempre.',
    removeAllConfirm: 'Eliminar todo',
    removed: (runs, formatted) =>
      count(runs, { one: 'Se ha eliminado una ejecución', other: `Se han eliminado ${formatted} ejecuciones` }),
    undo: 'Deshacer',
    interrupted: 'La aplicación se cerró antes de que llegara la respuesta.',
    inputChanged: (file) =>
      `${file} ha cambiado desde esta ejecución, así que el resultado no se puede comparar con él.`,
    inputGone: (file) => `${file} ya no está donde estaba, así que el resultado no se puede comparar con él.`,
  },

  settings: {
    open: 'Ajustes',
    title: 'Ajustes',
    close: 'Cerrar',
    results: 'Resultados',
    keepDays: 'Conservar los resultados',
    days: {
      '0': 'Hasta cerrar la aplicación',
      '7': '7 días',
      '30': '30 días',
      '90': '90 días',
      '365': 'Un año',
      any: 'Mientras haya sitio',
    },
    keepBytes: 'Espacio para los resultados',
    anyRoom: 'Sin límite',
    keepNote:
      'Los resultados más antiguos se eliminan primero, también con la aplicación abierta. Los que conservas siempre se quedan.',
  },
};
