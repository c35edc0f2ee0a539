import { nameOf } from '../ground/paths';

/** How many files of a list have the same kind of name. */
export interface KindCount {
  /** See {@link kindOf}. */
  readonly kind: string;
  readonly count: number;
}

/** A part of a mixed list that it may be narrowed to. */
export interface KindGroup {
  /** `kind` where it is one ending; `taken` for what the service's card takes. */
  readonly name: 'photos' | 'sounds' | 'films' | 'kind' | 'taken';
  /** Endings in lower case, without a dot. */
  readonly endings: readonly string[];
}

const sameKind: Readonly<Record<string, string>> = {
  jpeg: 'jpg',
  jpe: 'jpg',
  jfif: 'jpg',
  tiff: 'tif',
  htm: 'html',
  mpeg: 'mpg',
  heif: 'heic',
};

/** Raw files of cameras are not among the photos: they often lie beside the pictures that were made of them. */
const groups: readonly KindGroup[] = [
  {
    name: 'photos',
    endings: ['jpg', 'jpeg', 'jpe', 'jfif', 'png', 'tif', 'tiff', 'webp', 'heic', 'heif', 'avif', 'bmp', 'gif'],
  },
  { name: 'sounds', endings: ['wav', 'mp3', 'flac', 'ogg', 'oga', 'opus', 'm4a', 'aac', 'aif', 'aiff', 'wma'] },
  { name: 'films', endings: ['mp4', 'avi', 'mov', 'mkv', 'mts', 'm2ts', 'mpg', 'mpeg', 'webm', 'wmv', '3gp', 'm4v'] },
];

/** Whether files of a kind can hold a sound: films have one too. */
export function isSoundKind(kind: string): boolean {
  return groups.some(({ name, endings }) => name !== 'photos' && endings.includes(kind));
}

/** What a file is by its name: its ending in lower case, the same for all spellings; empty where it has none. */
export function kindOf(path: string): string {
  const ending = /[^.]\.([a-z0-9]{1,10})$/i.exec(nameOf(path))?.[1]?.toLowerCase() ?? '';
  return sameKind[ending] ?? ending;
}

/** Media types of photos that can be drawn small, by the endings of their names. */
const photoTypes: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  bmp: 'image/bmp',
  gif: 'image/gif',
  heic: 'image/heic',
  heif: 'image/heif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  png: 'image/png',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  webp: 'image/webp',
};

/** Media type of a file that is a photo by its name; `undefined` for others. */
export function photoType(name: string): string | undefined {
  return photoTypes[/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''];
}

/** The files of the most frequent kind, in the order in which they were given. */
export function ofCommonestKind<File extends { readonly relativePath: string }>(
  files: readonly File[],
): readonly File[] {
  const byKind = new Map<string, File[]>();
  for (const file of files) {
    const kind = kindOf(file.relativePath);
    const same = byKind.get(kind);
    if (same) same.push(file);
    else byKind.set(kind, [file]);
  }
  return [...byKind.values()].reduce((most, same) => (same.length > most.length ? same : most), []);
}

/** The counts of kinds, the most frequent kind first; kinds with the same count are in the order of their names. */
export function inOrderOfCount(counts: ReadonlyMap<string, number>): readonly KindCount[] {
  const found = [...counts].map(([kind, count]) => ({ kind, count }));
  return found.sort((one, other) => other.count - one.count || (one.kind < other.kind ? -1 : 1));
}

/**
 * What to narrow a mixed list to: what the service's card takes, or else the group with the most files. Nothing if that keeps
 * all of the list, or none of it.
 * @param taken endings that the card names; empty where it names none
 */
export function groupToOffer(kinds: readonly KindCount[], taken: readonly string[]): KindGroup | undefined {
  const takes = (endings: readonly string[]) =>
    kinds.filter(({ kind }) => endings.some((one) => kindOf(`a.${one}`) === kind));
  if (taken.length > 0) {
    const fitting = takes(taken).length;
    return fitting > 0 && fitting < kinds.length ? { name: 'taken', endings: taken } : undefined;
  }
  const own = kinds
    .filter(({ kind }) => kind !== '')
    .map(({ kind }): KindGroup => ({ name: 'kind', endings: spellings(kind) }));
  const found = [...groups, ...own].map((group) => {
    const fitting = takes(group.endings);
    return { group, kinds: fitting.length, files: fitting.reduce((sum, { count }) => sum + count, 0) };
  });
  // Where a group and a kind hold the same files, the group is offered.
  const [most] = found.sort((one, other) => other.files - one.files);
  return most && most.files > 0 && most.kinds < kinds.length ? most.group : undefined;
}

function spellings(kind: string): readonly string[] {
  return [kind, ...Object.keys(sameKind).filter((spelling) => sameKind[spelling] === kind)];
}
