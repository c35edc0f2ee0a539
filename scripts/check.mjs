// npm run check: types, lint with the import-direction rules, and format.
import { checkSources } from './check-sources.mjs';
import { ensureDependencies } from './setup.mjs';

await ensureDependencies();
process.exitCode = (await checkSources()) ? 0 : 1;
