import type { ErrorInfo } from '../../src-main/core/ground/error';
import type { ProfileId } from '../../src-main/core/ground/ids';
import type { EntryContent } from '../../src-main/core/result/result';
import type { InputFile } from '../../src-main/core/run/invocation';
import type { StorageFolder } from '../../src-main/core/storage/folder';
import type { StoredObject } from '../../src-main/core/storage/listing';
import type { TransferKind, TransferProgress, TransferReport } from '../../src-main/core/storage/transfer';
import type { Reply } from '../../src-main/contract/ground/call';
import type { Oscar } from '../api';
import type { ClusterState } from '../connection/cluster.svelte';

/** A service whose files are looked at. */
export interface FilesOf {
  readonly profileId: ProfileId;
  /** What people call it. */
  readonly title: string;
  readonly folders: readonly StorageFolder[];
}

/** How lately a file has to be written to be listed. */
export const ages = ['any', 'day', 'week'] as const;

/** How lately a file has to be written to be listed. */
export type Age = (typeof ages)[number];

/** A file of the service, and what it is called in its folder. */
export interface FileRow {
  readonly key: string;
  readonly name: string;
  readonly object: StoredObject;
}

const dayMs = 86_400_000;
const limitMs: Readonly<Record<Age, number>> = { any: Infinity, day: dayMs, week: 7 * dayMs };

/** The files of a service in the storage of its cluster, and what is done with them: one thing at a time. */
export class FilesState {
  folder = $state.raw<StorageFolder>();
  search = $state('');
  age = $state<Age>('any');
  selectedKey = $state<string>();
  /** The selected file, once it was fetched for looking at it. */
  viewed = $state.raw<EntryContent>();
  error = $state.raw<ErrorInfo>();
  /** What is being done. */
  work = $state<TransferKind | 'list'>();
  progress = $state.raw<TransferProgress>();
  listedCount = $state(0);
  report = $state.raw<TransferReport & { readonly folder?: string }>();
  /** Files that are to be uploaded, once it is said that they are. */
  offered = $state.raw<readonly InputFile[]>();
  /** A file that is to be deleted, once it is said that it is. */
  doomed = $state.raw<FileRow>();

  readonly #oscar: Oscar;
  readonly #cluster: ClusterState;
  #of = $state.raw<FilesOf>();
  #isShown = $state(false);
  #underWay: Promise<unknown> = Promise.resolve();
  #rows = $state.raw<readonly FileRow[]>([]);
  #listedMs = $state(0);

  /** The place closes where another connection is chosen; what was begun in it goes on. */
  readonly isOpen = $derived.by(() => this.#isShown && this.#of?.profileId === this.#cluster.profile?.id);
  /** Whether files are on their way, which nothing but a stop ends. */
  readonly isTransferring = $derived(this.work === 'save' || this.work === 'upload' || this.work === 'remove');
  readonly total = $derived(this.#rows.length);
  readonly rows = $derived.by(() => {
    const words = this.search.trim().normalize('NFC').toLocaleLowerCase();
    const sinceMs = this.#listedMs - limitMs[this.age];
    return this.#rows.filter(
      ({ name, object: { modifiedAt } }) =>
        name.normalize('NFC').toLocaleLowerCase().includes(words) &&
        // Of what tells no time nobody knows that it is old.
        (modifiedAt === undefined || Date.parse(modifiedAt) >= sinceMs),
    );
  });
  readonly sizeBytes = $derived(this.rows.reduce((sum, { object }) => sum + object.sizeBytes, 0));
  readonly selected = $derived(this.rows.find(({ key }) => key === this.selectedKey));
  /** Where uploads go; absent where the service takes none. */
  readonly inputFolder = $derived(
    this.folder?.role === 'input' ? this.folder : this.#of?.folders.find(({ role }) => role === 'input'),
  );

  constructor(oscar: Oscar, cluster: ClusterState) {
    this.#oscar = oscar;
    this.#cluster = cluster;
    oscar.on('storageProgress', (progress) => {
      // The last news of something may come when the next thing has begun.
      if (progress.kind === this.work) this.progress = progress;
    });
    oscar.on('storageListed', (count) => {
      this.listedCount = count;
    });
  }

  /** The service whose files are looked at. */
  get service(): FilesOf | undefined {
    return this.#of;
  }

  /** Looks at the files of a service: what it wrote, where it has a place for that. What is on its way is shown first. */
  async open(of: FilesOf): Promise<void> {
    const folder = of.folders.find(({ role }) => role === 'output') ?? of.folders[0];
    if (!folder) return;
    this.#isShown = true;
    if (this.isTransferring) return;
    this.#of = of;
    await this.choose(folder);
  }

  /** Leaves the place. What is on its way goes on. */
  close(): void {
    this.#isShown = false;
    this.offered = undefined;
    this.doomed = undefined;
    if (!this.isTransferring) void this.stop();
  }

  /** Looks at another folder, unless files are on their way. */
  async choose(folder: StorageFolder): Promise<void> {
    if (this.isTransferring) return;
    await this.stop();
    this.folder = folder;
    this.search = '';
    this.age = 'any';
    this.report = undefined;
    this.#rows = [];
    this.select(undefined);
    await this.list();
  }

  /** Asks the cluster what is in the folder now. */
  async list(): Promise<void> {
    const { folder, service } = this;
    if (!folder || !service || this.work) return;
    this.listedCount = 0;
    const reply = await this.#do('list', () => this.#oscar.listStorage(service.profileId, folder));
    if (!reply?.ok || reply.value === undefined || this.folder !== folder) return;
    this.#listedMs = Date.now();
    this.#rows = reply.value.map((object) => rowOf(object, folder)).sort(latestFirst);
    if (!this.selected) this.select(undefined);
  }

  select(key: string | undefined): void {
    if (key === this.selectedKey) return;
    this.selectedKey = key;
    this.viewed = undefined;
    this.error = undefined;
  }

  /** Selects the file before or after the selected one, as they are listed. */
  move(step: 1 | -1): void {
    const index = this.rows.findIndex(({ key }) => key === this.selectedKey);
    const next = this.rows[index < 0 ? 0 : index + step];
    if (next) this.select(next.key);
  }

  /** Fetches the selected file and shows it. */
  async view(): Promise<void> {
    const { folder, selected, service } = this;
    if (!folder || !selected || !service) return;
    const reply = await this.#do('open', () => this.#oscar.openStorageFile(service.profileId, folder, selected.object));
    if (reply?.ok && this.selectedKey === selected.key) this.viewed = reply.value;
  }

  /** Asks for a folder and saves files there. */
  async save(rows: readonly FileRow[]): Promise<void> {
    const { folder, service } = this;
    if (!folder || !service || rows.length === 0) return;
    const objects = rows.map(({ object }) => object);
    const reply = await this.#do('save', () => this.#oscar.saveStorageFiles(service.profileId, folder, objects));
    if (reply?.ok) this.report = reply.value;
  }

  /** Asks whether what was dropped is to be uploaded. */
  async offer(files: readonly File[]): Promise<void> {
    const granted: InputFile[] = [];
    let error: ErrorInfo | undefined;
    for (const file of files) {
      const reply = await this.#oscar.grantFile(file);
      if (reply.ok) granted.push(reply.value);
      else error ??= reply.error;
    }
    this.#offer(granted, error);
  }

  /** Asks for files, and whether they are to be uploaded. */
  async chooseUploads(): Promise<void> {
    const reply = await this.#oscar.chooseStorageUploads();
    this.#offer(reply.ok ? reply.value : [], reply.ok ? undefined : reply.error);
  }

  /** Uploads what was offered, and looks at what is there then. */
  async upload(): Promise<void> {
    const { inputFolder, offered, service } = this;
    this.offered = undefined;
    if (!inputFolder || !offered || !service) return;
    const ids = offered.map(({ id }) => id);
    const reply = await this.#do('upload', () => this.#oscar.uploadStorageFiles(service.profileId, inputFolder, ids));
    await this.#afterChange(reply, inputFolder);
  }

  /** Deletes the file that was asked about. The one below takes its place. */
  async remove(): Promise<void> {
    const { doomed, folder, service } = this;
    this.doomed = undefined;
    if (!doomed || !folder || !service) return;
    const index = this.rows.findIndex(({ key }) => key === doomed.key);
    const reply = await this.#do('remove', () =>
      this.#oscar.removeStorageFiles(service.profileId, folder, [doomed.key]),
    );
    const problem = reply?.ok ? (reply.value.endedBy ?? reply.value.failed[0]?.error) : undefined;
    if (problem) this.error = problem;
    if (!reply?.ok || problem) return;
    this.#rows = this.#rows.filter(({ key }) => key !== doomed.key);
    this.select((this.rows[index] ?? this.rows.at(-1))?.key);
  }

  /** Stops what is being done; what it did so far stays. */
  async stop(): Promise<void> {
    if (!this.work) return;
    await this.#oscar.stopStorage();
    await this.#underWay;
  }

  /** Shows where files were saved last. */
  async showSaved(): Promise<void> {
    await this.#oscar.showStorageFiles();
  }

  #offer(files: readonly InputFile[], error: ErrorInfo | undefined): void {
    this.error = error;
    this.offered = files.length > 0 ? files : undefined;
  }

  async #afterChange(reply: Reply<TransferReport> | undefined, folder: StorageFolder): Promise<void> {
    if (!reply?.ok) return;
    if (this.folder === folder) await this.list();
    else await this.choose(folder);
    this.report = reply.value;
  }

  async #do<T>(work: TransferKind | 'list', ask: () => Promise<Reply<T>>): Promise<Reply<T> | undefined> {
    if (this.work) return undefined;
    this.work = work;
    this.progress = undefined;
    this.report = undefined;
    this.error = undefined;
    const asked = ask();
    this.#underWay = asked;
    const reply = await asked;
    this.work = undefined;
    this.progress = undefined;
    if (!reply.ok) this.error = reply.error;
    return reply;
  }
}

function rowOf(object: StoredObject, { prefix }: StorageFolder): FileRow {
  return { key: object.key, name: object.key.slice(prefix.length), object };
}

function latestFirst(one: FileRow, other: FileRow): number {
  const [at, otherAt] = [one.object.modifiedAt ?? '', other.object.modifiedAt ?? ''];
  if (at !== otherAt) return at < otherAt ? 1 : -1;
  return one.key < other.key ? -1 : 1;
}
