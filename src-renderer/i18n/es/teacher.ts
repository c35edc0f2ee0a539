import type { teacherMessages as english } from '../en/teacher';

const notInAFile =
  'Algo en él no puede ir en un archivo así: una ruta de este equipo, saltos de línea en un título o una extensión incorrecta.';

/** Making a connection file for pupils, and a page to print for them. */
export const teacherMessages: typeof english = {
  teacher: {
    title: (name) => `Archivo de conexión de ${name}`,
    text: 'Quien lo abra recibe la dirección y estos servicios, y añade un token. Nunca contiene el tuyo.',
    views: 'Vista',
    write: 'Escribir',
    pupil: 'Como lo ve el alumnado',
    services: 'Servicios del archivo',
    recipes: 'Recetas del archivo',
    noServices: 'Aquí aún no se conoce ningún servicio. Conéctate una vez para que aparezcan.',
    include: (service) => `Incluir ${service}`,
    wrong: 'Hay algo que cambiar',
    describe: (service) => `Sobre ${service}`,
    name: 'Título',
    purpose: 'Qué hace',
    accepts: 'Extensiones de los archivos que admite',
    acceptsNote: 'Por ejemplo, jpg, png. Déjalo vacío si admite cualquiera.',
    wrongEnding: (ending) => `«${ending}» no es la extensión de un archivo. Escríbelas así: jpg, png.`,
    size: 'Entrada más grande, en megabytes',
    wrongSize: 'Escribe un número de megabytes, como 50, o nada.',
    sampleKind: 'Tipo de ejemplo',
    sample: 'Ejemplo para probarlo',
    schema: 'Formulario para su JSON (JSON Schema)',
    schemaNote: 'Déjalo vacío si el servicio no admite JSON.',
    schemaProblems: {
      'too-long': 'Este esquema es demasiado largo. Un formulario puede tener 200 campos, y un esquema 16 KiB.',
      'not-an-object': 'Un esquema es un solo objeto, sin muchos niveles y sin ningún nombre repetido.',
      'too-large': 'Un formulario puede tener 200 campos, y un esquema 16 KiB. Esto es más.',
      'too-deep': (path) => `${path || 'El esquema'} tiene demasiados niveles: un formulario tiene 6 como máximo.`,
      unknown: (path) =>
        `Los formularios no conocen «${path}». Quítalo: en un esquema no puede haber nada que el formulario pase por alto.`,
      value: (path) => `No se puede hacer un formulario con «${path || 'esto'}» tal como está escrito aquí.`,
    },
    notJson: (line, column) => `Esto no es JSON: mira la línea ${line}, columna ${column}.`,
    sampleSecret: 'Este ejemplo contiene una contraseña o una clave. Quien abra el archivo podría leerla: quítala.',
    sampleUnlike: (path) =>
      path === ''
        ? 'El formulario no puede mostrar este ejemplo.'
        : `El ejemplo no encaja en el formulario en «${path}». Cambia uno de los dos.`,
    presets: 'Ajustes guardados del archivo',
    presetOutdated: 'se guardaron para otros campos de los que tiene ahora el formulario',
    limits: 'Límites',
    wait: 'Espera máxima de una respuesta, en minutos',
    wrongWait: 'Escribe un número entero de 1 a 1440, o nada.',
    parallel: 'Archivos de una lista al mismo tiempo',
    wrongParallel: 'Escribe un número entero de 1 a 64, o nada.',
    handOut: 'Guardar una hoja para imprimir…',
    save: 'Guardar el archivo…',
    close: 'Cerrar',
    saved: (file, folder) => `${file} está en ${folder}. No contiene ninguna contraseña ni token.`,
    refused: (service) =>
      service === undefined ? 'Este archivo no se puede guardar' : `Este archivo no se puede guardar: mira ${service}`,
    refusals: {
      secret: 'Algo en él parece una contraseña, un token o una clave. Quien abra el archivo podría leerlo.',
      markup: 'Algo en él parece parte de una página web, como <b>. Escribe palabras sin más.',
      'too-large': 'Ocupa más de 256 KiB. Quita algunos servicios, ejemplos o formularios.',
      content: notInAFile,
      'not-json': notInAFile,
      newer: notInAFile,
      address: 'La dirección de esta conexión no puede ir en un archivo. Edita la conexión.',
    },
    tryForm: 'Prueba aquí el formulario. No se envía nada.',
    page: {
      title: (name) => `Conectar con ${name}`,
      address: 'Dirección del clúster',
      steps: (file) => [
        'Abre OSCAR Desktop.',
        `Suelta en su ventana el archivo «${file}» que te han dado. Sin el archivo: elige Añadir conexión y escribe la dirección de arriba.`,
        'Pulsa Siguiente y escribe el token que te han dado para ti.',
        'Pulsa Conectar y elige un servicio.',
        'Dale un archivo o rellena su formulario, y pulsa Ejecutar.',
      ],
      services: 'Qué puedes ejecutar',
      remark: 'Tu token es solo tuyo y no está en esta hoja. Quien lo tenga puede usar los servicios en tu nombre.',
    },
  },
};
