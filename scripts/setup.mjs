import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { giveUp, root, runOrGiveUp, say } from './run.mjs';
import { ensureRuntime } from './runtime.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const stamps = join(root, '.cache');

/**
 * Everything a fresh checkout needs, each step only where something changed since it was done last.
 * @param {{ isHeadless: boolean }} options whether a screen, and a keyring, have to be provided as well
 * @returns {Promise<string>} path of the Electron executable to use
 */
export async function setUp({ isHeadless }) {
  assertNode();
  await ensureDependencies();
  await ensureSystemPackages({ isHeadless });
  const electron = await ensureRuntime();
  await ensureBuild();
  return electron;
}

function assertNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  giveUp(`Node.js ${process.versions.node} is too old: please install version 20.19 or newer.`);
}

/** Installs what the lockfile says. */
export async function ensureDependencies() {
  await whenChanged('dependencies', ['package.json', 'package-lock.json'], 'node_modules', async () => {
    say('Installing the dependencies of the lockfile …');
    await runOrGiveUp('npm ci', npm, ['ci', '--no-audit', '--no-fund'], { shell: process.platform === 'win32' });
  });
}

/** Builds the program into `dist/`. */
export async function ensureBuild() {
  const sources = [
    'package-lock.json',
    'electron.vite.config.ts',
    'svelte.config.js',
    'src-main',
    'src-renderer',
    'assets',
  ];
  await whenChanged('build', sources, 'dist/main/main.cjs', async () => {
    say('Building …');
    await runOrGiveUp('The build', process.execPath, [
      join(root, 'node_modules/electron-vite/bin/electron-vite.js'),
      'build',
    ]);
  });
}

/** Does something unless its product is there and its sources are those of the last time. */
async function whenChanged(name, sources, product, action) {
  const stamp = join(stamps, `${name}.stamp`);
  const now = fingerprint(sources);
  const isDone = existsSync(stamp) && readFileSync(stamp, 'utf8') === now && existsSync(join(root, product));
  if (isDone) return;
  await action();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, now);
}

/** One hash over the files at and below some paths. */
function fingerprint(paths) {
  const hash = createHash('sha256');
  const add = (path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) {
      for (const entry of readdirSync(full).sort()) add(join(path, entry));
      return;
    }
    hash.update(path).update('\0').update(readFileSync(full)).update('\0');
  };
  for (const path of paths) add(path);
  return hash.digest('hex');
}

/** Whether there is no screen to show a window on. */
export function hasNoDisplay() {
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
}

/** Whether this is the user for whom Chromium refuses to start its sandbox. */
export function isRoot() {
  return process.getuid?.() === 0;
}
