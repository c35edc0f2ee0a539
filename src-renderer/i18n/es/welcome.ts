import type { welcomeMessages as english } from '../en/welcome';

/** The program itself, the first view, and the parts of the window. */
export const welcomeMessages: typeof english = {
  app: {
    name: 'OSCAR Desktop',
    version: (version) => `Versión ${version}`,
    testBuild: (electron) => `Entorno de pruebas (Electron ${electron}), no para el uso diario`,
  },

  welcome: {
    title: 'Ejecuta un servicio con tu propio archivo',
    text: 'Elige una imagen, un sonido o un texto, pulsa Ejecutar y guarda lo que te devuelve.',
    steps: 'Cómo funciona',
    pick: 'Elige un archivo',
    pickText: 'Suéltalo en la ventana, o escribe un texto.',
    run: 'Pulsa Ejecutar',
    runText: 'Un servicio de un clúster hace el trabajo.',
    save: 'Guarda el resultado',
    saveText: 'Míralo, escúchalo, quédatelo.',
    practise: 'Practicar sin clúster',
    practiseText: 'No hace falta cuenta ni internet. Tus archivos se quedan en este equipo.',
    opening: 'Preparando el clúster de práctica…',
    add: 'Añadir conexión',
  },

  regions: {
    services: 'Servicios',
    actions: 'Ejecutar',
    result: 'Resultado',
    divider: 'Separador entre la entrada y el resultado',
    dividerHint: 'Arrástralo para dar más espacio a un lado; con un doble clic vuelve a su sitio',
  },
};
