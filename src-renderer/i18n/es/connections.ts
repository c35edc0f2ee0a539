import type { connectionsMessages as english } from '../en/connections';

const connectionStates = {
  connecting: 'conectando',
  connected: 'conectada',
  asleep: 'dormida',
  unreachable: 'inaccesible',
  notConnected: 'sin conexión',
  notTried: 'sin probar',
};

/** Connections and the form for one. */
export const connectionsMessages: typeof english = {
  connection: {
    practice: 'Práctica',
    practiceText: 'Funciona en este equipo. No se envía nada a ningún sitio.',
    none: 'Elige una conexión',
    inState: (name, state) => `Conexión: ${name}, ${connectionStates[state]}`,
    states: connectionStates,
    menu: 'Conexiones',
    add: 'Añadir conexión…',
    edit: (name) => `Editar ${name}…`,
    editCurrent: 'Editar conexión',
  },

  profile: {
    addTitle: 'Añadir conexión',
    editTitle: (name) => `Editar ${name}`,
    name: 'Nombre',
    colour: 'Color',
    colours: { green: 'Verde', blue: 'Azul', violet: 'Violeta', red: 'Rojo', orange: 'Naranja', grey: 'Gris' },
    address: 'Dirección',
    addressNote: 'La dirección web del clúster, por ejemplo oscar.example.org',
    missing: {
      name: 'Ponle un nombre.',
      address: 'Escribe la dirección del clúster.',
    },
    allowPlainHttp: 'Usar esta dirección aunque otras personas puedan leer lo que se envía',
    more: 'Más',
    connect: 'Conectar',
    connecting: 'Conectando…',
    showAll: 'Cambiar la dirección, el acceso o el nombre…',
    saveUnchecked: 'Guardar de todos modos',
    save: 'Guardar',
    saving: 'Guardando…',
    cancel: 'Cancelar',
    delete: 'Eliminar…',
    deleteQuestion: (name) => `¿Eliminar ${name}?`,
    deleteText: 'También se quita de este equipo su token o su contraseña. En el clúster no cambia nada.',
    confirmDelete: 'Eliminar',
    keep: 'Conservar',
  },
};
