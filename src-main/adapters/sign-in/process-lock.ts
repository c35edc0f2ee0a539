import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProcessLock } from '../../core/connection/ports';

// A process that ends by force leaves its lock, which counts for so long.
const staleMs = 15_000;
// An exchange of tokens ends after half a minute.
const mostTries = 200;

/** Locks across the window and the commands of this program, as files in a folder. */
export class FileProcessLock implements ProcessLock {
  constructor(private readonly folder: string) {}

  async hold<T>(name: string, action: () => Promise<T>): Promise<T> {
    const { lock } = await import('proper-lockfile');
    await mkdir(this.folder, { recursive: true });
    const path = join(this.folder, createHash('sha256').update(name).digest('hex').slice(0, 32));
    const retries = { retries: mostTries, minTimeout: 20, maxTimeout: 250 };
    const release = await lock(path, { realpath: false, stale: staleMs, retries });
    try {
      return await action();
    } finally {
      await release();
    }
  }
}
