import { readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as v from 'valibot';
import writeFileAtomic from 'write-file-atomic';
import { errnoOf, writeError } from '../ground/errno';

/** What a document on disk looks like: a version number beside the content. */
interface Versioned {
  readonly version: number;
  readonly content: unknown;
}

/** Why a file was set aside: a newer version of the app wrote it, or it is cut off or damaged. */
export type SetAsideReason = 'newer' | 'damaged';

/** Called when a file was set aside, with its new path and the reason. */
export type OnSetAside = (path: string, reason: SetAsideReason) => void;

const versioned = v.object({ version: v.pipe(v.number(), v.integer()), content: v.unknown() });

/**
 * A small JSON document that is replaced as a whole. A file that can't be understood (cut off, or of a newer version) is
 * kept aside under another name and never overwritten.
 */
export class JsonFile<T> {
  /**
   * @param schema what the content must be; missing parts are filled in by it
   * @param version of the content's shape
   * @param onSetAside is told of a file that can't be understood
   */
  constructor(
    private readonly path: string,
    private readonly version: number,
    private readonly schema: v.GenericSchema<unknown, T>,
    private readonly onSetAside?: OnSetAside,
  ) {}

  /** The content, or `undefined` where there is no usable file. */
  async read(): Promise<T | undefined> {
    let text: string;
    try {
      text = await readFile(this.path, 'utf8');
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return undefined;
      throw error;
    }
    const reading = this.#understand(text);
    if ('content' in reading) return reading.content;
    const path = `${this.path}.set-aside-${Date.now()}`;
    await rename(this.path, path);
    this.onSetAside?.(path, reading.reason);
    return undefined;
  }

  /** @throws AppError `disk-full`, `permission-denied`, `folder-gone` */
  async write(content: T): Promise<void> {
    const document: Versioned = { version: this.version, content };
    try {
      await writeFileAtomic(this.path, `${JSON.stringify(document, undefined, 2)}\n`);
    } catch (error) {
      throw writeError(error, dirname(this.path));
    }
  }

  #understand(text: string): { readonly content: T } | { readonly reason: SetAsideReason } {
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch {
      return { reason: 'damaged' };
    }
    const document = v.safeParse(versioned, parsed);
    if (!document.success) return { reason: 'damaged' };
    const { version } = document.output;
    if (version !== this.version) return { reason: version > this.version ? 'newer' : 'damaged' };
    const content = v.safeParse(this.schema, document.output.content);
    return content.success ? { content: content.output } : { reason: 'damaged' };
  }
}
