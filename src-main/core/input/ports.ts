import type { ByteSource } from '../ground/ports';
import type { SentFile, InputFile, UsedResult } from '../run/invocation';
import type { InputOrigin } from '../history/history';
import type { InputFileId } from '../ground/ids';
import type {
  CopiedPicture,
  DrawnPicture,
  EncodedCopy,
  PicturePixels,
  PictureSource,
  PictureView,
  WantedCopy,
} from './picture';
import type { Preparation, Prepared } from './preparation';
import type { CopiedSound } from './sound/copied-sound';

/** An allowed file, in its version at one moment. */
export type FileSource = ByteSource &
  SentFile & { readonly name: string; readonly origin: InputOrigin; readonly from?: UsedResult };

/** Files that the user allowed to be read, by a dialog, a drop or a paste. */
export interface InputFiles {
  /**
   * @param from the result that the file is
   * @throws AppError `file-unreadable` for a folder, an empty file, or one that can't be opened.
   */
  grant(path: string, from?: UsedResult): Promise<InputFile>;
  /** An allowed file in its present version. @throws AppError `file-unreadable` */
  source(id: InputFileId): Promise<FileSource>;
  /** A JSON text with the base64 of files in it. @throws AppError `file-field-gone`, `file-unreadable` */
  jsonSource(text: string): Promise<ByteSource>;
}

/** A small text file that the user chose. */
export interface ChosenText {
  /** The name of the file, without its folder. */
  readonly name: string;
  /** Left out if the file is larger than the given limit. */
  readonly text?: string;
}

/** Small text files, in UTF-8, that the user chose by a dialog, a drop or a double-click. */
export interface TextFiles {
  /** @throws AppError `file-unreadable` */
  read(path: string, limitBytes: number): Promise<ChosenText>;
  /** Writes a file. It is complete afterwards, or there is none. @throws AppError `disk-full`, `permission-denied`, `folder-gone` */
  write(path: string, content: string | Uint8Array): Promise<void>;
}

/** What the disk tells about a recent input file. */
export interface StoredRecentFile {
  readonly path: string;
  readonly name: string;
  /** The name of its folder, without the path. */
  readonly folder: string;
}

/** The paths of input files that were used last, the latest first. */
export interface RecentFileStore {
  read(): Promise<readonly string[]>;
  /** @throws AppError `disk-full`, `permission-denied`, `folder-gone` */
  write(paths: readonly string[]): Promise<void>;
  /** Name and folder of the file at a path; `undefined` if it does not exist any more. */
  describe(path: string): Promise<StoredRecentFile | undefined>;
}

/** Decodes, shrinks and converts pictures in a separate process, so that a hostile picture can harm nothing else. */
export interface PictureLibrary {
  /** Draws a page to a new PNG file. @throws AppError `picture-refused`, `disk-full`, `cancelled` */
  draw(source: PictureSource, view: PictureView, to: string, signal?: AbortSignal): Promise<DrawnPicture>;
  /** Writes a copy to a new file. @throws AppError `picture-refused`, `disk-full`, `cancelled` */
  copy(source: PictureSource, wanted: WantedCopy, to: string, signal?: AbortSignal): Promise<CopiedPicture>;
  /** Makes copies in memory. @throws AppError `picture-refused` */
  copies(source: PictureSource, wanted: readonly WantedCopy[]): Promise<readonly EncodedCopy[]>;
  /** The pixels of a picture, turned upright, at most `longestSidePx` wide and high. @throws AppError `picture-refused` */
  pixels(source: PictureSource, longestSidePx: number): Promise<PicturePixels>;
}

/** Decodes sounds in a separate process, so that a hostile sound can harm nothing else. */
export interface SoundLibrary {
  /**
   * Converts a file of any length to a new WAV file with one channel and 16,000 samples a second.
   * @throws AppError `sound-refused`, `disk-full`, `cancelled`
   */
  copy(path: string, to: string, signal?: AbortSignal): Promise<CopiedSound>;
}

/** A copy that is sent in place of a file. It exists until it is released. */
export interface PreparedCopy extends ByteSource {
  readonly mediaType: string;
  readonly prepared: Prepared;
  /** Reads its bytes. @throws AppError `file-changed` if the file has changed meanwhile */
  open(signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** Removes it. */
  release(): Promise<void>;
}

/** Makes copies of pictures and sounds that are sent in their place. */
export interface InputPreparation {
  /**
   * Makes the wanted copy. The file itself is not changed. A file of a kind that the preparation does not name is refused.
   * @throws AppError `picture-refused`, `sound-refused`, `file-unreadable`, `file-changed`, `disk-full`, `cancelled`
   */
  prepare(original: InputOrigin, preparation: Preparation, signal?: AbortSignal): Promise<PreparedCopy>;
}
