import type { errorsMessages as english } from '../en/errors';

const error = (headline: string, nextStep: string) => ({ headline, nextStep });

const waitAgain = 'Pon una espera más larga en Opciones y vuelve a ejecutarlo.';
const mayContinue = 'Puede que el clúster siga trabajando en ello.';

/** What a failure is told with. */
export const errorsMessages: typeof english = {
  errors: {
    endpointNotValid: (address) =>
      error(
        `«${address}» no es una dirección web`,
        'La dirección de un clúster empieza por https:// . Consúltala con tu administrador.',
      ),
    plainHttpRefused: (host) =>
      error(
        `La conexión con ${host} no está cifrada`,
        'Otras personas podrían leer tu token. Usa la dirección que empieza por https:// .',
      ),
    profileGone: () => error('Esta conexión ya no está', 'Elige otra conexión.'),
    hostNotFound: (host) =>
      error(`No se encuentra ${host}`, 'Comprueba la dirección y tu conexión a internet, y vuelve a intentarlo.'),
    networkUnreachable: (host) =>
      error(`No se puede llegar a ${host}`, 'Comprueba tu conexión a internet y vuelve a intentarlo.'),
    connectionRefused: (host) =>
      error(
        `${host} no acepta la conexión`,
        'Comprueba la dirección. El clúster puede estar apagado: vuelve a intentarlo dentro de un rato.',
      ),
    tls: {
      'self-signed': (host) =>
        error(
          'Tu equipo no confía en el certificado de este clúster',
          `El certificado de ${host} está autofirmado. Pide a tu administrador el certificado de tu institución.`,
        ),
      'unknown-issuer': (host) =>
        error(
          'Tu equipo no confía en el certificado de este clúster',
          `Tu equipo no conoce a quien firmó el certificado de ${host}. Pide a tu administrador el certificado de tu institución.`,
        ),
      expired: (host) =>
        error(
          `El certificado de ${host} ha caducado`,
          'Comprueba la fecha de este equipo y después avisa a tu administrador.',
        ),
      'not-yet-valid': (host) =>
        error(
          `El certificado de ${host} todavía no es válido`,
          'Comprueba la fecha de este equipo y vuelve a intentarlo.',
        ),
      'wrong-host': (host) =>
        error(`El certificado es de otro nombre, no de ${host}`, 'Consulta la dirección con tu administrador.'),
      changed: (host) =>
        error(
          `${host} muestra un certificado distinto del que tú aceptaste`,
          'Puede que lo hayan renovado, o que otro equipo se haga pasar por el clúster. Pregunta a tu administrador.',
        ),
      protocol: (host) =>
        error(
          `No hay manera de acordar una conexión segura con ${host}`,
          'Comprueba si la dirección debe empezar por http:// o por https:// .',
        ),
    },
    nothingToRun: {
      cluster: (host) =>
        error(`${host} no puede ejecutar servicios a petición`, 'Pide a tu administrador un clúster que pueda.'),
      services: (host) =>
        error(
          `Ningún servicio de ${host} se puede ejecutar desde aquí`,
          'Pide a tu administrador uno que admita un archivo o un texto.',
        ),
    },
    noCertificate: (file) =>
      error(
        `No hay ningún certificado en ${file}`,
        'Pide a tu administrador un archivo que termine en .pem o en .crt .',
      ),
    proxyUnreachable: (proxy) =>
      error(
        `No se puede llegar al proxy ${proxy}`,
        'La configuración de tu red hace pasar la aplicación por él. Consúltala con tu administrador.',
      ),
    proxyUnauthorized: (proxy) =>
      error(
        `El proxy ${proxy} pide un usuario y una contraseña`,
        'Pide a tu administrador que los ponga en la variable HTTPS_PROXY de este equipo y vuelve a abrir la aplicación.',
      ),
    proxyRefused: (proxy, host) =>
      error(`El proxy ${proxy} no deja pasar a ${host}`, 'Pide a tu administrador que permita esta dirección.'),
    proxyFailed: (proxy, host) =>
      error(
        `El proxy ${proxy} no llega ahora a ${host}`,
        'Espera un momento y vuelve a intentarlo. Si sigue así, pregunta a tu administrador.',
      ),
    proxyUnsupported: (proxy) =>
      error(
        `La aplicación no puede usar el proxy ${proxy}`,
        'Es de un tipo que la aplicación no conoce. Pide a tu administrador uno que hable HTTP.',
      ),
    redirected: (host, target) =>
      error(`${host} nos envía a ${target}`, 'Usa la dirección del propio clúster. Pídesela a tu administrador.'),
    redirectedOffTheWeb: (host, scheme) =>
      error(
        `${host} nos envía a una dirección que no es de la web (${scheme}:)`,
        'La aplicación no la sigue. Comprueba la dirección del clúster y enséñaselo a tu administrador.',
      ),
    unauthorized: (host) =>
      error(
        'No se ha aceptado el token o la contraseña',
        `Puede que haya caducado, o que sea de un clúster distinto de ${host}. Consigue uno nuevo.`,
      ),
    forbidden: (host) =>
      error(`${host} no permite eso a esta cuenta`, 'Pide a tu administrador acceso a este servicio.'),
    serviceNotFound: (service, host) =>
      error(
        `No hay ningún servicio llamado ${service} en ${host}`,
        'Puede que lo hayan quitado o que no lo compartan contigo. Vuelve a mirar la lista de servicios.',
      ),
    serviceAmbiguous: (service) =>
      error(
        `Hay dos servicios con el nombre ${service}`,
        'Elige en la lista de servicios el del propietario que quieras.',
      ),
    tokenMissing: (service) =>
      error(`No hay ningún token para ${service}`, 'Pide a tu administrador un token de este servicio.'),
    secretMissing: (connection) =>
      error(
        `El token o la contraseña de ${connection} no se ha conservado`,
        'Era para una sola sesión, se quedó en otro equipo o ya no está en el llavero. Edita la conexión y vuelve a escribirlo.',
      ),
    secretForAnother: (connection) =>
      error(
        `Hace falta otra vez el token o la contraseña de ${connection}`,
        'Ha cambiado la dirección, el certificado o la forma de iniciar sesión. Lo guardado no se envía a otro sitio sin preguntar: vuelve a escribirlo.',
      ),
    notOscar: (host) =>
      error(
        `${host} no es un clúster de OSCAR`,
        'Comprueba la dirección. Puede que lleve a otra página del mismo equipo.',
      ),
    inputEmpty: () =>
      error('Todavía no hay nada que enviar', 'Elige un archivo que tenga algo dentro, o escribe un texto.'),
    fileFieldGone: error(
      'Ya no se conoce un archivo de esta entrada',
      'Se eligió antes de cerrar el programa. Vuelve a elegirlo en el formulario.',
    ),
    jsonMalformed: (line, column) =>
      error('El texto no es un JSON correcto', `Mira la línea ${line}, columna ${column}, o envíalo como texto.`),
    file: {
      gone: (file) => error(`${file} ya no está`, 'Se ha movido o eliminado. Vuelve a elegirlo.'),
      denied: (file) => error(`Este equipo no te deja leer ${file}`, 'Cópialo en una carpeta tuya y elige la copia.'),
      folder: (file) => error(`${file} es una carpeta`, 'Ábrela y elige un archivo de dentro.'),
      empty: (file) => error(`${file} está vacío`, 'Elige un archivo que tenga algo dentro.'),
      'not-a-file': (file) => error(`${file} no es un archivo`, 'Guárdalo primero como archivo y después elígelo.'),
      other: (file) => error(`No se puede leer ${file}`, 'Comprueba que su disco está conectado y vuelve a elegirlo.'),
    },
    fileChanged: (file) =>
      error(`${file} ha cambiado mientras se enviaba`, 'Espera a que esté completo y vuelve a elegirlo.'),
    pictureRefused: {
      'unknown-kind': error(
        'Esto no se puede cambiar antes de enviarlo',
        'No es una imagen, o es de un tipo que aquí no se conoce. Envíalo sin cambios o exclúyelo.',
      ),
      damaged: error(
        'La imagen está dañada',
        'Termina antes de tiempo, o no es lo que dice ser. Ábrela con otro programa o exclúyela.',
      ),
      'too-many-pixels': error(
        'La imagen tiene demasiados píxeles',
        'Es mayor de lo que aquí puede ser una imagen. Redúcela con otro programa o envíala sin cambios.',
      ),
      'too-much-memory': error(
        'La imagen necesita demasiada memoria',
        'Redúcela con otro programa o envíala sin cambios.',
      ),
      'too-long': error(
        'La imagen tardó demasiado',
        'Se ha dejado de leer. Redúcela con otro programa o envíala sin cambios.',
      ),
      'process-ended': error(
        'La imagen no se pudo leer',
        'Lo que lee las imágenes terminó de forma inesperada con esta. Lo demás no se ve afectado. Envíala sin cambios o exclúyela.',
      ),
      animated: error(
        'La imagen es una animación',
        'Solo se pueden cambiar antes de enviar las imágenes fijas. Envíala sin cambios o exclúyela.',
      ),
      'many-pages': error(
        'La imagen tiene varias páginas',
        'Solo se pueden cambiar antes de enviar las imágenes de una página. Envíala sin cambios o exclúyela.',
      ),
    },
    soundRefused: {
      'unknown-kind': error(
        'Esto no se puede enviar como WAV',
        'No es un sonido, o es de un tipo que aquí no se conoce. Envíalo sin cambios o exclúyelo.',
      ),
      damaged: error(
        'El sonido está dañado',
        'Termina antes de tiempo, o no es lo que dice ser. Escúchalo con otro programa o exclúyelo.',
      ),
      'no-sound': error('No contiene sonido', 'Es un vídeo sin sonido o una grabación vacía. Exclúyelo.'),
      'too-long': error(
        'El sonido es demasiado largo',
        'Solo se pueden cambiar antes de enviar los sonidos de hasta 12 horas. Córtalo con otro programa o envíalo sin cambios.',
      ),
      stuck: error('El sonido tardó demasiado', 'Se ha dejado de leer. Envíalo sin cambios o exclúyelo.'),
      'process-ended': error(
        'El sonido no se pudo leer',
        'Lo que lee los sonidos terminó de forma inesperada con este. Lo demás no se ve afectado. Envíalo sin cambios o exclúyelo.',
      ),
    },
    inputTooLarge: (host, size) =>
      error(
        'El archivo es demasiado grande para este clúster',
        `Ocupa ${size}, más de lo que ${host} acepta de una vez. Prueba con un archivo más pequeño.`,
      ),
    requestRejected: () =>
      error(
        'El servicio no puede usar esta entrada',
        'Comprueba lo que admite, cambia la entrada y vuelve a ejecutarlo.',
      ),
    timedOut: {
      connecting: (duration) =>
        error(`Sin conexión después de ${duration}`, 'Comprueba tu conexión a internet y vuelve a intentarlo.'),
      sending: (duration) =>
        error(
          `La entrada se ha quedado parada ${duration}`,
          'Puede que tu conexión sea lenta o se haya cortado. Vuelve a intentarlo, o prueba con un archivo más pequeño.',
        ),
      waiting: (duration) => error(`Sin respuesta después de ${duration}`, `${mayContinue} ${waitAgain}`),
      receiving: (duration) =>
        error(
          `La respuesta se ha quedado parada ${duration}`,
          'Comprueba tu conexión a internet y vuelve a ejecutarlo.',
        ),
      decoding: (duration) =>
        error(
          `Leer la respuesta ha llevado más de ${duration}`,
          'Vuelve a ejecutarlo. Cierra otros programas si este equipo está muy ocupado.',
        ),
    },
    connectionLost: {
      before: () => error('Se ha perdido la conexión', 'Comprueba tu conexión a internet y vuelve a ejecutarlo.'),
      waiting: () =>
        error(
          'Se ha perdido la conexión mientras el servicio trabajaba',
          `${mayContinue} Comprueba tu conexión a internet y vuelve a ejecutarlo.`,
        ),
      receiving: (received) =>
        error(
          `Se ha perdido la conexión después de ${received} de la respuesta`,
          'Guarda lo recibido, o vuelve a ejecutarlo.',
        ),
      receivingOf: (received, expected) =>
        error(
          `Se ha perdido la conexión después de ${received} de ${expected}`,
          'Guarda lo recibido, o vuelve a ejecutarlo.',
        ),
    },
    serviceBusy: (host) => error(`${host} tiene ahora demasiado trabajo`, 'Espera un minuto y vuelve a intentarlo.'),
    serviceNotReady: () =>
      error('El servicio todavía no está listo', 'Puede que esté arrancando. Espera un minuto y vuelve a intentarlo.'),
    gatewayTimedOut: (host) =>
      error(
        `${host} ha dejado de esperar al servicio`,
        `${mayContinue} Espera un rato y después prueba con una entrada más pequeña.`,
      ),
    serviceFailed: () =>
      error(
        'El servicio se ha detenido por un problema',
        'Prueba con otra entrada. Si vuelve a ocurrir, envía los detalles a tu administrador.',
      ),
    notAnAnswer: (host) =>
      error(
        `En vez de una respuesta de ${host} ha llegado una página web`,
        'Puede que antes tengas que iniciar sesión en esta red. Si no, enseña los detalles a tu administrador.',
      ),
    responseMalformed: () => error('La respuesta ha llegado dañada', 'Guarda lo recibido, o vuelve a ejecutarlo.'),
    responseEmpty: (host) =>
      error(
        `La respuesta de ${host} no trae nada`,
        'Incluso un programa que no escribe nada tiene respuesta, así que esta se ha perdido por el camino. Vuelve a ejecutarlo.',
      ),
    responseTooLarge: (limit) =>
      error(
        `La respuesta ocupa más de ${limit}`,
        'Admite respuestas más grandes en Opciones, o prueba con una entrada más pequeña.',
      ),
    responseTooSlow: (duration) =>
      error(
        `La respuesta seguía llegando después de ${duration}`,
        'Guarda lo recibido, o permite más tiempo en Opciones y vuelve a ejecutarlo.',
      ),
    responseNotHttp: (host) =>
      error(
        `La respuesta de ${host} no es HTTP correcto`,
        'Tu conexión a internet funciona: el fallo está en el clúster o en algo que tiene delante. Enseña los detalles a tu administrador.',
      ),
    responseNotUnpacked: (host, coding) =>
      error(
        `No se puede descomprimir la respuesta de ${host} (${coding})`,
        'No es lo que el servidor dice que es, o no ha llegado entera. Vuelve a ejecutarlo, o enseña los detalles a tu administrador.',
      ),
    keychainUnavailable: () =>
      error(
        'Este equipo no tiene un lugar seguro para los tokens',
        'Desbloquea el llavero de tu sistema y vuelve a intentarlo.',
      ),
    diskFull: (folder) =>
      error(`No se puede guardar en ${folder}: el disco está lleno o casi`, 'Haz sitio, o elige otra carpeta.'),
    diskFailed: (folder, problem) =>
      error(
        `No se puede escribir en ${folder}: el disco avisa de un problema (${problem})`,
        'Lo que ya está guardado está a salvo. Comprueba que el disco está conectado y funciona, y después continúa.',
      ),
    spaceShort: (folder, needed, free) =>
      error(
        `No hay sitio en ${folder}: hacen falta unos ${needed} y quedan libres ${free}`,
        'Haz sitio, o elige una carpeta en otro disco.',
      ),
    permissionDenied: (folder) =>
      error(`Este equipo no te deja guardar en ${folder}`, 'Elige otra carpeta, por ejemplo Documentos.'),
    folderGone: (folder) => error(`${folder} ya no está`, 'Elige otra carpeta.'),
    noCopies: (folder) =>
      error(`En ${folder} no consta ninguna copia`, 'Elige la carpeta a la que se copiaron los archivos.'),
    fileInTheWay: (folder) =>
      error(
        `Hay un archivo llamado ${folder} donde hace falta una carpeta con ese nombre`,
        'Mueve ese archivo o cámbiale el nombre, o elige otra carpeta para los resultados.',
      ),
    pathTooLong: (folder) =>
      error(
        `La ruta hasta ${folder} tiene demasiadas carpetas o nombres demasiado largos para este equipo`,
        'Elige una carpeta de resultados más cercana a la raíz de la unidad. No se ha enviado nada.',
      ),
    inputFolderGone: (folder) =>
      error(
        `${folder}, donde están tus archivos, ya no está`,
        'Vuelve a conectar la tarjeta o la unidad y después continúa. No se omite ningún archivo.',
      ),
    answerHeld: () =>
      error(
        'Otra lista ya tiene la respuesta para este archivo',
        'Todavía no se ha podido guardar en la carpeta de resultados. Continúa esa lista y después vuelve a intentarlo aquí: nada se ejecuta dos veces.',
      ),
    resultGone: () => error('Este resultado ya no está', 'Vuelve a ejecutar el servicio para obtener otro.'),
    outputAmongInputs: (folder: string) =>
      error(
        `Los resultados no pueden ir a ${folder}: ahí están tus archivos`,
        'Elige otra carpeta, para que no se mezcle nada.',
      ),
    tableUnusable: {
      'column-missing': (column) =>
        error(`La tabla no tiene ninguna columna «${column}»`, 'Escribe el nombre tal como está en la primera fila.'),
      'column-twice': (column) =>
        error(
          `Varias columnas de la tabla se llaman «${column}»`,
          `Se distinguen por un número: «${column} (1)» es la primera. Elige una de ellas.`,
        ),
      'sheet-missing': () =>
        error('El libro no tiene esa hoja', 'Escribe su nombre tal como aparece debajo de la tabla.'),
      'no-number': (column) =>
        error(`«${column}» se compara con un número`, 'Escribe un número como límite, por ejemplo 12 o 0,5.'),
      template: () =>
        error(
          'Lo que se enviaría de cada fila no es JSON',
          'Revisa comillas, comas y llaves alrededor de cada {{column}}.',
        ),
      protected: () =>
        error('El libro está protegido con contraseña', 'Guárdalo sin contraseña, o guarda su hoja como CSV.'),
      'old-workbook': () =>
        error('El libro es de un tipo antiguo (xls)', 'Guárdalo como xlsx o CSV y usa ese archivo.'),
      'no-table': () =>
        error(
          'El archivo no es una tabla que se pueda leer',
          'Ábrelo en un programa de hojas de cálculo y guárdalo como xlsx o CSV.',
        ),
      empty: () =>
        error(
          'La tabla no tiene filas',
          'No hay nada debajo de los nombres de las columnas. Si no hay nombres, indícalo en «Cómo se lee la tabla».',
        ),
      encoding: () =>
        error('La tabla tiene otra codificación', 'Elige la codificación con la que se guardó, o guárdala en UTF-8.'),
      'too-large': () =>
        error('La tabla es demasiado grande para leerla aquí', 'Divídela en varias o guárdala como CSV.'),
    },
    templateUnusable: {
      empty: () => error('El nombre está vacío', 'Escribe {name} – {service}, o un nombre tuyo que contenga {name}.'),
      'unknown-part': () =>
        error('El nombre tiene una parte desconocida', 'Usa solo {name}, {service}, {number} y {date}.'),
      'same-for-all': () =>
        error('Todos los resultados se llamarían igual', 'Pon {name} o {number}, para que cada uno tenga el suyo.'),
    },
    listDamaged: () =>
      error(
        'Lo que la aplicación guardó de esta lista está dañado, así que no se puede abrir',
        'Sus resultados siguen en la carpeta a la que fueron. Para volver a ejecutar sus archivos, suéltalos otra vez.',
      ),
    batchGone: () => error('Esta lista ya no está abierta', 'Suelta tus archivos otra vez para hacer una nueva.'),
    cancelled: () => error('Detenido', 'Tu entrada sigue aquí. Vuelve a ejecutarla cuando quieras.'),
    cancelledMayContinue: () => error('Detenido', `${mayContinue} Espera un rato antes de volver a ejecutarlo.`),
    internal: () =>
      error(
        'Algo ha ido mal dentro de esta aplicación',
        'Vuelve a intentarlo. Si se repite, comunícalo con la referencia del registro que verás en Detalles.',
      ),
  },
};
