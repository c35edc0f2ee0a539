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
    name: 'Nombre',
    nameNote: 'Por ejemplo, Lento y alto',
    nameMissing: 'Ponle un nombre.',
    replaces: 'Ya hay unos con este nombre y se sustituyen.',
    save: 'Guardar',
    cancel: 'Cancelar',
    beginWith: 'Empezar con ellos',
    copy: 'Copiar como texto',
    copyOf: (name) => `Copiar ${name} como texto`,
    copied: 'Copiado',
    copiedWithout: (name, fields) => `${name} se ha copiado sin ${fields}: una contraseña se queda contigo.`,
    notCopied: (name) => `${name} no se ha copiado: sin sus contraseñas no queda nada, o el portapapeles está ocupado.`,
    begun: (name) => `Los archivos se preparan como dice «${name}».`,
    undoBegun: 'Enviarlos tal cual',
    delete: 'Eliminar',
    deleteOf: (name) => `Eliminar ${name}`,
    close: 'Cerrar',
  },
};
