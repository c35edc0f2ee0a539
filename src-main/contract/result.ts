import * as v from 'valibot';
import type { ReadingMode } from '../core/answer/answer';
import type { InvocationId } from '../core/ground/ids';
import type { ArchiveListing, ExtractionProgress } from '../core/result/archive';
import type { EntryContent, Result } from '../core/result/result';
import type { InputFile } from '../core/run/invocation';
import type { RunCommandForm } from '../core/run/run-commands';
import { id } from './ground/arguments';
import { call } from './ground/call';

/** Which bytes of a finished invocation to save: the decoded payload, or the body as it was received. */
export type SaveSubject = 'payload' | 'received';

/** A file that was saved. */
export interface SavedFile {
  readonly name: string;
  /** Name of the folder that holds it, without the way to it. */
  readonly folder: string;
}

/** A folder that an archive was extracted to. */
export interface ExtractedArchive {
  readonly name: string;
  /** Name of the folder that holds it, without the way to it. */
  readonly folder: string;
  readonly fileCount: number;
}

/** What the page can ask of answers and what is done with them. */
export const resultCalls = {
  /** Reads a received answer anew, in the way the user asks for. */
  readAnswer: call<(id: InvocationId, mode: ReadingMode) => Result>(id, v.picklist(['automatic', 'text', 'base64'])),
  /** Asks for a place and saves; `undefined` when the user closes the dialog. */
  saveResult: call<(id: InvocationId, subject: SaveSubject) => SavedFile | undefined>(
    id,
    v.picklist(['payload', 'received']),
  ),
  /** Name of the folder that results of the same service were last saved to, if there is one. */
  findSaveFolder: call<(id: InvocationId) => string | undefined>(id),
  /** Saves the result to that folder under a name that no file has; `undefined` where no folder is remembered. */
  saveResultToFolder: call<(id: InvocationId) => SavedFile | undefined>(id),
  /** Opens a copy of the result in the system's own program, unless its kind could hold something to run. */
  openResult: call<(id: InvocationId) => void>(id),
  /** Shows the file that was last saved of this invocation in the system's file manager. */
  showSavedFile: call<(id: InvocationId) => void>(id),
  /** Puts the text or the picture that a result is on the clipboard, and answers which. */
  copyResult: call<(id: InvocationId) => 'text' | 'image'>(id),
  /** Makes an input for another service of the result. */
  useResult: call<(id: InvocationId) => InputFile>(id),
  /** Goes on with a drag that began in the page as one of the result's file. */
  dragResult: call<(id: InvocationId) => void>(id),
  /** Puts the same invocation for a terminal or a script on the clipboard, with a placeholder for the token. */
  copyRunCommand: call<(id: InvocationId, form: RunCommandForm) => void>(
    id,
    v.picklist(['curl', 'oscar-cli', 'python']),
  ),
  /** What is in the archive that an invocation answered. */
  listArchive: call<(id: InvocationId) => ArchiveListing>(id),
  /** Opens one file of that archive for looking at it. */
  openArchiveEntry: call<(id: InvocationId, index: number) => EntryContent>(
    id,
    v.pipe(v.number(), v.integer(), v.minValue(0)),
  ),
  /** Asks for a folder and extracts all of the archive into a new one in it; `undefined` when the user closes the dialog or stops it. */
  extractArchive: call<(id: InvocationId) => ExtractedArchive | undefined>(id),
  /** Stops that; nothing is left of it. */
  cancelExtraction: call<(id: InvocationId) => void>(id),
  /** Shows what was last extracted of this invocation in the system's file manager. */
  showExtractedFolder: call<(id: InvocationId) => void>(id),
};

/** What the main process tells the page of answers and what is done with them. */
export interface ResultEvents {
  /** An archive is being extracted. At most ten times a second. */
  extractionProgress: ExtractionProgress;
}
