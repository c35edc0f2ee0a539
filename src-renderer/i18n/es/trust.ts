import type { CheckStepId, NotChecked } from '../../../src-main/core/connection/connection-check';
import type { TlsProblem } from '../../../src-main/core/ground/error';
import type { trustMessages as english } from '../en/trust';
import { pluralOf } from '../plural';

const plural = pluralOf('es');

const stepTitles: Readonly<Record<CheckStepId, string>> = {
  address: 'Dirección',
  name: 'Nombre',
  connection: 'Conexión',
  certificate: 'Certificado',
  oscar: 'OSCAR',
  'sign-in': 'Inicio de sesión',
  services: 'Servicios',
  runnable: 'Ejecución',
};

const reasons: Readonly<Record<NotChecked, string>> = {
  'earlier-step': 'Espera al paso de arriba.',
  'through-proxy': 'El proxy busca el nombre.',
  'not-encrypted': 'Esta conexión no está cifrada, así que no hay certificado.',
  'service-token': 'Un token de servicio abre un solo servicio.',
  'older-cluster': 'Este clúster es demasiado antiguo para saberlo sin ejecutar el servicio.',
  'after-saving': 'Guarda antes la conexión: probar este token ahora podría gastarlo.',
  'no-services': 'Todavía no hay ningún servicio que ejecutar.',
};

const whyNotTrusted: Readonly<Record<TlsProblem, string>> = {
  'self-signed': 'No es de confianza: está autofirmado.',
  'unknown-issuer': 'No es de confianza: tu equipo no conoce a quien lo emitió.',
  expired: 'No es de confianza: ha caducado.',
  'not-yet-valid': 'No es de confianza: todavía no es válido.',
  'wrong-host': 'No es de confianza: es de otro nombre.',
  changed: 'No es de confianza: es distinto del que elegiste.',
  protocol: 'No es de confianza.',
};

/** Certificates, and the check of a connection. */
export const trustMessages: typeof english = {
  certificate: {
    show: 'Mostrar el certificado…',
    title: (host) => `Certificado de ${host}`,
    loading: 'Pidiendo el certificado…',
    subject: 'Emitido para',
    issuer: 'Emitido por',
    hosts: 'Vale para',
    validFrom: 'Válido desde',
    validUntil: 'Caduca',
    fingerprint: 'Huella (SHA-256)',
    trusted: 'De confianza.',
    notTrusted: whyNotTrusted,
    addAuthority: 'Añadir el certificado de tu institución…',
    addAuthorityNote: 'La forma segura: un archivo que te da tu administrador.',
    pin: 'Confiar solo en este certificado',
    pinHeadline: 'Compara antes la huella',
    pinNote:
      'Pide a tu administrador que te la lea. Si no coincide, alguien puede estar escuchando y se haría con tu token o tu contraseña.',
    advanced: 'No existe ese archivo',
    close: 'Cerrar',
  },
  trust: {
    label: 'Certificados de confianza',
    system: 'Los de confianza de tu equipo',
    authority: (subject) => `Los de confianza de tu equipo y ${subject}`,
    pinned: (fingerprint) => `Solo el que empieza por ${fingerprint}`,
    reset: 'Usar los de confianza de tu equipo',
  },
  check: {
    button: 'Comprobar la conexión',
    menuItem: (name) => `Comprobar ${name}…`,
    title: 'Comprobar la conexión',
    running: 'Comprobando…',
    allWell: 'Todo funciona.',
    hasProblem: 'Algo lo impide.',
    again: 'Volver a comprobar',
    copy: 'Copiar el informe',
    copied: 'Copiado',
    copyNote: 'El informe es para tu administrador. No contiene ningún token ni contraseña.',
    close: 'Cerrar',
    outcomes: { passed: 'En orden', failed: 'Lo impide', 'not-checked': 'Sin comprobar' },
    steps: stepTitles,
    notChecked: reasons,
    found: {
      address: (endpoint) => `${endpoint} es una dirección web.`,
      name: (addresses) => `Lleva a ${addresses}.`,
      connection: (host) => `${host} responde.`,
      connectionThrough: (host, proxy) => `${host} responde a través del proxy ${proxy}.`,
      certificate: (subject, date) => `${subject} es de confianza hasta el ${date}.`,
      expiredCertificate: (subject, date) => `Elegiste confiar en ${subject}, que caducó el ${date}.`,
      oscar: 'OSCAR responde.',
      oscarVersion: (version) => `OSCAR ${version} responde.`,
      signIn: 'El clúster acepta tu inicio de sesión.',
      services: (count, number) => plural(count, { one: `Ves ${number} servicio.`, other: `Ves ${number} servicios.` }),
      runnable: (count, number) =>
        plural(count, {
          one: `${number} de ellos se puede ejecutar desde aquí.`,
          other: `${number} de ellos se pueden ejecutar desde aquí.`,
        }),
      runnableService: (service) => `${service} se puede ejecutar con este token.`,
    },
    reportTitle: (address) => `Conexión con ${address}`,
    reportLine: (mark, step, sentence) => `${mark} ${step}: ${sentence}`,
    reportFingerprint: (fingerprint) => `SHA-256 ${fingerprint}`,
    reportProgram: (version, instant) => `OSCAR Desktop ${version}, ${instant}`,
  },
};
