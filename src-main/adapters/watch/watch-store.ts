import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { WatchId } from '../../core/ground/ids';
import { parseWatchEntry, WatchMemory } from '../../core/watch/memory';
import type { WatchRecord, WatchStore } from '../../core/watch/ports';
import { watchSchema, type Watch } from '../../core/watch/watch';
import { JsonFile, type OnSetAside } from '../documents/json-file';
import { CheckedLineFile } from '../files/checked-line-file';
import { readCheckedLines } from '../files/checked-lines';
import type { FileThread } from '../files/file-thread';
import { diskError } from '../ground/errno';

const schema = v.object({ watches: v.array(watchSchema) });

/** Watches in a folder: a JSON document that tells which there are, and for each a file of checked lines that tells what it took. */
export class FileWatchStore implements WatchStore {
  readonly #file: JsonFile<{ readonly watches: Watch[] }>;

  /**
   * @param shownAs what the user knows the folder as
   * @param onSetAside is told when the document can't be understood
   */
  constructor(
    private readonly folder: string,
    private readonly thread: Pick<FileThread, 'append'>,
    private readonly shownAs: string,
    onSetAside?: OnSetAside,
  ) {
    this.#file = new JsonFile(join(folder, 'watches.json'), 1, schema, onSetAside);
  }

  async list(): Promise<readonly Watch[]> {
    return (await this.#file.read())?.watches ?? [];
  }

  async replace(watches: readonly Watch[]): Promise<void> {
    try {
      await mkdir(this.folder, { recursive: true });
    } catch (error) {
      throw diskError(error, this.shownAs);
    }
    await this.#file.write({ watches: [...watches] });
  }

  async open(id: WatchId): Promise<WatchRecord> {
    const path = this.#pathOf(id);
    try {
      await mkdir(this.folder, { recursive: true });
      const journal = await CheckedLineFile.open(path, this.thread, this.shownAs);
      return { memory: await this.memory(id), journal };
    } catch (error) {
      throw diskError(error, this.shownAs);
    }
  }

  async memory(id: WatchId): Promise<WatchMemory> {
    const memory = new WatchMemory();
    for await (const value of readCheckedLines(this.#pathOf(id))) {
      const entry = parseWatchEntry(value);
      if (entry) memory.note(entry);
    }
    return memory;
  }

  async delete(id: WatchId): Promise<void> {
    await rm(this.#pathOf(id), { force: true });
  }

  #pathOf(id: WatchId): string {
    return join(this.folder, `${id}.taken`);
  }
}
