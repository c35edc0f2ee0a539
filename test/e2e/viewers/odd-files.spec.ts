import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test as base, type OscarApp } from '../../fixtures/app';
import { halfSilentWav, pdf, pdfOfPictures } from '../../fixtures/documents';
import { writeFiles } from '../../fixtures/file-tree';
import { say, startOscarServer, type OscarServer, type Step } from '../../fixtures/oscar-server';

const folderOfFiles = join(import.meta.dirname, '../../fixtures/odd-files');
const file = (content: Buffer | string): Step => say(Buffer.from(content).toString('base64'));
const fixture = async (name: string): Promise<Step> => file(await readFile(join(folderOfFiles, name)));

const svg = (content: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="60">${content}</svg>`;

/** A drawing of little more than a thousand bytes that draws a shape `times` to the power of `levels` times. */
function explosive(levels: number, times: number): string {
  const groups = Array.from(
    { length: levels },
    (_, level) => `<g id="g${level + 1}">${`<use href="#g${level}"/>`.repeat(times)}</g>`,
  );
  return svg(`<defs><path id="g0" d="M0 0h9v9z"/>${groups.join('')}</defs><use href="#g${levels}"/>`);
}

const drawings = {
  'nested-wide': explosive(6, 8),
  'nested-deep': explosive(9, 6),
  entity: `<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/hostname">]>${svg('<text y="9">&a;&b;</text>')}`,
  page: svg('<foreignObject width="80" height="60"><p xmlns="http://www.w3.org/1999/xhtml">leaf</p></foreignObject>'),
};

/** A drawing as Illustrator writes it: its addresses and styles are texts that have names. */
const illustrator = `<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 16.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
	<!ENTITY ns_extend "http://ns.adobe.com/Extensibility/1.0/">
	<!ENTITY ns_svg "http://www.w3.org/2000/svg">
	<!ENTITY st0 "fill:#008000;">
]>
<svg version="1.1" xmlns:x="&ns_extend;" xmlns="&ns_svg;" width="80px" height="60px" viewBox="0 0 80 60">
	<rect style="&st0;" width="80" height="60"/>
</svg>
`;

/** A WebM file with five million bytes behind its sounds that mean nothing. @see RFC 8794, section 11.3.2 */
async function largeWebm(): Promise<Buffer> {
  const head = Buffer.from([0xec, 1, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUInt32BE(5e6, 5);
  return Buffer.concat([await readFile(join(folderOfFiles, 'no-length.webm')), head, Buffer.alloc(5e6)]);
}

/** A scan of 16 by 16 black dots, as fax machines pack it. @see ITU-T Recommendation T.6 */
const fax = Buffer.from('26a0bfffffffe0020020', 'hex');

/** A page with a picture in JPEG 2000 and a scan. */
async function scans(): Promise<Buffer> {
  const photo = await readFile(join(folderOfFiles, 'picture.jp2'));
  const size = '/Width 16 /Height 16';
  const packing = '/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 16 /Rows 16 >>';
  return pdfOfPictures([
    { bytes: photo, entries: `/Filter /JPXDecode ${size}` },
    { bytes: fax, entries: `${size} /ColorSpace /DeviceGray /BitsPerComponent 1 ${packing}` },
  ]);
}

/** A service for each kind of file. */
const services = {
  ...Object.fromEntries(Object.entries(drawings).map(([name, drawing]) => [name, file(drawing)])),
  outside: file(svg('<image href="https://example.org/x.png" width="9" height="9"/><rect width="9" height="9"/>')),
  illustrator: file(illustrator),
  lists: say('['.repeat(6_000) + ']'.repeat(6_000)),
  objects: file('{"a":'.repeat(6_000) + '1' + '}'.repeat(6_000)),
  numbers: say('{"label": "oak", "score": NaN, "distance": Infinity}'),
  lines: say(['{"word": "oak", "count": 1}', '{"word": "elm", "sure": true}'].join('\n')),
  colours: say('\x1b[1;32mPASS\x1b[0m leaf.jpg\n\x1b[31mFAIL\x1b[0m root.jpg\r\n10%\r20%\r100% done'),
  document: file(Buffer.concat([Buffer.from('\n'), pdf(3)])),
  scans: file(await scans()),
  greek: await fixture('greek.windows-1253.txt'),
  chinese: await fixture('chinese.gb18030.txt'),
  japanese: await fixture('japanese.shift_jis.txt'),
  webm: await fixture('no-length.webm'),
  large: file(await largeWebm()),
  pieces: await fixture('in-pieces.m4a'),
  pipe: await fixture('from-a-pipe.flac'),
  silence: file(halfSilentWav(0)),
  jp2: await fixture('picture.jp2'),
  seven: await fixture('archive.7z'),
  odt: await fixture('letter.odt'),
  rtf: await fixture('letter.rtf'),
} satisfies Record<string, Step>;

const test = base.extend<{ readonly server: OscarServer }>({
  server: async ({}, use) => {
    const server = await startOscarServer({ services });
    await use(server);
    await server.close();
  },
});

/** Runs one service on a text. */
async function ask(app: OscarApp, service: string): Promise<void> {
  await app.chooseService(service);
  await app.typeText('go');
  await app.run();
}

test('drawings that could stop the window are shown as their text', async ({ app, server }) => {
  await app.connect(server);
  for (const [name, drawing] of Object.entries(drawings)) {
    await ask(app, name);
    await expect(app.result.getByText(/^This drawing isn’t drawn: .* Below is its text\./), name).toBeVisible();
    await expect(app.result.getByText(drawing.slice(0, 70)).first(), name).toBeVisible();
    await expect(app.result.getByRole('img'), name).toHaveCount(0);
  }
  // What lies elsewhere is left out, and the rest is drawn.
  await ask(app, 'outside');
  await expect(app.result.getByRole('img', { name: /^Result image, 80 by 60/ })).toBeVisible();
  await ask(app, 'illustrator');
  await expect(app.result.getByRole('img', { name: /^Result image, 80 by 60/ })).toBeVisible();
  expect(app.consoleMessages).toEqual([]);
});

test('the gallery does without drawings that could stop the window', async ({ app, server, folder }) => {
  const inputs = join(folder, 'Drawings');
  const plain = svg('<rect width="80" height="60" fill="green"/>');
  await writeFiles(inputs, { 'a.svg': drawings['nested-wide'], 'b.svg': drawings['nested-deep'], 'c.svg': plain });
  await app.connect(server);
  await app.chooseService('echo');
  await app.drop(inputs);
  await app.page.getByRole('button', { name: 'Run 3 files' }).click();
  await expect(app.page.getByText('All files are done', { exact: true })).toBeVisible();
  await app.page.getByText('Pictures', { exact: true }).click();
  const gallery = app.page.getByRole('listbox', { name: 'Pictures' });
  await expect(gallery.getByRole('option')).toHaveText([/SVG.*a/s, /SVG.*b/s, /^\s*c/]);
  await expect(gallery.locator('img')).toHaveCount(1);
  await gallery.getByRole('option').first().click();
  await expect(app.result.getByText(/^This drawing isn’t drawn:/)).toBeVisible();
  expect(app.consoleMessages).toEqual([]);
});

test('JSON that is deep, has no numbers or is in lines, and text with colours', async ({ app, server }) => {
  await app.connect(server);
  for (const [name, start] of [
    ['lists', '[[[['],
    ['objects', '{"a":{"a":'],
  ] as const) {
    await ask(app, name);
    await expect(app.result.getByText(/more than 500 levels deep/), name).toBeVisible();
    await expect(app.result.getByText(start).first(), name).toBeVisible();
  }

  await ask(app, 'numbers');
  const tree = app.result.getByRole('tree', { name: 'Result JSON' });
  await expect(tree.getByRole('treeitem')).toHaveText([/3 entries/, /label.*oak/, /score.*NaN/, /distance.*Infinity/]);
  await expect(app.result.getByText(/^NaN and Infinity are not part of JSON/)).toBeVisible();
  await app.result.getByText('Details', { exact: true }).click();
  await expect(app.result.getByText(/NaN or Infinity in it/)).toBeVisible();

  await ask(app, 'lines');
  const table = app.result.getByRole('table');
  await expect(table.getByRole('row')).toHaveText([/word\s*count\s*sure/, /oak\s*1/, /elm\s*true/]);

  await ask(app, 'colours');
  for (const line of ['PASS leaf.jpg', 'FAIL root.jpg', '100% done']) {
    await expect(app.result.getByText(line, { exact: true })).toBeVisible();
  }
  expect(app.consoleMessages).toEqual([]);
});

test('a PDF behind an empty line, and texts in encodings that are chosen', async ({ app, server }) => {
  await app.connect(server);
  await ask(app, 'document');
  await expect(app.result.getByText('Read as PDF')).toBeVisible();
  await expect(app.result.getByText('Number 1', { exact: true })).toBeAttached();

  for (const [name, encoding, line] of [
    ['greek', 'windows-1253', 'Δεύτερη γραμμή.'],
    ['chinese', 'gb18030', '第二行。'],
    ['japanese', 'shift_jis', '二行目。'],
  ] as const) {
    await ask(app, name);
    await app.result.getByLabel('Show as').selectOption('Text');
    await app.result.getByLabel('Encoding').selectOption(encoding);
    await expect(app.result.getByText(line, { exact: true })).toBeVisible();
  }
  expect(app.consoleMessages).toEqual([]);
});

test('pictures in a PDF that Chromium itself doesn’t know', async ({ app, server }) => {
  await app.connect(server);
  await ask(app, 'scans');
  await expect(app.result.getByText('Read as PDF')).toBeVisible();
  const page = app.result.getByRole('img', { name: 'Page 1' });
  /** Red, green and blue in the middle of the left and of the right half. */
  const colours = () =>
    page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
      const at = (x: number) => canvas.getContext('2d')?.getImageData(canvas.width * x, canvas.height / 2, 1, 1).data;
      return [0.25, 0.75].map((x) => [...(at(x) ?? [])].slice(0, 3));
    });
  await expect.poll(colours).toEqual([
    [30, 160, 60],
    [0, 0, 0],
  ]);
  expect(app.consoleMessages).toEqual([]);
});

test('sounds that don’t tell their length have it all the same, and can be moved in', async ({ app, server }) => {
  await app.connect(server);
  for (const name of ['webm', 'large', 'pieces', 'pipe']) {
    await ask(app, name);
    await expect(app.result.getByText(/^Read as sound/), name).toBeVisible();
    await expect(app.result.getByText('0:00 of 0:06'), name).toBeVisible();
    await expect(app.result.locator('canvas'), name).toBeAttached();
    await app.result.getByRole('slider', { name: 'Place in the sound' }).fill('4');
    await expect(app.result.getByText('0:04 of 0:06'), name).toBeVisible();
    await app.result.getByRole('button', { name: 'Play' }).click();
    await expect(app.result.getByText('0:05 of 0:06'), name).toBeVisible();
  }
  await ask(app, 'silence');
  await expect(app.alert.getByText('This can’t be played as a sound here')).toBeVisible();
});

test('files that aren’t drawn have the name of their kind, and its ending when they are saved', async ({
  app,
  server,
}) => {
  await app.connect(server);
  // The dialog of the system is not looked at, but what it would propose.
  await app.electron.evaluate(({ dialog, app: program }) => {
    dialog.showSaveDialog = async (...given: readonly unknown[]) => {
      program.setName((given.at(-1) as { readonly defaultPath: string }).defaultPath);
      return { canceled: true, filePath: '' };
    };
  });
  for (const [name, kind, ending] of [
    ['jp2', 'JPEG 2000', 'jp2'],
    ['seven', '7z', '7z'],
    ['odt', 'OpenDocument ODT', 'odt'],
    ['rtf', 'RTF', 'rtf'],
  ] as const) {
    await ask(app, name);
    await expect(app.result.getByText(`Read as file (${kind})`)).toBeVisible();
    await app.result.getByRole('button', { name: 'Save as…' }).click();
    await expect
      .poll(() => app.electron.evaluate(({ app: program }) => program.getName()))
      .toMatch(new RegExp(`[\\\\/]${name}\\.${ending}$`));
  }
  expect(app.consoleMessages).toEqual([]);
});
