import type { contentsMessages as english } from '../en/contents';
import { pluralOf } from '../plural';

const count = pluralOf('es');
const error = (headline: string, nextStep: string) => ({ headline, nextStep });

const nothingExtracted = 'No se ha extraído nada. Aquí puedes ver los archivos, o guardar el archivo comprimido.';

/** What is inside of results: text, JSON, tables, archives and bytes. */
export const contentsMessages: typeof english = {
  find: {
    label: 'Buscar en el resultado',
    placeholder: 'Buscar',
    next: 'Coincidencia siguiente',
    previous: 'Coincidencia anterior',
    searching: 'Buscando…',
    none: 'Sin coincidencias',
    position: (position, total) => `${position} de ${total}`,
    positionOfMany: (position, total) => `${position} de más de ${total}`,
    inLoadedPart: 'Solo se busca en lo que está cargado.',
  },

  encoding: {
    label: 'Codificación',
    names: {
      'utf-8': 'UTF-8',
      'utf-16le': 'UTF-16 LE',
      'utf-16be': 'UTF-16 BE',
      'windows-1252': 'Europa occidental (Windows-1252, Latin-1)',
      'windows-1250': 'Europa central (Windows-1250)',
      'windows-1251': 'Cirílico (Windows-1251)',
      'windows-1253': 'Griego (Windows-1253)',
      'windows-1254': 'Turco (Windows-1254)',
      gb18030: 'Chino (GB18030)',
      big5: 'Chino (Big5)',
      shift_jis: 'Japonés (Shift_JIS)',
      'euc-kr': 'Coreano (EUC-KR)',
    },
  },

  jsonView: {
    tooDeep: (levels: string) =>
      `Tiene más de ${levels} niveles anidados, demasiados para un árbol. Abajo está su texto.`,
    nonNumbers: 'NaN e Infinity no forman parte de JSON. Se muestran tal cual y cuentan como ausentes.',
    label: 'Vista del JSON',
    tree: 'Árbol',
    plain: 'Texto',
    treeLabel: 'JSON del resultado',
    tooLarge: (limit) => `Ocupa más de ${limit}, por eso se muestra como texto y no como árbol.`,
    problem: 'No es un JSON completo, por eso se muestra como texto.',
    entries: (entries, formatted) => count(entries, { one: `${formatted} elemento`, other: `${formatted} elementos` }),
    more: (shown, formatted) => `Se muestran ${shown}. Mostrar ${formatted} más`,
    copyPath: 'Copiar la ruta',
    copyValue: 'Copiar el valor',
    copied: 'Copiado',
    copyProblem: 'Esto no se puede copiar',
    whole: 'El valor completo',
    keys: 'Las flechas mueven y abren; Inicio y Fin llevan a los extremos.',
  },

  table: {
    label: 'Tabla del resultado',
    rows: (rows, formatted) => count(rows, { one: `${formatted} fila`, other: `${formatted} filas` }),
    columns: (columns, formatted) => count(columns, { one: `${formatted} columna`, other: `${formatted} columnas` }),
    part: (shown, total) => `Se han cargado los primeros ${shown} de ${total}. Al ordenar se ordena lo cargado.`,
    delimiter: 'Las columnas se separan con',
    delimiters: { ',': 'Coma', ';': 'Punto y coma', '\t': 'Tabulador', '|': 'Barra vertical' },
    hasHeader: 'La primera fila es un encabezado',
    rowNumber: 'Fila',
    columnName: (number) => `Columna ${number}`,
    moreColumns: (shown, total) => `Se muestran ${shown} de ${total} columnas`,
    showMoreColumns: 'Mostrar más columnas',
    rowTooLong:
      'Falta cerrar unas comillas, así que no se puede separar el resto. Elige Texto en Mostrar como para verlo.',
    sortedUp: (column) => `Ordenado por ${column}, de menor a mayor`,
    sortedDown: (column) => `Ordenado por ${column}, de mayor a menor`,
  },

  hex: {
    label: 'Bytes del resultado',
    headline: 'Este tipo de archivo no se puede dibujar aquí, así que estos son sus bytes',
    text: 'Guárdalo y ábrelo con el programa que uses para estos archivos.',
    shown: (shown, total) => `Los primeros ${shown} de ${total}`,
    numpy: (shape, type) => `Matriz de NumPy, ${shape}, ${type}`,
    numpyScalar: (type) => `Matriz de NumPy de un solo valor, ${type}`,
    numpyOrder: 'Guardada columna a columna',
  },

  archive: {
    label: 'Archivos dentro del archivo comprimido',
    files: (files, formatted, size) =>
      count(files, { one: `${formatted} archivo, ${size}`, other: `${formatted} archivos, ${size}` }),
    none: 'El archivo comprimido está vacío',
    back: 'Todos los archivos',
    showFileAs: 'Mostrar este archivo como',
    extractAll: 'Extraer todo…',
    extracting: 'Extrayendo…',
    extractedPart: (done, total) => `Extraídos ${done} de ${total}`,
    stopExtracting: 'Detener la extracción',
    stopped: 'Detenido. No ha quedado nada en la carpeta.',
    extracted: (files, formatted, name, folder) =>
      count(files, {
        one: `Se ha extraído ${formatted} archivo en ${name}, dentro de ${folder}`,
        other: `Se han extraído ${formatted} archivos en ${name}, dentro de ${folder}`,
      }),
    showMore: (formatted) => `Mostrar ${formatted} más`,
    open: (name) => `Ver ${name}`,
    nested: 'Un archivo comprimido dentro de otro. Extráelo y después descomprímelo con tu gestor de archivos.',
    notExtractable: 'no se puede extraer',
    errors: {
      unreadable: () =>
        error(
          'Este archivo comprimido no se puede leer',
          'Está dañado, es de otro tipo o contiene archivos que no cuenta. Guárdalo, o vuelve a ejecutar el servicio.',
        ),
      refused: {
        count: (entries) =>
          error(
            `Este archivo comprimido no se abre: dice contener ${entries} archivos o más`,
            'Guárdalo y descomprímelo con cuidado: tantos archivos pueden llenar un disco.',
          ),
        size: (size) =>
          error(
            `Este archivo comprimido no se abre: sus archivos ocuparían ${size} o más`,
            'Guárdalo y descomprímelo donde haya sitio.',
          ),
        ratio: (size) =>
          error(
            `Este archivo comprimido no se abre: es pequeño, pero crecería hasta ${size} o más`,
            'Los archivos así se hacen para llenar discos. Pregunta a quien lleva el servicio qué debería contener.',
          ),
      },
      entry: {
        empty: () => error('Un archivo del archivo comprimido no tiene nombre', nothingExtracted),
        outside: (entry) => error(`«${entry}» iría a parar fuera de la carpeta que has elegido`, nothingExtracted),
        reserved: (entry) => error(`«${entry}» es un nombre que Windows reserva para un dispositivo`, nothingExtracted),
        characters: (entry) =>
          error(`«${entry}» tiene caracteres que no caben en un nombre de archivo`, nothingExtracted),
        'too-long': (entry) => error(`«${entry}» es demasiado largo para un nombre de archivo`, nothingExtracted),
        link: (entry) => error(`«${entry}» es un enlace a otro sitio, no un archivo`, nothingExtracted),
        duplicate: (entry) => error(`Dos archivos del archivo comprimido se llaman «${entry}»`, nothingExtracted),
        encrypted: (entry) =>
          error(
            `«${entry}» necesita una contraseña`,
            'Guarda el archivo comprimido y descomprímelo con un programa que la pida.',
          ),
        method: (entry) =>
          error(
            `«${entry}» está comprimido de una forma poco habitual`,
            'Guarda el archivo comprimido y descomprímelo con otro programa.',
          ),
        damaged: (entry) =>
          error(
            `«${entry}» está dañado dentro del archivo comprimido`,
            'Vuelve a ejecutar el servicio para obtener otro.',
          ),
      },
    },
  },
};
