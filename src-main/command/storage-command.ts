import { basename, relative, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { exitCodeOf, exitCodes, type ExitCode } from '../core/app/exit-code';
import { isAppError, type ErrorInfo } from '../core/ground/error';
import { errorTable } from '../core/ground/error-table';
import type { InputFiles } from '../core/input/ports';
import { folderPath, type StorageFolder } from '../core/storage/folder';
import type { StoredObject } from '../core/storage/listing';
import { nameInFolder } from '../core/storage/names';
import type { ProfileService } from '../services/connection/profile-service';
import type { StorageService } from '../services/storage/storage-service';
import type { StorageSession } from '../services/storage/storage-session';
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
  const failures: ErrorInfo[] = [...missing].map((name) => ({ code: 'object-gone', name }));
  for (const failure of failures) say(failureLine(failure));
  return each(wanted, failures, work, async ({ folder, object, name }) => {
    const path = await storage.download(session, folder, object, resolve(target));
    say(printable(`saved ${name} as ${relative(resolve(target), path)}, ${object.sizeBytes} bytes`));
  });
}

async function put(
  { paths, replaces }: Extract<StorageCommand, { readonly kind: 'storage-put' }>,
  work: Work,
): Promise<ExitCode> {
  const { folders, session, storage, inputs, output } = work;
  const [folder] = folders;
  if (!folder) return exitCodes.misuse;
  const taken = new Set(replaces ? [] : (await session.list(folder)).map(({ key }) => key));
  return each(paths, [], work, async (path) => {
    const source = await inputs.source((await inputs.grant(resolve(path))).id);
    const key = await storage.upload(session, { name: basename(path), source }, { folder, replaces, taken });
    taken.add(key);
    output.write(`${printable(nameInFolder(key, folder.prefix))}\n`);
  });
}

/** Runs an action for one item after the other. A failure that concerns one item only does not stop the others. */
async function each<T>(
  items: readonly T[],
  before: readonly ErrorInfo[],
  { say }: Pick<Work, 'say'>,
  action: (item: T) => Promise<void>,
): Promise<ExitCode> {
  const failures = [...before];
  for (const item of items) {
    try {
      await action(item);
    } catch (error) {
      if (!isAppError(error) || error.info.code === 'cancelled') throw error;
      if (errorTable[error.info.code].concerns !== 'item') throw error;
      say(failureLine(error.info));
      failures.push(error.info);
    }
  }
  const [first] = failures;
  if (!first) return exitCodes.done;
  return failures.length === 1 && items.length + before.length === 1 ? exitCodeOf(first.code) : exitCodes.attention;
}

/** Makes a name safe to print: names come from others, and must not control the caller's terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ');
}
