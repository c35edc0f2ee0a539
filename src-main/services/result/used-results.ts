import type { InputFiles } from '../../core/input/ports';
import type { InvocationId } from '../../core/ground/ids';
import type { OutputFiles } from '../../core/result/ports';
import type { InputFile } from '../../core/run/invocation';
import type { FinishedAnswers } from './finished-answers';

/** What results are made inputs with. */
export interface UsedResultsParts {
  readonly answers: Pick<FinishedAnswers, 'find' | 'locate'>;
  readonly files: Pick<OutputFiles, 'save'>;
  readonly inputs: Pick<InputFiles, 'grant'>;
  /** The path for a new file of some name, if nothing has that name yet. @throws AppError `disk-full`, `permission-denied` */
  readonly pathFor: (name: string) => Promise<string>;
}

/** Makes inputs of results. */
export class UsedResults {
  constructor(private readonly parts: UsedResultsParts) {}

  /**
   * Makes an input for another service of the result of a run, in a file of its own: the result may be deleted before it is sent.
   * @throws AppError `result-gone`, `disk-full`, `permission-denied`, `file-unreadable`
   */
  async use(id: InvocationId): Promise<InputFile> {
    const { answers, files, inputs, pathFor } = this.parts;
    const { serviceName, inputName, result } = await answers.find(id);
    const part = await answers.locate(id, 'payload');
    const { path } = await files.save(part, await pathFor(result.fileName), 'number');
    return inputs.grant(path, { run: id, service: serviceName, ...(inputName !== undefined && { input: inputName }) });
  }
}
