import type { preparingMessages as english } from '../en/preparing';
import { pluralOf } from '../plural';

const count = pluralOf('es');

/** What is done to files before they are sent. */
export const preparingMessages: typeof english = {
  preparing: {
    title: 'Antes de enviar',
    titleWith: (wanted) => `Antes de enviar: ${wanted}`,
    copy: 'Enviar una copia derecha en lugar del archivo',
    longestSide: 'Lado más largo',
    sideAsIs: 'Como es',
    side: (pixels) => `${pixels} píxeles`,
    format: 'Formato',
    formatAsIs: 'Como el archivo',
    formats: { jpeg: 'JPEG', png: 'PNG', webp: 'WebP', wav: 'WAV' },
    quality: 'Calidad',
    usualQuality: (quality) => `${quality}, la habitual`,
    anonymous: 'Sin lugar ni números de serie',
    anonymousNote: 'También sin nombres, observaciones ni las notas propias de la cámara.',
    anonymousShort: 'sin lugar',
    upright: 'derecha',
    sound: 'Enviar el sonido como WAV, mono, 16 kHz, en lugar del archivo',
    soundNote: 'Lo que esperan casi todos los programas de voz. De un vídeo se envía solo el sonido.',
    soundShort: 'sonido como WAV, mono',
    soundForm: (rate, channels) => `${rate} Hz, ${channels}`,
    channels: (channels) => (channels === 1 ? 'mono' : channels === 2 ? 'estéreo' : `${channels} canales`),
    endsEarly: (seconds) => `El archivo termina ${seconds} s antes de lo que dice. Se envía lo que hay.`,
    listenAlt: (name) => `Escuchar lo que se enviaría de ${name}`,
    working: 'Haciendo la copia…',
    wouldBeSent: 'Lo que se enviaría',
    sentAlt: (name) => `Lo que se enviaría de ${name}`,
    fileStays: (form, size) => `El archivo queda como está: ${form}, ${size}.`,
    removed: (details) => `Sin: ${details}.`,
    nothingRemoved: 'No había nada que quitar.',
    details: {
      location: 'lugar',
      'serial-number': 'números de serie',
      owner: 'nombres y observaciones',
      'maker-note': 'notas propias de la cámara',
      xmp: 'notas de programas (XMP)',
      iptc: 'notas de agencias (IPTC)',
      preview: 'la vista previa pequeña',
      all: 'todo menos la imagen misma',
    },
    firstOf: (pictures) => `La primera de las ${pictures} imágenes del archivo.`,
    spread: (darkest, brightest) => `Brillo ajustado para que quepa: ${darkest} es negro, ${brightest} es blanco.`,
    refusedBefore: 'Una imagen de este tamaño ya fue demasiado grande para este servicio.',
    refusedBeforeFiles: 'Ya hubo imágenes demasiado grandes para este servicio.',
    heic: 'Pocos servicios entienden fotos de este tipo (HEIC).',
    heicFiles: (files, howMany) =>
      count(howMany, {
        one: `${files} foto es de un tipo (HEIC) que entienden pocos servicios.`,
        other: `${files} fotos son de un tipo (HEIC) que entienden pocos servicios.`,
      }),
    otherKinds: (files, howMany) =>
      count(howMany, {
        one: `${files} archivo es de un tipo que este servicio no dice admitir.`,
        other: `${files} archivos son de tipos que este servicio no dice admitir.`,
      }),
    sendPicturesAs: (format) => `Enviar todas las imágenes como ${format}`,
    sendSoundsAsWav: 'Enviar todos los sonidos como WAV',
    sendSmaller: 'Enviar una copia más pequeña',
    sendSmallerFiles: 'Enviar copias más pequeñas desde ahora',
    sendAs: (format) => `Enviar como ${format}`,
    forget: 'Olvidarlo',
    sent: 'Enviado',
    commandsNote: 'Las órdenes de abajo envían el archivo como está, no la copia.',
    look: 'Ver lo que se envió',
    lookAlt: 'Lo que se envió',
    lookGone:
      'Lo que se envió ya no puede mostrarse: el archivo se cambió, movió o borró, o la aplicación se actualizó.',
  },
};
