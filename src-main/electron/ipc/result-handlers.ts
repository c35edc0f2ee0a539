import { clipboard, type WebContents } from 'electron';
import type { Handlers } from '../../contract/ground/call';
import type { resultCalls } from '../../contract/result';
import type { ArchiveService } from '../../services/result/archive-service';
import type { UsedResults } from '../../services/result/used-results';
import type { ResultService } from '../../services/result/result-service';
import type { InvocationService } from '../../services/run/invocation-service';
import { copyToClipboard, dragFile } from '../clipboard';
import type { Dialogs } from '../dialogs';

/** What the calls about answers work with. */
export interface ResultHandlerParts {
  readonly page: WebContents;
  readonly dialogs: Dialogs;
  readonly invocations: Pick<InvocationService, 'readAnswer'>;
  readonly saving: ResultService;
  readonly used: UsedResults;
  readonly archives: ArchiveService;
  /** Picture under the pointer while a result is dragged out of the window. */
  readonly dragIconPath: string;
}

/** Answers the calls about answers and what is done with them. */
export function resultHandlers(parts: ResultHandlerParts): Handlers<typeof resultCalls> {
  const { page, dialogs, invocations, saving, used, archives, dragIconPath } = parts;
  return {
    readAnswer: (id, mode) => invocations.readAnswer(id, mode),
    saveResult: async (id, part) => {
      const folder = await saving.saveFolder(id);
      const path = await dialogs.chooseSavePath(await saving.proposedName(id, part), folder);
      return path === undefined ? undefined : saving.save(id, part, path);
    },
    findSaveFolder: (id) => saving.saveFolderName(id),
    saveResultToFolder: (id) => saving.saveToFolder(id),
    openResult: async (id) => dialogs.openInProgram(await saving.copyToOpen(id)),
    showSavedFile: async (id) => dialogs.showInFolder(saving.savedPath(id)),
    copyResult: async (id) => copyToClipboard(await saving.contentToCopy(id)),
    useResult: (id) => used.use(id),
    dragResult: async (id) => dragFile(page, await saving.copyToDrag(id), dragIconPath),
    copyRunCommand: async (id, form) => clipboard.writeText(await saving.command(id, form)),
    listArchive: (id) => archives.list(id),
    openArchiveEntry: (id, index) => archives.openEntry(id, index),
    extractArchive: async (id) => {
      const folder = await dialogs.chooseOutputFolder();
      return folder === undefined ? undefined : archives.extract(id, folder, await saving.proposedFolderName(id));
    },
    cancelExtraction: (id) => archives.cancelExtraction(id),
    showExtractedFolder: async (id) => dialogs.showInFolder(archives.extractedPath(id)),
  };
}
