// npm run dist: makes every file to install the program from, for the system it runs on, and release/SHA256SUMS over them.
// electron-builder fetches the tools for these formats once; where that is not possible, `npm run dist:deb` and
// `npm run dist:rpm` still work.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import { stringify } from 'yaml';
import { makeDeb } from './deb.mjs';
import { installerConfig, installers } from './installer-config.mjs';
import { makeRpm } from './rpm.mjs';
import { giveUp, root, say } from './run.mjs';
import { ensureCommands } from './system-packages.mjs';
import { facts, packUnpacked, prepare } from './unpacked.mjs';

// What a workflow has no value for it passes as an empty text, which electron-builder would take for a value.
for (const [key, value] of Object.entries(process.env)) {
  if (value === '' && /^(APPLE|AZURE|CSC)_/.test(key)) Reflect.deleteProperty(process.env, key);
}

const release = join(root, 'release');
rmSync(release, { recursive: true, force: true });

const { formats, archs } = installers[process.platform];
if (process.platform === 'linux') {
  await ensureCommands({ fakeroot: 'fakeroot', 'dpkg-deb': 'dpkg', rpmbuild: 'rpm' });
  const packed = await packUnpacked();
  assertForUsers(packed);
  await build({ config: packed.config, prepackaged: packed.folder, targets: Platform.LINUX.createTarget(formats) });
  await makeDeb(packed);
  await makeRpm(packed);
} else {
  assertForUsers(await prepare());
  const config = join(root, '.cache/electron-builder.yml');
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(config, stringify(installerConfig(process.platform, process.env)));
  // A build for each processor, which fetches the runtime of that processor.
  for (const arch of archs) {
    await build({ config, targets: Platform.current().createTarget(formats, Arch[arch]) });
  }
}

const files = readdirSync(release).filter((name) => /^oscar-desktop.*\.(AppImage|deb|dmg|exe|gz|rpm)$/.test(name));
const sums = files.sort().map((name) => `${sha256(join(release, name))}  ${name}\n`);
writeFileSync(join(release, 'SHA256SUMS'), sums.join(''));
say(`Made ${files.length} files in release/, and SHA256SUMS`);

function assertForUsers({ isTestBuild }) {
  if (!isTestBuild) return;
  giveUp(`Installers for users need Electron ${facts.devDependencies.electron}, which could not be downloaded.`);
}

function sha256(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
