import type { aboutMessages as english } from '../en/about';

/** Which program this is. */
export const aboutMessages: typeof english = {
  about: {
    title: 'Acerca de OSCAR Desktop',
    text: 'Ejecuta servicios de clústeres OSCAR con tus propios archivos.',
    version: 'Versión',
    built: 'Hecha el',
    electron: 'Electron',
    chromium: 'Chromium',
    node: 'Node.js',
    sandbox: 'Aislamiento',
    sandboxOn: 'Activado: la ventana no puede llegar por sí misma a tus archivos ni a la red',
    sandboxOff: 'Desactivado: el programa se inició sin él',
    licence: 'Software libre con la licencia Apache 2.0. La aplicación no busca actualizaciones ni envía informes.',
    licences: 'Mostrar las licencias',
  },

  recent: {
    button: 'Archivos recientes',
    menu: 'Archivos recientes',
    file: (name, folder) => `${name} en ${folder}`,
    clear: 'Vaciar esta lista',
  },
};
