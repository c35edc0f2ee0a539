import { AppError } from '../core/error';
import type { InvocationId } from '../core/invocation';
import { outputFileName } from '../core/output-filename';
import type { AnswerPart, ResultStore } from '../core/ports';
import type { InvocationService } from './invocation-service';

/** Where something was saved: the file's name and that of its folder, without the way to it. */
export interface SavedPlace {
  readonly name: string;
  readonly folder: string;
}

/** Saving results, and remembering where they went. */
export class ResultService {
  readonly #savedPaths = new Map<InvocationId, string>();
  readonly #underWay = new Set<Promise<void>>();

  constructor(
    private readonly results: ResultStore,
    private readonly invocations: Pick<InvocationService, 'get'>,
  ) {}

  /** The file name to propose. @throws AppError `result-gone` */
  proposedName(id: InvocationId, part: AnswerPart): string {
    const invocation = this.invocations.get(id);
    if (invocation?.state.status !== 'finished') throw new AppError({ code: 'result-gone' });
    if (part === 'payload') return invocation.state.result.fileName;
    return outputFileName(invocation.inputName, `${invocation.serviceName}.received`, 'text/plain');
  }

  /** The name to propose for a folder with what is in an archive. @throws AppError `result-gone` */
  proposedFolderName(id: InvocationId): string {
    return this.proposedName(id, 'payload').replace(/\.[^.]*$/, '');
  }

  /** Saves one part to `path`. @throws AppError `disk-full`, `permission-denied`, `folder-gone`, `result-gone` */
  async save(id: InvocationId, part: AnswerPart, path: string): Promise<SavedPlace> {
    const saving = this.results.save(id, part, path);
    this.#underWay.add(saving);
    try {
      await saving;
    } finally {
      this.#underWay.delete(saving);
    }
    this.#savedPaths.set(id, path);
    return lastPathParts(path);
  }

  /** Resolves when nothing is being saved any more, so that the program does not end in the middle of a file. */
  async allDone(): Promise<void> {
    await Promise.allSettled(this.#underWay);
  }

  /** Where an invocation's result was last saved. @throws AppError `result-gone` */
  savedPath(id: InvocationId): string {
    const path = this.#savedPaths.get(id);
    if (path === undefined) throw new AppError({ code: 'result-gone' });
    return path;
  }
}

/** The last two parts of a path: enough to find it again, and no more than the page may know. */
export function lastPathParts(path: string): SavedPlace {
  const [folder = '', name = ''] = path.split(/[\\/]/).slice(-2);
  return { name, folder };
}
