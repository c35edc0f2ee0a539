import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Installer } from 'electron-installer-redhat';
import { add, addDesktopFiles, commonOptions, linuxFiles, maintainer, name, nativeFiles } from './linux-package.mjs';
import { makePackage, packageVersion, releaseDate } from './linux-package.mjs';
import { giveUp, root } from './run.mjs';
import { facts } from './unpacked.mjs';

// What Chromium and Electron load by name while they run, so that their files do not tell; and the one program they call.
const loadedByName = ['libgtk-3.so.0', 'libnotify.so.4', 'libXss.so.1', 'libuuid.so.1'];
const programs = ['xdg-utils'];

/** What the library makes, by a specification of our own: the library's has no place for further files. */
class OscarDesktopInstaller extends Installer {
  get contentFunctions() {
    return [...super.contentFunctions, 'copyDesktopFiles'];
  }

  async createCopyright() {
    add(join(root, 'LICENSE'), join(this.stagingDir, this.baseAppDir, `share/doc/${name}/copyright`));
  }

  async copyDesktopFiles() {
    addDesktopFiles(join(this.stagingDir, this.baseAppDir, 'share'));
  }

  async createSpec() {
    await this.createTemplatedFile(join(linuxFiles, 'rpm.spec.ejs'), this.specPath);
  }
}

/**
 * Makes the package for Fedora, openSUSE and their relatives of an unpacked program.
 * @returns {Promise<string>} path of the file
 */
export async function makeRpm(packed) {
  const arch = { x64: 'x86_64', arm64: 'aarch64' }[process.arch] ?? giveUp(`There is no rpm for ${process.arch}.`);
  const label = packed.isTestBuild ? '-test-build' : '';
  const file = join(root, 'release', `${name}-${facts.version}${label}-linux-${arch}.rpm`);
  rmSync(file, { force: true });
  const common = commonOptions(packed);
  const installer = new OscarDesktopInstaller({
    ...common,
    rename: () => file,
    options: {
      ...common.options,
      arch,
      version: packageVersion(packed),
      maintainer,
      changelogDate: rpmDate(releaseDate()),
      // The smaller file takes minutes.
      payload: packed.isTestBuild ? 'w1.gzdio' : 'w7.xzdio',
    },
  });
  await makePackage(installer, { requires: requiredBy(packed.folder) });
  return file;
}

/**
 * The libraries that an unpacked program needs, by the names of their files: packages of the same library have different
 * names in Fedora and in openSUSE, while each of them provides these.
 */
function requiredBy(folder) {
  const files = nativeFiles(folder);
  const own = new Set(files.map((path) => basename(path)));
  const listed = execFileSync('/usr/lib/rpm/elfdeps', ['--requires', ...files], { encoding: 'utf8' });
  const needed = listed.split('\n').filter((line) => line !== '' && !own.has(line.replace(/\(.*/, '')));
  return [...new Set([...needed, ...loadedByName.map((soname) => `${soname}()(64bit)`), ...programs])].sort();
}

/** A day as the changelog of an rpm has it, such as `Mon Nov 23 2026`. */
function rpmDate(date) {
  const [weekday, day, month, year] = date.toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${day} ${year}`;
}
