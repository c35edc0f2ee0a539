import { app, dialog, shell, type BrowserWindow } from 'electron';
import { dirname, join } from 'node:path';

/** The system's dialogs. Each one starts in the folder where the last one of its kind ended. */
export class Dialogs {
  #inputFolder: string | undefined;
  #outputFolder: string | undefined;

  /** Asks for one file; `undefined` when the user closes the dialog. */
  async chooseFile(parent: BrowserWindow): Promise<string | undefined> {
    const { canceled, filePaths } = await dialog.showOpenDialog(parent, {
      properties: ['openFile'],
      ...(this.#inputFolder !== undefined && { defaultPath: this.#inputFolder }),
    });
    const [path] = filePaths;
    if (canceled || path === undefined) return undefined;
    this.#inputFolder = dirname(path);
    return path;
  }

  /** Asks for a file of certain name endings; `undefined` when the user closes the dialog. */
  async chooseFileOfKind(parent: BrowserWindow, endings: readonly string[]): Promise<string | undefined> {
    const { canceled, filePaths } = await dialog.showOpenDialog(parent, {
      // Folders that begin with a dot are where programs keep their configuration.
      properties: ['openFile', 'showHiddenFiles'],
      filters: [{ name: endings.map((ending) => `*.${ending}`).join(', '), extensions: [...endings] }],
    });
    return canceled ? undefined : filePaths[0];
  }

  /** Asks where to save, and the system asks before an existing file is replaced. */
  async chooseSavePath(parent: BrowserWindow, proposedName: string): Promise<string | undefined> {
    const { canceled, filePath } = await dialog.showSaveDialog(parent, {
      defaultPath: join(this.#outputFolder ?? app.getPath('downloads'), proposedName),
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    if (canceled || !filePath) return undefined;
    this.#outputFolder = dirname(filePath);
    return filePath;
  }

  /** Asks for the folder to put files into; `undefined` when the user closes the dialog. */
  async chooseOutputFolder(parent: BrowserWindow): Promise<string | undefined> {
    const { canceled, filePaths } = await dialog.showOpenDialog(parent, {
      defaultPath: this.#outputFolder ?? app.getPath('downloads'),
      properties: ['openDirectory', 'createDirectory'],
    });
    const [path] = filePaths;
    if (canceled || path === undefined) return undefined;
    this.#outputFolder = path;
    return path;
  }

  showInFolder(path: string): void {
    shell.showItemInFolder(path);
  }
}
