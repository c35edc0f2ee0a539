// npm run screenshots: makes screenshots/index.html, a page of every view and state in every theme, language and size.
// npm run screenshots -- help: makes the pictures of the help anew.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runHeadless } from './headless.mjs';
import { root, run, say } from './run.mjs';
import { setUp } from './setup.mjs';

const folder = join(root, 'screenshots');
const isLinux = process.platform === 'linux';
const electron = await setUp({ isHeadless: isLinux });
const env = { ...process.env, OSCAR_DESKTOP_ELECTRON: electron };
delete env.ELECTRON_RUN_AS_NODE;
const isForHelp = process.argv[2] === 'help';
if (isForHelp) env.OSCAR_DESKTOP_HELP_PICTURES = '1';

rmSync(folder, { recursive: true, force: true });
say('Going through the window; this takes some minutes …');
const args = [
  join(root, 'node_modules/@playwright/test/cli.js'),
  'test',
  '--project=screenshots',
  ...process.argv.slice(isForHelp ? 3 : 2),
];
process.exitCode = isLinux
  ? await runHeadless(process.execPath, args, env)
  : await run(process.execPath, args, { env });

if (isForHelp) {
  await keepForHelp();
} else {
  const files = readdirSync(folder).filter((name) => name.endsWith('.png'));
  writeFileSync(join(folder, 'index.html'), page(files));
  say(`${files.length} pictures: ${join(folder, 'index.html')}`);
}

/** Makes the pictures of the help small, and puts them where the window takes them from. */
async function keepForHelp() {
  const { default: Vips } = await import('wasm-vips');
  const vips = await Vips({ dynamicLibraries: [] });
  for (const language of ['en', 'es']) {
    const target = join(root, 'src-renderer/help/pictures', language);
    mkdirSync(target, { recursive: true });
    for (const name of readdirSync(join(folder, 'help', language))) {
      const picture = vips.Image.newFromBuffer(readFileSync(join(folder, 'help', language, name)));
      writeFileSync(
        join(target, name.replace('.png', '.webp')),
        picture.webpsaveBuffer({ Q: 80, smart_subsample: true }),
      );
    }
  }
  vips.shutdown();
}

/** The page: a row for each state, and a choice of themes, languages and sizes. */
function page(names) {
  const pictures = names.map((name) => {
    const [walk, number, state, theme, language, size] = name.replace('.png', '').split(' - ');
    return { name, state: `${walk} ${number}: ${state}`, theme, language, size };
  });
  const values = (key) => [...new Set(pictures.map((picture) => picture[key]))].sort();
  const states = new Map(
    values('state').map((state) => [state, pictures.filter((picture) => picture.state === state)]),
  );
  const choices = ['theme', 'language', 'size'].map((key) => {
    const boxes = values(key).map(
      (value) => `<label><input type="checkbox" checked data-key="${key}" value="${value}"> ${value}</label>`,
    );
    return `<fieldset><legend>${key}</legend>${boxes.join(' ')}</fieldset>`;
  });
  const rows = [...states].map(([state, shown]) => {
    const figures = shown.map(
      ({ name, theme, language, size }) =>
        `<a href="${encodeURIComponent(name)}" data-theme="${theme}" data-language="${language}" data-size="${size}">` +
        `<img loading="lazy" src="${encodeURIComponent(name)}" alt="${theme}, ${language}, ${size}"></a>`,
    );
    return `<h2>${state}</h2><div>${figures.join('\n')}</div>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>OSCAR Desktop in every state</title>
<style>
  body { margin: 2rem; font: 16px/1.5 system-ui, sans-serif; }
  form { position: sticky; top: 0; display: flex; gap: 1rem; background: #fff; }
  div { display: flex; flex-wrap: wrap; gap: 8px; }
  img { width: 440px; border: 1px solid #888; }
</style>
<h1>OSCAR Desktop in every state</h1>
<form>${choices.join('\n')}</form>
${rows.join('\n')}
<script>
  document.querySelector('form').addEventListener('change', () => {
    for (const box of document.querySelectorAll('input'))
      for (const link of document.querySelectorAll('a[data-' + box.dataset.key + '="' + box.value + '"]'))
        link.classList.toggle('without-' + box.dataset.key, !box.checked);
    for (const link of document.querySelectorAll('a')) link.hidden = link.classList.length > 0;
  });
</script>
</html>
`;
}
