// npm run dist: makes every file to install the program from, for the system it runs on, and release/SHA256SUMS over them.
// electron-builder fetches the tools for these formats once; where that is not possible, `npm run dist:deb` still works.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'electron-builder';
import { giveUp, root, say } from './run.mjs';
import { facts, packUnpacked } from './unpacked.mjs';

const { folder, isTestBuild, config } = await packUnpacked();
if (isTestBuild)
  giveUp(`Installers for users need Electron ${facts.devDependencies.electron}, which could not be downloaded.`);
await build({ config, prepackaged: folder });
const files = readdirSync(join(root, 'release')).filter((name) => name.startsWith('oscar-desktop'));
const sums = files.sort().map((name) => `${sha256(join(root, 'release', name))}  ${name}\n`);
writeFileSync(join(root, 'release/SHA256SUMS'), sums.join(''));
say(`Made ${files.length} files in release/, and SHA256SUMS`);

function sha256(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
