/** Looks beyond a signature of so few bytes that it may be there by accident. */
type Check = (bytes: DataView) => boolean;

/** Sizes of the header that follows the 14 bytes every bitmap begins with. */
const bitmapHeaders = new Set([12, 16, 40, 52, 56, 64, 108, 124]);

const checks: Readonly<Record<string, Check>> = {
  'image/bmp': (bytes) => has(bytes, 18) && bitmapHeaders.has(bytes.getUint32(14, true)),
  'image/x-icon': isIcon,
  'audio/mpeg': (bytes) => isTagged(bytes) || followsItself(bytes, mpegFrameBytes),
  'audio/aac': (bytes) => isTagged(bytes) || followsItself(bytes, aacFrameBytes),
  'audio/vnd.dolby.dd-raw': (bytes) => has(bytes, 6) && bytes.getUint8(4) >> 6 !== 3 && bytes.getUint8(5) >> 3 <= 16,
  'application/x-msdownload': isProgram,
  'application/x-compress': (bytes) => (bytes.getUint8(2) & 0x60) === 0 && between(bytes.getUint8(2) & 0x1f, 9, 16),
  'application/x-arj': (bytes) => between(bytes.getUint16(2, true), 30, 2600) && bytes.getUint8(4) >= 30,
  'application/x-bzip2': (bytes) => has(bytes, 10) && bytes.getUint32(4) === 0x31415926,
  // Two bytes that also begin everything zlib compresses.
  'application/x-apple-diskimage': () => false,
};

/** Whether what follows a signature goes with the media type that it tells. */
export function isPlausible(mediaType: string, start: Uint8Array): boolean {
  return checks[mediaType]?.(new DataView(start.buffer, start.byteOffset, start.byteLength)) ?? true;
}

function isIcon(bytes: DataView): boolean {
  if (!has(bytes, 22)) return false;
  const count = bytes.getUint16(4, true);
  const isCursor = bytes.getUint16(2, true) === 2;
  const placesHold = bytes.getUint8(9) === 0 && bytes.getUint32(14, true) > 0;
  // A cursor has the place of its tip where an icon has planes and bits of a pixel.
  const bitsHold =
    isCursor || (bytes.getUint16(10, true) <= 1 && [0, 1, 4, 8, 16, 24, 32].includes(bytes.getUint16(12, true)));
  return between(count, 1, 255) && placesHold && bitsHold && bytes.getUint32(18, true) >= 6 + 16 * count;
}

/** Whether a head of `PE` stands where the old head says that the new one is. */
function isProgram(bytes: DataView): boolean {
  if (!has(bytes, 64)) return false;
  const place = bytes.getUint32(60, true);
  if (place < 64) return false;
  return (
    !has(bytes, place + 2) ||
    ['PE', 'NE', 'LE', 'LX'].includes(String.fromCharCode(bytes.getUint8(place), bytes.getUint8(place + 1)))
  );
}

/** Tags in front of a sound, three letters long. */
function isTagged(bytes: DataView): boolean {
  return (
    bytes.getUint8(0) === 0x49 && bytes.getUint8(1) === 0x44 && bytes.getUint8(2) === 0x33 && bytes.getUint8(3) <= 4
  );
}

/** Whether a frame begins here and another one where it ends, as far as that is in sight. */
function followsItself(bytes: DataView, frameBytes: (bytes: DataView, at: number) => number | undefined): boolean {
  const size = frameBytes(bytes, 0);
  if (size === undefined || size < 4) return false;
  return !has(bytes, size + 4) || frameBytes(bytes, size) !== undefined;
}

// Kilobits a second, by the four bits in the header. @see ISO/IEC 11172-3, 2.4.2.3, and ISO/IEC 13818-3
const bitRates = {
  v1l1: [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  v1l2: [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  v1l3: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  v2l1: [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  v2l23: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;
const sampleRates = [44_100, 48_000, 32_000] as const;

function mpegFrameBytes(bytes: DataView, at: number): number | undefined {
  const head = bytes.getUint32(at);
  if (head >>> 21 !== 0x7ff) return undefined;
  const version = (head >>> 19) & 3;
  const layer = 4 - ((head >>> 17) & 3);
  const [rateIndex, sampleIndex, padding] = [(head >>> 12) & 15, (head >>> 10) & 3, (head >>> 9) & 1];
  const full = sampleRates[sampleIndex];
  if (version === 1 || layer === 4 || full === undefined) return undefined;
  const isFirst = version === 3;
  const row = isFirst
    ? ([bitRates.v1l1, bitRates.v1l2, bitRates.v1l3][layer - 1] ?? [])
    : layer === 1
      ? bitRates.v2l1
      : bitRates.v2l23;
  const bitRate = (row[rateIndex] ?? 0) * 1000;
  if (bitRate === 0) return undefined;
  const sampleRate = full / (isFirst ? 1 : version === 2 ? 2 : 4);
  if (layer === 1) return (Math.floor((12 * bitRate) / sampleRate) + padding) * 4;
  const samples = layer === 3 && !isFirst ? 72 : 144;
  return Math.floor((samples * bitRate) / sampleRate) + padding;
}

function aacFrameBytes(bytes: DataView, at: number): number | undefined {
  if (!has(bytes, at + 6) || bytes.getUint16(at) >>> 4 !== 0xfff) return undefined;
  if ((bytes.getUint8(at + 2) & 0x3c) >> 2 > 12) return undefined;
  return ((bytes.getUint8(at + 3) & 3) << 11) | (bytes.getUint8(at + 4) << 3) | (bytes.getUint8(at + 5) >> 5);
}

function has(bytes: DataView, count: number): boolean {
  return bytes.byteLength >= count;
}

function between(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}
