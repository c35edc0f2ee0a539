import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError, isAppError } from '../../core/ground/error';
import type { InputOrigin } from '../../core/history/history';
import { usualQuality } from '../../core/input/picture';
import {
  copyTypeOf,
  type PicturePreparation,
  type Preparation,
  type PreparedPicture,
  type PreparedSound,
} from '../../core/input/preparation';
import type { InputPreparation, PictureLibrary, PreparedCopy, SoundLibrary } from '../../core/input/ports';
import { isSoundType } from '../../core/input/sound/sound';
import { fileMediaType } from '../answer/media-type';
import type { ProcessFolders } from '../files/process-folders';
import { measureOf, type FileMeasure } from '../files/file-jobs';
import { diskError, unreadableFile } from '../ground/errno';
import { readUnchanged } from './input-files';

/** A copy on disk. */
export interface DiskCopy extends PreparedCopy {
  readonly path: string;
}

/** Copies that are sent in place of files. They are in a folder of this program, which is removed at the end with all copies. */
export class PreparedCopies implements InputPreparation {
  #folder: Promise<string> | undefined;

  /** @param shownAs the name of the folder in messages to the user */
  constructor(
    private readonly pictures: Pick<PictureLibrary, 'copy'>,
    private readonly sounds: SoundLibrary,
    private readonly folders: Pick<ProcessFolders, 'make'>,
    private readonly shownAs: string,
  ) {}

  async prepare(original: InputOrigin, preparation: Preparation, signal?: AbortSignal): Promise<DiskCopy> {
    await expectUnchanged(original);
    let path: string | undefined;
    try {
      path = join(await this.#place(), randomUUID());
      const copy = (await isForSounds(original.path, preparation))
        ? await this.#copySound(original, path, signal)
        : await this.#copyPicture(original, preparation.picture ?? {}, path, signal);
      await expectUnchanged(original);
      const measure = measureOf(await stat(path));
      const { sizeBytes } = measure;
      const made = path;
      return {
        path,
        sizeBytes,
        mediaType: copyTypeOf(copy.format),
        prepared: { ...copy, sizeBytes, sha256: await hashOf(path) },
        async *open(sending) {
          // The file may have changed since the copy was begun; then the copy must not be sent.
          await expectUnchanged(original);
          yield* readUnchanged(made, basename(original.path), measure, sending);
        },
        release: () => remove(made),
      };
    } catch (error) {
      if (path !== undefined) await remove(path);
      throw isAppError(error) ? error : diskError(error, this.shownAs);
    }
  }

  /** Removes all copies, at the end of the program. */
  async close(): Promise<void> {
    if (this.#folder) await rm(await this.#folder, { recursive: true, force: true });
  }

  #copyPicture(
    { path, sizeBytes }: InputOrigin,
    { quality = usualQuality, isAnonymous = false, ...wanted }: PicturePreparation,
    to: string,
    signal: AbortSignal | undefined,
  ): Promise<MadeFrom<PreparedPicture>> {
    const asWanted = { ...wanted, quality, isAnonymous, isTurnedUpright: true };
    return this.pictures.copy({ path, start: 0, end: sizeBytes }, asWanted, to, signal);
  }

  async #copySound(
    { path }: InputOrigin,
    to: string,
    signal: AbortSignal | undefined,
  ): Promise<MadeFrom<PreparedSound>> {
    return { ...(await this.sounds.copy(path, to, signal)), format: 'wav' };
  }

  async #place(): Promise<string> {
    this.#folder ??= this.folders.make().catch((error: unknown) => {
      // A disk that is full now may have room for the next one.
      this.#folder = undefined;
      throw error;
    });
    const folder = await this.#folder;
    // The user or a clean-up program may have removed the folder.
    await mkdir(folder, { recursive: true });
    return folder;
  }
}

/** What the library knows about a copy that it made. */
type MadeFrom<Copy> = Omit<Copy, 'sizeBytes' | 'sha256'>;

/** Whether a file needs the part for sounds. If there is only one part, it is used, and refuses files of another kind. */
async function isForSounds(path: string, { picture, sound }: Preparation): Promise<boolean> {
  if (!picture || !sound) return sound !== undefined;
  return isSoundType(await fileMediaType(path));
}

/** The present version of a file. @throws AppError `file-unreadable` */
export async function measured(path: string): Promise<FileMeasure> {
  try {
    return measureOf(await stat(path));
  } catch (error) {
    throw unreadableFile(error, basename(path));
  }
}

/** @throws AppError `file-unreadable`, `file-changed` */
async function expectUnchanged({ path, sizeBytes, modifiedMs }: InputOrigin): Promise<void> {
  const now = await measured(path);
  if (now.sizeBytes === sizeBytes && now.modifiedMs === modifiedMs) return;
  throw new AppError({ code: 'file-changed', file: basename(path) });
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Removes a copy. If this fails, it is removed with the folder, or at the next start. */
async function remove(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => undefined);
}
