import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProcessFolders } from '../adapters/files/process-folders';
import type { PictureProblem } from '../core/ground/error';
import { isAppError } from '../core/ground/error';
import type { StoredPart } from '../core/answer/ports';
import type { DrawnPicture, PictureView } from '../core/input/picture';
import type { PictureLibrary } from '../core/input/ports';

/** A picture drawn to a file for one answer. */
export interface DrawnFile {
  readonly facts: DrawnPicture;
  readonly path: string;
  /** Removes the file. */
  readonly release: () => Promise<void>;
}

/** Draws pictures for the page to temporary files. Each is removed after the page has read it. */
export class DrawnPictures {
  #folder: Promise<string> | undefined;

  constructor(
    private readonly pictures: Pick<PictureLibrary, 'draw'>,
    private readonly folders: ProcessFolders,
  ) {}

  /** @returns the reason instead if the picture can't be drawn */
  async draw(part: StoredPart, view: PictureView, signal: AbortSignal): Promise<DrawnFile | PictureProblem> {
    this.#folder ??= this.folders.make();
    const path = join(await this.#folder, `${randomUUID()}.png`);
    const release = () => rm(path, { force: true }).catch(() => undefined);
    try {
      const facts = await this.pictures.draw(part, view, path, signal);
      return { facts, path, release };
    } catch (error) {
      await release();
      if (isAppError(error) && error.info.code === 'picture-refused') return error.info.problem;
      throw error;
    }
  }

  /** Removes the folder with all drawn pictures. */
  async close(): Promise<void> {
    if (this.#folder) await rm(await this.#folder, { recursive: true, force: true });
  }
}
