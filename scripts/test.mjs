// npm test: sets everything up, checks the sources, and runs every suite. Its last line gives the totals of all of them.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSources } from './check-sources.mjs';
import { runHeadless } from './headless.mjs';
import { root, run, say } from './run.mjs';
import { setUp } from './setup.mjs';

// A screen and a keyring of its own, which other systems always have.
const isLinux = process.platform === 'linux';
const electron = await setUp({ isHeadless: isLinux });
const reports = mkdtempSync(join(tmpdir(), 'oscar-desktop-reports-'));
const env = { ...process.env, OSCAR_DESKTOP_ELECTRON: electron };
delete env.ELECTRON_RUN_AS_NODE;

let hasFailed = !(await checkSources());
const totals = { passed: 0, failed: 0, skipped: 0 };

say('Unit, renderer and integration tests …');
const vitestReport = join(reports, 'vitest.json');
await suite(
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${vitestReport}`,
  ],
  env,
  () => {
    const report = JSON.parse(readFileSync(vitestReport, 'utf8'));
    totals.passed += report.numPassedTests;
    totals.failed += report.numFailedTests;
    totals.skipped += report.numPendingTests + report.numTodoTests;
  },
);

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

rmSync(reports, { recursive: true });
process.exitCode = hasFailed || totals.failed > 0 ? 1 : 0;
if (hasFailed && totals.failed === 0) totals.failed = 1;
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);

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
