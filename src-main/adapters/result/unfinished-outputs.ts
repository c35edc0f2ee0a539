import { randomUUID } from 'node:crypto';
import { lstat, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import type { Logger } from '../../core/ground/ports';
import type { UnfinishedOutputs } from '../../core/result/ports';
import { JsonFile } from '../documents/json-file';

const ownName = /^\.[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\.part$/;

/** The files and folders that are being filled, in a JSON document. */
export class FileUnfinishedOutputs implements UnfinishedOutputs {
  readonly #file: JsonFile<{ folders: string[] }>;
  readonly #underWay = new Set<string>();
  #ofEarlierStarts: Promise<Set<string>> | undefined;

  /** @param path of the document, such as `<user data>/unfinished-folders.json` */
  constructor(
    path: string,
    private readonly log: Pick<Logger, 'warn'>,
  ) {
    this.#file = new JsonFile(path, 1, v.object({ folders: v.array(v.string()) }));
  }

  async begin(parent: string): Promise<string> {
    const path = join(parent, `.${randomUUID()}.part`);
    this.#underWay.add(path);
    await this.#write();
    return path;
  }

  async end(path: string): Promise<void> {
    this.#underWay.delete(path);
    await this.#write();
  }

  async sweep(): Promise<boolean> {
    const paths = await this.#left();
    if (paths.size === 0) return true;
    for (const path of paths) {
      if (await isNothingLeft(path)) paths.delete(path);
    }
    await this.#write();
    return paths.size === 0;
  }

  #left(): Promise<Set<string>> {
    this.#ofEarlierStarts ??= this.#file.read().then(
      (document) => new Set(document?.folders),
      () => new Set<string>(),
    );
    return this.#ofEarlierStarts;
  }

  async #write(): Promise<void> {
    const left = await this.#left();
    // What it is for goes on all the same.
    await this.#file
      .write({ folders: [...left, ...this.#underWay] })
      .catch((error: unknown) => this.log.warn('unfinished folders', { cause: error }));
  }
}

/**
 * Removes what is left of a file or folder, if it is surely ours: no link, and with a name that only this program gives.
 * @returns whether nothing of ours is there any more; that can't be told of a drive that was taken out
 */
async function isNothingLeft(path: string): Promise<boolean> {
  if (!ownName.test(basename(path))) return true;
  const found = await lstat(path).catch(() => undefined);
  if (!found) return (await lstat(dirname(path)).catch(() => undefined)) !== undefined;
  if (!found.isDirectory() && !found.isFile()) return true;
  return rm(path, { recursive: true, force: true }).then(
    () => true,
    () => false,
  );
}
