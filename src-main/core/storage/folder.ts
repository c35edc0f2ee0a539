import * as v from 'valibot';

/** A folder in the storage of a cluster that a service reads its inputs from, or writes its outputs to. */
export const storageFolderSchema = v.object({
  role: v.picklist(['input', 'output']),
  bucket: v.string(),
  /** The beginning of the keys of its objects: empty for a whole bucket, else a path that ends with `/`. */
  prefix: v.string(),
});

/** A folder in the storage of a cluster that a service reads its inputs from, or writes its outputs to. */
export type StorageFolder = Readonly<v.InferOutput<typeof storageFolderSchema>>;

/** A place in the declaration of a service. */
export interface DeclaredPlace {
  /** Such as `minio.default`. */
  readonly provider: string;
  /** Bucket and folder, such as `cowsay/in`. */
  readonly path: string;
}

// The MinIO of the cluster itself. This program has no address and no keys of any other storage.
const ownStorage = /^minio(\.default)?$/i;

/** The folders of a service that are in its cluster's own storage. Each is named once, inputs first. */
export function storageFolders(
  inputs: readonly DeclaredPlace[],
  outputs: readonly DeclaredPlace[],
): readonly StorageFolder[] {
  const folders = new Map<string, StorageFolder>();
  for (const [role, places] of [['input', inputs] as const, ['output', outputs] as const]) {
    for (const { provider, path } of places) {
      if (!ownStorage.test(provider)) continue;
      const [bucket = '', ...names] = path.split('/').filter(Boolean);
      if (bucket === '') continue;
      const prefix = names.map((name) => `${name}/`).join('');
      folders.set(JSON.stringify([role, bucket, prefix]), { role, bucket, prefix });
    }
  }
  return [...folders.values()];
}

/** A folder in the form that people write, such as `cowsay/in`. */
export function folderPath({ bucket, prefix }: Pick<StorageFolder, 'bucket' | 'prefix'>): string {
  return prefix === '' ? bucket : `${bucket}/${prefix.slice(0, -1)}`;
}
