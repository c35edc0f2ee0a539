import { TestPicture } from '../../fixtures/test-picture';

/** A picture whose left half has one colour and whose right half another, both as `0xRRGGBBAA`. */
export function twoColours(width: number, height: number, left: number, right: number) {
  const picture = new TestPicture({ width, height, color: left });
  picture.fill(right, width / 2, 0, width / 2, height);
  return picture;
}

/** Puts an EXIF block that names an orientation, 1 to 8, into a JPEG file. @see CIPA DC-008, Exif 2.3 */
export function withOrientation(jpeg: Buffer, orientation: number): Buffer {
  const signature = '457869660000';
  const bigEndian = '4d4d002a00000008';
  const oneShortNumber = `0001011200030000000100${orientation.toString(16).padStart(2, '0')}0000`;
  const noMoreDirectories = '00000000';
  const block = Buffer.from(signature + bigEndian + oneShortNumber + noMoreDirectories, 'hex');
  const marker = Buffer.from([0xff, 0xe1, 0, block.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), marker, block, jpeg.subarray(2)]);
}
