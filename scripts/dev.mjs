// npm run dev: the app with live reload.
import { join } from 'node:path';
import { giveUp, root, run } from './run.mjs';
import { hasNoDisplay, isRoot, setUp } from './setup.mjs';

if (hasNoDisplay()) giveUp('There is no display here to show a window on.');
const electron = await setUp({ isHeadless: false });
const env = { ...process.env, ELECTRON_EXEC_PATH: electron };
delete env.ELECTRON_RUN_AS_NODE;
const flags = isRoot() ? ['--noSandbox'] : [];
process.exitCode = await run(
  process.execPath,
  [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'dev', '--watch', ...flags],
  {
    env,
  },
);
