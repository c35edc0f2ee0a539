import type { runMessages as english } from '../en/run';
import { pluralOf } from '../plural';

const count = pluralOf('es');

/** A run and its progress. */
export const runMessages: typeof english = {
  run: {
    run: 'Ejecutar',
    stop: 'Detener',
    stopWaiting: 'Dejar de esperar',
    options: 'Opciones',
    waitLimit: 'Esperar una respuesta como mucho',
    seconds: 'segundos',
    waitLimitOfConnection: (duration) =>
      `Esta conexión espera ${duration} como mucho, se ajuste lo que se ajuste aquí.`,
    waitLimitRange: (smallest, largest) => `Elige de ${smallest} a ${largest} segundos.`,
    arrivalLimit: 'Una vez que empieza, dejar que llegue como mucho durante',
    minutes: 'minutos',
    arrivalLimitRange: (smallest, largest) => `Elige de ${smallest} a ${largest} minutos.`,
    answerLimit: 'Recibir como mucho',
    gigabytes: 'GB',
    answerLimitRange: (smallest, largest) => `Elige de ${smallest} a ${largest} GB.`,
    ownLimits: 'Estos límites son solo para este servicio',
    ownLimitsNote: 'Hasta que se cierre el programa. Unos ajustes guardados los conservan.',
    ownLimitsOfList: 'Límites de las respuestas solo para esta lista',
    retries: 'Volver a intentarlo solo cuando el servicio no está listo',
    goToResult: 'Ir al resultado',
    backToInput: 'Volver a la entrada',
    obstacle: {
      'no-input': 'Elige antes un archivo o escribe un texto',
      'no-text': 'Escribe antes un texto',
      'json-malformed': 'Corrige antes el JSON',
      'form-unfinished': 'Rellena antes lo necesario',
      'service-closed': 'Este servicio no se puede ejecutar desde aquí',
      running: 'Ya se está ejecutando',
    },
    stopQuestion: '¿Detener esta ejecución?',
    stopQuestionText: 'Puedes volver a ejecutarla con la misma entrada.',
    keepRunning: 'Seguir ejecutando',
  },

  progress: {
    bar: 'Progreso',
    starting: 'Preparando',
    preparing: 'Haciendo la copia que se envía',
    connecting: 'Conectando con el clúster',
    sending: 'Enviando la entrada',
    waiting: 'El servicio está trabajando',
    waking: 'Puede que el servicio esté arrancando. La primera respuesta puede tardar uno o dos minutos.',
    wakingUsually: (duration) =>
      `El servicio está arrancando. La primera respuesta suele tardar en torno a ${duration}.`,
    receiving: 'Recibiendo la respuesta',
    decoding: 'Leyendo la respuesta',
    retryingIn: (seconds) =>
      count(seconds, {
        one: `Se vuelve a intentar dentro de ${seconds} segundo`,
        other: `Se vuelve a intentar dentro de ${seconds} segundos`,
      }),
    retryingNow: 'Volviendo a intentarlo',
    attempt: (attempt) => `Intento ${attempt}`,
    bytesOf: (done, total) => `${done} de ${total}`,
    announce: {
      started: (service) => `${service} se está ejecutando.`,
      finished: (service, duration) => `${service} ha terminado en ${duration}. El resultado está listo.`,
      stillRunning: (phase, duration) => `${phase}, ${duration} por ahora.`,
    },
  },
};
