import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * A plugin of the build: writes down the licence text of every package whose code went into a part of the program. A package
 * without one stops the build, since it could not be given away.
 * @param {string} file where to write it
 * @returns {import('vite').Plugin}
 */
export function thirdPartyLicenses(file) {
  return {
    name: 'third-party-licenses',
    apply: 'build',
    writeBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((output) => (output.type === 'chunk' ? output.moduleIds : []));
      const folders = new Set(modules.map(packageFolder).filter((folder) => folder !== undefined));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, licensesOf([...folders].sort()));
    },
  };
}

/** The licence texts of some package folders, one after the other. */
export function licensesOf(folders) {
  return folders.map((folder) => `${'='.repeat(80)}\n${licenseOf(folder)}\n`).join('\n');
}

function licenseOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const names = readdirSync(folder).filter((entry) => /^(licen[cs]e|copying|notice)/i.test(entry));
  if (names.length === 0 && typeof license !== 'string') throw new Error(`${name} has no licence.`);
  const texts = names.map((entry) => readFileSync(join(folder, entry), 'utf8').trim());
  return [`${name} ${version}, ${license ?? 'licence as follows'}`, '', ...texts].join('\n');
}

/** The folder of the package that a module belongs to; of none where it is our own. */
function packageFolder(id) {
  const path = id.replace(/^\0/, '').split('?')[0];
  if (!path.includes('/node_modules/')) return undefined;
  let folder = dirname(path);
  // Inner package.json files, which only say "module" or "commonjs", have no name.
  while (!existsSync(join(folder, 'package.json')) || !hasName(folder)) folder = dirname(folder);
  return folder;
}

function hasName(folder) {
  return typeof JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version === 'string';
}
