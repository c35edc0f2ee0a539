const pngSignature = 0x89504e47;
const jpegSignature = 0xffd8;

/**
 * How many pixels a PNG or JPEG declares, before anything of it is decoded; `undefined` for everything else.
 * @see ISO/IEC 15948, 11.2.2 (IHDR); ITU-T T.81, B.2.2 (frame header)
 */
export function pictureArea(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 24) return undefined;
  if (view.getUint32(0) === pngSignature) return view.getUint32(16) * view.getUint32(20);
  return view.getUint16(0) === jpegSignature ? jpegArea(view) : undefined;
}

function jpegArea(view: DataView): number | undefined {
  let offset = 2;
  while (offset + 9 <= view.byteLength) {
    if (view.getUint8(offset) !== 0xff) return undefined;
    const marker = view.getUint8(offset + 1);
    if (isFrame(marker)) return view.getUint16(offset + 5) * view.getUint16(offset + 7);
    // A marker may be preceded by any number of fill bytes.
    offset += marker === 0xff ? 1 : 2 + view.getUint16(offset + 2);
  }
  return undefined;
}

/** SOF0 to SOF15, without the three of the same numbers that mean something else. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}
