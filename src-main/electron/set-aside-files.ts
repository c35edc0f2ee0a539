import { basename } from 'node:path';
import type { SetAsideReason } from '../adapters/documents/json-file';
import type { SetAsideFile } from '../contract/app';
import type { Logger } from '../core/ground/ports';

/** The documents that could not be understood since the program started, and where each is now. */
export class SetAsideFiles {
  readonly #files = new Map<string, SetAsideFile & { readonly path: string }>();

  constructor(private readonly log: Logger) {}

  /** @param path that the document has now */
  note(document: SetAsideFile['document'], path: string, reason: SetAsideReason): void {
    const name = basename(path);
    this.log.warn('set aside', { document, reason, name });
    this.#files.set(name, { document, reason, name, path });
  }

  /** What the page may know of them. */
  list(): readonly SetAsideFile[] {
    return [...this.#files.values()].map(({ document, reason, name }) => ({ document, reason, name }));
  }

  /** Where a document of the list is; `undefined` for a name that is not in it. */
  pathOf(name: string): string | undefined {
    return this.#files.get(name)?.path;
  }
}
