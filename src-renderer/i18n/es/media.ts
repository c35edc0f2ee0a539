import type { mediaMessages as english } from '../en/media';

/** Sound, video and PDF. */
export const mediaMessages: typeof english = {
  media: {
    saveIt: 'Guárdalo y ábrelo con otro programa.',
    openIt: 'Quizá otro programa pueda. También puedes guardarlo.',
    ofKind: (type, nextStep) => `Es de tipo ${type}. ${nextStep}`,
  },

  sound: {
    label: 'Sonido del resultado',
    problem: 'Aquí no se puede reproducir como sonido',
    play: 'Reproducir',
    pause: 'Pausa',
    position: 'Punto del sonido',
    positionOf: (position, duration) => `${position} de ${duration}`,
    speed: 'Velocidad',
    times: (speed) => `${speed}×`,
    noOutline: 'No se puede dibujar su contorno, pero suena.',
  },

  video: {
    label: 'Vídeo del resultado',
    problem: 'Aquí no se puede reproducir como vídeo',
  },

  pdf: {
    label: 'PDF del resultado',
    loading: 'Cargando…',
    page: 'Página',
    ofPages: (pages) => `de ${pages}`,
    pageAlt: (page, pages) => `Página ${page} de ${pages}`,
    previous: 'Página anterior',
    next: 'Página siguiente',
    problem: 'No se puede mostrar como PDF',
    problemText: 'Puede que esté dañado o incompleto. Guárdalo para probar con otro programa.',
    locked: 'Este PDF tiene contraseña',
    lockedText: 'Guárdalo y ábrelo con un programa que pida la contraseña.',
    pageProblem: 'Esta página no se puede dibujar.',
    noText: 'Este PDF no contiene texto en el que buscar. Puede que sea un escaneo.',
  },
};
