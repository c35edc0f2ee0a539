import type { presetsMessages as english } from '../en/presets';

/** Saved settings of a service, with a name. */
export const presetsMessages: typeof english = {
  presets: {
    button: 'Ajustes guardados',
    first: (name) => `${name} (se usa al empezar)`,
    keep: 'Guardar estos ajustes…',
    all: 'Todos los ajustes guardados…',
    allText:
      'Una copia se puede pegar en esta ventana en otro equipo, en el mismo servicio. También van en los archivos de conexión.',
    keepTitle: 'Guardar estos ajustes',
    keepText: 'Se guarda todo lo que está relleno, excepto los archivos y las contraseñas.',
    keepListText:
      'Se guarda lo que no es lo habitual: el nombre de cada resultado, cuántos se ejecutan al mismo tiempo, los límites de las respuestas y qué se hace antes de enviar.',
    name: 'Nombre',
    nameNote: 'Por ejemplo, Lento y alto',
    nameMissing: 'Ponle un nombre.',
    replaces: 'Ya hay unos con este nombre y se sustituyen.',
    replacesButForm: 'Ya hay unos con este nombre. Su formulario se queda y lo demás se sustituye.',
    replacesButList: 'Ya hay unos con este nombre. Lo que fijan para las listas se queda y lo demás se sustituye.',
    save: 'Guardar',
    cancel: 'Cancelar',
    beginWith: 'Empezar con ellos',
    copy: 'Copiar como texto',
    copyOf: (name) => `Copiar ${name} como texto`,
    copied: 'Copiado',
    copiedWithout: (name, fields) => `${name} se ha copiado sin ${fields}: una contraseña se queda contigo.`,
    notCopied: (name) => `${name} no se ha copiado: sin sus contraseñas no queda nada, o el portapapeles está ocupado.`,
    used: (name, settings) => `«${name}» se usa aquí: ${settings}.`,
    form: 'rellenan el formulario',
    names: (template) => `resultados llamados «${template}»`,
    waits: (duration) => `espera ${duration} como mucho`,
    receives: (duration) => `la respuesta puede tardar ${duration} en llegar`,
    answers: (size) => `la respuesta ocupa ${size} como mucho`,
    parallelRuns: (files) => `como máximo ${files} al mismo tiempo`,
    preparation: (how) => `antes de enviar: ${how}`,
    usedInList: (name, settings) => `«${name}» se ha usado en esta lista: ${settings}.`,
    notForList:
      'No se ha cambiado nada de esta lista: ya ha empezado, o estos ajustes no fijan nada para una lista. Se han guardado con los demás.',
    delete: 'Eliminar',
    deleteOf: (name) => `Eliminar ${name}`,
    close: 'Cerrar',
  },
};
