import { AppError } from '../../core/ground/error';
import type { InvocationId } from '../../core/ground/ids';
import {
  clipboardForm,
  clipboardLimitBytes,
  clipboardLimitPixels,
  dragLimitBytes,
  isOpenable,
} from '../../core/result/openable';
import { outputFileName } from '../../core/result/output-filename';
import type { AnswerPart } from '../../core/answer/answer';
import type { Logger } from '../../core/ground/ports';
import type { OutputFiles, SaveFolderStore } from '../../core/result/ports';
import type { NameRule } from '../../core/answer/ports';
import type { SettingsStore } from '../../core/app/ports';
import { pictureSize } from '../../core/input/picture-size';
import { formatProvenance, provenanceName } from '../../core/result/provenance';
import { runCommand, type RunCommandForm } from '../../core/run/run-commands';
import type { FinishedAnswers } from './finished-answers';
import { fileAndFolder, folderName, parentOf } from '../../core/ground/paths';

/** Where something was saved: the file's name and that of its folder, without the way to it. */
export interface SavedPlace {
  readonly name: string;
  readonly folder: string;
}

/** What of a result goes on the clipboard. */
export type CopiedContent =
  | { readonly form: 'text'; readonly text: string }
  | { readonly form: 'image'; readonly file: string; readonly bytes: Uint8Array };

/** What the result service works with. */
export interface ResultServiceParts {
  readonly answers: FinishedAnswers;
  readonly folders: SaveFolderStore;
  readonly files: OutputFiles;
  readonly settings: Pick<SettingsStore, 'get'>;
  readonly appVersion: string;
  readonly log: Logger;
}

/** Saving results, remembering where they went, and handing them to other programs. */
export class ResultService {
  readonly #savedPaths = new Map<InvocationId, string>();
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(private readonly parts: ResultServiceParts) {}

  /** The file name to propose. @throws AppError `result-gone` */
  async proposedName(id: InvocationId, part: AnswerPart): Promise<string> {
    const { inputName, serviceName, result } = await this.parts.answers.find(id);
    if (part === 'payload') return result.fileName;
    return outputFileName(inputName, `${serviceName}.received`, 'text/plain');
  }

  /** The name to propose for a folder with what is in an archive. @throws AppError `result-gone` */
  async proposedFolderName(id: InvocationId): Promise<string> {
    return (await this.proposedName(id, 'payload')).replace(/\.[^.]*$/, '');
  }

  /** Saves one part to `path`. @throws AppError `disk-full`, `permission-denied`, `folder-gone`, `result-gone` */
  async save(id: InvocationId, part: AnswerPart, path: string): Promise<SavedPlace> {
    const { serviceName } = await this.parts.answers.find(id);
    await this.#write(id, part, path, 'replace');
    await this.#rememberFolder(serviceName, path);
    return fileAndFolder(path);
  }

  /** Name of the folder that results of the same service were last saved to. @throws AppError `result-gone` */
  async saveFolderName(id: InvocationId): Promise<string | undefined> {
    const folder = await this.saveFolder(id);
    return folder === undefined ? undefined : folderName(folder);
  }

  /** The folder that results of the same service were last saved to. @throws AppError `result-gone` */
  async saveFolder(id: InvocationId): Promise<string | undefined> {
    const { serviceName } = await this.parts.answers.find(id);
    return this.parts.folders.get(serviceName).catch((error: unknown) => {
      this.parts.log.warn('save folders', { cause: error });
      return undefined;
    });
  }

  /**
   * Saves the result to the folder of its service, under a name that no file has yet.
   * @returns `undefined` where no folder is remembered
   * @throws AppError as `save`
   */
  async saveToFolder(id: InvocationId): Promise<SavedPlace | undefined> {
    const { result } = await this.parts.answers.find(id);
    const folder = await this.saveFolder(id);
    if (folder === undefined) return undefined;
    return fileAndFolder(await this.#write(id, 'payload', `${folder}/${result.fileName}`, 'number'));
  }

  /**
   * Makes a copy for the system's own program. It can't be written to: changes to it would be lost.
   * @returns its path
   * @throws AppError `not-openable` for a type that could hold something to run; `result-gone`, `disk-full`
   */
  async copyToOpen(id: InvocationId): Promise<string> {
    const { result } = await this.parts.answers.find(id);
    if (!isOpenable(result.reading.mediaType)) throw new AppError({ code: 'not-openable', file: result.fileName });
    const path = await this.parts.files.newCopyPath(result.fileName);
    await this.parts.files.save(await this.parts.answers.locate(id, 'payload'), path, 'replace');
    await this.parts.files.protect(path);
    return path;
  }

  /**
   * Makes a copy to be dragged into another program, under the result's own name.
   * @returns its path
   * @throws AppError `too-large-to-drag`, `result-gone`, `disk-full`
   */
  async copyToDrag(id: InvocationId): Promise<string> {
    const { result } = await this.parts.answers.find(id);
    const file = result.fileName;
    if (result.sizeBytes > dragLimitBytes) {
      throw new AppError({ code: 'too-large-to-drag', file, limitBytes: dragLimitBytes });
    }
    const path = await this.parts.files.newCopyPath(file);
    await this.parts.files.save(await this.parts.answers.locate(id, 'payload'), path, 'replace');
    return path;
  }

  /** What goes on the clipboard. @throws AppError `not-copyable`, `too-large-to-copy`, `result-gone` */
  async contentToCopy(id: InvocationId): Promise<CopiedContent> {
    const { result } = await this.parts.answers.find(id);
    const file = result.fileName;
    const form = clipboardForm(result.reading.mediaType);
    if (!form) throw new AppError({ code: 'not-copyable', file });
    const most = clipboardLimitBytes[form];
    if (result.sizeBytes > most) throw new AppError({ code: 'too-large-to-copy', file, limit: 'bytes', most });
    const part = await this.parts.answers.locate(id, 'payload');
    const bytes = await this.parts.files.read(part);
    if (form === 'text') return { form, text: new TextDecoder(part.charset).decode(bytes) };
    // A small file can declare a picture that takes all memory there is.
    const { width, height } = pictureSize(bytes) ?? { width: 0, height: 0 };
    if (width * height > clipboardLimitPixels) {
      throw new AppError({ code: 'too-large-to-copy', file, limit: 'pixels', most: clipboardLimitPixels });
    }
    return { form, file, bytes };
  }

  /** The same invocation for a terminal or a script, without its token. @throws AppError `result-gone` */
  async command(id: InvocationId, form: RunCommandForm): Promise<string> {
    const { result } = await this.parts.answers.find(id);
    const { run, text } = await this.parts.answers.repeatable(id);
    const { receivedBytes } = result;
    if (receivedBytes === undefined) throw new AppError({ code: 'result-gone' });
    const { encoding, logLineCount, payloadRange, notes } = result.reading;
    return runCommand(form, run, {
      encoding,
      // A log that is all there is, is what the window shows.
      hasLog: logLineCount > 0 && (payloadRange.start > 0 || payloadRange.end < receivedBytes - 1),
      couldBeBase64: notes.includes('could-be-base64'),
      fileName: result.fileName,
      ...(text !== undefined && { text }),
    });
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

  /** @returns the path that it got */
  async #write(id: InvocationId, part: AnswerPart, wanted: string, whereTaken: NameRule): Promise<string> {
    const saving = this.#writeWithNote(id, part, wanted, whereTaken);
    this.#underWay.add(saving);
    try {
      const path = await saving;
      this.#savedPaths.set(id, path);
      return path;
    } finally {
      this.#underWay.delete(saving);
    }
  }

  async #writeWithNote(id: InvocationId, part: AnswerPart, wanted: string, whereTaken: NameRule): Promise<string> {
    const { answers, appVersion, files, settings } = this.parts;
    const { path, hasReplaced } = await files.save(await answers.locate(id, part), wanted, whereTaken);
    const { savesProvenance } = await settings.get();
    const origin = part === 'payload' && savesProvenance ? await answers.originOf(id) : undefined;
    if (!origin) return path;
    const facts = { appVersion, input: origin.input, output: await files.digest(path) };
    // A note that lies beside a new result is about another file, which may be somewhere else by now.
    const whereNoteIs = hasReplaced ? 'replace' : 'number';
    await files.writeText(provenanceName(path), formatProvenance(origin.run, facts), whereNoteIs);
    return path;
  }

  /** The result is saved, whether this works or not. */
  async #rememberFolder(serviceName: string, path: string): Promise<void> {
    try {
      await this.parts.folders.set(serviceName, parentOf(path));
    } catch (error) {
      this.parts.log.warn('save folders', { cause: error });
    }
  }
}
