import { readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as v from 'valibot';
import writeFileAtomic from 'write-file-atomic';
import { errnoOf, writeError } from './errno';

/** What a document on disk looks like: a version number beside the content. */
interface Versioned {
  readonly version: number;
  readonly content: unknown;
}

const versioned = v.object({ version: v.pipe(v.number(), v.integer()), content: v.unknown() });

/**
 * A small JSON document that is replaced as a whole. A file that can't be understood (cut off, or of a newer version) is
 * kept aside under another name and never overwritten.
 */
export class JsonFile<T> {
  /**
   * @param schema what the content must be; missing parts are filled in by it
   * @param version of the content's shape
   */
  constructor(
    private readonly path: string,
    private readonly version: number,
    private readonly schema: v.GenericSchema<unknown, T>,
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
    const content = this.#understand(text);
    if (content === undefined) await rename(this.path, `${this.path}.set-aside-${Date.now()}`);
    return content;
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

  #understand(text: string): T | undefined {
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch {
      return undefined;
    }
    const document = v.safeParse(versioned, parsed);
    if (!document.success || document.output.version !== this.version) return undefined;
    const content = v.safeParse(this.schema, document.output.content);
    return content.success ? content.output : undefined;
  }
}
