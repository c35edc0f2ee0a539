import type { movingMessages as english } from '../en/moving';
import { pluralOf } from '../plural';

const count = pluralOf('es');
const error = (headline: string, nextStep: string) => ({ headline, nextStep });
const askForAnother = 'Pide otro a quien te lo dio.';

/** Bringing connections in and handing them on, and documents that were set aside. */
export const movingMessages: typeof english = {
  moving: {
    menuImport: 'Importar de oscar-cli…',
    menuOpen: 'Abrir un archivo de conexión…',
    menuMake: 'Crear un archivo de conexión…',
    menuDuplicate: (name) => `Duplicar ${name}…`,
    copyOf: (name) => `${name} (copia)`,
    takeSecret: (name) => `Usar también aquí el token o la contraseña de ${name}`,
  },

  imports: {
    title: 'Importar de oscar-cli',
    found: (file, clusters) =>
      count(clusters, {
        one: `${file} contiene un clúster que se puede añadir. El archivo se queda como está.`,
        other: `${file} contiene ${clusters} clústeres que se pueden añadir. El archivo se queda como está.`,
      }),
    nothing: 'No hay ninguna configuración de oscar-cli en su sitio habitual',
    nothingText: 'Es un archivo llamado config.yaml. Elígelo si lo tienes en otro sitio.',
    list: 'Clústeres que se añaden',
    isDefault: 'El que usa oscar-cli',
    isKnown: 'Ya tienes esta conexión',
    password: (user) => `Usuario ${user}, con contraseña`,
    agent: (account) => `oidc-agent, con la cuenta ${account}`,
    plainHttp: 'La conexión no está cifrada: otras personas podrían leer la contraseña y lo que envías',
    uncheckedCertificate:
      'oscar-cli no comprobaba su certificado. Aquí se comprueba como siempre; si no es de confianza, se te pregunta qué hacer.',
    skipped: 'No se incluyen',
    obstacle: {
      'not-a-cluster': 'No es un clúster',
      'no-address': 'No tiene dirección',
      'address-invalid': 'Su dirección no es una dirección web',
      'no-sign-in': 'No tiene usuario, así que no hay forma de iniciar sesión',
      'no-secret': 'Tiene usuario pero no contraseña',
    },
    secrets: 'Las contraseñas y los tokens van al llavero de tu sistema. Aquí no se muestran.',
    chooseFile: 'Elegir un archivo…',
    chooseOther: 'Otro archivo…',
    cancel: 'Cancelar',
    add: (clusters) => count(clusters, { one: 'Añadir una conexión', other: `Añadir ${clusters} conexiones` }),
    addNone: 'Añadir conexiones',
    adding: 'Añadiendo…',
    noneChosen: 'Elige al menos un clúster.',
  },

  connectionFile: {
    title: (name) => `¿Conectar con ${name}?`,
    text: (file) => `${file} describe esta conexión. Continúa solo si sabes quién te lo ha dado.`,
    address: 'Dirección',
    plainHttp: 'La conexión no está cifrada: otras personas podrían leer lo que se envía.',
    certificate: 'Certificado',
    certificateText: 'El archivo trae el certificado de su institución, en el que se confía solo para esta conexión.',
    services: (services) => count(services, { one: 'Un servicio', other: `${services} servicios` }),
    more: (services) => count(services, { one: 'y uno más', other: `y ${services} más` }),
    limits: 'Límites que propone',
    waitLimit: (duration) => `Esperar una respuesta hasta ${duration}`,
    parallelRuns: (files, howMany) =>
      count(howMany, {
        one: 'Ejecutar los archivos de una lista de uno en uno',
        other: `Ejecutar como máximo ${files} archivos de una lista al mismo tiempo`,
      }),
    secret: 'No contiene ninguna contraseña ni token. Añades los tuyos en el paso siguiente.',
    cancel: 'Cancelar',
    next: 'Siguiente',
    notOpened: 'No se puede usar este archivo de conexión',
    close: 'Cerrar',
  },

  setAside: {
    headline: {
      profiles: 'No se han podido leer tus conexiones',
      settings: 'No se han podido leer tus ajustes',
      recipes: 'No se han podido leer tus recetas',
      watches: 'No se han podido leer tus carpetas vigiladas',
    },
    text: {
      newer: (file) =>
        `Los escribió una versión más nueva de OSCAR Desktop. No se ha perdido nada: se guardan como ${file}. Usa esa versión para seguir con ellos.`,
      damaged: (file) =>
        `El archivo estaba dañado o cortado. No se ha tirado nada: se guarda como ${file}, para que alguien pueda examinarlo.`,
    },
    show: 'Mostrar en la carpeta',
    dismiss: 'Cerrar',
  },

  movingErrors: {
    configPlace: (file, line, column) =>
      error(
        `No se puede leer ${file}`,
        `Hay algo mal en la línea ${line}, columna ${column}. Corrígelo y vuelve a intentarlo.`,
      ),
    config: {
      syntax: (file) => error(`No se puede leer ${file}`, 'Su texto está roto. Compruébalo, o elige otro archivo.'),
      'too-deep': (file) =>
        error(
          `${file} no es una configuración de oscar-cli`,
          'Tiene más niveles de los que puede tener una. Elige otro archivo.',
        ),
      'too-large': (file) =>
        error(`${file} es demasiado grande para una configuración de oscar-cli`, 'Elige otro archivo.'),
      'no-clusters': (file) =>
        error(`No hay clústeres en ${file}`, 'Elige el archivo que usa oscar-cli, que suele llamarse config.yaml.'),
    },
    connectionFile: {
      'too-large': (file) => error(`${file} es demasiado grande para un archivo de conexión`, askForAnother),
      'not-json': (file) => error(`${file} no es un archivo de conexión`, askForAnother),
      newer: (file) =>
        error(
          `${file} se hizo para una versión más nueva de OSCAR Desktop`,
          'Instala la versión más reciente y vuelve a abrirlo.',
        ),
      secret: (file) =>
        error(
          `${file} contiene una contraseña o un token, así que no se usa`,
          'Los archivos de conexión se pasan de mano en mano; los secretos no. Avisa a quien te lo dio y pídele uno sin ellos.',
        ),
      markup: (file) => error(`${file} contiene partes de una página web, así que no se usa`, askForAnother),
      content: (file) =>
        error(`${file} contiene algo que un archivo de conexión no debe contener, así que no se usa`, askForAnother),
      address: (file) => error(`La dirección que hay en ${file} no es la de un clúster`, askForAnother),
    },
    field: (field) => `Parte: ${field}`,
  },
};
