import type { resultsMessages as english } from '../en/results';
import { pluralOf } from '../plural';

const count = pluralOf('es');

/** Results, their viewers and their details. */
export const resultsMessages: typeof english = {
  result: {
    none: 'El resultado aparecerá aquí',
    noneText: 'Puedes verlo antes de guardarlo.',
    running: 'En ello',
    runningText: 'El resultado aparece aquí en cuanto llega.',
    regionOf: (name) => `Resultado de ${name}`,
    regionOfText: 'Resultado de tu texto',
    cancelled: 'Detenido',
    cancelledClean: 'El servicio no ha empezado con esta entrada. Tu entrada sigue aquí.',
    cancelledMayContinue: 'Aquí ya no se recibe nada más. Puede que el clúster siga trabajando en ello.',
    tryAgain: 'Volver a intentarlo',
    save: 'Guardar como…',
    savedAs: (name, folder) => `Guardado como ${name} en ${folder}`,
    showInFolder: 'Mostrar en la carpeta',
    saveReceived: 'Guardar lo recibido…',
    showAs: 'Mostrar como',
    choices: {
      automatic: 'Automático',
      text: 'Texto',
      json: 'JSON',
      table: 'Tabla',
      image: 'Imagen',
      audio: 'Sonido',
      hex: 'Bytes',
      received: 'Tal como llegó',
    },
    readAs: (kind) => `Leído como ${kind}`,
    readAsType: (kind, type) => `Leído como ${kind} (${type})`,
    shownAs: (kind) => `Mostrado como ${kind}`,
    printed: 'Texto que ha escrito el servicio',
    asReceived: 'Se muestra tal como llegó',
    logLines: (lines, formatted) =>
      count(lines, {
        one: `${formatted} línea de registro apartada`,
        other: `${formatted} líneas de registro apartadas`,
      }),
    kinds: {
      image: 'imagen',
      audio: 'sonido',
      video: 'vídeo',
      pdf: 'PDF',
      json: 'JSON',
      table: 'tabla',
      text: 'texto',
      archive: 'archivo comprimido',
      binary: 'archivo',
      empty: 'respuesta vacía',
      hex: 'bytes',
    },
    programFailed: 'El servicio ha respondido, pero parece que su programa ha tenido un problema',
    programFailedText: 'Estas son sus últimas líneas. A menudo dicen qué no le ha gustado de la entrada.',
    nothingCameBack: 'No ha llegado nada',
    nothingCameBackText:
      'El servicio ha respondido, pero su programa no ha escrito nada. Si es lo correcto para esta entrada, consérvalo.',
    filePrinted: 'El programa del servicio imprimió un archivo en lugar de guardarlo',
    filePrintedText:
      'Un archivo impreso como texto pierde sus bytes en el clúster, y nada puede recuperarlos. El script del servicio tiene que guardarlo en su carpeta de salida ($TMP_OUTPUT_DIR).',
    lastLines: 'Últimas líneas',
    keepAnyway: 'Está bien, conservar como resultado',
  },

  viewers: {
    text: 'Texto del resultado',
    textPart: (shown, total) => `Los primeros ${shown} de ${total}`,
    loadMore: 'Cargar más',
    wrap: 'Partir las líneas largas',
    textProblem: 'No se puede cargar el texto. Guarda el resultado para verlo.',
    loading: 'Cargando…',
    notShown: 'Este tipo de archivo se guarda, no se muestra',
    notShownText: 'Guárdalo y ábrelo con el programa que uses para estos archivos.',
    empty: 'El servicio ha respondido, pero sin nada',
    emptyText: 'Puede que escriba sus resultados en otro sitio, o que no haya obtenido ninguno de esta entrada.',
  },

  details: {
    title: 'Detalles',
    service: 'Servicio',
    from: 'La entrada la hizo',
    mediaType: 'Tipo de contenido',
    charset: 'Juego de caracteres',
    size: 'Tamaño',
    received: 'Recibido',
    encoding: 'Llegó como',
    duration: 'Duración',
    attempts: 'Intentos',
    logLines: 'Líneas de registro',
    notes: 'Notas',
    encodings: {
      base64: 'texto en base64',
      'json-string-base64': 'texto en base64 dentro de una cadena JSON',
      'data-uri': 'URI de datos',
      none: 'bytes sin codificar',
    },
    readingNotes: {
      'no-final-line-feed':
        'La respuesta no acaba como acaban las de OSCAR. Puede que esté incompleta o que venga de otra cosa.',
      'padding-missing': 'Al texto en base64 le faltaba el relleno del final. Se ha leído sin él.',
      'could-be-base64':
        'El texto también es base64 válido de un tipo de archivo desconocido. Elige otra forma en Mostrar como para comparar.',
      'could-be-text': 'Los bytes no son de ningún tipo conocido. La respuesta podría ser un texto.',
      'not-encoded': 'El archivo llegó como bytes, sin base64.',
      'bytes-lost': 'Un programa del clúster imprimió un archivo que no es texto. Sus bytes se perdieron allí.',
      'json-non-numbers':
        'El JSON contiene NaN o Infinity, que no forman parte de JSON. Se muestran tal cual y cuentan como ausentes.',
      'json-not-checked': 'El JSON es grande: solo se han comprobado el principio y el final.',
      'chosen-by-user': 'Se lee de la forma que has elegido.',
    },
    serverSaid: 'Lo que dijo el servidor',
    status: (status) => `Estado ${status}`,
    reference: (reference) => `Referencia del registro ${reference}`,
  },
};
