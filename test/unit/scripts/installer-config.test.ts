import { validateConfiguration } from 'app-builder-lib/out/util/config/config';
import { getWindowsInstallationDirName } from 'app-builder-lib/out/targets/targetUtil';
import { DebugLogger } from 'builder-util';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { installerConfig, installers } from '../../../scripts/installer-config.mjs';

const root = join(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const facts = JSON.parse(read('package.json')) as Record<string, unknown>;

const azure = {
  AZURE_ENDPOINT: 'https://weu.codesigning.azure.net/',
  AZURE_CODE_SIGNING_ACCOUNT: 'account',
  AZURE_CERTIFICATE_PROFILE: 'profile',
  AZURE_PUBLISHER: 'The OSCAR Desktop authors',
};
const certificate = { CSC_LINK: 'certificate.p12' };

test.each([
  // The first of these loads electron-builder's schema, which takes seconds.
  ['linux', 'no signature', {}],
  ['win32', 'no signature', {}],
  ['win32', 'a certificate file', certificate],
  ['win32', 'a signing service', azure],
  ['darwin', 'no signature', {}],
  ['darwin', 'a certificate file', certificate],
])('electron-builder takes the configuration for %s with %s', { timeout: 60_000 }, async (platform, _what, env) => {
  await expect(validateConfiguration(installerConfig(platform, env), new DebugLogger(false))).resolves.toBeUndefined();
});

test('electron-builder would refuse an option that it does not know', async () => {
  const config = { ...installerConfig('linux', {}), noSuchOption: true };
  await expect(validateConfiguration(config, new DebugLogger(false))).rejects.toThrow('noSuchOption');
});

test('package.json has the home page that packages of Linux ask for', () => {
  expect(facts['homepage']).toMatch(/^https:/);
});

test('the metainfo of Linux begins with this version, and its releases go from new to old', () => {
  const metainfo = read('assets/linux/org.oscardesktop.OSCARDesktop.metainfo.xml');
  const releases = [...metainfo.matchAll(/<release version="([^"]+)" date="(\d{4}-\d{2}-\d{2})"/g)];
  expect(releases[0]?.[1]).toBe(facts['version']);
  const dates = releases.map(([, , date]) => date);
  expect(dates).toEqual([...dates].sort().reverse());
});

test('a file that is not signed says so in its name', () => {
  expect(names('win32', {})).toEqual([
    'oscar-desktop-${version}-windows-${arch}-setup-unsigned.${ext}',
    'oscar-desktop-${version}-windows-${arch}-portable-unsigned.${ext}',
  ]);
  expect(names('darwin', {})).toEqual(['oscar-desktop-${version}-${os}-${arch}-unsigned.${ext}']);
});

test.each([
  ['win32', certificate],
  ['win32', azure],
  ['darwin', certificate],
])('a file for %s that is to be signed is signed or not made', (platform, env) => {
  const config = installerConfig(platform, env);
  expect((platform === 'win32' ? config.win : config.mac)?.forceCodeSigning).toBe(true);
  expect(names(platform, env).join()).not.toContain('unsigned');
});

test('an unsigned program for macOS has an identity made up for the computer, and can load its own libraries', () => {
  expect(installerConfig('darwin', {}).mac).toMatchObject({ identity: '-', hardenedRuntime: false });
  expect(installerConfig('darwin', certificate).mac).toMatchObject({ hardenedRuntime: true });
  expect(installerConfig('darwin', certificate).mac).not.toHaveProperty('identity');
});

test('Azure’s signing service is told all that it asks for', () => {
  expect(installerConfig('win32', azure).win?.azureSignOptions).toEqual({
    endpoint: azure.AZURE_ENDPOINT,
    codeSigningAccountName: 'account',
    certificateProfileName: 'profile',
    publisherName: 'The OSCAR Desktop authors',
  });
});

test('no map of blocks is made, since nothing updates itself', () => {
  expect(installerConfig('win32', {}).nsis?.differentialPackage).toBe(false);
  expect(installerConfig('darwin', {}).dmg?.writeUpdateInfo).toBe(false);
});

test('each format is made once, for the processors the documents name', () => {
  expect(installers.win32).toEqual({ formats: ['nsis', 'portable'], archs: ['x64'] });
  expect(installers.darwin).toEqual({ formats: ['dmg'], archs: ['arm64', 'x64'] });
  const install = read('docs/install.md');
  for (const ending of ['setup.exe', 'portable.exe', 'mac-arm64.dmg', 'mac-x64.dmg', '.deb', '.rpm', '.AppImage']) {
    expect(install).toContain(ending);
  }
});

test('the documents name the folders into which it is installed', () => {
  const facts = { name: 'oscar-desktop', productFilename: 'OSCAR Desktop', sanitizedName: 'oscar-desktop' };
  const isAssisted = installerConfig('win32', {}).nsis?.oneClick === false;
  // electron-builder asks only for these names of its AppInfo.
  const folder = getWindowsInstallationDirName(facts as never, isAssisted);
  const administrators = read('docs/administrators.md');
  expect(administrators).toContain(`\`%LOCALAPPDATA%\\Programs\\${folder}\``);
  expect(administrators).toContain(`\`%ProgramFiles%\\${folder}\``);
  expect(administrators).toContain('/usr/lib/oscar-desktop');
  expect(administrators).toContain('/Applications/OSCAR Desktop.app');
});

function names(platform: string, env: Readonly<Record<string, string>>): (string | null | undefined)[] {
  const { artifactName, nsis, portable, dmg } = installerConfig(platform, env);
  if (platform === 'win32') return [nsis?.artifactName, portable?.artifactName];
  return [dmg?.artifactName ?? artifactName];
}
