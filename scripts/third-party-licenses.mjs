import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * A plugin of the build: writes down the licence text of every package of which code, fonts, tables or other files went into
 * a part of the program. A package without one stops the build, since it could not be given away. Workers are builds of
 * their own within the build of the window: one plugin, handed to all of them, gathers what they hold together.
 * @param {string} file where to write it. What it speaks for is listed beside it in `../third-party`, for the tests
 * @returns {import('vite').Plugin}
 */
export function thirdPartyLicenses(file) {
  const used = new Set();
  let root = '';
  return {
    name: 'third-party-licenses',
    apply: 'build',
    configResolved(config) {
      root = config.root;
    },
    // Not `writeBundle`: the files of a worker are written by the build of the window.
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        const sources =
          output.type === 'chunk' ? output.moduleIds : output.originalFileNames.map((name) => resolve(root, name));
        for (const source of sources) if (source.includes('/node_modules/')) used.add(pathOf(source));
      }
      const sources = [...used].sort();
      const list = join(dirname(file), '../third-party', file.replace(/^.*[\\/]|\.txt$/g, '') + '.json');
      mkdirSync(dirname(file), { recursive: true });
      mkdirSync(dirname(list), { recursive: true });
      writeFileSync(file, licensesOf(sources));
      writeFileSync(list, JSON.stringify(sources, undefined, 1));
    },
  };
}

/**
 * The licence texts of the packages of some files, one after the other: those of a package, and those that lie in the folder
 * of a file or between the two, as fonts and tables have them.
 */
export function licensesOf(sources) {
  const packages = new Map();
  for (const source of sources) {
    const texts = [];
    let folder = dirname(source);
    // Inner package.json files, which only say "module" or "commonjs", have no version.
    for (; !isPackage(folder); folder = dirname(folder)) texts.push(...licenceFilesOf(folder));
    const known = packages.get(folder) ?? new Set();
    for (const text of texts) known.add(text);
    packages.set(folder, known);
  }
  return [...packages]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([folder, texts]) => `${'='.repeat(80)}\n${licenseOf(folder, [...texts].sort())}\n`)
    .join('\n');
}

function licenseOf(folder, inner) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = [...licenceFilesOf(folder), ...inner];
  if (files.length === 0 && typeof license !== 'string') throw new Error(`${name} has no licence.`);
  const texts = files.map((path) => readFileSync(path, 'utf8').trim());
  return [`${name} ${version}, ${license ?? 'licence as follows'}`, '', ...texts].join('\n');
}

function licenceFilesOf(folder) {
  return readdirSync(folder)
    .filter((entry) => /^(licen[cs]e|copying|notice|third-party-notices)/i.test(entry))
    .map((entry) => join(folder, entry));
}

/** The file of a module, without the marks and questions that bundlers add to it. */
function pathOf(id) {
  return id.replace(/^\0/, '').split('?')[0];
}

function isPackage(folder) {
  const file = join(folder, 'package.json');
  return existsSync(file) && typeof JSON.parse(readFileSync(file, 'utf8')).version === 'string';
}
