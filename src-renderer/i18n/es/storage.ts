import type { storageMessages as english } from '../en/storage';
import type { ErrorMessage } from '../messages';
import { pluralOf } from '../plural';

const count = pluralOf('es');

const error = (headline: string, nextStep: string): ErrorMessage => ({ headline, nextStep });

/** The storage of a cluster, and the files of services in it. */
export const storageMessages: typeof english = {
  storage: {
    open: 'Archivos del servicio',
    title: (service) => `Archivos de ${service}`,
    file: 'Archivo',
    folder: 'Carpeta',
    folders: { input: (path) => `Entradas · ${path}`, output: (path) => `Salidas · ${path}` },
    refresh: 'Volver a mirar',
    search: 'Buscar un archivo',
    written: 'Escritos',
    ages: { any: 'En cualquier momento', day: 'Últimas 24 horas', week: 'Últimos 7 días' },
    upload: 'Subir archivos…',
    saveAll: (files, formatted) =>
      count(files, { one: `Descargar ${formatted} archivo…`, other: `Descargar ${formatted} archivos…` }),
    list: 'Archivos, primero los más recientes',
    count: (files, formatted, size) =>
      count(files, { one: `${formatted} archivo, ${size}`, other: `${formatted} archivos, ${size}` }),
    listing: (files, formatted) =>
      count(files, {
        one: `Mirando… ${formatted} archivo hasta ahora`,
        other: `Mirando… ${formatted} archivos hasta ahora`,
      }),
    empty: 'Aquí no hay archivos',
    emptyText: {
      input: 'Suelta archivos para subirlos. El servicio se ejecuta con cada uno.',
      output: 'Aquí se guarda lo que el servicio escribe para los trabajos en segundo plano.',
    },
    nothingFound: 'No se ha encontrado nada',
    nothingFoundText: 'Prueba con menos palabras, o en cualquier momento.',
    notSelected: 'Elige un archivo para verlo',
    emptyFile: 'Este archivo está vacío',
    view: 'Mostrar',
    save: 'Descargar…',
    remove: 'Eliminar…',
    doing: {
      list: 'Mirando la carpeta',
      open: 'Trayendo el archivo',
      save: 'Descargando',
      upload: 'Subiendo',
      remove: 'Eliminando',
    },
    which: (number, total) => `${number} de ${total}`,
    bytes: (done, total) => `${done} de ${total}`,
    stop: 'Detener',
    saved: (files, formatted, folder) =>
      count(files, {
        one: `${formatted} archivo descargado en ${folder}.`,
        other: `${formatted} archivos descargados en ${folder}.`,
      }),
    uploaded: (files, formatted) =>
      count(files, { one: `${formatted} archivo subido.`, other: `${formatted} archivos subidos.` }),
    stoppedAfter: (done) => `Detenido. ${done}`,
    failed: (files, formatted) =>
      count(files, { one: `Se ha omitido ${formatted} archivo`, other: `Se han omitido ${formatted} archivos` }),
    reasons: 'Cuáles y por qué',
    show: 'Mostrar en la carpeta',
    dismiss: 'Cerrar',
    uploadQuestion: (files, formatted, folder) =>
      count(files, {
        one: `¿Subir ${formatted} archivo a ${folder}?`,
        other: `¿Subir ${formatted} archivos a ${folder}?`,
      }),
    uploadText:
      'El servicio se ejecuta con cada uno en cuanto está allí. No se sustituye nada: si un nombre ya existe, el archivo nuevo recibe un número.',
    dontUpload: 'No subir',
    uploadNow: 'Subir',
    removeQuestion: (name) => `¿Eliminar ${name} del clúster?`,
    removeText: 'Desaparece para todas las personas que usan el servicio y no se puede recuperar.',
    keep: 'Conservarlo',
    removeNow: 'Eliminar',
    drop: (folder) => `Suelta para subir a ${folder}`,
  },
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
