// npm test: sets everything up, checks the sources, and runs every suite. Its last line gives the totals of all of them.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkSources } from './check-sources.mjs';
import { canHaveNewest, testNewest } from './newest.mjs';
import { root, runOrGiveUp, say } from './run.mjs';
import { isRoot, setUp } from './setup.mjs';
import { Suites } from './suites.mjs';
import { ensureCommands } from './system-packages.mjs';

const isLinux = process.platform === 'linux';
const electron = await setUp({ isHeadless: isLinux });
const env = { ...process.env, OSCAR_DESKTOP_ELECTRON: electron };
delete env.ELECTRON_RUN_AS_NODE;
const suites = new Suites(env);

if (!(await checkSources())) suites.fail();

say('Unit, renderer and integration tests …');
await suites.vitest('code', ['unit', 'renderer', 'integration']);

if (isLinux) {
  say('End-to-end tests in Electron …');
  await suites.playwright('e2e', { parts: 2 });
} else {
  say('The end-to-end tests are left out: the screen, the keyring and the dialogs they drive are those of Linux.');
}

if (canHaveNewest()) await testNewest(suites);
else say('The newest runtime is left out: it takes Chromium as a system package, and Linux on x64.');

if (canInstallDebs()) {
  say('Packaging …');
  await ensureCommands({ fakeroot: 'fakeroot', 'xvfb-run': 'xvfb', xauth: 'xauth', pgrep: 'procps', ip: 'iproute2' });
  await runOrGiveUp('Packaging', process.execPath, [join(root, 'scripts/dist-linux.mjs'), 'deb', 'rpm'], { env });
  say('Tests of the package …');
  await suites.vitest('package', ['package']);
} else {
  say('The tests of the package are left out: they install a deb, which takes root on Debian or a relative.');
}

suites.finish();

function canInstallDebs() {
  return isLinux && isRoot() && existsSync('/usr/bin/apt-get');
}
