import type { Configuration } from 'electron-builder';
export declare const installers: Readonly<
  Record<'linux' | 'win32' | 'darwin', { readonly formats: readonly string[]; readonly archs: readonly string[] }>
>;
export declare function installerConfig(
  platform: string,
  env: Readonly<Record<string, string | undefined>>,
): Configuration;
