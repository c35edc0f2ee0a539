// What the deb and the rpm have in common: their facts, and the files by which a Linux desktop knows the program.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { giveUp, root } from './run.mjs';
import { facts } from './unpacked.mjs';

export const name = 'oscar-desktop';
export const linuxFiles = join(root, 'assets/linux');
// The address that RFC 2606 keeps for such a purpose: there is no mailbox of the project to write to.
export const maintainer = `${facts.author} <oscar-desktop@example.org>`;

const metainfo = 'org.oscardesktop.OSCARDesktop.metainfo.xml';

/** The options that both libraries take. */
export function commonOptions({ folder, isTestBuild }) {
  return {
    src: folder,
    dest: join(root, 'release'),
    logger: () => undefined,
    options: {
      name,
      bin: name,
      productName: facts.productName,
      genericName: 'OSCAR client',
      description: `${isTestBuild ? 'TEST BUILD, not for use. ' : ''}Run OSCAR services on your own files`,
      productDescription: facts.description,
      homepage: facts.homepage,
      license: facts.license,
      categories: ['Science', 'Education'],
      mimeType: ['application/vnd.oscar.connection+json'],
      desktopTemplate: join(linuxFiles, 'oscar-desktop.desktop.ejs'),
      icon: Object.fromEntries(
        [16, 24, 32, 48, 64, 128, 256, 512].map((size) => [
          `${size}x${size}`,
          join(root, `assets/icons/${size}x${size}.png`),
        ]),
      ),
    },
  };
}

/** The version as packages have it: a tilde sorts before the end, so that a release replaces a test build of the same version. */
export function packageVersion({ isTestBuild }) {
  return `${facts.version}${isTestBuild ? '~test' : ''}`;
}

/**
 * Makes a package with an installer of one of the libraries.
 * @param {object} defaults what is told in place of the library's own list, which is of an older time
 */
export async function makePackage(installer, defaults) {
  await installer.generateDefaults();
  Object.assign(installer.defaults, defaults);
  await installer.generateOptions();
  await installer.createStagingDir();
  await installer.createContents();
  await installer.createPackage();
  await installer.movePackage();
}

/** Adds the metainfo, the type of connection files and the man page to the `share` folder of a package. */
export function addDesktopFiles(share) {
  add(join(linuxFiles, metainfo), join(share, 'metainfo', metainfo));
  add(join(linuxFiles, 'oscar-desktop.mime.xml'), join(share, 'mime/packages/oscar-desktop.xml'));
  addCompressed(readFileSync(join(linuxFiles, 'oscar-desktop.1')), join(share, 'man/man1/oscar-desktop.1.gz'));
}

/** Copies a file to a place whose folders may be missing. */
export function add(source, target) {
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(source, target);
}

/** Writes a gzip file without the time at which it was made. */
export function addCompressed(content, target) {
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, gzipSync(content, { level: 9 }));
}

/** The date of this version, as the metainfo has it. */
export function releaseDate() {
  const [, date] =
    new RegExp(`<release version="${facts.version}" date="([\\d-]+)"`).exec(
      readFileSync(join(linuxFiles, metainfo), 'utf8'),
    ) ?? [];
  if (date === undefined) giveUp(`${metainfo} does not know version ${facts.version}: please add its release.`);
  return new Date(`${date}T00:00:00Z`);
}

/** The files below a folder that the system's loader reads: programs, libraries and native modules. */
export function nativeFiles(folder) {
  const magic = Buffer.from('\x7fELF', 'latin1');
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(asar|pak|dat|bin|txt|html|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).subarray(0, magic.length).equals(magic));
}
