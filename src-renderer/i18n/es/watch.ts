import type { watchMessages as english } from '../en/watch';
import { pluralOf } from '../plural';

const count = pluralOf('es');

/** Folders that are watched. */
export const watchMessages: typeof english = {
  watch: {
    begin: 'Vigilar una carpeta…',
    beginNote: 'Cada archivo nuevo se ejecuta solo, del mismo modo que esta lista.',
    question: (work) => `Vigilar una carpeta con ${work}`,
    text: 'Mientras este programa está abierto, cada archivo nuevo se ejecuta en cuanto está completo. Ningún archivo se ejecuta dos veces, ni siquiera con otro nombre.',
    work: 'Qué se ejecuta',
    recipe: (name) => `Receta: ${name}`,
    folder: 'Carpeta',
    results: 'Resultados',
    changeResults: 'Elegir otra carpeta…',
    there: (files, formatted) =>
      count(files, { one: `Ya hay ${formatted} archivo`, other: `Ya hay ${formatted} archivos` }),
    leave: 'Solo lo que llegue desde ahora',
    leaveNote: 'Lo que hay ahora en la carpeta se deja como está.',
    take: 'También esos',
    takeNote: 'Lo que hay ahora en la carpeta se ejecuta primero, empezando por lo más antiguo.',
    start: 'Vigilar esta carpeta',
    cancel: 'Cancelar',
    sign: (folders, formatted) =>
      count(folders, { one: `Vigilando ${formatted} carpeta`, other: `Vigilando ${formatted} carpetas` }),
    signPaused: 'La vigilancia está en pausa',
    signTrouble: 'Una carpeta vigilada te necesita',
    title: 'Carpetas vigiladas',
    none: 'No se vigila ninguna carpeta.',
    states: {
      watching: 'Vigilando',
      paused: 'En pausa: los archivos nuevos esperan',
      away: 'No disponible',
      'held-up': 'Detenida',
    },
    goesOn: 'Continúa sola en cuanto se resuelva.',
    taken: (files, formatted) =>
      count(files, { one: `${formatted} archivo recogido`, other: `${formatted} archivos recogidos` }),
    last: (name, when) => `el último, ${name}, ${when}`,
    arriving: (files, formatted) =>
      count(files, { one: `${formatted} todavía llegando`, other: `${formatted} todavía llegando` }),
    doubles: (files, formatted) =>
      count(files, {
        one: `${formatted} excluido: su contenido ya se recogió antes`,
        other: `${formatted} excluidos: su contenido ya se recogió antes`,
      }),
    unreadable: (names) => `No se puede leer: ${names}`,
    showList: 'Mostrar la lista',
    pause: 'Pausar',
    resume: 'Continuar',
    move: 'Elegir la carpeta de nuevo…',
    stop: 'Dejar de vigilar',
    stopQuestion: (folder) => `¿Dejar de vigilar ${folder}?`,
    stopText:
      'Sus listas y resultados se conservan. El programa olvida lo que recogió: si vuelves a vigilar la carpeta, te preguntará por todo lo que haya.',
    keep: 'Seguir vigilando',
    close: 'Cerrar',
  },
};
