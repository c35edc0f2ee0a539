import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Installer } from 'electron-installer-debian';
import { add, addCompressed, addDesktopFiles, commonOptions, linuxFiles, maintainer, name } from './linux-package.mjs';
import { makePackage, nativeFiles, packageVersion, releaseDate } from './linux-package.mjs';
import { giveUp, root } from './run.mjs';
import { facts } from './unpacked.mjs';

/** What the library makes, and what Debian's policy and the desktops want besides. */
class OscarDesktopInstaller extends Installer {
  get contentFunctions() {
    return [...super.contentFunctions, 'copyDesktopFiles', 'writeChangelog'];
  }

  get #share() {
    return join(this.stagingDir, this.baseAppDir, 'share');
  }

  async copyApplication() {
    await super.copyApplication();
    // Chromium's libraries come executable, which only programs should be.
    for (const path of nativeFiles(this.stagingAppDir)) if (/\.(so(\.\d+)*|node)$/.test(path)) chmodSync(path, 0o644);
  }

  async createCopyright() {
    add(join(linuxFiles, 'deb-copyright'), join(this.#share, `doc/${name}/copyright`));
  }

  async copyDesktopFiles() {
    addDesktopFiles(this.#share);
    add(join(linuxFiles, 'apparmor-profile'), join(this.#share, `${name}/apparmor-profile`));
  }

  async writeChangelog() {
    const date = releaseDate().toUTCString().replace('GMT', '+0000');
    const entry = [
      `${name} (${this.options.version}) stable; urgency=medium`,
      `  * Version ${facts.version}. What is new is told in the CHANGELOG.md of the sources.`,
      ` -- ${maintainer}  ${date}`,
    ];
    addCompressed(`${entry.join('\n\n')}\n`, join(this.#share, `doc/${name}/changelog.gz`));
  }
}

/**
 * Makes the package for Debian and Ubuntu of an unpacked program.
 * @returns {Promise<string>} path of the file
 */
export async function makeDeb(packed) {
  const arch = { x64: 'amd64', arm64: 'arm64' }[process.arch] ?? giveUp(`There is no deb for ${process.arch}.`);
  const file = join(root, 'release', `${name}_${facts.version}${packed.isTestBuild ? '-test-build' : ''}_${arch}.deb`);
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
      section: 'science',
      scripts: { postinst: join(linuxFiles, 'deb-postinst'), postrm: join(linuxFiles, 'deb-postrm') },
      // Electron brings Chromium's own libraries, with their symbols, and its sandbox helper has to be setuid.
      lintianOverrides: ['embedded-library', 'unstripped-binary-or-object', 'elevated-privileges'],
      // The smaller file takes minutes.
      compression: packed.isTestBuild ? 'gzip' : 'xz',
    },
  });
  // Said here in full: the library's own list asks for a desktop's trash and for tools of KDE.
  const depends = [
    `libc6 (>= ${glibcOf(packed.folder)})`,
    'libgtk-3-0 | libgtk-3-0t64',
    'libnss3',
    'libasound2 | libasound2t64',
    'libgbm1',
    'libxss1',
    'libnotify4',
    'libsecret-1-0',
    'libatspi2.0-0 | libatspi2.0-0t64',
    'libuuid1',
    'xdg-utils',
  ];
  await makePackage(installer, { depends, recommends: ['gnome-keyring | kwalletmanager'], suggests: [] });
  return file;
}

/** The oldest C library that has everything the native files of a folder ask for. */
function glibcOf(folder) {
  const versions = nativeFiles(folder).flatMap((path) =>
    [
      ...readFileSync(path)
        .toString('latin1')
        .matchAll(/\bGLIBC_2\.(\d+)/g),
    ].map(([, minor]) => Number(minor)),
  );
  return `2.${Math.max(...versions)}`;
}
