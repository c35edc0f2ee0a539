import type { jobMessages as english } from '../en/job';
import type { ErrorMessage } from '../messages';
import { pluralOf } from '../plural';

const error = (headline: string, nextStep: string): ErrorMessage => ({ headline, nextStep });

const count = pluralOf('es');

/** Background jobs. */
export const jobMessages: typeof english = {
  jobs: {
    open: 'Trabajos',
    openAtWork: (formatted) => `Trabajos (${formatted})`,
    title: 'Trabajos en segundo plano',
    list: 'Trabajos, primero los últimos',
    one: 'Trabajo',
    empty: 'No hay trabajos',
    emptyText: 'Lo que ejecutas en segundo plano está aquí hasta que lo quites.',
    run: 'Ejecutar en segundo plano',
    runNote: 'El resultado llega a Trabajos, aunque mientras tanto se haya cerrado este programa.',
    tooLarge: (limit) => `Un trabajo admite como mucho ${limit}. Este archivo es más grande.`,
    listNote: (limit) =>
      `Para lo que tarda mucho. Cada archivo de hasta ${limit} se convierte en un trabajo del clúster, y la lista recoge los resultados, aunque se haya cerrado este programa.`,
    runThese: 'Ejecutar estos en segundo plano',
    stopList: 'Detener y quitar los trabajos',
    states: {
      sending: 'Enviándose',
      unseen: 'Enviado',
      waiting: 'En espera',
      running: 'En marcha',
      ended: 'Recogiendo el resultado',
      done: 'Resultado',
      failed: 'Problema',
    },
    sent: (instant) => `enviado ${instant}`,
    since: (duration) => `lleva ${duration}`,
    took: (duration) => `tardó ${duration}`,
    explanation: {
      atWork: 'El clúster está trabajando en ello. Puedes cerrar este programa: volverá a preguntar cuando lo abras.',
      ended: 'El clúster ha terminado. El resultado está en camino.',
    },
    askedAgain: 'Se vuelve a preguntar automáticamente.',
    unseenText:
      'Esta conexión no puede ver qué ha sido de él. Su resultado va al almacenamiento del clúster, si el servicio tiene un lugar allí.',
    runAgain: 'Ejecutar de nuevo',
    stop: 'Detener y quitar',
    remove: 'Quitar',
    stopQuestion: '¿Detener este trabajo?',
    stopText: 'El clúster lo termina y lo olvida. No se conserva nada de su resultado.',
    keep: 'Mantenerlo',
    showLog: 'Mostrar el registro',
    hideLog: 'Ocultar el registro',
    log: 'Registro',
    searchLog: 'Líneas que contienen',
    readAgain: 'Leer de nuevo',
    readingLog: 'Leyendo el registro…',
    logNotYet: 'Todavía nada. Muchos servicios solo escriben su registro al terminar.',
    logEmpty: 'El registro está vacío.',
    logEnd: (shown, total) => `Los últimos ${shown} de ${total}.`,
    linesFound: (lines, formatted) => count(lines, { one: `${formatted} línea`, other: `${formatted} líneas` }),
    show: 'Mostrar el trabajo',
    showServiceLog: 'Mostrar el registro del servicio',
    hideServiceLog: 'Ocultar el registro del servicio',
    noServiceLog:
      'El clúster no tiene registro de este servicio: ahora no hay ninguna copia suya en marcha, o su OSCAR es anterior a la versión 4.',
    serviceLogNote: 'Las últimas líneas de todas las ejecuciones de este servicio, no solo de esta.',
    sentTitle: 'En segundo plano',
    sentText: {
      waiting: 'Puedes seguir con otra cosa o cerrar este programa. El resultado llegará a Trabajos.',
      running: 'Puedes seguir con otra cosa o cerrar este programa. El resultado llegará a Trabajos.',
      done: 'El resultado ya está.',
      failed: 'Algo ha ido mal. En el trabajo se explica qué.',
      unseen: 'Esta conexión no puede ver qué ha sido de él.',
    },
    unseenQuestion: '¿Enviarlo sin ver el resultado?',
    unseenQuestionText:
      'Esta conexión solo tiene el token de un servicio. Puede enviar trabajo, pero nunca verá el resultado: va al almacenamiento del clúster, si el servicio tiene un lugar allí. Conéctate con una cuenta para verlo aquí.',
    dontSend: 'No enviar',
    sendUnseen: 'Enviar de todos modos',
    announceDone: (given) => `Ya está el resultado del trabajo de ${given}.`,
    announceFailed: (given) => `El trabajo de ${given} terminó con un problema.`,
  },
  jobErrors: {
    tooLarge: (size, limit) =>
      error(
        'Es demasiado grande para ejecutarlo en segundo plano',
        `Ocupa ${size} y el clúster admite como mucho ${limit} por trabajo. Envía una copia más pequeña, o ejecútalo y espera.`,
      ),
    unsupported: (host) =>
      error(
        `${host} no puede ejecutar esto en segundo plano`,
        'Su OSCAR es anterior a la versión 4.1 y no diría qué ha sido del trabajo. Ejecútalo y espera.',
      ),
    unseen: (host) =>
      error(
        `${host} no muestra a esta cuenta qué ha sido de los trabajos`,
        'Pide a quien creó el servicio que lo comparta contigo, o ejecútalo y espera.',
      ),
    failed: () =>
      error(
        'El trabajo terminó con un fallo',
        'En los detalles está el final de su registro. Revisa la entrada y vuelve a ejecutarlo.',
      ),
    gone: (host) =>
      error(
        `${host} ya no conoce este trabajo`,
        'Se eliminó allí, y con él su resultado. Vuelve a ejecutarlo si todavía lo necesitas.',
      ),
    logCut: () =>
      error(
        'Falta el principio del registro',
        'El clúster solo conservó el final, así que puede haberse perdido parte del resultado. Vuelve a ejecutarlo con una entrada más pequeña.',
      ),
  },
};
