import type { cardsMessages as english } from '../en/cards';

/** What is known of services besides what their cluster tells: favourites, own words, the list from before. */
export const cardsMessages: typeof english = {
  cards: {
    sections: { favourites: 'Favoritos', recent: 'Recientes', others: 'Más servicios' },
    favourite: 'Favorito',
    mark: 'Añadir a favoritos',
    unmark: 'Quitar de favoritos',
    lastSeen: (age) => `Visto por última vez ${age}`,
    lastSeenText: 'Esta es la lista de entonces. Puede haber cambiado.',
    owner: (owner) => `Propietario: ${owner}`,
    administrator: 'el administrador',
    states: {
      ready: 'Listo',
      sleeping: 'Dormido',
      starting: 'Arrancando',
      stopped: 'Detenido',
      degraded: 'Con problemas',
      failed: 'Ha fallado',
      unavailable: 'No disponible',
    },
    about: 'Sobre este servicio',
    facts: {
      name: 'Nombre en el clúster',
      owner: 'Propietario',
      accepts: 'Admite',
      largest: 'Hasta',
      state: 'Estado',
    },
    logWarning:
      'Escribe su registro en cada respuesta. Las líneas de registro se apartan del resultado; con el nivel CRITICAL no habría ninguna.',
    edit: 'Editar el nombre y la descripción…',
    editTitle: (name) => `Cómo quieres llamar a ${name}`,
    editText: 'Solo tú ves estas palabras, en este equipo.',
    editName: 'Nombre',
    editPurpose: 'Qué hace, en una línea',
    editSave: 'Guardar',
    editReset: 'Usar sus propias palabras',
    editCancel: 'Cancelar',
  },
};
