// npm run bench: measures the app against its peers on this machine, prints a table and writes bench/latest.json.
// `npm run bench -- batch start` measures only these parts, and writes nothing.
import { join } from 'node:path';
import { runHeadless } from './headless.mjs';
import { giveUp, root } from './run.mjs';
import { setUp } from './setup.mjs';

if (process.platform !== 'linux') giveUp('The benchmark reads memory from /proc, so it runs on Linux only.');
const electron = await setUp({ isHeadless: true });
const env = { ...process.env, OSCAR_DESKTOP_ELECTRON: electron };
process.exitCode = await runHeadless(
  process.execPath,
  [join(root, 'scripts/bench/main.mjs'), ...process.argv.slice(2)],
  env,
);
