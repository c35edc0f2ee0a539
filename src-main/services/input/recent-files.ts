import type { RecentFile } from '../../core/input/recent-file';
import type { RecentFileId } from '../../core/ground/ids';
import type { RecentFileStore } from '../../core/input/ports';
import type { Settings } from '../../core/app/settings';

/** How many files are offered again. */
const most = 8;

/** What the recent files work with. */
export interface RecentFilesParts {
  readonly store: RecentFileStore;
  readonly settings: { get(): Promise<Settings> };
  readonly newId: () => RecentFileId;
}

/** The input files that were used last, to be used again. The page knows them by id and never by path. */
export class RecentFiles {
  readonly #ids = new Map<string, RecentFileId>();
  // One change after the other: each begins with the list as the last one left it.
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: RecentFilesParts) {}

  /** Remembers a file, unless nothing is to be kept once the app is closed. */
  async note(path: string): Promise<void> {
    const { keepDays } = await this.parts.settings.get();
    if (keepDays === 0) return;
    await this.#change((paths) => [path, ...paths.filter((other) => other !== path)].slice(0, most));
  }

  /** Those that are still there, the latest first. */
  async list(): Promise<readonly RecentFile[]> {
    const found = await Promise.all((await this.parts.store.read()).map((path) => this.parts.store.describe(path)));
    return found.flatMap((file) => (file ? [{ id: this.#idOf(file.path), name: file.name, folder: file.folder }] : []));
  }

  /** The path of a file that was listed; `undefined` for one that never was. */
  pathOf(id: RecentFileId): string | undefined {
    return [...this.#ids].find(([, known]) => known === id)?.[0];
  }

  /** Offers a file no more. */
  async drop(path: string): Promise<void> {
    await this.#change((paths) => paths.filter((other) => other !== path));
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

  #change(next: (paths: readonly string[]) => readonly string[]): Promise<void> {
    const change = async () => this.parts.store.write(next(await this.parts.store.read()));
    const done = this.#last.then(change, change);
    this.#last = done;
    return done;
  }
}
