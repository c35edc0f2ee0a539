import type { ArchiveListing, ExtractionProgress } from '../../core/result/archive';
import { AppError, isAppError } from '../../core/ground/error';
import type { InvocationId } from '../../core/ground/ids';
import { entryUrl } from '../../core/result/local-address';
import type { Archives } from '../../core/result/ports';
import type { StoredPart } from '../../core/answer/ports';
import { resultKind, type EntryContent } from '../../core/result/result';
import type { FinishedAnswers } from './finished-answers';
import type { SavedPlace } from './result-service';
import { fileAndFolder } from '../../core/ground/paths';

/** Where an archive was extracted to, and how much of it: all. */
export interface ExtractedArchive extends SavedPlace {
  readonly fileCount: number;
}

/** Archives among the results: what is in them, one file of them, and all of them in a folder. */
export class ArchiveService {
  readonly #openEntries = new Map<string, StoredPart>();
  readonly #extractedPaths = new Map<InvocationId, string>();
  readonly #underWay = new Map<InvocationId, { readonly stop: AbortController; readonly done: Promise<unknown> }>();
  #openCount = 0;

  constructor(
    private readonly answers: Pick<FinishedAnswers, 'locate'>,
    private readonly archives: Archives,
    private readonly onProgress: (progress: ExtractionProgress) => void,
  ) {}

  /** What is in the archive that an invocation answered. @throws AppError `result-gone`, `archive-unreadable`, `archive-refused` */
  async list(id: InvocationId): Promise<ArchiveListing> {
    return this.archives.list(await this.answers.locate(id, 'payload'));
  }

  /** Opens one file of an archive for looking at it. @throws AppError as `Archives.entry` */
  async openEntry(id: InvocationId, index: number): Promise<EntryContent> {
    const part = await this.archives.entry(await this.answers.locate(id, 'payload'), index);
    this.#openEntries.set(entryKey(id, index), part);
    this.#openCount += 1;
    const sizeBytes = part.end - part.start;
    return {
      kind: resultKind(part.mediaType, sizeBytes),
      mediaType: part.mediaType,
      ...(part.charset !== undefined && { charset: part.charset }),
      sizeBytes,
      url: entryUrl(id, index, this.#openCount),
    };
  }

  /** Where the bytes of an opened file are. @throws AppError `result-gone` */
  locateEntry(id: InvocationId, index: number): StoredPart {
    const part = this.#openEntries.get(entryKey(id, index));
    if (!part) throw new AppError({ code: 'result-gone' });
    return part;
  }

  /**
   * Extracts everything into a new folder below `parent`.
   * @returns `undefined` when it was cancelled, and nothing is left of it
   * @throws AppError as `Archives.extract`
   */
  async extract(id: InvocationId, parent: string, name: string): Promise<ExtractedArchive | undefined> {
    const archive = await this.answers.locate(id, 'payload');
    const stop = new AbortController();
    const onProgress = (doneBytes: number, totalBytes: number) => this.onProgress({ id, doneBytes, totalBytes });
    const done = this.archives.extract(archive, parent, name, { signal: stop.signal, onProgress });
    this.#underWay.set(id, { stop, done });
    try {
      const { path, fileCount } = await done;
      this.#extractedPaths.set(id, path);
      return { ...fileAndFolder(path), fileCount };
    } catch (error) {
      if (isAppError(error) && error.info.code === 'cancelled') return undefined;
      throw error;
    } finally {
      this.#underWay.delete(id);
    }
  }

  /** Stops extracting, and resolves when nothing is left of it. */
  async cancelExtraction(id: InvocationId): Promise<void> {
    const extraction = this.#underWay.get(id);
    extraction?.stop.abort();
    await extraction?.done.catch(() => undefined);
  }

  /** Resolves when nothing is being extracted any more. */
  async allDone(): Promise<void> {
    await Promise.allSettled([...this.#underWay.values()].map(({ done }) => done));
  }

  /** Where an invocation's archive was last extracted to. @throws AppError `result-gone` */
  extractedPath(id: InvocationId): string {
    const path = this.#extractedPaths.get(id);
    if (path === undefined) throw new AppError({ code: 'result-gone' });
    return path;
  }
}

function entryKey(id: InvocationId, index: number): string {
  return `${id}/${index}`;
}
