import type { picturesMessages as english } from '../en/pictures';
import { pluralOf } from '../plural';

const count = pluralOf('es');

/** Pictures, comparing with what was sent, and what a service found in a picture. */
export const picturesMessages: typeof english = {
  picture: {
    alt: (width, height, type) =>
      type ? `Imagen del resultado, ${width} por ${height}, ${type}` : `Imagen del resultado, ${width} por ${height}`,
    loadingAlt: 'Imagen del resultado',
    loading: 'Cargando…',
    board: 'Imagen',
    keys: 'Más y menos cambian el tamaño, 0 la muestra entera, 1 a su tamaño real, y las flechas la mueven.',
    size: (width, height) => `${width} × ${height} píxeles`,
    spread: (darkest, brightest) =>
      `Brillo ajustado para que se vea: ${darkest} es negro, ${brightest} es blanco. El archivo guardado conserva sus valores.`,
    bands: (shown, all) => `Se muestran ${shown} de los ${all} valores de cada píxel`,
    values: 'Brillo',
    valueRanges: {
      extremes: 'Del más oscuro al más claro',
      middle: 'Sin los extremos',
      whole: 'Tal como está guardado',
    },
    zoom: 'Tamaño de la imagen',
    zoomIn: 'Ampliar',
    zoomOut: 'Reducir',
    scale: 'Tamaño actual',
    fit: 'Ajustar',
    actual: 'Tamaño real',
    page: 'Página',
    pageOf: (page, pages) => `${page} de ${pages}`,
    drawingAsText:
      'Este dibujo no se dibuja: está dañado, o dibujarlo podría detener la ventana. Abajo está su texto. Guárdalo para abrirlo con otro programa.',
    problem: 'Esto no se puede dibujar como imagen',
    problemText:
      'Puede que esté dañada, que sea demasiado grande o de un tipo que aquí no se conoce. Elige otra forma en Mostrar como, o guárdala.',
    problems: {
      'unknown-kind':
        'Es de un tipo que aquí no se conoce, o está comprimida de un modo que no se conoce. Guárdala para abrirla con otro programa.',
      damaged: 'Está dañada o termina antes de tiempo. Elige otra forma en Mostrar como, o guárdala.',
      'too-many-pixels':
        'Tiene más píxeles de los que aquí puede tener una imagen. Guárdala para abrirla con otro programa.',
      'too-much-memory':
        'Dibujarla necesitaría más memoria de la que hay para una imagen. Guárdala para abrirla con otro programa.',
      'too-long': 'Dibujarla tardó demasiado. Guárdala para abrirla con otro programa.',
      'process-ended':
        'Lo que dibuja las imágenes terminó de forma inesperada con esta. Guárdala para abrirla con otro programa.',
      animated: 'Es una animación.',
      'many-pages': 'Tiene varias páginas.',
    },
  },

  comparison: {
    label: 'Comparar con la entrada',
    alone: 'Resultado',
    slider: 'Cortina',
    beside: 'Lado a lado',
    difference: 'Diferencias',
    input: 'Entrada',
    result: 'Resultado',
    inputAlt: 'Imagen enviada',
    inputBoard: 'Imagen enviada',
    sliderBoard: 'La entrada a la izquierda, el resultado a la derecha',
    divider: 'Dónde acaba la entrada y empieza el resultado',
    dividerAt: (percent) => `Al ${percent} del ancho`,
    gone: 'La entrada ya no se puede mostrar',
    goneText: 'Su archivo se cambió, se movió o se eliminó después de enviarlo. El resultado no se ve afectado.',
  },
  difference: {
    working: 'Comparando…',
    none: 'El texto ha vuelto tal como se envió.',
    removed: (lines, formatted) =>
      count(lines, {
        one: `Ya no está ${formatted} línea de la entrada`,
        other: `Ya no están ${formatted} líneas de la entrada`,
      }),
    added: (lines, formatted) =>
      count(lines, { one: `${formatted} línea es nueva`, other: `${formatted} líneas son nuevas` }),
    whole: 'Mostrar también las líneas iguales',
    list: 'Diferencias entre la entrada y el resultado',
    kinds: { same: 'Igual:', added: 'Nueva:', removed: 'Quitada:' },
    tooLarge: (limit) => `Aquí no se pueden comparar textos de más de ${limit}`,
    problems: {
      'too-different': 'Los textos son demasiado distintos para compararlos línea a línea',
      'input-gone':
        'La entrada ya no se puede comparar: su archivo se cambió, se movió o se eliminó después de enviarlo',
      'result-gone': 'No se puede cargar el resultado',
    },
  },

  boxes: {
    view: 'Qué quieres ver',
    onInput: 'Sobre la entrada',
    json: 'JSON',
    board: 'Imagen enviada, con lo que se ha encontrado',
    list: 'Lo que se ha encontrado',
    count: (found, formatted) =>
      count(found, { one: `Se muestra ${formatted} hallazgo`, other: `Se muestran ${formatted} hallazgos` }),
    least: 'Confianza mínima',
    misfit: 'Los recuadros no encajan en la imagen enviada',
    misfitText: 'Puede que sean para una copia de otro tamaño. Mira los números en JSON.',
    unclear: 'Cuatro números dicen dónde está cada cosa. Son',
    corners: 'dos esquinas',
    extent: 'una esquina y un tamaño',
  },

  scores: {
    title: 'Cuánta seguridad tiene el servicio',
    more: (labels, formatted) =>
      count(labels, { one: `Mostrar ${formatted} etiqueta`, other: `Mostrar las ${formatted} etiquetas` }),
    fewer: 'Mostrar menos',
  },
};
