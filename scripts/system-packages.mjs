import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { giveUp, run, runOrGiveUp, say } from './run.mjs';

// What Electron, and the keychain module, load at run time on Linux.
const runtimePackages = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libnotify4',
  'libsecret-1-0',
  'at-spi2-core',
  'fonts-dejavu-core',
];
// A screen, a session bus and a keyring for machines that have none; curl is the benchmark's peer.
const headlessPackages = ['xvfb', 'dbus', 'dbus-x11', 'gnome-keyring', 'xdotool', 'curl'];

/**
 * Makes sure that the system's own libraries are there: installs the missing ones as root on Debian and its relatives,
 * otherwise prints the one line that does it and stops.
 * @param {{ isHeadless: boolean }} options
 */
export async function ensureSystemPackages({ isHeadless }) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return;
  await install(missingOf([...runtimePackages, ...(isHeadless ? headlessPackages : [])]));
}

/**
 * Makes sure that some programs are there, each in the package of a name.
 * @param {Record<string, string>} packages program -> Debian package
 */
export async function ensureCommands(packages) {
  const isThere = (command) => spawnSync('which', [command]).status === 0;
  const missing = Object.keys(packages).filter((command) => !isThere(command));
  if (missing.length > 0 && !existsSync('/usr/bin/dpkg-query')) giveUp(`Please install: ${missing.join(' ')}`);
  await install(missing.map((command) => packages[command]));
}

/** Installs packages that are of use, but not needed, where nobody has to be asked: as root on Debian and its relatives. */
export async function installAsRoot(packages) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query') || process.getuid() !== 0) return;
  await aptGet(packages, (_, ...command) => run(...command));
}

async function install(missing) {
  if (missing.length === 0) return;
  const command = ['apt-get', ...installArgs(missing)].join(' ');
  if (process.getuid() !== 0) giveUp(`Some system packages are missing. Please run: sudo ${command}`);
  await aptGet(missing, runOrGiveUp);
}

/** @param {typeof runOrGiveUp} start runs a program, which has a name for the case that it fails */
async function aptGet(packages, start) {
  say(`Installing system packages: ${packages.join(' ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await start('apt-get update', 'apt-get', ['update'], { env });
  await start('apt-get install', 'apt-get', installArgs(packages), { env });
}

function installArgs(packages) {
  return ['install', '-y', '--no-install-recommends', ...packages];
}

/** Those of some packages that are not installed. Newer releases name some libraries with `t64` at the end. */
function missingOf(names) {
  const candidates = names.flatMap((name) => [name, `${name}t64`]);
  // It complains of names that it does not know, and lists the others all the same.
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f=${Package} ${Status}\n', ...candidates], { encoding: 'utf8' });
  const installed = new Set([...stdout.matchAll(/^(\S+) install ok installed$/gm)].map(([, name]) => name));
  return names.filter((name) => !installed.has(name) && !installed.has(`${name}t64`));
}
