import type { commandsMessages as english } from '../en/commands';

/** What the commands of the window are called, and the keys. */
export const commandsMessages: typeof english = {
  commands: {
    titles: {
      'choose-files': 'Elegir archivos…',
      'choose-folder': 'Elegir una carpeta…',
      save: 'Guardar el resultado como…',
      'save-to-folder': 'Guardar el resultado otra vez en la misma carpeta',
      'take-away': 'Llevarse de la lista…',
      'add-connection': 'Añadir conexión…',
      'open-connection-file': 'Abrir un archivo de conexión…',
      'import-clusters': 'Importar de oscar-cli…',
      settings: 'Ajustes…',
      'try-sample': 'Probar con el ejemplo',
      run: 'Ejecutar',
      stop: 'Detener…',
      'back-to-services': 'Volver a los servicios',
      connections: 'Conexiones',
      'find-service': 'Buscar un servicio',
      history: 'Historial',
      jobs: 'Trabajos en segundo plano',
      'next-region': 'Parte siguiente de la ventana',
      'previous-region': 'Parte anterior de la ventana',
      'go-to-services': 'Ir a los servicios',
      'go-to-input': 'Ir a la entrada',
      'go-to-actions': 'Ir a Ejecutar',
      'go-to-result': 'Ir al resultado',
      'result-alone': 'Ver solo el resultado',
      help: 'Ayuda',
      keyboard: 'Teclas',
      'first-steps': 'Mostrar los primeros pasos',
      about: 'Acerca de OSCAR Desktop',
    },
    keyNames: { Control: 'Ctrl', Shift: 'Mayús', Alt: 'Alt', Enter: 'Intro', Escape: 'Esc' },
  },
};
