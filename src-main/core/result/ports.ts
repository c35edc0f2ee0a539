import type { NameRule, SavedFile, StoredPart } from '../answer/ports';
import type { Digest } from './provenance';
import type { InputOrigin } from '../history/history';
import type { ArchiveListing } from './archive';

/** The folder that results of each service were last saved to. */
export interface SaveFolderStore {
  get(serviceName: string): Promise<string | undefined>;
  /** @throws AppError `disk-full`, `permission-denied`, `folder-gone` */
  set(serviceName: string, folder: string): Promise<void>;
}

/** Files in folders of the user, and copies for other programs. */
export interface OutputFiles {
  /** A path for a copy that no other copy has. @throws AppError `disk-full`, `permission-denied`, `folder-gone` */
  newCopyPath(name: string): Promise<string>;
  /**
   * Writes a part to `path`, whole or not at all.
   * @throws AppError `disk-full`, `permission-denied`, `folder-gone`; `result-gone` where its bytes are others by now
   */
  save(part: StoredPart, path: string, whereTaken: NameRule): Promise<SavedFile>;
  /** All bytes of a part, which has to be small. @throws AppError `result-gone` */
  read(part: StoredPart): Promise<Uint8Array>;
  /** What a file holds. @throws AppError `file-unreadable` */
  digest(path: string): Promise<Digest>;
  /** What an input file holds, without a hash where it is another than the one that was sent. */
  digestUnchanged(origin: InputOrigin): Promise<Digest>;
  /** What a text holds, as UTF-8. */
  digestText(text: string): Digest;
  /** Writes a text file, whole or not at all. @throws AppError `disk-full`, `permission-denied`, `folder-gone` */
  writeText(path: string, text: string, whereTaken: NameRule): Promise<void>;
  /** Takes the right to write to a file from everybody. */
  protect(path: string): Promise<void>;
}

/** A folder that an archive was extracted to. */
export interface ExtractedFolder {
  readonly path: string;
  readonly fileCount: number;
}

/** What watches and stops the extracting of an archive. */
export interface ExtractionControl {
  readonly signal: AbortSignal;
  /** Is told, for every chunk, how much is written and how much there is in all. */
  readonly onProgress: (doneBytes: number, totalBytes: number) => void;
}

/** Archives among the stored answers. Nothing of one is read before all of what it declares was checked. */
export interface Archives {
  /** @throws AppError `archive-unreadable`, `archive-refused` */
  list(archive: StoredPart): Promise<ArchiveListing>;
  /**
   * Unpacks one entry for looking at it, and says where its bytes are.
   * @throws AppError `archive-unreadable`, `archive-refused`, `archive-entry-refused`, `result-gone`, `disk-full`
   */
  entry(archive: StoredPart, index: number): Promise<StoredPart>;
  /**
   * Extracts all entries into a new folder below `parent`, which appears whole or not at all.
   * @param name of the new folder; it gets a number where the name is taken
   * @throws AppError as `entry`, and `permission-denied`, `folder-gone`, `cancelled`
   */
  extract(archive: StoredPart, parent: string, name: string, watch: ExtractionControl): Promise<ExtractedFolder>;
}

/** Remembers hidden files and folders while they are being filled. */
export type NotesOutputs = Pick<UnfinishedOutputs, 'begin' | 'end'>;

/** Hidden files and folders that are being filled, outside of the app's own: what a crash leaves of one is removed at the next start. */
export interface UnfinishedOutputs {
  /** A path below `parent` at which nothing is. It is remembered until `end`; nothing is made there. */
  begin(parent: string): Promise<string>;
  /** Forgets what has its right name by now, or was removed. */
  end(path: string): Promise<void>;
  /** Removes what earlier starts left. @returns whether all of it is gone: a drive may have been taken out */
  sweep(): Promise<boolean>;
}
