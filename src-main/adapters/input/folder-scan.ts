import type { Stats } from 'node:fs';
import { lstat, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { recordName } from '../../core/batch/record';
import { byName, isReportName, type LeftOutReason, type ScanFinding } from '../../core/batch/scan';
import type { FolderScan } from '../../core/batch/ports';
import { errnoOf } from '../ground/errno';
import { systemPath } from '../files/system-path';
import { entriesOf, reasonOfEntry, type FolderEntry } from './folder-entries';

const portionSize = 256;

/** A file or folder that the user gave. */
interface Root {
  readonly base: string;
  /** Its real path, to find links that lead out of it. */
  readonly realPath: string;
  /** Device and inode number of each folder on the path from the given one. */
  readonly seen: Set<string>;
  readonly ownPatterns: readonly string[];
}

/** Looks through folders on disk. Links inside of them are never followed, so that nothing is found twice or without end. */
export class DiskFolderScan implements FolderScan {
  async lookInside(base: string, path: string): Promise<ScanFinding> {
    try {
      // A table that was written on Windows has backslashes; elsewhere they may be part of a name.
      const wanted = await stat(resolve(base, path)).then(
        () => path,
        () => path.replaceAll('\\', '/'),
      );
      const file = resolve(base, wanted);
      const outside = { base, relativePath: path, reason: 'outside' } as const;
      if (leadsOut(relative(base, file))) return outside;
      if (leadsOut(relative(await realpath(base), await realpath(file)))) return outside;
      return findingOf(base, relative(base, file).split(sep).join('/'), await stat(file));
    } catch (error) {
      return { base, relativePath: path, reason: reasonOf(error) };
    }
  }

  async *scan(
    paths: readonly string[],
    ownPatterns: readonly string[],
    signal: AbortSignal,
  ): AsyncGenerator<readonly ScanFinding[]> {
    for (let start = 0; start < paths.length; start += portionSize) {
      if (signal.aborted) return;
      const given = await Promise.all(
        paths.slice(start, start + portionSize).map((path) => lookAtGiven(resolve(path), ownPatterns)),
      );
      let findings: ScanFinding[] = [];
      for (const one of given) {
        if (!('root' in one)) {
          findings.push(one);
          continue;
        }
        if (findings.length > 0) yield findings;
        findings = [];
        yield* scanFolder(one.root, one.name, one.stats, signal);
      }
      if (findings.length > 0) yield findings;
    }
  }
}

interface GivenFolder {
  readonly root: Root;
  readonly name: string;
  readonly stats: Stats;
}

/** Opens what the user gave. It is taken whatever its name is, and followed if it is a link. */
async function lookAtGiven(path: string, ownPatterns: readonly string[]): Promise<ScanFinding | GivenFolder> {
  const base = dirname(path);
  // The root of a drive has no name.
  const name = basename(path);
  try {
    const stats = await stat(path, { bigint: false });
    if (!stats.isDirectory()) return findingOf(base, name, stats);
    const root = {
      base: name === '' ? path : base,
      realPath: await realpath(path),
      seen: new Set<string>(),
      ownPatterns,
    };
    return { root, name, stats };
  } catch (error) {
    return { base, relativePath: name, reason: reasonOf(error) };
  }
}

async function* scanFolder(
  root: Root,
  folder: string,
  stats: Stats,
  signal: AbortSignal,
): AsyncGenerator<readonly ScanFinding[]> {
  const number = `${stats.dev}:${stats.ino}`;
  // Windows tells no number for some network drives.
  if (stats.ino !== 0 && root.seen.has(number)) {
    yield [{ base: root.base, relativePath: folder, reason: 'loop' }];
    return;
  }
  root.seen.add(number);
  let entries: readonly FolderEntry[];
  try {
    entries = await entriesOf(systemPath(root.base, folder));
  } catch (error) {
    yield [{ base: root.base, relativePath: folder, reason: reasonOf(error) }];
    return;
  }
  const named = entries.map((entry) => ({ entry, way: folder === '' ? entry.name : `${folder}/${entry.name}` }));
  named.sort((one, other) => byName(one.entry.name, other.entry.name));
  const files = named.filter(({ entry }) => !entry.isFolder);
  const isOfResults = files.some(({ entry }) => entry.name === recordName);
  for (let start = 0; start < files.length; start += portionSize) {
    if (signal.aborted) return;
    const portion = files.slice(start, start + portionSize);
    yield await Promise.all(portion.map(({ entry, way }) => look(root, way, entry, isOfResults)));
  }
  for (const { entry, way } of named) {
    if (signal.aborted) return;
    if (!entry.isFolder) continue;
    const reason = reasonOfEntry(entry, root.ownPatterns);
    if (reason) yield [{ base: root.base, relativePath: way, reason }];
    else yield* scanSubfolder(root, way, signal);
  }
}

async function* scanSubfolder(root: Root, way: string, signal: AbortSignal): AsyncGenerator<readonly ScanFinding[]> {
  let stats: Stats;
  try {
    stats = await lstat(systemPath(root.base, way));
  } catch (error) {
    yield [{ base: root.base, relativePath: way, reason: reasonOf(error) }];
    return;
  }
  yield* scanFolder(root, way, stats, signal);
}

/** @param isOfResults whether its folder is one that results were written to */
async function look(root: Root, way: string, entry: FolderEntry, isOfResults: boolean): Promise<ScanFinding> {
  const { base } = root;
  const reason =
    reasonOfEntry(entry, root.ownPatterns) ?? (isOfResults && isReportName(entry.name) ? 'own-report' : undefined);
  if (reason) return { base, relativePath: way, reason };
  try {
    if (entry.isLink) return { base, relativePath: way, reason: await reasonOfLink(root, way) };
    return findingOf(base, way, await lstat(systemPath(root.base, way)));
  } catch (error) {
    return { base, relativePath: way, reason: reasonOf(error) };
  }
}

/** Whether a relative path leads out of its folder. Between drives of Windows there is none: it stays absolute. */
function leadsOut(path: string): boolean {
  return path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
}

async function reasonOfLink(root: Root, way: string): Promise<LeftOutReason> {
  try {
    const target = relative(root.realPath, await realpath(systemPath(root.base, way)));
    return leadsOut(target) ? 'link-outside' : 'link-inside';
  } catch {
    return 'link-broken';
  }
}

function findingOf(base: string, relativePath: string, stats: Stats): ScanFinding {
  if (!stats.isFile()) return { base, relativePath, reason: 'not-a-file' };
  return stats.size === 0 ? { base, relativePath, reason: 'empty' } : { base, relativePath, sizeBytes: stats.size };
}

function reasonOf(error: unknown): LeftOutReason {
  const code = errnoOf(error);
  return code === 'EACCES' || code === 'EPERM' ? 'denied' : 'unreachable';
}
