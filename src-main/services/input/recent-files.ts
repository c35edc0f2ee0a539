import type { Settings } from '../../core/app/settings';
import { connectionFileEnding } from '../../core/connection/connection-file';
import { AppError } from '../../core/ground/error';
import type { RecentFileId } from '../../core/ground/ids';
import { InTurn } from '../../core/ground/in-turn';
import type { Logger } from '../../core/ground/ports';
import type { InputFiles, RecentFileStore } from '../../core/input/ports';
import type { RecentFile } from '../../core/input/recent-file';
import type { InputFile } from '../../core/run/invocation';

/** How many files are offered again. */
const most = 8;

/** What the recent files work with. */
export interface RecentFilesParts {
  readonly store: RecentFileStore;
  readonly inputs: Pick<InputFiles, 'grant'>;
  readonly settings: { get(): Promise<Settings> };
  readonly log: Pick<Logger, 'warn'>;
  readonly newId: () => RecentFileId;
}

/** The input files that were used last, to be used again. The page knows them by id and never by path. */
export class RecentFiles {
  readonly #ids = new Map<string, RecentFileId>();
  /** Each change begins with the list as the last one left it. */
  readonly #changes = new InTurn();

  constructor(private readonly parts: RecentFilesParts) {}

  /**
   * Remembers an input file, unless nothing is to be kept once the app is closed. Never fails: a file is used all the same
   * where that can't be remembered.
   */
  async note(path: string): Promise<void> {
    if (path.endsWith(connectionFileEnding)) return;
    await this.#logFailure(async () => {
      if (await this.#keepsNothing()) return;
      await this.#change((paths) => [path, ...paths.filter((other) => other !== path)].slice(0, most));
    });
  }

  /** Those that are still there, the latest first. */
  async list(): Promise<readonly RecentFile[]> {
    const found = await Promise.all((await this.parts.store.read()).map((path) => this.parts.store.describe(path)));
    return found.flatMap((file) => (file ? [{ id: this.#idOf(file.path), name: file.name, folder: file.folder }] : []));
  }

  /** Opens a file that was listed. One that can't be opened is not offered again. @throws AppError `file-unreadable` */
  async open(id: RecentFileId): Promise<InputFile> {
    const path = [...this.#ids].find(([, known]) => known === id)?.[0];
    if (path === undefined) throw new AppError({ code: 'file-unreadable', file: '', problem: 'gone' });
    try {
      const file = await this.parts.inputs.grant(path);
      await this.note(path);
      return file;
    } catch (error) {
      await this.#logFailure(() => this.#change((paths) => paths.filter((other) => other !== path)));
      throw error;
    }
  }

  /** Forgets all of them if nothing is to be kept once the app is closed; for when the settings changed. */
  async keepToRetention(): Promise<void> {
    if (await this.#keepsNothing()) await this.clear();
  }

  /** Forgets all of them. The files themselves stay. */
  async clear(): Promise<void> {
    await this.#change(() => []);
    this.#ids.clear();
  }

  #idOf(path: string): RecentFileId {
    const id = this.#ids.get(path) ?? this.parts.newId();
    this.#ids.set(path, id);
    return id;
  }

  async #keepsNothing(): Promise<boolean> {
    return (await this.parts.settings.get()).keepDays === 0;
  }

  async #logFailure(change: () => Promise<void>): Promise<void> {
    await change().catch((error: unknown) => this.parts.log.warn('recent files', { cause: error }));
  }

  #change(next: (paths: readonly string[]) => readonly string[]): Promise<void> {
    return this.#changes.do(async () => this.parts.store.write(next(await this.parts.store.read())));
  }
}
