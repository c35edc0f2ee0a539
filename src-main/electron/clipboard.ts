import { clipboard, ClipboardItem, nativeImage, type NativeImage, type WebContents } from 'electron';
import { AppError } from '../core/ground/error';
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

/** Goes on with a drag that began in the page as one of a file. */
export function dragFile(page: WebContents, path: string, iconPath: string): void {
  page.startDrag({ file: path, icon: nativeImage.createFromPath(iconPath) });
}

/** The clipboard of older Electrons has no `ClipboardItem`. */
interface ImageClipboard {
  writeImage(image: NativeImage): void;
}

function takesImages(candidate: object): candidate is ImageClipboard {
  return 'writeImage' in candidate;
}
