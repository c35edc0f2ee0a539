import { pluralOf } from '../plural';

const count = pluralOf('en');

/** What is done to files before they are sent. */
export const preparingMessages = {
  preparing: {
    title: 'Before sending',
    titleWith: (wanted: string) => `Before sending: ${wanted}`,
    copy: 'Send a copy, turned upright, instead of the file',
    longestSide: 'Longest side',
    sideAsIs: 'As it is',
    side: (pixels: string) => `${pixels} pixels`,
    format: 'Format',
    formatAsIs: 'As the file',
    formats: { jpeg: 'JPEG', png: 'PNG', webp: 'WebP', wav: 'WAV' },
    quality: 'Quality',
    usualQuality: (quality: number) => `${quality}, as usual`,
    anonymous: 'Without location and serial numbers',
    anonymousNote: 'Also leaves out names, remarks and the camera’s own notes.',
    anonymousShort: 'without location',
    upright: 'turned upright',
    sound: 'Send the sound as WAV, mono, 16 kHz, instead of the file',
    soundNote: 'What most programs for speech expect. Of a film, only the sound is sent.',
    soundShort: 'sound as WAV, mono',
    soundForm: (rate: string, channels: string) => `${rate} Hz, ${channels}`,
    channels: (channels: number) => (channels === 1 ? 'mono' : channels === 2 ? 'stereo' : `${channels} channels`),
    endsEarly: (seconds: string) =>
      `The file ends ${seconds} s before the end that it says it has. What is there is sent.`,
    listenAlt: (name: string) => `Listen to what would be sent of ${name}`,
    working: 'Making the copy…',
    wouldBeSent: 'What would be sent',
    sentAlt: (name: string) => `What would be sent of ${name}`,
    fileStays: (form: string, size: string) => `The file stays as it is: ${form}, ${size}.`,
    removed: (details: string) => `Left out: ${details}.`,
    nothingRemoved: 'There was nothing in it to leave out.',
    details: {
      location: 'location',
      'serial-number': 'serial numbers',
      owner: 'names and remarks',
      'maker-note': 'the camera’s own notes',
      xmp: 'notes of programs (XMP)',
      iptc: 'notes of agencies (IPTC)',
      preview: 'the small preview',
      all: 'everything but the picture itself',
    },
    firstOf: (pictures: string) => `The first of ${pictures} pictures in the file.`,
    spread: (darkest: string, brightest: string) =>
      `Brightness adjusted to fit: ${darkest} is black, ${brightest} is white.`,
    refusedBefore: 'A picture of this size was too large for this service before.',
    refusedBeforeFiles: 'Pictures were too large for this service before.',
    heic: 'Photos of this kind (HEIC) are understood by few services.',
    heicFiles: (files: string, howMany: number) =>
      count(howMany, {
        one: `${files} photo is of a kind (HEIC) that few services understand.`,
        other: `${files} photos are of a kind (HEIC) that few services understand.`,
      }),
    otherKinds: (files: string, howMany: number) =>
      count(howMany, {
        one: `${files} file is of a kind that this service doesn’t say it takes.`,
        other: `${files} files are of kinds that this service doesn’t say it takes.`,
      }),
    sendPicturesAs: (format: string) => `Send all pictures as ${format}`,
    sendSoundsAsWav: 'Send all sounds as WAV',
    sendSmaller: 'Send a smaller copy',
    sendSmallerFiles: 'Send smaller copies from here on',
    sendAs: (format: string) => `Send as ${format}`,
    forget: 'Forget this',
    sent: 'Sent',
    commandsNote: 'The commands below send the file as it is, not the copy.',
    look: 'Look at what was sent',
    lookAlt: 'What was sent',
    lookGone: 'What was sent can’t be shown any more: the file was changed, moved or deleted, or the app was updated.',
  },
};
