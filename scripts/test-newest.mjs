// npm run test:newest: the suites in the newest runtime alone; with arguments, the end-to-end tests that Playwright finds by them.
import { canHaveNewest, testNewest } from './newest.mjs';
import { giveUp } from './run.mjs';
import { setUp } from './setup.mjs';
import { Suites } from './suites.mjs';

if (!canHaveNewest()) giveUp('The newest runtime takes Linux on x64, with Chromium: sudo apt-get install chromium');
const electron = await setUp({ isHeadless: true });
const suites = new Suites({ ...process.env, OSCAR_DESKTOP_ELECTRON: electron });
const paths = process.argv.slice(2);
await testNewest(suites, { paths, isWholeProgramOnly: paths.length > 0 });
suites.finish();
