import { clipboard, ClipboardItem, nativeImage, type NativeImage, type WebContents } from 'electron';
import { AppError } from '../core/ground/error';
import { pictureSize } from '../core/input/picture-size';
import { clipboardLimitPixels } from '../core/result/openable';
import type { CopiedContent } from '../services/result/result-service';

/** Puts a result on the clipboard. @throws AppError `not-copyable` for a picture that can't be decoded */
export async function copyToClipboard(content: CopiedContent): Promise<CopiedContent['form']> {
  if (content.form === 'text') {
    await clipboard.writeText(content.text);
    return 'text';
  }
  const picture = nativeImage.createFromBuffer(Buffer.from(content.bytes));
  if (picture.isEmpty()) throw new AppError({ code: 'not-copyable', file: content.file });
  if (takesImages(clipboard)) clipboard.writeImage(picture);
  else await clipboard.write([new ClipboardItem({ 'image/png': new Blob([picture.toPNG()], { type: 'image/png' }) })]);
  return 'image';
}

/**
 * The picture on the clipboard, as PNG; `undefined` where there is none.
 * @throws AppError `too-large-to-paste`
 */
export async function pictureOnClipboard(): Promise<Uint8Array | undefined> {
  if (givesImages(clipboard)) {
    const picture = clipboard.readImage();
    checkSize(picture.getSize());
    return picture.isEmpty() ? undefined : picture.toPNG();
  }
  for (const item of await clipboard.read()) {
    if (!item.types.includes('image/png')) continue;
    const bytes = new Uint8Array(await (await item.getType('image/png')).arrayBuffer());
    checkSize(pictureSize(bytes) ?? { width: 0, height: 0 });
    return bytes;
  }
  return undefined;
}

/** To pack a picture of that size would keep the window still. */
function checkSize({ width, height }: { readonly width: number; readonly height: number }): void {
  if (width * height > clipboardLimitPixels)
    throw new AppError({ code: 'too-large-to-paste', most: clipboardLimitPixels });
}

/** Goes on with a drag that began in the page as one of a file. */
export function dragFile(page: WebContents, path: string, iconPath: string): void {
  page.startDrag({ file: path, icon: nativeImage.createFromPath(iconPath) });
}

/** The clipboard of older Electrons has no `ClipboardItem`. */
interface ImageClipboard {
  readImage(): NativeImage;
  writeImage(image: NativeImage): void;
}

function givesImages(candidate: object): candidate is ImageClipboard {
  return 'readImage' in candidate;
}

function takesImages(candidate: object): candidate is ImageClipboard {
  return 'writeImage' in candidate;
}
