// npm run dist:deb: packages the program for Debian and Ubuntu, without a download. Prints the path of the file.
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Installer } from 'electron-installer-debian';
import { giveUp, root, say } from './run.mjs';
import { ensureCommands } from './system-packages.mjs';
import { facts, packUnpacked } from './unpacked.mjs';

if (process.platform !== 'linux') giveUp('A deb is made on Linux. Here, `npm run dist` makes the installer.');
await ensureCommands({ fakeroot: 'fakeroot', 'dpkg-deb': 'dpkg' });
const { folder, electronVersion, isTestBuild } = await packUnpacked();

const name = 'oscar-desktop';
const arch = { x64: 'amd64', arm64: 'arm64' }[process.arch] ?? giveUp(`There is no deb for ${process.arch}.`);
const label = isTestBuild ? '-test-build' : '';
const linux = join(root, 'assets/linux');

/** What the library makes, and the files by which a Linux desktop knows the program and its documents. */
class OscarDesktopInstaller extends Installer {
  get contentFunctions() {
    return [...super.contentFunctions, 'copyDesktopFiles'];
  }

  async copyDesktopFiles() {
    const share = join(this.stagingDir, this.baseAppDir, 'share');
    copy(
      'org.oscardesktop.OSCARDesktop.metainfo.xml',
      join(share, 'metainfo/org.oscardesktop.OSCARDesktop.metainfo.xml'),
    );
    copy('oscar-desktop.mime.xml', join(share, 'mime/packages/oscar-desktop.xml'));
    copy('apparmor-profile', join(share, 'oscar-desktop/apparmor-profile'));
  }
}

function copy(source, target) {
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(join(linux, source), target);
}

// The library asks for these two files of Electron's own archive, which electron-builder leaves out or renames.
writeFileSync(join(folder, 'version'), electronVersion);
if (!existsSync(join(folder, 'LICENSE'))) copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));

const file = join(root, 'release', `${name}_${facts.version}${label}_${arch}.deb`);
rmSync(file, { force: true });
const installer = new OscarDesktopInstaller({
  src: folder,
  dest: join(root, 'release'),
  rename: () => file,
  logger: () => undefined,
  options: {
    name,
    bin: name,
    arch,
    version: facts.version,
    productName: facts.productName,
    genericName: 'OSCAR client',
    description: `${isTestBuild ? 'TEST BUILD, not for use. ' : ''}Run OSCAR services on your own files`,
    productDescription: facts.description,
    maintainer: 'The OSCAR Desktop authors <oscar-desktop@localhost>',
    section: 'science',
    categories: ['Science', 'Education'],
    mimeType: ['application/vnd.oscar.connection+json'],
    icon: Object.fromEntries(
      [16, 24, 32, 48, 64, 128, 256, 512].map((size) => [
        `${size}x${size}`,
        join(root, `assets/icons/${size}x${size}.png`),
      ]),
    ),
    scripts: { postinst: join(linux, 'deb-postinst'), postrm: join(linux, 'deb-postrm') },
    // The smaller file takes minutes.
    compression: isTestBuild ? 'gzip' : 'xz',
  },
});
await installer.generateDefaults();
// Said here in full: the library's own list is of an older time and asks for a desktop's trash and for tools of KDE.
installer.defaults.depends = [
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
installer.defaults.recommends = ['gnome-keyring | kwalletmanager'];
installer.defaults.suggests = [];
await installer.generateOptions();
say('Making the deb …');
await installer.createStagingDir();
await installer.createContents();
await installer.createPackage();
await installer.movePackage();
say(`Made ${file}`);
