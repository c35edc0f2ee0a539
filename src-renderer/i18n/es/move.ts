import type { moveMessages as english } from '../en/move';
import { pluralOf } from '../plural';

const count = pluralOf('es');
const error = (headline: string, nextStep: string) => ({ headline, nextStep });

/** Everything in one file for another computer. */
export const moveMessages: typeof english = {
  move: {
    section: 'Otro equipo',
    settingsText:
      'Tus conexiones, ajustes guardados, recetas, carpetas vigiladas, ajustes e historial en un archivo, sin contraseñas ni tokens.',
    out: 'Guardarlo todo en un archivo…',
    in: 'Traerlo de un archivo…',
    outTitle: 'Pasar a otro equipo',
    outText:
      'Un solo archivo lleva tus conexiones, favoritos, ajustes guardados, recetas, carpetas vigiladas, ajustes y el historial de las ejecuciones sueltas. Las contraseñas y los tokens se quedan aquí, y también las listas de archivos.',
    results: 'Llevar también los resultados',
    resultsNote: 'El archivo ocupará tanto como los resultados del historial.',
    save: 'Guardar el archivo…',
    saving: 'Guardando…',
    saved: (name, folder) => `${name} está en ${folder}`,
    savedText: 'En el otro equipo, abre Ajustes y elige «Traerlo de un archivo…». Aquí todo se queda como está.',
    inTitle: '¿Qué quieres traer aquí?',
    inText: (file) =>
      `${file} contiene lo que ves en la lista. Continúa solo si lo hiciste tú. Nada de lo que ya tienes se sustituye si no lo marcas.`,
    kinds: {
      connection: 'Conexiones',
      services: 'Favoritos, ajustes guardados y nombres propios',
      recipe: 'Recetas',
      watch: 'Carpetas vigiladas',
      settings: 'Ajustes',
      history: 'Historial',
    },
    settings: 'Idioma, colores y forma de trabajar del programa',
    runs: (runs, formatted) => count(runs, { one: `${formatted} ejecución`, other: `${formatted} ejecuciones` }),
    resultBytes: (size) => `con resultados, ${size}`,
    watchOff: 'desactivada hasta que la reanudes',
    folderMissing: 'esta carpeta no está en este equipo; elígela de nuevo más tarde',
    replaces: 'sustituye lo que tienes aquí',
    same: (things, formatted) =>
      count(things, {
        one: `${formatted} elemento más ya está aquí, igual que en el archivo.`,
        other: `${formatted} elementos más ya están aquí, igual que en el archivo.`,
      }),
    nothing: 'Todo lo que hay en este archivo ya está aquí.',
    left: (things, formatted) =>
      count(things, {
        one: `${formatted} parte no se puede usar y no se incluye: está dañada o contenía una contraseña o una clave.`,
        other: `${formatted} partes no se pueden usar y no se incluyen: están dañadas o contenían una contraseña o una clave.`,
      }),
    take: 'Traer lo marcado',
    taking: 'Trayéndolo…',
    taken: 'Ya está aquí',
    takenText: 'Cada conexión pide su token o su contraseña la primera vez que la usas.',
    cancel: 'Cancelar',
    close: 'Cerrar',
    errors: {
      other: (file) =>
        error(
          `${file} no es un archivo para pasar a otro equipo`,
          'Elige el que guardaste en el otro equipo. Aquí no ha cambiado nada.',
        ),
      newer: (file) =>
        error(
          `${file} se hizo con una versión más nueva de OSCAR Desktop`,
          'Instala aquí la versión más reciente y vuelve a abrirlo. Aquí no ha cambiado nada.',
        ),
      damaged: (file) =>
        error(`${file} está dañado o cortado`, 'Cópialo otra vez del otro equipo, o guárdalo allí de nuevo.'),
    },
  },
};
