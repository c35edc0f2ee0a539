import { isUtf8 } from 'node:buffer';
import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { fitsPattern } from '../../core/batch/name-pattern';
import { reasonByName, type LeftOutReason } from '../../core/batch/scan';

/** What is directly in a folder. */
export interface FolderEntry {
  /** As it can be shown. */
  readonly name: string;
  /** Whether the name is the real one, by which the system finds the file. */
  readonly hasRealName: boolean;
  readonly isFolder: boolean;
  readonly isLink: boolean;
}

/** What is directly in a folder, in no order. @throws the system's error */
export async function entriesOf(path: string): Promise<readonly FolderEntry[]> {
  const entries = await readdir(path, { withFileTypes: true });
  // The mark that stands for bytes that are no text: rare enough to look again only where it is.
  if (!entries.some(({ name }) => name.includes('\ufffd')))
    return entries.map((entry) => entryOf(entry, entry.name, true));
  const raw = await readdir(path, { withFileTypes: true, encoding: 'buffer' });
  return raw.map((entry) => entryOf(entry, printableName(entry.name), isUtf8(entry.name)));
}

function entryOf(
  entry: Pick<Dirent, 'isDirectory' | 'isSymbolicLink'>,
  name: string,
  hasRealName: boolean,
): FolderEntry {
  return { name, hasRealName, isFolder: entry.isDirectory(), isLink: entry.isSymbolicLink() };
}

/** A name with every byte that is no UTF-8 as `\\xFC`, so that two such names stay two. */
function printableName(bytes: Uint8Array): string {
  let name = '';
  for (let at = 0; at < bytes.length;) {
    const length = [1, 2, 3, 4].find((count) => isUtf8(bytes.subarray(at, at + count)));
    const character = bytes.subarray(at, at + (length ?? 1));
    name +=
      length === undefined
        ? `\\x${Buffer.from(character).toString('hex').toUpperCase()}`
        : Buffer.from(character).toString();
    at += character.length;
  }
  return name;
}

/** Why something in a folder is left out, as far as its name tells. @param ownPatterns see `fitsPattern` */
export function reasonOfEntry(
  { name, hasRealName }: FolderEntry,
  ownPatterns: readonly string[],
): LeftOutReason | undefined {
  if (ownPatterns.some((pattern) => fitsPattern(name, pattern))) return 'own-pattern';
  return reasonByName(name) ?? (hasRealName ? undefined : 'name-encoding');
}
