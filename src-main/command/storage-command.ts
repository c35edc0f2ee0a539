import { basename, relative, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { exitCodeOf, exitCodes, type ExitCode } from '../core/app/exit-code';
import { AppError, isAppError } from '../core/ground/error';
import type { InputFiles } from '../core/input/ports';
import { folderPath, type StorageFolder } from '../core/storage/folder';
import type { StoredObject } from '../core/storage/listing';
import { nameInFolder } from '../core/storage/names';
import type { FailedTransfer, TransferReport } from '../core/storage/transfer';
import type { ProfileService } from '../services/connection/profile-service';
import type { StorageService } from '../services/storage/storage-service';
import type { StorageSession } from '../services/storage/storage-session';
import { carryOutAll } from '../services/storage/transfer-queue';
import { failureLine, findProfile, unknownProfile } from './run-command';
import type { StorageCommand } from './storage-arguments';

/** What the commands need: the same services as the window, and the streams of the caller. */
export interface StorageCommandParts {
  readonly profiles: Pick<ProfileService, 'list' | 'openPractice'>;
  readonly storage: StorageService;
  readonly inputs: Pick<InputFiles, 'grant' | 'source'>;
  readonly output: Writable;
  /** Prints one line of progress or of a failure. */
  readonly say: (line: string) => void;
  /** Aborted when the caller stops the command. */
  readonly signal: AbortSignal;
}

/** What a running command needs. */
interface Work extends StorageCommandParts {
  readonly session: StorageSession;
  readonly folders: readonly StorageFolder[];
}

/** Lists, saves or uploads files of a service. */
export async function commandStorage(command: StorageCommand, parts: StorageCommandParts): Promise<ExitCode> {
  const { profiles, storage, say, signal } = parts;
  try {
    const profile = await findProfile(command.profile, profiles);
    if (!profile) {
      say(unknownProfile(command.profile));
      return exitCodes.connection;
    }
    const all = await storage.folders(profile.id, command.service, command.owner);
    const folders = all.filter((folder) => isMeant(folder, command));
    if (folders.length === 0) {
      const known = all.map((folder) => `${folder.role} ${folderPath(folder)}`).join(', ');
      say(known === '' ? 'The service has no folders in the storage of its cluster.' : `Its folders are: ${known}`);
      return exitCodes.misuse;
    }
    const work = { ...parts, session: storage.session(profile.id, signal), folders };
    switch (command.kind) {
      case 'storage-list':
        return await list(work);
      case 'storage-get':
        return await get(command, work);
      case 'storage-put':
        return await put(command, work);
    }
  } catch (error) {
    if (!isAppError(error)) throw error;
    say(failureLine(error.info));
    return exitCodeOf(error.info.code);
  }
}

function isMeant(folder: StorageFolder, { kind, folder: wanted }: StorageCommand): boolean {
  if (wanted !== undefined) return folderPath(folder) === wanted.replace(/^\/|\/$/g, '');
  if (kind === 'storage-list') return true;
  return folder.role === (kind === 'storage-get' ? 'output' : 'input');
}

async function list({ folders, session, output }: Work): Promise<ExitCode> {
  for (const folder of folders) {
    for (const { key, sizeBytes, modifiedAt } of await session.list(folder)) {
      const columns = [folderPath(folder), nameInFolder(key, folder.prefix), String(sizeBytes), modifiedAt ?? ''];
      output.write(`${columns.map(printable).join('\t')}\n`);
    }
  }
  return exitCodes.done;
}

async function get(
  { names, output: target, since }: Extract<StorageCommand, { readonly kind: 'storage-get' }>,
  work: Work,
): Promise<ExitCode> {
  const { folders, session, storage, say } = work;
  const missing = new Set(names);
  const wanted: { readonly folder: StorageFolder; readonly object: StoredObject; readonly name: string }[] = [];
  for (const folder of folders) {
    for (const object of await session.list(folder)) {
      const name = nameInFolder(object.key, folder.prefix);
      if (names.length > 0 && !names.includes(name)) continue;
      missing.delete(name);
      // A file whose time is unknown may be new, so it is taken.
      if (since === undefined || (object.modifiedAt ?? since) >= since) wanted.push({ folder, object, name });
    }
  }
  const gone = [...missing].map((name): FailedTransfer => ({ name, error: { code: 'object-gone', name } }));
  const transfers = wanted.map(({ folder, object, name }) => ({
    name,
    sizeBytes: object.sizeBytes,
    carryOut: async () => {
      const path = await storage.download(session, folder, object, resolve(target));
      say(printable(`saved ${name} as ${relative(resolve(target), path)}, ${object.sizeBytes} bytes`));
    },
  }));
  return told(await carryOutAll('save', transfers), gone, work);
}

async function put(
  { paths, replaces }: Extract<StorageCommand, { readonly kind: 'storage-put' }>,
  work: Work,
): Promise<ExitCode> {
  const { folders, session, storage, inputs, output } = work;
  const [folder] = folders;
  if (!folder) return exitCodes.misuse;
  const taken = new Set(replaces ? [] : (await session.list(folder)).map(({ key }) => key));
  const transfers = paths.map((path) => ({
    name: basename(path),
    sizeBytes: 0,
    carryOut: async () => {
      const source = await inputs.source((await inputs.grant(resolve(path))).id);
      const key = await storage.upload(session, { name: basename(path), source }, { folder, replaces, taken });
      taken.add(key);
      output.write(`${printable(nameInFolder(key, folder.prefix))}\n`);
    },
  }));
  return told(await carryOutAll('upload', transfers), [], work);
}

/** Says what failed. @throws AppError of what ended it */
function told(
  { done, failed, endedBy }: TransferReport,
  before: readonly FailedTransfer[],
  { say }: Pick<Work, 'say'>,
): ExitCode {
  const all = [...before, ...failed];
  for (const { error } of all) say(failureLine(error));
  if (endedBy) throw new AppError(endedBy);
  const [first] = all;
  if (!first) return exitCodes.done;
  return all.length === 1 && done === 0 ? exitCodeOf(first.error.code) : exitCodes.attention;
}

/** Makes a name safe to print: names come from others, and must not control the caller's terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ');
}
