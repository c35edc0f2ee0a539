import type { RemovedDetail } from '../../core/input/picture';
import type { PictureKind } from './open-picture';
import type { VipsImage } from './vips';

/** The parts of a picture's metadata that tell its origin, by the names that libvips uses. @see Exif 2.3, section 4.6 */
const details: readonly (readonly [RemovedDetail, RegExp])[] = [
  ['location', /^exif-ifd\d-GPS/],
  ['serial-number', /^exif-ifd\d-(?:\w*SerialNumber|ImageUniqueID)$/],
  ['owner', /^exif-ifd\d-(?:Artist|\w*OwnerName|Copyright|XPAuthor|UserComment|XPComment)$/],
  ['maker-note', /^exif-ifd\d-MakerNote$/],
  ['xmp', /^xmp-data$/],
  ['iptc', /^(?:iptc-data|photoshop-data)$/],
  // A preview may show the picture as it was before something was cut off.
  ['preview', /^jpeg-thumbnail-data$|^exif-ifd1-/],
  ['owner', /^(?:png-comment-|gif-comment|jpeg-comment|image-description)/],
];

/** Removes the metadata that tell where, by whom and with which individual camera a picture was taken. @returns what was removed */
export function removeOrigin(image: VipsImage, kind: PictureKind): readonly RemovedDetail[] {
  // The decoder of HEIC gives pixels only, without any metadata.
  if (kind === 'heic') return ['all'];
  const removed = new Set<RemovedDetail>();
  const fields = image.getFields();
  const names = Array.from({ length: fields.size() }, (_, index) => fields.get(index) ?? '');
  fields.delete();
  for (const name of names) {
    const [detail] = details.find(([, pattern]) => pattern.test(name)) ?? [];
    if (detail === undefined) continue;
    image.remove(name);
    removed.add(detail);
  }
  return [...removed];
}
