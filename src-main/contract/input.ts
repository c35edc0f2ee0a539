import * as v from 'valibot';
import type { AcceptedInput } from '../core/batch/batch';
import type { RecentFileId } from '../core/ground/ids';
import type { RecentFile } from '../core/input/recent-file';
import { type Sample, type SampleId, sampleIds } from '../core/input/sample';
import type { InputFile } from '../core/run/invocation';
import { id } from './arguments';
import { call } from './call';

/** What the page can ask of what a person gives to a service. */
export const inputCalls = {
  /** Opens the system's dialog; `undefined` when the user closes it. */
  chooseFile: call<() => InputFile | undefined>(),
  /** Asks for files, one or many; `undefined` when the user closes the dialog. */
  chooseFiles: call<() => AcceptedInput | undefined>(),
  /** Asks for folders; `undefined` when the user closes the dialog. */
  chooseFolders: call<() => AcceptedInput | undefined>(),
  /** Input files that were used last and are still there, the latest first. */
  listRecentFiles: call<() => readonly RecentFile[]>(),
  openRecentFile: call<(id: RecentFileId) => InputFile>(id),
  /** Forgets which they were. The files themselves stay. */
  clearRecentFiles: call<() => void>(),
  /** Pastes into the window, as the keys for it do. */
  paste: call<() => void>(),
  /**
   * Makes a file of the picture on the clipboard; `undefined` where there is none.
   * @param joins whether it may join the list that is open
   */
  pastePicture: call<(joins: boolean) => AcceptedInput | undefined>(v.boolean()),
  openSample: call<(sample: SampleId) => Sample>(v.picklist(sampleIds)),
};

const path = v.pipe(v.string(), v.minLength(1), v.maxLength(32_768));

/** Calls that only the preload makes, with the paths of what the user dropped. The page has no function for them. */
export const pathCalls = {
  grantPath: call<(path: string) => InputFile>(path),
  takePaths: call<(paths: readonly string[]) => AcceptedInput>(
    v.pipe(v.array(path), v.minLength(1), v.maxLength(100_000)),
  ),
};
