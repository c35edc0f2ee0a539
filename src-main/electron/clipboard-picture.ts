import { AppError } from '../core/ground/error';
import { pictureSize } from '../core/input/picture-size';
import { clipboardLimitPixels } from '../core/result/openable';

/** The clipboard of older Electrons, which gives a picture that is decoded already. */
export interface ImageClipboard {
  readImage(): {
    isEmpty(): boolean;
    getSize(): { readonly width: number; readonly height: number };
    toPNG(): Uint8Array;
  };
}

/** The clipboard of newer Electrons, which gives what other programs put there. */
export interface ItemClipboard {
  read(): Promise<readonly { readonly types: readonly string[]; getType(type: 'image/png'): Promise<object> }[]>;
}

/**
 * The picture on the clipboard, as PNG; `undefined` where there is none.
 * @throws AppError `too-large-to-paste`
 */
export async function pictureOnClipboard(clipboard: ImageClipboard | ItemClipboard): Promise<Uint8Array | undefined> {
  if ('readImage' in clipboard) {
    const picture = clipboard.readImage();
    checkSize(picture.getSize());
    return picture.isEmpty() ? undefined : picture.toPNG();
  }
  for (const item of await clipboard.read()) {
    if (!item.types.includes('image/png')) continue;
    const png = await item.getType('image/png');
    // Electron's types know of one content that is no `Blob`.
    if (!(png instanceof Blob)) continue;
    const bytes = new Uint8Array(await png.arrayBuffer());
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
