/** Width and height in pixels, as a file's header declares them, before the picture is turned upright. */
export interface DeclaredSize {
  readonly width: number;
  readonly height: number;
}

/**
 * The size that a PNG, JPEG, GIF, WebP or BMP declares, before anything of it is decoded; `undefined` for everything else.
 * @param bytes its beginning; in a JPEG, the size comes after the metadata
 * @see ISO/IEC 15948, 11.2.2 (IHDR); ITU-T T.81, B.2.2 (frame header); GIF89a, 18; RFC 9649, 2.5–2.7; BITMAPINFOHEADER
 */
export function pictureSize(bytes: Uint8Array): DeclaredSize | undefined {
  const size = declaredSize(bytes);
  return size && size.width > 0 && size.height > 0 ? size : undefined;
}

/**
 * The size of a picture as programs show it: a JPEG may declare that it is to be turned by 90 degrees.
 * @param bytes its beginning
 * @see JEITA CP-3451 (Exif), 4.6.4, Orientation
 */
export function uprightSize(bytes: Uint8Array): DeclaredSize | undefined {
  const size = pictureSize(bytes);
  return size && isTurned(bytes) ? { width: size.height, height: size.width } : size;
}

const pngSignature = 0x89504e47;
const jpegSignature = 0xffd8;
const gifSignature = 0x47494638;
const riffSignature = 0x52494646;
const webpSignature = 0x57454250;
const bmpSignature = 0x424d;
const app1 = 0xe1;
const exifSignature = 0x45786966;
const orientationTag = 0x0112;

function declaredSize(bytes: Uint8Array): DeclaredSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 10) return undefined;
  if (view.getUint16(0) === jpegSignature) return jpegSize(view);
  if (view.getUint32(0) === gifSignature) return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  if (view.byteLength < 30) return view.byteLength < 24 ? undefined : pngSize(view);
  if (view.getUint32(0) === riffSignature && view.getUint32(8) === webpSignature) return webpSize(view);
  if (view.getUint16(0) === bmpSignature && view.getUint32(14, true) >= 40) {
    return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
  }
  return pngSize(view);
}

function pngSize(view: DataView): DeclaredSize | undefined {
  return view.getUint32(0) === pngSignature ? { width: view.getUint32(16), height: view.getUint32(20) } : undefined;
}

function jpegSize(view: DataView): DeclaredSize | undefined {
  let offset = 2;
  while (offset + 9 <= view.byteLength) {
    if (view.getUint8(offset) !== 0xff) return undefined;
    const marker = view.getUint8(offset + 1);
    if (isFrame(marker)) return { width: view.getUint16(offset + 7), height: view.getUint16(offset + 5) };
    // A marker may be preceded by any number of fill bytes.
    offset += marker === 0xff ? 1 : 2 + view.getUint16(offset + 2);
  }
  return undefined;
}

/** Whether a marker is one of SOF0 to SOF15. Three markers between these have another meaning. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function webpSize(view: DataView): DeclaredSize | undefined {
  const threeBytes = (offset: number) => view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16);
  switch (String.fromCharCode(view.getUint8(12), view.getUint8(13), view.getUint8(14), view.getUint8(15))) {
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: threeBytes(24) + 1, height: threeBytes(27) + 1 };
    default:
      return undefined;
  }
}

/** Whether the metadata of a JPEG declare that it is to be turned by 90 degrees, so that rows become columns. */
function isTurned(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 4 || view.getUint16(0) !== jpegSignature) return false;
  for (let offset = 2; offset + 18 <= view.byteLength && view.getUint8(offset) === 0xff;) {
    const marker = view.getUint8(offset + 1);
    if (isFrame(marker)) return false;
    if (marker === app1 && view.getUint32(offset + 4) === exifSignature) return orientationAt(view, offset + 10) >= 5;
    offset += marker === 0xff ? 1 : 2 + view.getUint16(offset + 2);
  }
  return false;
}

/** The orientation in a TIFF directory, 1 to 8; 0 if there is none. @param start offset of the TIFF header */
function orientationAt(view: DataView, start: number): number {
  const isLittleEndian = view.getUint16(start) === 0x4949;
  const directory = start + view.getUint32(start + 4, isLittleEndian);
  if (directory + 2 > view.byteLength) return 0;
  const entries = view.getUint16(directory, isLittleEndian);
  for (let entry = directory + 2; entry < directory + 2 + 12 * entries && entry + 12 <= view.byteLength; entry += 12) {
    if (view.getUint16(entry, isLittleEndian) === orientationTag) return view.getUint16(entry + 8, isLittleEndian);
  }
  return 0;
}
