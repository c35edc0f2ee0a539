import type { RemovedDetail } from '../../core/input/picture';
import type { PictureKind } from './open-picture';
import type { VipsImage } from './vips';

/** Which parts of a picture's metadata tell of its origin, by what libvips calls them. @see Exif 2.3, section 4.6 */
const details: readonly (readonly [RemovedDetail, RegExp])[] = [
  ['location', /^exif-ifd\d-GPS/],
  ['serial-number', /^exif-ifd\d-(?:\w*SerialNumber|ImageUniqueID)$/],
  ['owner', /^exif-ifd\d-(?:Artist|\w*OwnerName|Copyright|XPAuthor|UserComment|XPComment)$/],
  ['maker-note', /^exif-ifd\d-MakerNote$/],
  ['xmp', /^xmp-data$/],
  ['iptc', /^(?:iptc-data|photoshop-data)$/],
  // Of the picture as it was, with all that was cut off since.
  ['preview', /^jpeg-thumbnail-data$|^exif-ifd1-/],
  ['owner', /^(?:png-comment-|gif-comment|jpeg-comment|image-description)/],
];

/** Removes from a picture what tells where, by whom and with which single camera it was taken. @returns what there was */
export function removeOrigin(image: VipsImage, kind: PictureKind): readonly RemovedDetail[] {
  // The decoder of such files hands over pixels only.
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
