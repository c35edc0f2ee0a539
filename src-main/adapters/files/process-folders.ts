import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readlink, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { errnoOf } from '../ground/errno';

const namePattern = /^([\da-f]{16})-(\d+)-[\da-f-]{36}$/;

/**
 * Folders that belong to the process that made them, and are removed by a later one if it ended by force. The name says
 * whose a folder is, so that there is no moment at which it has no owner: the system that counts the processes, and the
 * number of the process in it.
 */
export class ProcessFolders {
  readonly #own = new Set<string>();

  /**
   * @param parent a folder that holds nothing else, such as `<user data>/command-runs`; made when it is first needed
   * @param clear removes what a process that ended left elsewhere, of which its folder tells; whether all of it is gone. Until it is,
   * the folder stays
   */
  constructor(
    private readonly parent: string,
    private readonly clear: (folder: string) => Promise<boolean> = async () => true,
  ) {}

  /** Makes a new folder. @returns its path */
  async make(): Promise<string> {
    const name = `${await systemName()}-${process.pid}-${randomUUID()}`;
    this.#own.add(name);
    const path = join(this.parent, name);
    await mkdir(path, { recursive: true });
    return path;
  }

  /** Removes the folders that were made here, for the end of the program. */
  async close(): Promise<void> {
    for (const name of this.#own) await rm(join(this.parent, name), { recursive: true, force: true });
  }

  /**
   * Removes the folders of processes that have ended. Those of another system, on a shared disk or outside of a container,
   * stay: nobody here can tell whether their processes run. Never fails; what can't be removed may be at the next start.
   */
  async sweep(): Promise<void> {
    const system = await systemName();
    for (const name of await readdir(this.parent).catch(() => [])) {
      const [, madeBy, id] = namePattern.exec(name) ?? [];
      if (madeBy !== system || this.#own.has(name) || (Number(id) !== process.pid && isRunning(Number(id)))) continue;
      const path = join(this.parent, name);
      if (await this.clear(path)) await rm(path, { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

/** Names where numbers of processes are unique: this computer, and on Linux the namespace of a container. */
async function systemName(): Promise<string> {
  const namespace = await readlink('/proc/self/ns/pid').catch(() => '');
  return createHash('sha256').update(`${hostname()}\n${namespace}`).digest('hex').slice(0, 16);
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // A process of another user runs as well.
    return errnoOf(error) !== 'ESRCH';
  }
}
