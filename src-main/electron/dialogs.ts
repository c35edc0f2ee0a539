import { app, dialog, shell, type BrowserWindow } from 'electron';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../core/ground/error';

/** The system's dialogs. Each one starts in the folder where the last one of its kind ended. */
export class Dialogs {
  #inputFolder: string | undefined;
  #outputFolder: string | undefined;

  /** @param parent the window they belong to */
  constructor(private readonly parent: BrowserWindow) {}

  /** Asks for files, one or many, or for folders; none when the user closes the dialog. */
  async chooseInputs(kind: 'files' | 'folders'): Promise<readonly string[]> {
    const { canceled, filePaths } = await dialog.showOpenDialog(this.parent, {
      properties: [kind === 'files' ? 'openFile' : 'openDirectory', 'multiSelections'],
      ...(this.#inputFolder !== undefined && { defaultPath: this.#inputFolder }),
    });
    const [path] = filePaths;
    if (canceled || path === undefined) return [];
    this.#inputFolder = dirname(path);
    return filePaths;
  }

  /** Asks for one folder of inputs; `undefined` when the user closes the dialog. */
  async chooseFolder(): Promise<string | undefined> {
    const { canceled, filePaths } = await dialog.showOpenDialog(this.parent, {
      properties: ['openDirectory'],
      ...(this.#inputFolder !== undefined && { defaultPath: this.#inputFolder }),
    });
    const [path] = filePaths;
    if (canceled || path === undefined) return undefined;
    this.#inputFolder = dirname(path);
    return path;
  }

  showFolder(path: string): void {
    void shell.openPath(path);
  }

  /** Asks for one file; `undefined` when the user closes the dialog. */
  async chooseFile(): Promise<string | undefined> {
    const { canceled, filePaths } = await dialog.showOpenDialog(this.parent, {
      properties: ['openFile'],
      ...(this.#inputFolder !== undefined && { defaultPath: this.#inputFolder }),
    });
    const [path] = filePaths;
    if (canceled || path === undefined) return undefined;
    this.#inputFolder = dirname(path);
    return path;
  }

  /** Asks for a file of certain name endings; `undefined` when the user closes the dialog. */
  async chooseFileOfKind(endings: readonly string[]): Promise<string | undefined> {
    const { canceled, filePaths } = await dialog.showOpenDialog(this.parent, {
      // Folders that begin with a dot are where programs keep their configuration.
      properties: ['openFile', 'showHiddenFiles'],
      filters: [{ name: endings.map((ending) => `*.${ending}`).join(', '), extensions: [...endings] }],
    });
    return canceled ? undefined : filePaths[0];
  }

  /**
   * Asks where to save, and the system asks before an existing file is replaced.
   * @param folder to begin in, instead of the one where the last dialog ended
   */
  async chooseSavePath(proposedName: string, folder?: string): Promise<string | undefined> {
    const { canceled, filePath } = await dialog.showSaveDialog(this.parent, {
      defaultPath: join(folder ?? this.#outputFolder ?? app.getPath('downloads'), proposedName),
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    if (canceled || !filePath) return undefined;
    this.#outputFolder = dirname(filePath);
    return filePath;
  }

  /** Asks for the folder to put files into; `undefined` when the user closes the dialog. */
  async chooseOutputFolder(present?: string): Promise<string | undefined> {
    const { canceled, filePaths } = await dialog.showOpenDialog(this.parent, {
      defaultPath: present ?? this.#outputFolder ?? app.getPath('downloads'),
      properties: ['openDirectory', 'createDirectory'],
    });
    const [path] = filePaths;
    if (canceled || path === undefined) return undefined;
    this.#outputFolder = path;
    return path;
  }

  /** Opens a file in the system's own program for it. @throws AppError `not-opened` */
  async openInProgram(path: string): Promise<void> {
    const problem = await shell.openPath(path);
    if (problem !== '') throw new AppError({ code: 'not-opened', file: basename(path) }, new Error(problem));
  }

  showInFolder(path: string): void {
    shell.showItemInFolder(path);
  }
}
