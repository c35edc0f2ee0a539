import type { Handlers } from '../../contract/ground/call';
import type { inputCalls, pathCalls } from '../../contract/input';
import type { BatchId } from '../../core/ground/ids';
import type { InputFiles, InputPreparation } from '../../core/input/ports';
import { preparedUrl } from '../../core/result/local-address';
import type { Sample, SampleId } from '../../core/input/sample';
import type { BatchService } from '../../services/batch/batch-service';
import type { RecentFiles } from '../../services/input/recent-files';
import type { Dialogs } from '../dialogs';

/** What the calls about input work with. */
export interface InputHandlerParts {
  readonly dialogs: Dialogs;
  readonly inputs: Pick<InputFiles, 'grant' | 'source'>;
  /** Makes the copies of pictures that are shown. */
  readonly shownCopies: InputPreparation;
  readonly batches: Pick<BatchService, 'take' | 'tables' | 'takeTable'>;
  readonly recentFiles: RecentFiles;
  /** The picture on the clipboard, as the path of a file; `undefined` where there is none. */
  readonly pastedPicture: () => Promise<string | undefined>;
  readonly paste: () => void;
  readonly samples: { open(sample: SampleId): Promise<Sample> };
}

/** Answers the calls about what a person gives to a service. */
export function inputHandlers(parts: InputHandlerParts): Handlers<typeof inputCalls & typeof pathCalls> {
  const { dialogs, inputs, shownCopies, batches, recentFiles, samples, pastedPicture, paste } = parts;
  const grantPath = async (path: string) => {
    const file = await inputs.grant(path);
    void recentFiles.note(path);
    return file;
  };
  const takePaths = async (paths: readonly string[], into: BatchId | undefined) => {
    const given = await batches.take(paths, into);
    const [path] = paths;
    if (given.kind === 'file' && path !== undefined) void recentFiles.note(path);
    return given;
  };
  const chooseInputs = async (kind: 'files' | 'folders', into: BatchId | undefined) => {
    const paths = await dialogs.chooseInputs(kind);
    return paths.length === 0 ? undefined : takePaths(paths, into);
  };
  return {
    chooseFile: async () => {
      const path = await dialogs.chooseFile();
      return path === undefined ? undefined : grantPath(path);
    },
    chooseFiles: (into) => chooseInputs('files', into),
    chooseFolders: (into) => chooseInputs('folders', into),
    listRecentFiles: () => recentFiles.list(),
    openRecentFile: (id) => recentFiles.open(id),
    clearRecentFiles: () => recentFiles.clear(),
    paste: async () => paste(),
    pastePicture: async (into) => {
      const path = await pastedPicture();
      return path === undefined ? undefined : batches.take([path], into);
    },
    showPrepared: async (fileId, preparation) => {
      const { origin, url } = await inputs.source(fileId);
      const { prepared } = await shownCopies.prepare(origin, preparation);
      return { url: preparedUrl(url, preparation), prepared };
    },
    openTable: async (fileId, readOptions) => {
      const { origin } = await inputs.source(fileId);
      return batches.tables.open(origin.path, readOptions);
    },
    lookAtTable: (id, use) => batches.tables.look(id, use),
    takeTable: (id, use) => batches.takeTable(id, use),
    closeTable: () => batches.tables.close(),
    openSample: (sample) => samples.open(sample),
    grantPath,
    takePaths,
  };
}
