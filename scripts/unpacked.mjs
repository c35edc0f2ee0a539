import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build, Platform } from 'electron-builder';
import { stringify } from 'yaml';
import { installerConfig } from './installer-config.mjs';
import { root, say } from './run.mjs';
import { setUp } from './setup.mjs';
import { licensesOf } from './third-party-licenses.mjs';

/** Facts of package.json. */
export const facts = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

// The last fuse came with this version; older runtimes, which are for tests only, do not have its place.
const filePrivilegesFuseSince = 29;

/**
 * Sets everything up for packaging. Nothing is downloaded but the runtime, and that only once.
 * @returns {Promise<{ electron: string, electronVersion: string, isTestBuild: boolean }>} the executable of the runtime, its
 *   version, and whether it is one for tests only
 */
export async function prepare() {
  const electron = await setUp({ isHeadless: false });
  const electronVersion = readFileSync(join(dirname(electron), 'version'), 'utf8')
    .trim()
    .replace(/^v/, '');
  writeLicenses();
  return { electron, electronVersion, isTestBuild: electronVersion !== facts.devDependencies.electron };
}

/**
 * Packages the program for Linux into a folder, `release/linux-unpacked`, that runs where it lies.
 * @returns {Promise<{ folder: string, electronVersion: string, isTestBuild: boolean, config: string }>} the folder, the
 *   runtime in it, whether that is one for tests only, and the file of the configuration to make others with
 */
export async function packUnpacked() {
  const { electron, electronVersion, isTestBuild } = await prepare();
  const config = configuration(electronVersion, await runtimeFolder(electron));
  say(`Packaging with Electron ${electronVersion}${isTestBuild ? ': a test build, not to be given to users' : ''} …`);
  await build({ config, targets: Platform.LINUX.createTarget('dir') });
  const folder = join(root, 'release', process.arch === 'arm64' ? 'linux-arm64-unpacked' : 'linux-unpacked');
  dropModesOfData(join(folder, 'resources/app.asar.unpacked'));
  // The libraries that make packages of it read this file, which electron-builder leaves out.
  writeFileSync(join(folder, 'version'), electronVersion);
  return { folder, electronVersion, isTestBuild, config };
}

/** Packages of npm come with modes of their own: what is no native module is data, and not to be executable. */
function dropModesOfData(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && !entry.name.endsWith('.node')) chmodSync(join(entry.parentPath, entry.name), 0o644);
  }
}

/** Writes down what electron-builder.yml says, for the runtime that is at hand; a file, since an object would be mixed with it. */
function configuration(electronVersion, electronDist) {
  const config = installerConfig('linux', process.env);
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

/** Some libraries are not bundled, so that the build does not see them. */
function writeLicenses() {
  const { resolve } = createRequire(import.meta.url);
  const files = {
    keychain: ['keytar'],
    pictures: ['wasm-vips', 'libheif-js/libheif-wasm/libheif-bundle.js'],
  };
  mkdirSync(join(root, 'dist/licenses'), { recursive: true });
  for (const [name, modules] of Object.entries(files)) {
    writeFileSync(join(root, `dist/licenses/${name}.txt`), licensesOf(modules.map((module) => resolve(module))));
  }
}
