// npm start: installs, builds, and opens the app. Without a display it takes the tour instead, see test/e2e/app/tour.spec.ts.
import { join } from 'node:path';
import { runHeadless } from './headless.mjs';
import { root, run, say } from './run.mjs';
import { hasNoDisplay, isRoot, setUp } from './setup.mjs';

const isHeadless = hasNoDisplay();
const electron = await setUp({ isHeadless });
const env = { ...process.env, OSCAR_DESKTOP_ELECTRON: electron };
delete env.ELECTRON_RUN_AS_NODE;

if (isHeadless) {
  say('There is no display here: taking the tour on a screen of its own. Pictures and results go to tour/.');
  const playwright = join(root, 'node_modules/@playwright/test/cli.js');
  process.exitCode = await runHeadless(process.execPath, [playwright, 'test', '--project=tour', '--reporter=dot'], env);
} else {
  const flags = isRoot() ? ['--no-sandbox'] : [];
  if (isRoot()) say("Running as root: Chromium's sandbox is off. Better start the app as an ordinary user.");
  process.exitCode = await run(electron, [...flags, root], { env });
}
