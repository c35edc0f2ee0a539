// npm test: sets everything up, checks the sources, and runs every suite. Its last line gives the totals of all of them.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSources } from './check-sources.mjs';
import { runHeadless } from './headless.mjs';
import { root, run, runOrGiveUp, say } from './run.mjs';
import { isRoot, setUp } from './setup.mjs';
import { ensureCommands } from './system-packages.mjs';

// A screen and a keyring of its own, which other systems always have.
const isLinux = process.platform === 'linux';
const electron = await setUp({ isHeadless: isLinux });
const reports = mkdtempSync(join(tmpdir(), 'oscar-desktop-reports-'));
const env = { ...process.env, OSCAR_DESKTOP_ELECTRON: electron };
delete env.ELECTRON_RUN_AS_NODE;

let hasFailed = !(await checkSources());
const totals = { passed: 0, failed: 0, skipped: 0 };

say('Unit, renderer and integration tests …');
await vitest('code', ['unit', 'renderer', 'integration']);

say('End-to-end tests in Electron …');
const playwrightReport = join(reports, 'playwright.json');
await suite(
  [join(root, 'node_modules/@playwright/test/cli.js'), 'test', '--project=e2e', '--reporter=list,json'],
  { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport },
  () => {
    const { stats } = JSON.parse(readFileSync(playwrightReport, 'utf8'));
    totals.passed += stats.expected;
    totals.failed += stats.unexpected + stats.flaky;
    totals.skipped += stats.skipped;
  },
);

if (canInstallDebs()) {
  say('Packaging …');
  await ensureCommands({ fakeroot: 'fakeroot', 'xvfb-run': 'xvfb', xauth: 'xauth', pgrep: 'procps', ip: 'iproute2' });
  await runOrGiveUp('npm run dist:deb', process.execPath, [join(root, 'scripts/dist-deb.mjs')], { env });
  say('Tests of the package …');
  await vitest('package', ['package']);
} else {
  say('The tests of the package are left out: they install a deb, which takes root on Debian or a relative.');
}

rmSync(reports, { recursive: true });
process.exitCode = hasFailed || totals.failed > 0 ? 1 : 0;
if (hasFailed && totals.failed === 0) totals.failed = 1;
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);

/** Runs some projects of vitest and counts their tests. */
async function vitest(name, projects) {
  const report = join(reports, `${name}.json`);
  const args = projects.flatMap((project) => ['--project', project]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  await suite([join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args, ...reporters], env, () => {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, 'utf8'));
    totals.passed += numPassedTests;
    totals.failed += numFailedTests;
    totals.skipped += numPendingTests + numTodoTests;
  });
}

function canInstallDebs() {
  return isLinux && isRoot() && existsSync('/usr/bin/apt-get');
}

async function suite(args, suiteEnv, count) {
  const code = isLinux
    ? await runHeadless(process.execPath, args, suiteEnv)
    : await run(process.execPath, args, { env: suiteEnv });
  if (code !== 0) hasFailed = true;
  try {
    count();
  } catch (error) {
    // A runner that wrote no report has run nothing that counts.
    console.error(error);
    hasFailed = true;
  }
}
