import { fromArrayBuffer } from 'geotiff';
import { copyFile, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, OscarApp, test } from '../../fixtures/app';
import {
  answer,
  echo,
  inOrder,
  readBody,
  startOscarServer,
  type OscarServer,
  type Step,
} from '../../fixtures/oscar-server';
import { seededRandom } from '../../fixtures/seeded-random';
import { TestPicture } from '../../fixtures/test-picture';

const odd = (name: string) => join(import.meta.dirname, '../../fixtures/odd-pictures', name);
const gpsTag = 34_853;
/** The picture library takes seconds to start where other work is going on. */
const libraryStart = { timeout: 30_000 };
let server: OscarServer;

test.beforeEach(async () => {
  server = await startOscarServer();
});
test.afterEach(() => server.close());

/** The bytes that the service echoed last, which are those that were sent. @param runs how many runs have to be finished first */
async function sentBytes(app: OscarApp, folder: string, runs = 1): Promise<Buffer> {
  const list = () =>
    app.page.evaluate(async () => {
      const reply = await window.oscar.listHistory();
      return reply.ok ? reply.value : [];
    });
  const finished = async () => (await list()).filter(({ outcome }) => outcome.kind !== 'running').length;
  await expect.poll(finished).toBeGreaterThanOrEqual(runs);
  const entries = await list();
  const [latest] = [...entries].sort((one, other) => (one.startedAt < other.startedAt ? 1 : -1));
  return readFile(join(folder, 'user-data/results', latest?.id ?? '', 'payload'));
}

/** Files below a folder of the program's own. */
async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

/** Whether a JPEG tells where it was taken: its Exif block is a TIFF file by itself. */
async function tellsLocation(jpeg: Buffer): Promise<boolean> {
  const start = jpeg.indexOf('Exif\0\0', 0, 'latin1');
  if (start < 0) return false;
  const block = jpeg.subarray(start + 6, start - 2 + jpeg.readUInt16BE(start - 2));
  const tags = await (await fromArrayBuffer(new Uint8Array(block).buffer)).requestIFD(0);
  return tags.hasTag(gpsTag);
}

test('a photo is sent smaller, upright and without its location, as it was shown before', async ({ app, folder }) => {
  const photo = join(folder, 'photo.jpg');
  await copyFile(odd('with-location.jpg'), photo);
  const original = await readFile(photo);
  await app.connect(server);
  await app.chooseService('echo');
  await app.drop(photo);
  const input = app.page.getByRole('group', { name: 'Input' });
  await input.getByText('Before sending').click();
  await input.getByLabel('Longest side').selectOption('320 pixels');
  await input.getByLabel('Without location and serial numbers').check();
  await expect(input.getByText('40 × 60 pixels · JPEG')).toBeVisible(libraryStart);
  await expect(input.getByText(/^Left out: .*location/)).toBeVisible();
  const preview = input.getByRole('img', { name: 'What would be sent of photo.jpg' });
  expect(await preview.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight])).toEqual([
    40, 60,
  ]);

  await app.run();
  await expect(app.result.getByText(/^Read as picture/)).toBeVisible();
  const sent = await sentBytes(app, folder);
  const { width, height } = await TestPicture.read(sent);
  expect([width, height]).toEqual([40, 60]);
  expect(await tellsLocation(original)).toBe(true);
  expect(await tellsLocation(sent)).toBe(false);
  expect(sent.toString('latin1')).not.toMatch(/SERIAL-123|somebody/);
  expect(await readFile(photo)).toEqual(original);

  await app.result.getByText('Details').click();
  await app.result.getByRole('button', { name: 'Look at what was sent' }).click();
  await expect(app.result.getByRole('img', { name: 'What was sent' })).toBeVisible();

  // From the history it is prepared once more in the same way.
  await app.page.getByRole('button', { name: 'History' }).click();
  await app.page.locator('[data-entry]').click();
  await app.page.getByText('Details').click();
  await app.page.getByRole('button', { name: 'Look at what was sent' }).click();
  await expect(app.page.getByRole('img', { name: 'What was sent' })).toBeVisible();
  await app.page.getByRole('button', { name: 'Run again' }).click();
  await expect(app.result.getByText(/^Read as picture/)).toBeVisible();
  expect((await sentBytes(app, folder, 2)).equals(sent)).toBe(true);
  expect(app.consoleMessages).toEqual([]);
});

for (const [name, wanted] of [
  ['phone.heic', 'JPEG'],
  ['cmyk.tif', 'PNG'],
  ['rgb16.tif', 'WebP'],
] as const) {
  test(`${name} is sent as ${wanted}`, async ({ app, folder }) => {
    await app.connect(server);
    await app.chooseService('echo');
    await app.drop(odd(name));
    const input = app.page.getByRole('group', { name: 'Input' });
    await input.getByText('Before sending').click();
    await input.getByLabel('Format').selectOption(wanted);
    await expect(input.getByRole('img', { name: /^What would be sent/ })).toBeVisible(libraryStart);
    await app.run();
    await expect(app.result.getByText(`Read as picture (${wanted})`)).toBeVisible();
    const { width } = await TestPicture.read(await sentBytes(app, folder));
    expect(width).toBeGreaterThan(1);
    expect(app.consoleMessages).toEqual([]);
  });
}

test('an animation is not sent as one of its pictures, and says so', async ({ app }) => {
  await app.connect(server);
  await app.chooseService('echo');
  await app.drop(odd('moving.gif'));
  const input = app.page.getByRole('group', { name: 'Input' });
  await input.getByText('Before sending').click();
  await input.getByLabel('Send a copy, turned upright').check();
  await expect(app.alert.filter({ hasText: 'animation' })).toBeVisible(libraryStart);
  await app.run();
  await expect(app.result.getByRole('alert')).toContainText('animation');
  expect(server.requests.filter(({ path }) => path.startsWith('/run'))).toEqual([]);
});

test('a copy that a crash left is gone after the next start', async ({ app, folder }) => {
  const copies = () => filesBelow(join(folder, 'user-data/prepared-copies'));
  await app.connect(server);
  await app.chooseService('echo');
  await app.drop(odd('phone.heic'));
  const input = app.page.getByRole('group', { name: 'Input' });
  await input.getByText('Before sending').click();
  await input.getByLabel('Send a copy, turned upright').check();
  await expect(input.getByRole('img', { name: /^What would be sent/ })).toBeVisible(libraryStart);
  expect(await copies()).toHaveLength(1);
  await app.kill();
  expect(await copies()).toHaveLength(1);
  const again = await OscarApp.start(join(folder, 'user-data'));
  await expect.poll(copies).toEqual([]);
  await again.close();
});

/** Echoes what is small enough, and refuses the rest as a gateway does. */
function upTo(limitBytes: number): Step {
  return (exchange) =>
    Number(exchange.seen.headers['content-length']) > limitBytes
      ? inOrder(readBody(), answer(413))(exchange)
      : echo()(exchange);
}

/** Writes a photo of many details, so that it is large. */
async function writePhoto(path: string): Promise<number> {
  const photo = new TestPicture({ width: 2400, height: 1600 });
  const random = seededRandom(7);
  for (let at = 0; at < photo.data.length; at += 4)
    photo.data.writeUInt32BE((random() * 0xffffff * 256 + 255) >>> 0, at);
  const bytes = await photo.getBuffer('image/jpeg', { quality: 95 });
  await writeFile(path, bytes);
  return bytes.length;
}

test('what is too large for a service is sent smaller with one click, and asked for before the next', async ({
  app,
  folder,
}) => {
  const photo = join(folder, 'large.jpg');
  const sizeBytes = await writePhoto(photo);
  await server.close();
  server = await startOscarServer({ services: { echo: upTo(sizeBytes) } });
  await app.connect(server);
  await app.chooseService('echo');
  await app.drop(photo);
  await app.run();
  await app.result.getByRole('button', { name: 'Send a smaller copy' }).click();
  await expect(app.result.getByText(/^Read as picture/)).toBeVisible(libraryStart);
  const { width } = await TestPicture.read(await sentBytes(app, folder));
  expect(width).toBe(1600);

  await app.close();
  const again = await OscarApp.start(join(folder, 'user-data'));
  await again.page.getByRole('option').first().waitFor();
  await again.chooseService('echo');
  await again.drop(photo);
  const input = again.page.getByRole('group', { name: 'Input' });
  await expect(input.getByText('A picture of this size was too large for this service before.')).toBeVisible();
  await input.getByRole('button', { name: 'Send a smaller copy' }).click();
  await expect(input.getByText('1,600 × 1,067 pixels · JPEG')).toBeVisible(libraryStart);
  await again.close();
});

test('files of a list that were too large are sent smaller', async ({ app, folder }) => {
  const photos = ['a.jpg', 'b.jpg', 'c.jpg'].map((name) => join(folder, name));
  let sizeBytes = 0;
  for (const photo of photos) sizeBytes = await writePhoto(photo);
  await server.close();
  server = await startOscarServer({ services: { echo: upTo(sizeBytes) } });
  await app.connect(server);
  await app.chooseService('echo');
  await app.drop(...photos);
  await app.page.getByRole('button', { name: 'Run 3 files' }).click();
  await app.page.getByRole('combobox', { name: 'Show' }).selectOption('needs-attention');
  await app.page.getByRole('button', { name: 'Send smaller copies from here on' }).click();
  await expect(app.page.getByText('All files are done').first()).toBeVisible(libraryStart);
  expect(await filesBelow(join(folder, 'user-data/prepared-copies'))).toEqual([]);
});
