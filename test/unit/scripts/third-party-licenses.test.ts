import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { build } from 'vite';
import { thirdPartyLicenses } from '../../../scripts/third-party-licenses.mjs';
import { temporaryFolder } from '../../fixtures/temp-dir';

const folder = temporaryFolder();

/** Builds a page that uses packages of its own, and tells the licence texts of the page and of its workers. */
async function licencesOf(files: Readonly<Record<string, string>>): Promise<{ page: string; workers: string }> {
  const root = folder();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  const workers = thirdPartyLicenses(join(root, 'licenses/workers.txt'));
  await build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [thirdPartyLicenses(join(root, 'licenses/page.txt'))],
    worker: { plugins: () => [workers] },
    build: { assetsInlineLimit: 0, rollupOptions: { input: join(root, 'page.js') } },
  });
  const read = (name: string) => readFile(join(root, `licenses/${name}.txt`), 'utf8').catch(() => '');
  return { page: await read('page'), workers: await read('workers') };
}

function library(name: string): Record<string, string> {
  return {
    [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.2.3', license: 'MIT', main: 'index.js' }),
    [`node_modules/${name}/index.js`]: `console.log('${name}');`,
    [`node_modules/${name}/LICENSE`]: `Terms of ${name}`,
  };
}

test('the workers of a page are spoken for, all of them', { timeout: 60_000 }, async () => {
  const { page, workers } = await licencesOf({
    ...library('for-page'),
    ...library('for-one'),
    ...library('for-other'),
    'page.js': `import 'for-page';
      new Worker(new URL('./one.js', import.meta.url), { type: 'module' });
      new Worker(new URL('./other.js', import.meta.url), { type: 'module' });`,
    'one.js': "import 'for-one';",
    'other.js': "import 'for-other';",
  });
  expect(page).toContain('for-page 1.2.3, MIT\n\nTerms of for-page');
  expect(workers).toContain('Terms of for-one');
  expect(workers).toContain('Terms of for-other');
});

test('fonts and tables come with the licences in their folders', { timeout: 60_000 }, async () => {
  const { page } = await licencesOf({
    ...library('reader'),
    'node_modules/reader/fonts/plain.pfb': 'outlines',
    'node_modules/reader/fonts/LICENSE_FONTS': 'Terms of the fonts',
    'page.js': "import plain from './node_modules/reader/fonts/plain.pfb?url'; console.log(plain);",
  });
  expect(page).toContain('Terms of reader');
  expect(page).toContain('Terms of the fonts');
});

test('a package without a licence stops the build', { timeout: 60_000 }, async () => {
  const building = licencesOf({
    'node_modules/bare/package.json': JSON.stringify({ name: 'bare', version: '1.0.0', main: 'index.js' }),
    'node_modules/bare/index.js': "console.log('bare');",
    'page.js': "import 'bare';",
  });
  await expect(building).rejects.toThrow('bare has no licence');
});
