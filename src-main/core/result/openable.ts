/**
 * Types whose programs show them and run nothing that is in them. What can hold a script (HTML, SVG, XML, Windows
 * Media), a macro or a program is left out, and so is everything unknown.
 */
const inertTypes: ReadonlySet<string> = new Set([
  'application/json',
  'application/pdf',
  'application/zip',
  'audio/3gpp',
  'audio/aac',
  'audio/aiff',
  'audio/amr',
  'audio/ape',
  'audio/flac',
  'audio/midi',
  'audio/mp4',
  'audio/mpeg',
  'audio/ogg',
  'audio/opus',
  'audio/vnd.dolby.dd-raw',
  'audio/vnd.wave',
  'audio/wav',
  'audio/wavpack',
  'audio/x-flac',
  'audio/x-m4a',
  'audio/x-wav',
  'image/avif',
  'image/bmp',
  'image/gif',
  'image/jpeg',
  'image/png',
  'image/tiff',
  'image/webp',
  'text/csv',
  'text/markdown',
  'text/plain',
  'text/tab-separated-values',
  'video/3gpp',
  'video/3gpp2',
  'video/MP1S',
  'video/MP2P',
  'video/mp2t',
  'video/mp4',
  'video/mpeg',
  'video/ogg',
  'video/quicktime',
  'video/vnd.avi',
  'video/webm',
  'video/x-flv',
  'video/x-m4v',
  'video/x-matroska',
]);

/** Whether a result of this media type may be handed to the system's own program for it. */
export function isOpenable(mediaType: string): boolean {
  return inertTypes.has(mediaType);
}

/** How a result can be put on the clipboard; `undefined` where it can't. */
export function clipboardForm(mediaType: string): 'text' | 'image' | undefined {
  if (mediaType === 'image/png' || mediaType === 'image/jpeg') return 'image';
  return mediaType.startsWith('text/') || mediaType === 'application/json' ? 'text' : undefined;
}

/** The most that is put on the clipboard, in bytes: more makes other programs stop. */
export const clipboardLimitBytes = { text: 10e6, image: 20e6 } as const;

/** The most pixels of a picture on the clipboard, where each takes four bytes. */
export const clipboardLimitPixels = 50e6;

/** The largest result that can be dragged, in bytes: a copy has to be there before the mouse button is let go. */
export const dragLimitBytes = 200e6;
