import type { StorageFolder } from '../../src-main/core/storage/folder';

/** A folder as people write it, such as `cowsay/in`. */
export function folderWords({ bucket, prefix }: StorageFolder): string {
  return prefix === '' ? bucket : `${bucket}/${prefix.slice(0, -1)}`;
}
