// npm run test:kill: ends a batch by force a hundred times, and one of prepared photos, a sorting of files while answers are marked twenty times, and the whole
// program fifty times, closes connections under the program in awkward moments, runs two programs into one folder and undoes
// namings as a power cut does, twenty times each, and looks for what is lost.
import { join } from 'node:path';
import { runHeadless } from './headless.mjs';
import { root, run } from './run.mjs';
import { setUp } from './setup.mjs';

const isLinux = process.platform === 'linux';
const env = {
  BATCH_ITEMS: '500',
  BATCH_KILLS: '100',
  BATCH_ROUNDS: '20',
  HISTORY_KILLS: '50',
  IDLE_ROUNDS: '20',
  SORT_FILES: '300',
  SORT_KILLS: '20',
  ...process.env,
  OSCAR_DESKTOP_ELECTRON: await setUp({ isHeadless: isLinux }),
};
delete env.ELECTRON_RUN_AS_NODE;

const suites = [
  ['vitest/vitest.mjs', 'run', '--project', 'integration', 'test/integration/batch/kill.test.ts'],
  ['vitest/vitest.mjs', 'run', '--project', 'integration', 'test/integration/batch/export-kill.test.ts'],
  ['vitest/vitest.mjs', 'run', '--project', 'integration', 'test/integration/http/idle-connections.test.ts'],
  ['@playwright/test/cli.js', 'test', '--project=e2e', '--reporter=list', 'history-kill'],
];
for (const [program, ...args] of suites) {
  const command = [join(root, 'node_modules', program), ...args];
  const code = isLinux
    ? await runHeadless(process.execPath, command, env)
    : await run(process.execPath, command, { env });
  if (code !== 0) process.exitCode = 1;
}
