import type { AcceptedInput } from '../../../src-main/core/batch/batch';
import type { OpenedTable, TableLook } from '../../../src-main/core/batch/table-look';
import type { BatchId } from '../../../src-main/core/ground/ids';
import type { InputFile } from '../../../src-main/core/run/invocation';
import type { Preparation } from '../../../src-main/core/input/preparation';
import type { RecentFile } from '../../../src-main/core/input/recent-file';
import type { TableReadOptions } from '../../../src-main/core/input/table/form';
import type { TableUse } from '../../../src-main/core/input/table/rows';
import type { Sample, SampleId } from '../../../src-main/core/input/sample';
import type { inputCalls } from '../../../src-main/contract/input';
import type { Oscar } from '../../../src-renderer/api';
import { batchOverview, inputFile, preparedOf } from '../builders';
import { FakeService } from './service';

const samples: Readonly<Record<SampleId, Sample>> = {
  leaf: { kind: 'file', file: inputFile('leaf.jpg') },
  sentence: { kind: 'text', text: 'The oak is old.' },
  message: { kind: 'json', text: '{"message": "Moo"}' },
};

/** The calls about what a person gives. */
export class FakeInput extends FakeService implements Pick<Oscar, keyof typeof inputCalls | 'grantFile' | 'takeFiles'> {
  chosenFile: InputFile | undefined = inputFile('leaf.jpg');
  readonly granted: File[] = [];

  /** What a dialog or a drop gives. */
  acceptedInput: AcceptedInput | undefined;
  readonly taken: File[] = [];
  /** The list that each thing given was to join. */
  readonly joined: (BatchId | undefined)[] = [];
  recentFiles: readonly RecentFile[] = [];
  listRecentFiles = () => this.reply('listRecentFiles', this.recentFiles);

  openRecentFile = (id: string) => {
    const file = this.recentFiles.find((one) => one.id === id);
    return this.reply('openRecentFile', inputFile(file?.name ?? id));
  };

  clearRecentFiles = () => {
    this.recentFiles = [];
    return this.reply('clearRecentFiles', undefined);
  };
  chooseFile = () => this.reply('chooseFile', this.chosenFile);
  /** The picture on the clipboard, once it is a file. */
  pastedPicture: AcceptedInput | undefined;
  readonly pastes: (BatchId | undefined)[] = [];
  paste = () => {
    this.pastes.push('keys');
    return this.reply('paste', undefined);
  };
  pastePicture = (into: BatchId | undefined) => {
    this.pastes.push(into);
    return this.reply('pastePicture', this.pastedPicture);
  };
  /** Copies that were asked for. */
  readonly prepared: Preparation[] = [];
  showPrepared = (fileId: string, preparation: Preparation) => {
    this.prepared.push(preparation);
    return this.reply('showPrepared', {
      url: `oscar-input://${fileId}/?prepared=${this.prepared.length}`,
      prepared: preparedOf(preparation),
    });
  };
  openedTable: OpenedTable = {
    id: 'a-table',
    form: { kind: 'text', separator: ',', encoding: 'utf-8', hasMark: false, lineEnd: '\n' },
    headings: ['id', 'text'],
    columns: { text: 'text' },
  };
  tableLook: TableLook = {
    rows: 200,
    toSend: 198,
    problems: [{ reason: 'empty-cell', count: 2 }],
    first: [{ line: 2, name: 's1.txt', text: 'The oak is old.' }],
  };
  /** How tables were read, and what for. */
  readonly tableReads: TableReadOptions[] = [];
  readonly tableUses: TableUse[] = [];
  openTable = (_fileId: string, readOptions: TableReadOptions) => {
    this.tableReads.push(readOptions);
    return this.reply('openTable', this.openedTable);
  };
  lookAtTable = (_id: BatchId, use: TableUse) => {
    this.tableUses.push(use);
    return this.reply('lookAtTable', this.tableLook);
  };
  takeTable = (id: BatchId, use: TableUse) => {
    this.tableUses.push(use);
    return this.reply('takeTable', { kind: 'batch' as const, id });
  };
  closeTable = () => this.told('closeTable');
  openSample = (sample: SampleId) => this.reply('openSample', samples[sample]);
  chooseFiles = (into: BatchId | undefined) => this.#taken('chooseFiles', into);
  chooseFolders = (into: BatchId | undefined) => this.#taken('chooseFolders', into);

  takeFiles = (files: readonly File[], into?: BatchId) => {
    this.taken.push(...files);
    this.joined.push(into);
    return this.reply('takeFiles', this.acceptedInput ?? { kind: 'batch' as const, id: batchOverview().id });
  };

  #taken(call: 'chooseFiles' | 'chooseFolders', into: BatchId | undefined) {
    this.joined.push(into);
    return this.reply(call, this.acceptedInput);
  }

  grantFile = (file: File) => {
    this.granted.push(file);
    return this.reply('grantFile', inputFile(file.name, { sizeBytes: file.size, mediaType: file.type }));
  };
}
