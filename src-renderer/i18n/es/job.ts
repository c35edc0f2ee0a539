import type { jobMessages as english } from '../en/job';
import type { ErrorMessage } from '../messages';

const error = (headline: string, nextStep: string): ErrorMessage => ({ headline, nextStep });

/** Background jobs. */
export const jobMessages: typeof english = {
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
