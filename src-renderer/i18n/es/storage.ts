import type { storageMessages as english } from '../en/storage';
import type { ErrorMessage } from '../messages';

const error = (headline: string, nextStep: string): ErrorMessage => ({ headline, nextStep });

/** El almacenamiento de un clúster. */
export const storageMessages: typeof english = {
  storageErrors: {
    unseen: (host) =>
      error(
        'Esta conexión no puede ver los archivos del servicio',
        `Solo tiene el token de un servicio, que ${host} acepta para ejecutarlo y nada más. Conéctate con una cuenta para ver sus archivos.`,
      ),
    missing: (host) =>
      error(
        `${host} no indica ningún almacenamiento`,
        'Pregunta a quien administra el clúster dónde guarda sus archivos el servicio.',
      ),
    unreachable: (host) =>
      error(
        `No se puede acceder al almacenamiento del clúster, ${host}`,
        'No es el mismo ordenador que el clúster, y puede que su dirección solo valga dentro de él. Revisa tu red o pide a quien administra el clúster que lo abra.',
      ),
    refused: (host) =>
      error(
        `El almacenamiento ${host} no lo ha permitido`,
        'Inténtalo de nuevo. Si sigue igual, quizá esta cuenta no tenga permiso: pregunta a quien administra el clúster. En los detalles está lo que dijo.',
      ),
    folderGone: (folder) =>
      error(
        `La carpeta ${folder} no está en el almacenamiento del clúster`,
        'Pregunta a quien creó el servicio dónde están sus archivos.',
      ),
    gone: (name) => error(`${name} ya no está`, 'Alguien lo eliminó. Vuelve a mirar la carpeta.'),
    changed: (name) => error(`${name} cambió mientras se descargaba`, 'No se ha guardado nada. Vuelve a descargarlo.'),
    taken: (name) =>
      error(
        `Ahora hay otro archivo llamado ${name}`,
        'No se ha sustituido nada. Vuelve a mirar la carpeta y súbelo otra vez.',
      ),
    damaged: (name) =>
      error(`${name} no llegó como se envió`, 'Algunos de sus bytes no son los que deberían ser. Inténtalo de nuevo.'),
    name: {
      empty: (name) =>
        error(`«${name}» no puede ser el nombre de un archivo`, 'Pide a quien lo creó que le ponga otro nombre.'),
      outside: (name) =>
        error(`«${name}» se guardaría fuera de la carpeta`, 'Se ha omitido, porque podría sustituir otros archivos.'),
      reserved: (name) =>
        error(
          `«${name}» no puede ser el nombre de un archivo`,
          'Windows lo reserva para un dispositivo. Se ha omitido.',
        ),
      characters: (name) =>
        error(`«${name}» no puede ser el nombre de un archivo`, 'Contiene signos que no se ven. Se ha omitido.'),
      'too-long': (name) =>
        error(`El nombre «${name}» es demasiado largo`, 'Ningún archivo puede llamarse así. Se ha omitido.'),
    },
  },
};
