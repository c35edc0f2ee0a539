import type { ByteSource } from '../ground/ports';
import type { SentFile, InputFile } from '../run/invocation';
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

/** A granted file as it is at one moment. */
export type FileSource = ByteSource & SentFile & { readonly name: string; readonly origin: InputOrigin };

/** Files that the user granted by a dialog, a drop or a paste. */
export interface InputFiles {
  /** @throws AppError `file-unreadable` for a folder, an empty file, or one that can't be opened. */
  grant(path: string): Promise<InputFile>;
  /** The granted file as it is now. @throws AppError `file-unreadable` */
  source(id: InputFileId): Promise<FileSource>;
  /** A JSON text with the base64 of files in it. @throws AppError `file-field-gone`, `file-unreadable` */
  jsonSource(text: string): Promise<ByteSource>;
}

/** A small text file that the user chose. */
export interface ChosenText {
  /** Without the way to it. */
  readonly name: string;
  /** Left out where the file is larger than was asked for. */
  readonly text?: string;
}

/** Small text files, in UTF-8, that the user chose by a dialog, a drop or a double-click. */
export interface TextFiles {
  /** @throws AppError `file-unreadable` */
  read(path: string, limitBytes: number): Promise<ChosenText>;
  /** Writes it whole or not at all. @throws AppError `disk-full`, `permission-denied`, `folder-gone` */
  write(path: string, text: string): Promise<void>;
}

/** A recent input file as it is on disk. */
export interface StoredRecentFile {
  readonly path: string;
  readonly name: string;
  /** Name of the folder that holds it, without the way to it. */
  readonly folder: string;
}

/** The paths of input files that were used last, the latest first. */
export interface RecentFileStore {
  read(): Promise<readonly string[]>;
  /** @throws AppError `disk-full`, `permission-denied`, `folder-gone` */
  write(paths: readonly string[]): Promise<void>;
  /** What the file at a path is called; `undefined` where there is none any more. */
  describe(path: string): Promise<StoredRecentFile | undefined>;
}

/** Decodes, shrinks and converts pictures of any kind, away from everything else: one that is hostile costs only itself. */
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

/** Decodes sounds of any kind, away from everything else: one that is hostile costs only itself. */
export interface SoundLibrary {
  /**
   * Writes a new WAV file of one channel at 16,000 samples a second, of a file as long as it may be.
   * @throws AppError `sound-refused`, `disk-full`, `cancelled`
   */
  copy(path: string, to: string, signal?: AbortSignal): Promise<CopiedSound>;
}

/** A copy that is sent in the place of a file, for as long as it isn't released. */
export interface PreparedCopy extends ByteSource {
  readonly mediaType: string;
  readonly prepared: Prepared;
  /** Its bytes. @throws AppError `file-changed` where the file is another by now */
  open(signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** Removes it. */
  release(): Promise<void>;
}

/** Makes copies of pictures and sounds that are sent in their place. */
export interface InputPreparation {
  /**
   * A copy as it is wanted; the file itself stays as it is. A file that the preparation says nothing of is refused.
   * @throws AppError `picture-refused`, `sound-refused`, `file-unreadable`, `file-changed`, `disk-full`, `cancelled`
   */
  prepare(original: InputOrigin, preparation: Preparation, signal?: AbortSignal): Promise<PreparedCopy>;
}
