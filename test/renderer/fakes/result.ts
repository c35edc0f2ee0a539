import type { ArchiveListing } from '../../../src-main/core/result/archive';
import type { EntryContent } from '../../../src-main/core/result/result';
import type { ExtractedArchive, SaveSubject, resultCalls } from '../../../src-main/contract/result';
import type { InvocationId } from '../../../src-main/core/ground/ids';
import type { ReadingMode } from '../../../src-main/core/answer/answer';
import type { RunCommandForm } from '../../../src-main/core/run/run-commands';
import type { Api } from '../../../src-main/contract/ground/call';
import type { OscarEvents } from '../../../src-main/contract/ground/events';
import { inputFile, result } from '../builders';
import { FakeRun } from './run';

/** The calls about answers. */
export class FakeResult extends FakeRun implements Api<typeof resultCalls> {
  /** What a stored answer turns out to be when it is read anew. */
  readAnew = result();

  /** What is in the archive that came back, and what a file of it turns out to be. */
  archive: ArchiveListing = { entries: [], sizeBytes: 0 };

  entryContent: EntryContent = {
    kind: 'image',
    mediaType: 'image/png',
    sizeBytes: 75,
    url: 'oscar-result://one/entry/0',
  };
  readonly openedEntries: number[] = [];

  /** Where the user extracts an archive to; `undefined` closes the dialog. */
  extracted: ExtractedArchive | undefined = { name: 'leaf – picture-sizes', folder: 'Pictures', fileCount: 3 };
  readonly saved: SaveSubject[] = [];
  /** Whose results became inputs. */
  readonly usedResults: InvocationId[] = [];

  /** Where results of the service were saved before. */
  saveFolder: string | undefined;

  /** What a result that is copied turns out to be. */
  copiedForm: 'text' | 'image' = 'image';
  readonly copiedCommands: RunCommandForm[] = [];
  readonly readings: ReadingMode[] = [];
  readonly cancelledExtractions: InvocationId[] = [];

  /** Tells how far the extracting of an archive is. */
  tellExtraction(progress: OscarEvents['extractionProgress']): void {
    this.push('extractionProgress', progress);
  }

  readAnswer = (_id: InvocationId, mode: ReadingMode) => {
    this.readings.push(mode);
    return this.reply('readAnswer', this.readAnew);
  };

  saveResult = (_id: InvocationId, subject: SaveSubject) => {
    this.saved.push(subject);
    return this.reply('saveResult', this.savedFile);
  };
  findSaveFolder = () => this.reply('findSaveFolder', this.saveFolder);

  saveResultToFolder = () =>
    this.reply('saveResultToFolder', this.saveFolder === undefined ? undefined : this.savedFile);
  openResult = () => this.reply('openResult', undefined);
  copyResult = () => this.reply('copyResult', this.copiedForm);
  useResult = (id: InvocationId) => {
    this.usedResults.push(id);
    return this.reply('useResult', inputFile('greeting – cowsay.txt'));
  };
  dragResult = () => this.reply('dragResult', undefined);
  showSavedFile = () => this.reply('showSavedFile', undefined);

  copyRunCommand = (_id: InvocationId, form: RunCommandForm) => {
    this.copiedCommands.push(form);
    return this.reply('copyRunCommand', undefined);
  };
  listArchive = () => this.reply('listArchive', this.archive);

  openArchiveEntry = (_id: InvocationId, index: number) => {
    this.openedEntries.push(index);
    return this.reply('openArchiveEntry', this.entryContent);
  };
  extractArchive = () => this.reply('extractArchive', this.extracted);

  cancelExtraction = (id: InvocationId) => {
    this.cancelledExtractions.push(id);
    return this.reply('cancelExtraction', undefined);
  };
  showExtractedFolder = () => this.reply('showExtractedFolder', undefined);
}
