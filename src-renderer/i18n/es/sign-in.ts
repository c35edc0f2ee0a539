import type { signInMessages as english } from '../en/sign-in';

const error = (headline: string, nextStep: string) => ({ headline, nextStep });

/** The ways to sign in: their fields, how long a token counts, and what can go wrong with them. */
export const signInMessages: typeof english = {
  signIn: {
    label: 'Cómo inicias sesión',
    kinds: {
      'service-token': 'Token de servicio',
      password: 'Usuario y contraseña',
      institute: 'Página de tu institución',
      'oidc-access-token': 'Token de acceso',
      'oidc-refresh-token': 'Token de larga duración (de renovación)',
      'oidc-agent': 'oidc-agent',
    },
    explanations: {
      'service-token': 'Abre un solo servicio. No necesitas una cuenta.',
      password: 'Una cuenta del clúster, para todos tus servicios.',
      institute: 'En tu navegador, con la cuenta de tu institución.',
      'oidc-access-token': 'De una página como EGI Check-in. Caduca con el tiempo.',
      'oidc-refresh-token': 'Consigue por sí mismo tokens de acceso nuevos, a menudo durante meses.',
      'oidc-agent': 'Para quienes tienen este programa en su equipo.',
    },
    service: 'Servicio',
    serviceName: 'Nombre del servicio',
    serviceNameNote: 'El token abre este único servicio',
    user: 'Usuario',
    account: 'Cuenta',
    accountNote: 'El nombre corto con el que el agente la conoce',
    noAgent: 'El programa oidc-agent no está en este equipo. Instálalo, o elige otra forma de iniciar sesión.',
    secret: {
      'service-token': 'Token',
      password: 'Contraseña',
      'oidc-access-token': 'Token de acceso',
      'oidc-refresh-token': 'Token de renovación',
    },
    show: 'Mostrar',
    showSecret: {
      'service-token': 'Mostrar el token',
      password: 'Mostrar la contraseña',
      'oidc-access-token': 'Mostrar el token',
      'oidc-refresh-token': 'Mostrar el token',
    },
    keepSecret: 'Déjalo vacío para conservar el que tienes',
    secretNote: 'Va al llavero de tu sistema y no se vuelve a mostrar',
    notAServiceToken:
      'Los tokens de servicio tienen 64 letras y cifras. ¿Es una contraseña? Elige Usuario y contraseña.',
    keepForSession: 'Conservar solo durante esta sesión',
    issuer: 'Emisor',
    issuerNote: 'La dirección web donde se creó el token',
    clientId: 'Identificador de cliente',
    scope: 'Ámbito',
    scopeNote: 'Déjalo vacío si tu administrador no te ha dado ninguno',
    useEgi: 'Es de EGI Check-in',
    institute: {
      note: 'Pide estos dos datos a tu administrador, o un archivo de conexión que los tenga.',
      signIn: 'Iniciar sesión…',
      again: 'Inicia sesión aquí de nuevo cuando haya terminado.',
      states: {
        asking: 'Preguntando a tu institución…',
        finishing: 'Has iniciado sesión. Recibiendo lo que hace falta…',
        done: 'Has iniciado sesión.',
      },
      browser: 'Inicia sesión en la página que se ha abierto en tu navegador. Esta ventana continúa sola.',
      noBrowser: 'No se pudo abrir ningún navegador. Copia el enlace en un navegador de este equipo, o usa un código.',
      typeCode: 'Abre esta dirección en cualquier equipo o teléfono y escribe allí el código:',
      qr: 'Código QR de la dirección',
      openAgain: 'Abrirla de nuevo',
      copyLink: 'Copiar el enlace',
      withCode: 'Usar un código',
      leave: 'Cancelar el inicio de sesión',
      signOut: 'Cerrar sesión',
      signedOut: 'Has cerrado la sesión.',
      page: {
        done: 'Has iniciado sesión',
        failed: 'No se ha podido iniciar sesión',
        next: 'Vuelve a OSCAR Desktop. Puedes cerrar esta página.',
      },
    },
    missing: {
      serviceName: 'Escribe el nombre del servicio.',
      user: 'Escribe tu nombre de usuario.',
      account: 'Escribe el nombre corto de la cuenta.',
      issuer: 'Escribe la dirección del emisor.',
      clientId: 'Escribe el identificador de cliente.',
      secret: {
        'service-token': 'Pega aquí el token.',
        password: 'Escribe tu contraseña.',
        'oidc-access-token': 'Pega aquí el token.',
        'oidc-refresh-token': 'Pega aquí el token.',
      },
    },
    looksLikeAccessToken: 'Parece un token de acceso. Elige arriba Token de acceso, o pega el token de servicio.',
    life: {
      runsOut: (when) => `Caduca ${when}`,
      ranOut: (when) => `Caducó ${when}`,
      notYet: (when) => `Será válido ${when}`,
    },
    tokenLife: {
      runsOut: (when) => `El token caduca ${when}`,
      ranOut: (when) => `El token caducó ${when}`,
      notYet: (when) => `El token será válido ${when}`,
    },
    pasteNew: 'Pegar un token nuevo',

    errors: {
      expired: {
        access: (when) =>
          error(
            `El token de acceso caducó ${when}`,
            'Pega uno nuevo. Si lo acabas de conseguir, comprueba la fecha de este equipo.',
          ),
        refresh: (when) =>
          error(
            `El token de renovación caducó ${when}`,
            'Pega uno nuevo. Si lo acabas de conseguir, comprueba la fecha de este equipo.',
          ),
      },
      notYetValid: (when) =>
        error('El token de acceso todavía no es válido', `Lo será ${when}. Comprueba la fecha de este equipo.`),
      unsuitable: {
        'service-token': () =>
          error('Parece un token de servicio', 'Elige arriba Token de servicio, o pega el otro token.'),
        opaque: () =>
          error('No es un token de acceso completo', 'Cópialo entero: tiene tres partes separadas por puntos.'),
        'opaque-issued': () =>
          error('El token que se ha emitido no sirve para OSCAR', 'Pregunta a tu administrador cómo iniciar sesión.'),
      },
      issuerNeeded: () =>
        error('El token no dice de dónde viene', 'Rellena más abajo el emisor y el identificador de cliente.'),
      issuerUnknown: (host, issuer) =>
        error(
          `${host} no admite tokens de ${issuer}`,
          'Consigue un token de donde este clúster lo espera. Pregunta a tu administrador dónde es.',
        ),
      notAnIssuer: (issuer) =>
        error(`En «${issuer}» no se crean tokens`, 'Consulta el emisor de la conexión con tu administrador.'),
      issuerFailed: (issuer) =>
        error(
          `No ha llegado ningún token de ${issuer}`,
          'Tiene un problema propio. Espera un minuto y vuelve a intentarlo.',
        ),
      refused: {
        token: (issuer) =>
          error(
            'El token de renovación ya no se acepta',
            `Se ha anulado, o no se ha usado en mucho tiempo. Pega uno nuevo de ${issuer}.`,
          ),
        client: (issuer) =>
          error(
            `El identificador de cliente no se conoce en ${issuer}`,
            'Consulta el identificador de cliente con tu administrador.',
          ),
        scope: (issuer) =>
          error(`El ámbito no se concede en ${issuer}`, 'Deja vacío el ámbito, o consúltalo con tu administrador.'),
        ended: (issuer) =>
          error(
            `El inicio de sesión en ${issuer} ha terminado`,
            'Inicia sesión de nuevo y continúa. No se pierde nada.',
          ),
        denied: (issuer) =>
          error(
            `No has iniciado sesión en ${issuer}`,
            'Se cerró su página, o dijo que no. Inicia sesión de nuevo cuando quieras.',
          ),
        late: (issuer) =>
          error(`Nadie inició sesión en ${issuer} a tiempo`, 'No se ha enviado nada. Empieza de nuevo.'),
        foreign: (issuer) =>
          error(
            `La respuesta no era de ${issuer}, o no era para este inicio de sesión`,
            'No se ha guardado nada de ella. Inicia sesión de nuevo; si se repite, pregunta a tu administrador.',
          ),
        other: (issuer) =>
          error(`Se ha rechazado el inicio de sesión en ${issuer}`, 'Enseña los detalles a tu administrador.'),
      },
      unsupported: (host) =>
        error(
          `${host} no admite tokens de acceso`,
          'Usa un token de servicio, o un usuario y una contraseña. Tu administrador puede darte uno.',
        ),
      notAMember: (host) =>
        error(
          `${host} no deja entrar con este inicio de sesión`,
          'Tu token es válido, pero puede que no estés en ningún grupo con acceso. Pregunta a tu administrador.',
        ),
      serviceClosed: (service, host) =>
        error(
          `No hay ningún servicio llamado ${service} para este inicio de sesión`,
          `Puede que lo hayan quitado de ${host}, o que sea para otros grupos. Pregunta a tu administrador.`,
        ),
      agent: {
        'not-installed': () =>
          error('El programa oidc-agent no está en este equipo', 'Instálalo, o elige otra forma de iniciar sesión.'),
        'not-running': () =>
          error(
            'El programa oidc-agent no está en marcha',
            'Inícialo en tu sesión y después vuelve a abrir esta aplicación.',
          ),
        'account-unknown': (account) =>
          error(`El agente no conoce ninguna cuenta llamada ${account}`, 'Comprueba el nombre corto en la conexión.'),
        'timed-out': () =>
          error('El agente no ha dado un token a tiempo', 'Puede que espere su contraseña. Busca su ventana.'),
        other: () => error('El agente no ha dado ningún token', 'Mira los detalles y vuelve a intentarlo.'),
      },
    },
  },
};
