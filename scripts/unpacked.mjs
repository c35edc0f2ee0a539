import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build, Platform } from 'electron-builder';
import { parse, stringify } from 'yaml';
import { root, say } from './run.mjs';
import { setUp } from './setup.mjs';
import { licensesOf } from './third-party-licenses.mjs';

/** Facts of package.json. */
export const facts = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

// The last fuse came with this version; older runtimes, which are for tests only, do not have its place.
const filePrivilegesFuseSince = 29;

/**
 * Sets everything up and packages the program into a folder, `release/<system>-unpacked`, that runs where it lies. Nothing is
 * downloaded but the runtime, and that only once.
 * @returns {Promise<{ folder: string, electronVersion: string, isTestBuild: boolean, config: string }>} the folder, the
 *   runtime in it, whether that is one for tests only, and the file of the configuration to make others with
 */
export async function packUnpacked() {
  const electron = await setUp({ isHeadless: false });
  const electronVersion = readFileSync(join(dirname(electron), 'version'), 'utf8')
    .trim()
    .replace(/^v/, '');
  const isTestBuild = electronVersion !== facts.devDependencies.electron;
  const config = configuration(electronVersion, await runtimeFolder(electron));
  writeKeychainLicense();
  say(`Packaging with Electron ${electronVersion}${isTestBuild ? ': a test build, not to be given to users' : ''} …`);
  await build({ config, targets: Platform.current().createTarget('dir') });
  return { folder: join(root, 'release', unpackedName()), electronVersion, isTestBuild, config };
}

/** Writes down what electron-builder.yml says, for the runtime that is at hand; a file, since an object would be mixed with it. */
function configuration(electronVersion, electronDist) {
  const config = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'));
  if (Number.parseInt(electronVersion, 10) < filePrivilegesFuseSince) {
    delete config.electronFuses.grantFileProtocolExtraPrivileges;
  }
  const file = join(root, '.cache/electron-builder.yml');
  writeFileSync(file, stringify({ ...config, electronVersion, electronDist }));
  return file;
}

/** A copy of the runtime without what development put beside it. */
async function runtimeFolder(electron) {
  const source = dirname(electron);
  if (!existsSync(join(source, 'resources', 'app'))) return source;
  const copy = join(root, '.cache', 'packaged-runtime');
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  const app = join(source, 'resources', 'app');
  cpSync(source, copy, { recursive: true, filter: (path) => path !== app });
  return copy;
}

/** The keychain module is not bundled, so that the build does not see it. */
function writeKeychainLicense() {
  const folder = dirname(dirname(createRequire(import.meta.url).resolve('keytar')));
  mkdirSync(join(root, 'dist/licenses'), { recursive: true });
  writeFileSync(join(root, 'dist/licenses/keychain.txt'), licensesOf([folder]));
}

function unpackedName() {
  if (process.platform === 'win32') return process.arch === 'arm64' ? 'win-arm64-unpacked' : 'win-unpacked';
  if (process.platform === 'darwin') return process.arch === 'arm64' ? 'mac-arm64' : 'mac';
  return process.arch === 'arm64' ? 'linux-arm64-unpacked' : 'linux-unpacked';
}
