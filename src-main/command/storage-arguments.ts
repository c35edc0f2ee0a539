import { parseArgs } from 'node:util';
import { misuse, serviceOf, serviceOptions, type Misuse, type ServiceOptions } from './service-options';

/** A command about the files of a service in the storage of its cluster. */
export type StorageCommand = ServiceOptions & {
  /** One of the service's folders, as `storage list` prints it. */
  readonly folder?: string;
} & (
    | { readonly kind: 'storage-list' }
    | {
        readonly kind: 'storage-get';
        /** Names of files, as `storage list` prints them; all files if none is named. */
        readonly names: readonly string[];
        /** Folder of this computer. */
        readonly output: string;
        /** ISO 8601, UTC: only files that were written at this time or later. */
        readonly since?: string;
      }
    | { readonly kind: 'storage-put'; readonly paths: readonly string[]; readonly replaces: boolean }
  );

const options = {
  ...serviceOptions,
  folder: { type: 'string' },
  output: { type: 'string' },
  since: { type: 'string' },
  replace: { type: 'boolean' },
} as const;

/** Reads the arguments after `storage`. */
export function parseStorage(args: readonly string[]): StorageCommand | Misuse {
  const [action, ...rest] = args;
  if (action !== 'list' && action !== 'get' && action !== 'put')
    return misuse('storage is followed by list, get or put.');
  const { values, positionals } = parseArgs({ args: rest, options, allowPositionals: true });
  const [service, ...names] = positionals;
  const { profile, folder, output, since, replace } = values;
  if (service === undefined) return misuse('The name of a service is missing.');
  if (profile === undefined) return misuse('--profile is missing.');
  if (action !== 'get' && (output !== undefined || since !== undefined)) {
    return misuse('--output and --since belong to storage get.');
  }
  if (action !== 'put' && replace) return misuse('--replace belongs to storage put.');
  const common = { ...serviceOf(service, profile, values), ...(folder !== undefined && { folder }) };
  switch (action) {
    case 'list':
      return names.length === 0
        ? { ...common, kind: 'storage-list' }
        : misuse(`Nothing is known of “${names.join(' ')}”.`);
    case 'put':
      if (names.length === 0) return misuse('The files to upload are missing.');
      return { ...common, kind: 'storage-put', paths: names, replaces: replace === true };
    case 'get': {
      if (output === undefined) return misuse('--output is missing: the folder for the files.');
      const at = since === undefined ? undefined : Date.parse(since);
      if (Number.isNaN(at)) return misuse('--since is a day or an instant, such as 2026-11-30 or 2026-11-30T08:00Z.');
      const from = at === undefined ? {} : { since: new Date(at).toISOString() };
      return { ...common, kind: 'storage-get', names, output, ...from };
    }
  }
}
