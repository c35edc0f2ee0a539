import { execFileSync } from 'node:child_process';
import { chmod, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DiskFolderScan } from '../../../../src-main/adapters/input/folder-scan';
import { isLeftOut } from '../../../../src-main/core/batch/scan';
import { writeFiles } from '../../../fixtures/file-tree';
import { asOrdinaryUser } from '../../../fixtures/ordinary-user';
import { temporaryFolder } from '../../../fixtures/temp-dir';

const folder = temporaryFolder();

async function scan(...paths: readonly string[]) {
  const found: string[] = [];
  const leftOut: Record<string, string> = {};
  for await (const findings of new DiskFolderScan().scan(
    paths,
    ['*_preview.jpg', 'Backup*'],
    new AbortController().signal,
  )) {
    for (const finding of findings) {
      if (isLeftOut(finding)) leftOut[finding.relativePath] = finding.reason;
      else found.push(finding.relativePath);
    }
  }
  return { found, leftOut };
}

describe('looking through folders', () => {
  it('finds files in the order of a file manager, folder by folder', async () => {
    const root = join(folder(), 'Meadow');
    await writeFiles(root, { 'IMG_10.jpg': 'x', 'IMG_2.jpg': 'x', 'plot 2/a.jpg': 'x', 'plot 1/deep/b.jpg': 'x' });
    expect(await scan(root)).toEqual({
      found: ['Meadow/IMG_2.jpg', 'Meadow/IMG_10.jpg', 'Meadow/plot 1/deep/b.jpg', 'Meadow/plot 2/a.jpg'],
      leftOut: {},
    });
  });

  it('takes whatever the user points at, files and folders mixed, and says what can not be used', async () => {
    await writeFiles(folder(), { '.hidden.txt': 'x', 'box/a.txt': 'x', 'empty.txt': '' });
    const given = ['.hidden.txt', 'box', 'empty.txt', 'gone.txt'].map((name) => join(folder(), name));
    expect(await scan(...given)).toEqual({
      found: ['.hidden.txt', 'box/a.txt'],
      leftOut: { 'empty.txt': 'empty', 'gone.txt': 'unreachable' },
    });
  });

  it('leaves out what cameras, storage devices, downloads and systems leave behind', async () => {
    const root = join(folder(), 'card');
    const left = [
      '@eaDir/a.jpg/SYNOPHOTO_THUMB_XL.jpg',
      '#recycle/b.jpg',
      'FOUND.000/FILE0000.CHK',
      'LOST.DIR/1',
      'c.jpg.part',
    ];
    const more = ['d.zip.crdownload', 'e.TMP', 'ehthumbs.db', 'Picasa.ini', 'DCIM/MVI_0001.THM', 'CANONMSC/M0100.CTG'];
    const kept = ['found.jpg', 'parts.txt', 'recycle/f.jpg', 'tmp.png'];
    await writeFiles(root, Object.fromEntries([...left, ...more, ...kept].map((name) => [name, 'x'])));
    const { found, leftOut } = await scan(root);
    expect(found.sort()).toEqual(kept.map((name) => `card/${name}`).sort());
    expect(new Set(Object.values(leftOut))).toEqual(new Set(['system']));
    expect(Object.keys(leftOut)).toHaveLength(left.length + more.length);
  });

  it('leaves out names that fit a pattern of the user’s, below what was given', async () => {
    const root = join(folder(), 'backup');
    await writeFiles(root, { 'a.jpg': 'x', 'a_PREVIEW.jpg': 'x', 'BACKUP 2/b.jpg': 'x', 'c_preview.jpg.txt': 'x' });
    expect(await scan(root, join(root, 'a_PREVIEW.jpg'))).toEqual({
      found: ['backup/a.jpg', 'backup/c_preview.jpg.txt', 'a_PREVIEW.jpg'],
      leftOut: { 'backup/a_PREVIEW.jpg': 'own-pattern', 'backup/BACKUP 2': 'own-pattern' },
    });
  });

  it('leaves out the reports of this program where its results are, and nowhere else', async () => {
    const root = join(folder(), 'out');
    const reports = { 'report.csv': 'x', 'report (2).json': 'x', 'results.csv': 'x' };
    await writeFiles(root, { '.oscar-desktop-results': 'x', 'leaf.csv': 'x', ...reports, 'mine/report.csv': 'x' });
    expect(await scan(root)).toEqual({
      found: ['out/leaf.csv', 'out/mine/report.csv'],
      leftOut: {
        'out/.oscar-desktop-results': 'hidden',
        'out/report.csv': 'own-report',
        'out/report (2).json': 'own-report',
        'out/results.csv': 'own-report',
      },
    });
  });

  it('leaves out hidden and system files, empty ones, and what is no file', async () => {
    const root = join(folder(), 'r');
    await writeFiles(root, {
      '.DS_Store': 'x',
      '.git/config': 'x',
      'Thumbs.db': 'x',
      '__MACOSX/a.jpg': 'x',
      '~$leaf.docx': 'x',
      'empty.jpg': '',
      'leaf.jpg': 'x',
    });
    execFileSync('mkfifo', [join(root, 'pipe')]);
    expect(await scan(root)).toEqual({
      found: ['r/leaf.jpg'],
      leftOut: {
        'r/.DS_Store': 'hidden',
        'r/.git': 'hidden',
        'r/Thumbs.db': 'system',
        'r/__MACOSX': 'system',
        'r/~$leaf.docx': 'system',
        'r/empty.jpg': 'empty',
        'r/pipe': 'not-a-file',
      },
    });
  });

  it('follows no link inside a folder, so that nothing is found twice, without end, or outside', async () => {
    const root = join(folder(), 'r');
    await writeFiles(folder(), { 'r/sub/a.txt': 'x', 'outside.txt': 'x' });
    await symlink('sub', join(root, 'same'));
    await symlink('..', join(root, 'sub', 'up'));
    await symlink('.', join(root, 'sub', 'loop'));
    await symlink(join(folder(), 'outside.txt'), join(root, 'away.txt'));
    await symlink('nowhere', join(root, 'broken'));
    await symlink('around', join(root, 'around'));
    expect(await scan(root)).toEqual({
      found: ['r/sub/a.txt'],
      leftOut: {
        'r/same': 'link-inside',
        'r/sub/up': 'link-inside',
        'r/sub/loop': 'link-inside',
        'r/away.txt': 'link-outside',
        'r/broken': 'link-broken',
        'r/around': 'link-broken',
      },
    });
    await symlink(root, join(folder(), 'given'));
    expect((await scan(join(folder(), 'given'))).found).toEqual(['given/sub/a.txt']);
  });

  it('copes with names of every kind', async () => {
    const names = ['á é ñ.txt', '100% #1.txt', 'leaf 🌿.txt', `it's "fine".txt`, 'two\nlines.txt', 'cafe\u0301.txt'];
    const long = `${'n'.repeat(251)}.txt`;
    await writeFiles(join(folder(), 'r'), Object.fromEntries([...names, long].map((name) => [name, 'x'])));
    const { found, leftOut } = await scan(join(folder(), 'r'));
    expect(new Set(found)).toEqual(new Set([...names, long].map((name) => `r/${name}`)));
    expect(leftOut).toEqual({});
  });

  it('goes as deep as ways are long', async () => {
    const deep = Array.from({ length: 12 }, (_, at) => `a folder with a rather long name ${at}`).join('/');
    await writeFiles(join(folder(), 'r'), { [`${deep}/a.txt`]: 'x' });
    expect((await scan(join(folder(), 'r'))).found).toEqual([`r/${deep}/a.txt`]);
  });

  it.runIf(process.platform === 'linux')('names each file and folder whose name is no UTF-8', async () => {
    const root = join(folder(), 'r');
    await writeFiles(root, { 'ñandú.txt': 'x', '\ufffd.txt': 'x' });
    const raw = (name: string) => Buffer.concat([Buffer.from(`${root}/`), Buffer.from(name, 'latin1')]);
    await writeFile(raw('f\xfcr.txt'), 'x');
    await writeFile(raw('f\xf6r.txt'), 'x');
    await writeFile(raw('\xc3\xb1 \xc3'), 'x');
    await writeFile(raw('.\xe1'), 'x');
    await mkdir(raw('r\xedo'));
    expect(await scan(root)).toEqual({
      found: expect.arrayContaining(['r/ñandú.txt', 'r/\ufffd.txt']),
      leftOut: {
        'r/f\\xFCr.txt': 'name-encoding',
        'r/f\\xF6r.txt': 'name-encoding',
        'r/ñ \\xC3': 'name-encoding',
        'r/.\\xE1': 'hidden',
        'r/r\\xEDo': 'name-encoding',
      },
    });
  });

  it('tells a folder that may not be read', async () => {
    const root = join(folder(), 'r');
    await writeFiles(root, { 'closed/a.txt': 'x', 'open/b.txt': 'x' });
    await chmod(join(root, 'closed'), 0);
    await chmod(folder(), 0o755);
    expect(await asOrdinaryUser(() => scan(root))).toEqual({
      found: ['r/open/b.txt'],
      leftOut: { 'r/closed': 'denied' },
    });
    await chmod(join(root, 'closed'), 0o700);
    await rm(root, { recursive: true });
  });

  it('stops when it is told to', async () => {
    await writeFiles(join(folder(), 'r'), { 'a/1.txt': 'x', 'b/2.txt': 'x', 'c/3.txt': 'x' });
    const stop = new AbortController();
    const found: string[] = [];
    for await (const findings of new DiskFolderScan().scan([join(folder(), 'r')], [], stop.signal)) {
      found.push(...findings.map(({ relativePath }) => relativePath));
      stop.abort();
    }
    expect(found).toEqual(['r/a/1.txt']);
  });
});
