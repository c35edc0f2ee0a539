const extensions: Readonly<Record<string, string>> = {
  'application/gzip': 'gz',
  'application/json': 'json',
  'application/pdf': 'pdf',
  'application/x-tar': 'tar',
  'application/xml': 'xml',
  'application/zip': 'zip',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'audio/3gpp': '3gp',
  'audio/aac': 'aac',
  'audio/aiff': 'aiff',
  'audio/amr': 'amr',
  'audio/ape': 'ape',
  'audio/flac': 'flac',
  'audio/midi': 'mid',
  'audio/mp4': 'm4a',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/opus': 'opus',
  'audio/vnd.dolby.dd-raw': 'ac3',
  'audio/vnd.wave': 'wav',
  'audio/wav': 'wav',
  'audio/wavpack': 'wv',
  'audio/x-flac': 'flac',
  'audio/x-m4a': 'm4a',
  'audio/x-wav': 'wav',
  'image/avif': 'avif',
  'image/bmp': 'bmp',
  'image/gif': 'gif',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/svg+xml': 'svg',
  'image/tiff': 'tiff',
  'image/webp': 'webp',
  'image/x-icon': 'ico',
  'text/csv': 'csv',
  'text/html': 'html',
  'text/markdown': 'md',
  'text/plain': 'txt',
  'text/tab-separated-values': 'tsv',
  'text/xml': 'xml',
  'video/3gpp': '3gp',
  'video/3gpp2': '3g2',
  'video/MP1S': 'mpg',
  'video/MP2P': 'mpg',
  'video/mp2t': 'ts',
  'video/mp4': 'mp4',
  'video/mpeg': 'mpg',
  'video/ogg': 'ogv',
  'video/quicktime': 'mov',
  'video/vnd.avi': 'avi',
  'video/webm': 'webm',
  'video/x-flv': 'flv',
  'video/x-m4v': 'm4v',
  'video/x-matroska': 'mkv',
  'video/x-ms-asf': 'wmv',
};

/** File name ending, without a dot, for a media type; `bin` where none is known. */
export function extensionOf(mediaType: string): string {
  return extensions[mediaType] ?? 'bin';
}

// The common limit of file systems is 255 bytes; the rest is room for a number on collision and a temporary ending.
const maxNameBytes = 200;
const maxServiceBytes = 80;
const reservedOnWindows = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$/i;

/**
 * A piece of text as part of a file name that Windows, macOS and Linux accept: no separators, control or direction
 * characters, no leading or trailing dots and spaces, composed (NFC).
 */
export function safeNamePart(text: string): string {
  const cleaned = text
    .normalize('NFC')
    .replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[<>:"/\\|?*\p{Surrogate}]/gu, '_')
    .replace(/^[. ]+|[. ]+$/g, '');
  return reservedOnWindows.test((cleaned.split('.')[0] ?? '').trim()) ? `_${cleaned}` : cleaned;
}

/**
 * The name proposed for saving a result: `<input name> – <service>.<ending>`, or `<service>.<ending>` for typed input.
 * @param mediaType of the bytes to be saved
 */
export function outputFileName(inputName: string | undefined, serviceName: string, mediaType: string): string {
  const ending = `.${extensionOf(mediaType)}`;
  const service = shortened(safeNamePart(serviceName), maxServiceBytes) || 'service';
  const stem = inputName === undefined ? '' : safeNamePart(withoutEnding(inputName));
  if (stem === '') return service + ending;
  const tail = ` – ${service}${ending}`;
  return shortened(stem, maxNameBytes - utf8Length(tail)) + tail;
}

/**
 * A name for a file where others of that name are: `leaf (2).png`.
 * @param number counted from 1, which is the name itself
 */
export function numberedName(name: string, number: number): string {
  if (number === 1) return name;
  const dot = name.lastIndexOf('.');
  const stemLength = dot > 0 ? dot : name.length;
  return `${name.slice(0, stemLength)} (${number})${name.slice(stemLength)}`;
}

/** A file name without its ending, such as `.jpg`; a name that begins with its only dot has none. */
export function withoutEnding(fileName: string): string {
  return fileName.replace(/(?<=.)\.[^.]{1,10}$/, '');
}

/** A name cut, between characters, so that a number and any ending still fit behind it. */
export function fittingName(name: string): string {
  return shortened(name, maxNameBytes);
}

/** `text` cut between characters to at most `maxBytes` of UTF-8. */
function shortened(text: string, maxBytes: number): string {
  if (utf8Length(text) <= maxBytes) return text;
  let kept = '';
  let bytes = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    bytes += utf8Length(segment);
    if (bytes > maxBytes) break;
    kept += segment;
  }
  return kept.replace(/[. ]+$/, '');
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
