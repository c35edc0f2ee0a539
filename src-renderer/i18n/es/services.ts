import type { servicesMessages as english } from '../en/services';
import type { ServiceWords } from '../messages';

const practiceServices: Readonly<Record<string, ServiceWords>> = {
  grayscale: { title: 'Blanco y negro', purpose: 'Convierte una imagen en tonos de gris' },
  'find-things': { title: 'Buscar objetos', purpose: 'Marca con recuadros lo que destaca en una imagen' },
  'picture-sizes': { title: 'Tamaños de imagen', purpose: 'Hace tres copias más pequeñas de una imagen' },
  'image-labels': { title: 'Datos de la imagen', purpose: 'Mide una imagen y nombra sus colores principales' },
  'text-to-speech': { title: 'Texto a voz', purpose: 'Lee en voz alta un texto breve' },
  cowsay: { title: 'La vaca dice', purpose: 'Una vaca dice tu mensaje' },
};

/** The list of services. */
export const servicesMessages: typeof english = {
  services: {
    search: 'Buscar un servicio',
    select: 'Servicio',
    selectNothing: 'Elige un servicio…',
    option: (title, purpose) => `${title}. ${purpose}`,
    loading: 'Buscando servicios…',
    none: 'Aquí todavía no hay servicios',
    noneText: 'Esta cuenta llega al clúster, pero nadie ha compartido un servicio con ella.',
    checkAgain: 'Volver a mirar',
    noMatch: (search) => `Ningún servicio coincide con «${search}».`,
    notChosen: 'Elige un servicio a la izquierda',
    notChosenText: 'Cada servicio hace una cosa con el archivo o el texto que le das.',
    notChosenNarrow: 'Elige un servicio arriba',
    obstacle: {
      'exposed-only': 'Tiene su propia página web y no se puede ejecutar desde aquí',
      'no-token': 'El clúster no ha dado un token para él, así que no se puede ejecutar desde aquí',
    },
    practice: practiceServices,
  },
};
