import { mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError, isAppError } from '../../core/ground/error';
import { preparedName, usualQuality, type Preparation, type PreparedCopy } from '../../core/input/preparation';
import type { InputPreparation, PictureLibrary } from '../../core/input/ports';
import { isUnchanged, measureOf, type FileMeasure } from '../files/file-jobs';
import { diskError, errnoOf } from '../ground/errno';

/** Copies of pictures that are sent in their place, in a folder that is removed with all that is in it. */
export class PreparedCopies implements InputPreparation {
  /** @param shownAs the folder as the user knows it */
  constructor(
    private readonly pictures: Pick<PictureLibrary, 'copy'>,
    private readonly folder: string,
    private readonly shownAs: string,
  ) {}

  async prepare(path: string, preparation: Preparation, signal?: AbortSignal): Promise<PreparedCopy> {
    const name = basename(path);
    const before = await measured(path, name);
    const { quality = usualQuality, isAnonymous = false, ...wanted } = preparation;
    let place: string | undefined;
    try {
      place = await mkdtemp(join(this.folder, 'prepared-'));
      const unnamed = join(place, 'copy');
      const whole = { path, start: 0, end: before.sizeBytes };
      const asWanted = { ...wanted, quality, isAnonymous, isTurnedUpright: true };
      const copy = await this.pictures.copy(whole, asWanted, unnamed, signal);
      if (!isUnchanged(before, await measured(path, name))) throw new AppError({ code: 'file-changed', file: name });
      // By its own name, which services may look at.
      const prepared = join(place, preparedName(name, copy.format));
      await rename(unnamed, prepared);
      return { path: prepared, sizeBytes: (await stat(prepared)).size, copy };
    } catch (error) {
      if (place !== undefined) await rm(place, { recursive: true, force: true });
      throw isAppError(error) ? error : diskError(error, this.shownAs);
    }
  }
}

/** @throws AppError `file-unreadable` */
async function measured(path: string, file: string): Promise<FileMeasure> {
  try {
    return measureOf(await stat(path));
  } catch (error) {
    const isDenied = ['EACCES', 'EPERM'].includes(errnoOf(error));
    throw new AppError({ code: 'file-unreadable', file, problem: isDenied ? 'denied' : 'gone' }, error);
  }
}
